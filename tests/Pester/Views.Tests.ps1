# How the module's objects look: table, list and wide, colours, and no secret anywhere.

BeforeDiscovery {
    $script:types = 'QuickHelpCustomer', 'CloudCockpitCustomer', 'ResellerCustomerUser', 'ResellerCustomer', 'ResellerUser', 'SafeMobiAccount', 'Connection', 'JournaledOperation'
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
        $lines[0] | Should -Match '^\s*(Id|CustomerId|UserId|Name)\b'
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
        $text = $objects[$_] | ForEach-Object { $_ | Format-Table | Out-String -Width 500; $_ | Format-List * -Force | Out-String -Width 500; $_ | ConvertTo-Json -Depth 5 }
        $text -join "`n" | Should -Not -Match 'Sample-Passphrase|reseller-secret|client-secret|subscription-key|mobi-token'
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
