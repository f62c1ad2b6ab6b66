# How the module's objects look: table, list and wide, colours, and no secret anywhere.

BeforeDiscovery {
    $script:types = @(
        'QuickHelpCustomer', 'CloudCockpitCustomer', 'ResellerCustomerUser', 'ResellerCustomer', 'ResellerUser', 'SafeMobiAccount'
        'Connection', 'JournaledOperation', 'JournaledRun', 'ConnectionTestResult', 'ProvisioningColumn'
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    Initialize-Sandbox
    $script:objects = @{
        QuickHelpCustomer    = Get-Row QuickHelp | New-QhCustomerAccount
        CloudCockpitCustomer = Get-Row CloudCockpit | New-CcCustomer
        ResellerCustomerUser = Get-Row CustomerUser | New-ResellerCustomerUser
        ResellerCustomer     = Get-Row Customer @{ name = 'alone' } | New-ResellerCustomer
        ResellerUser         = Get-Row User @{ customerId = 'f123456789abcdef01234567' } | New-ResellerUser
        SafeMobiAccount      = Get-Row SafeMobi | New-SafeMobiAccount
        Connection           = Get-ProvisioningConnection | Select-Object -First 1
        JournaledOperation   = Get-ProvisioningOperation -First 1
        JournaledRun         = Get-ProvisioningRun -First 1
        ConnectionTestResult = Test-ProvisioningConnection SafeMobi
        ProvisioningColumn   = Get-ProvisioningColumn New-CcCustomer zip
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'The views of <_>' -ForEach $types {
    It 'Has a table of its own whose first columns say which object it is' {
        $object = $objects[$_]
        $object.GetType().Name | Should -Be $_
        $text = $object | Format-Table | Out-String -Width 200
        $lines = @($text -split '\r?\n' | Where-Object { $_ })
        $lines[0] | Should -Match '^\s*(Id|CustomerId|UserId|Name|Run)\b'
        $lines.Count | Should -Be 3
    }

    It 'Has a list with every public property' {
        $object = $objects[$_]
        $text = $object | Format-List | Out-String -Width 200
        foreach ($property in $object.PSObject.Properties.Name) {
            $text | Should -Match "(?m)^$property\s+:"
        }
    }

    It 'Has a wide view with its name' {
        ($objects[$_] | Format-Wide | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'Shows no secret in any view' {
        $text = $objects[$_] | ForEach-Object {
            $_ | Format-Table | Out-String -Width 500
            $_ | Format-List * -Force | Out-String -Width 500
            $_ | ConvertTo-Json -Depth 5
        }
        $text -join "`n" | Should -Not -Match 'Sample-Passphrase|reseller-secret|client-secret|subscription-key|mobi-token'
    }
}

# Names as long as they are in practice.
Describe 'The table of <Kind> at 80 columns' -ForEach @(
    @{
        Kind = 'QuickHelpCustomer'; Id = 'CustomerId'; Make = { $args | New-QhCustomerAccount }; Row = 'QuickHelp'
        With = @{ companyName = 'Cordillera Mining Services and Logistics, S.A.'; routeURL = 'cordillera-mining'; accountType = '12'; licenses = '12500' }
        Whole = 'cordillera-mining'
    }
    @{
        Kind = 'CloudCockpitCustomer'; Id = 'Id'; Make = { $args | New-CcCustomer }; Row = 'CloudCockpit'
        With = @{ companyName = 'Cordillera Mining Services and Logistics, S.A.'; internalIdentifier = 'ERP-0010425-PT' }
        Whole = 'ERP-0010425-PT'
    }
    @{
        Kind = 'ResellerCustomerUser'; Id = 'CustomerId'; Make = { $args | New-ResellerCustomerUser }; Row = 'CustomerUser'
        With = @{ customer = 'CordilleraMining'; username = 'ana.silva@cordillera'; email = 'ana.silva@cordillera-mining.example' }
        Whole = 'CordilleraMining'
    }
    @{
        Kind = 'ResellerCustomer'; Id = 'CustomerId'; Make = { $args | New-ResellerCustomer }; Row = 'Customer'
        With = @{ name = 'CordilleraMiningServices'; billingType = 'POST_PAID'; rotationAlgorithm = 'MAX_ROTATION'; moCharge = '12345' }
        Whole = 'CordilleraMiningServices'
    }
    @{
        Kind = 'ResellerUser'; Id = 'UserId'; Make = { $args | New-ResellerUser }; Row = 'User'
        With = @{ username = 'ana.silva@cordi'; email = 'ana.silva@cordillera-mining.example'; customerId = 'f123456789abcdef01234567' }
        Whole = 'f123456789abcdef01234567'
    }
    @{
        Kind = 'SafeMobiAccount'; Id = 'Id'; Make = { $args | New-SafeMobiAccount }; Row = 'SafeMobi'
        With = @{ ExternalId = 'crm-00030103-basic' }; Whole = 'crm-00030103-basic'
    }
    @{
        Kind = 'Connection'; Make = { Connect-CcService north.example -AccessToken word-1 -Name Production -PassThru 6>$null }
        Whole = 'https://app-cloudcockpitapi-prod-01.azurewebsites.net/', 'Production', 'north.example'
    }
    @{
        Kind = 'JournaledOperation'; Id = 'Id'; Make = { Get-ProvisioningOperation -First 1 -Key 3fa85f64-5717-4562-b3fc-2c963f66afa6 }
        Whole = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
    }
    @{ Kind = 'JournaledRun'; Make = { Get-ProvisioningRun -First 1 }; Whole = 'New-CcCustomer' }
    @{ Kind = 'ProvisioningColumn'; Make = { Get-ProvisioningColumn New-QhCustomerAccount suppressUserCreation }; Whole = 'suppressUserCreation' }
    @{ Kind = 'ConnectionTestResult'; Make = { Test-ProvisioningConnection QuickHelp }; Whole = 'QuickHelp documents no call that changes nothing' }
) {
    It 'Shows IDs whole, and no column that is too narrow to read' {
        Initialize-Sandbox
        $null = Get-Row CloudCockpit @{ id = '3fa85f64-5717-4562-b3fc-2c963f66afa6' } | New-CcCustomer
        $object = if ($Row) { & $Make (Get-Row $Row $With) } else { & $Make }
        $object.GetType().Name | Should -Be $Kind
        $lines = @(($object | Format-Table | Out-String -Width 80) -split '\r?\n' | Where-Object { $_ })
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }

        # A column without a width shares with others what is left.
        $table = (Get-FormatData -TypeName $object.GetType().FullName).FormatViewDefinition.Control |
            Where-Object { $_ -is [System.Management.Automation.TableControl] }
        $fixed = ($table.Headers.Width | Measure-Object -Sum).Sum
        $free = @($table.Headers | Where-Object Width -EQ 0).Count
        $rest = [math]::Floor((80 - $fixed - $table.Headers.Count + 1) / [math]::Max($free, 1))
        $cells = for ($column = $start = 0; $column -lt $table.Headers.Count; $column++) {
            $width = if ($table.Headers[$column].Width) { $table.Headers[$column].Width } else { $rest }
            $width | Should -BeGreaterOrEqual 7 -Because $table.Headers[$column].Label
            $width | Should -BeGreaterOrEqual $table.Headers[$column].Label.Length -Because 'a header is not broken'

            # What is wrapped is read down its column.
            -join ($lines[2..($lines.Count - 1)] | ForEach-Object { $_.PadRight(90).Substring($start, $width).TrimEnd() })
            $start += $width + 1
        }

        $text = "$($lines -join "`n")`n$($cells -join "`n")"
        foreach ($whole in @($Whole) + @(if ($Id) { "$($object.$Id)" })) {
            $text | Should -BeLike "*$whole*"
        }
    }
}

# Windows PowerShell has no $PSStyle: there the views have no colours.
Describe 'Colours' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    BeforeEach {
        $script:rendering = $PSStyle.OutputRendering
    }

    AfterEach {
        $PSStyle.OutputRendering = $rendering
    }

    It 'Are there where the host shows them, and only there' {
        $PSStyle.OutputRendering = 'Ansi'
        $objects.JournaledOperation | Format-Table | Out-String | Should -BeLike "*$([char]27)*Confirmed*"
        $PSStyle.OutputRendering = 'PlainText'
        $objects.JournaledOperation | Format-Table | Out-String | Should -Not -BeLike "*$([char]27)*"
    }
}
