@{
    RootModule           = 'Provisioning.psm1'
    ModuleVersion        = '1.0.0'
    GUID                 = '5d2f7d0c-6b7e-4a57-9c1e-0f6f3b8f9a41'
    Author               = 'The Provisioning authors'
    CompanyName          = 'The Provisioning authors'
    Copyright            = 'Copyright (c) 2026 The Provisioning authors. MIT License.'
    Description          = 'Creates customers on QuickHelp, CloudCockpit, reseller and SafeMobi platforms, every row exactly once or reported.'
    PowerShellVersion    = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions = @('Core', 'Desktop')
    FormatsToProcess     = @('Provisioning.Format.ps1xml')
    CmdletsToExport      = @(
        'Connect-CcService'
        'Connect-QhService'
        'Connect-ResellerService'
        'Connect-SafeMobiService'
        'Disconnect-ProvisioningConnection'
        'Get-ProvisioningConnection'
        'Get-ProvisioningOperation'
        'New-CcCustomer'
        'New-QhCustomerAccount'
        'New-ResellerCustomer'
        'New-ResellerCustomerUser'
        'New-ResellerUser'
        'New-SafeMobiAccount'
        'Remove-ProvisioningOperation'
        'Resolve-ProvisioningOperation'
        'Select-ProvisioningConnection'
        'Test-ProvisioningConnection'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @(
                'Provisioning', 'Customer', 'Onboarding', 'CSP', 'Reseller', 'QuickHelp', 'CloudCockpit', 'SafeMobi'
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            )
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/provisioning-module/provisioning'
            ReleaseNotes = 'https://github.com/provisioning-module/provisioning/blob/main/CHANGELOG.md'
        }
    }
}
