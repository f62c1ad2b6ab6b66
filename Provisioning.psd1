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
        'Add-CcCustomerProvider'
        'Add-ResellerCredit'
        'Connect-CcService'
        'Connect-QhService'
        'Connect-ResellerService'
        'Connect-SafeMobiService'
        'ConvertTo-ProvisioningRow'
        'Disconnect-ProvisioningConnection'
        'Export-ProvisioningReport'
        'Get-CcCustomer'
        'Get-CcProviderInstance'
        'Get-ProvisioningColumn'
        'Get-ProvisioningConnection'
        'Get-ProvisioningOperation'
        'Get-ProvisioningRun'
        'Get-ResellerCustomer'
        'Get-SafeMobiAccount'
        'Get-SafeMobiAccountPlan'
        'Import-ProvisioningCsv'
        'New-CcCustomer'
        'New-ProvisioningTemplate'
        'New-QhCustomerAccount'
        'New-ResellerCustomer'
        'New-ResellerCustomerUser'
        'New-ResellerUser'
        'New-SafeMobiAccount'
        'Remove-CcCustomer'
        'Remove-ProvisioningOperation'
        'Resolve-ProvisioningOperation'
        'Restart-CcProviderCustomer'
        'Select-ProvisioningConnection'
        'Set-CcCustomer'
        'Set-SafeMobiAccount'
        'Test-ProvisioningConnection'
        'Undo-ProvisioningRun'
        'Wait-CcCustomer'
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
