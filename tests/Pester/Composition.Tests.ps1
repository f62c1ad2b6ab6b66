# Results go into the next cmdlet, into a CSV and back, and into JSON.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Composition' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Onboards a file to one vendor and then to another, by property names' {
        $rows = Import-Csv (Join-Path (Split-Path (Get-TestModulePath)) 'Examples/cloudcockpit.csv')
        $result = $rows | New-CcCustomer | New-QhCustomerAccount
        $result.CompanyName | Should -Be $rows.companyName
        (Get-SandboxState cloudcockpit).created | Should -Be $rows.Count
        (Get-SandboxState quickhelp).created | Should -Be $rows.Count
    }

    It 'Creates a customer and then a user in it' {
        $columns = @(
            'CustomerId'
            @{ n = 'UserName'; e = { 'ana' } }, @{ n = 'Password'; e = { 'Sample-Passphrase-02' } }
            @{ n = 'Email'; e = { 'ana@contoso.example' } }, @{ n = 'PhoneNumber'; e = { '+1' } }
        )
        $user = Get-Row Customer | New-ResellerCustomer | Select-Object $columns | New-ResellerUser
        $user.UserId | Should -Match '^[0-9a-f]{24}$'
    }

    It 'Exports <Command> to flat columns that can be imported again' -ForEach @(
        @{
            Command = 'New-QhCustomerAccount'; Kind = 'QuickHelp'
            With = @{
                domains = 'a.example;b.example'; skUs = '23=34;12=433'; primaryContactName = 'Ana'; expirationDate = '2027-01-31'
                accountType = '5'; licenses = '7'
            }
            Other = @{ routeURL = 'again' }
        }
        @{
            Command = 'New-CcCustomer'; Kind = 'CloudCockpit'; With = @{ taxId = '1' }
            Other = @{ Id = ''; internalIdentifier = 'ERP-again' }
        }
        @{
            Command = 'New-SafeMobiAccount'; Kind = 'SafeMobi'; With = @{ Type = 'Premium'; CompanyShortName = 'C' }
            Other = @{ ExternalId = 'again' }
        }
        @{
            Command = 'New-ResellerCustomer'; Kind = 'Customer'; With = @{ billingType = 'PRE_PAID'; moCharge = '42' }
            Other = @{ name = 'again' }
        }
    ) {
        $first = Get-Row $Kind $With | & $Command
        $csv = $first | ConvertTo-Csv -NoTypeInformation
        $csv -join "`n" | Should -Not -Match 'System\.|Provisioning\.'
        $row = $csv | ConvertFrom-Csv
        foreach ($name in $Other.Keys) {
            $row.$name = $Other[$name]
        }

        $second = $row | & $Command
        $ignored = @($Other.Keys) + 'CustomerId', 'Id', 'CorrelationId', 'VendorFields', 'PrimaryContactName'
        foreach ($property in $first.PSObject.Properties.Name | Where-Object { $_ -notin $ignored }) {
            "$($second.$property)" | Should -Be "$($first.$property)" -Because $property
        }
    }

    It 'Gives clean JSON' {
        $warnings = $null
        $json = Get-Row QuickHelp @{ domains = 'a.example'; skUs = '23=34' } | New-QhCustomerAccount |
            ConvertTo-Json -Depth 5 -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $object = $json | ConvertFrom-Json
        $object.Domains | Should -Be 'a.example'
        $object.Skus[0].LicenseCount | Should -Be 34
        $json = Get-Row CloudCockpit | New-CcCustomer | ConvertTo-Json -Depth 5 -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        ($json | ConvertFrom-Json).ProviderCustomers | Should -BeLike '{"cb3cd15b*'
    }
}
