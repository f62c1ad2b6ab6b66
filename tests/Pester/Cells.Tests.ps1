# Cells: what people and their spreadsheets write, and what it is taken for.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    function Import-Text([string] $Text, [string] $Delimiter = ',') {
        $Text | ConvertFrom-Csv -Delimiter $Delimiter
    }

    # The QuickHelp bodies that were sent, in the order of the calls.
    function Get-Sent([object[]] $Row, [hashtable] $Options = @{}) {
        (Get-SentRequest { $Row | New-QhCustomerAccount -ThrottleLimit 1 -Debug -WarningAction SilentlyContinue -ErrorAction SilentlyContinue @Options }).Text
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Cells' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Takes <Name> for not given where a field is required' -ForEach @(
        @{ Name = 'a blank'; Value = ' ' }
        @{ Name = 'a tab'; Value = "`t" }
        @{ Name = 'a no-break space'; Value = "$([char] 0xa0)" }
        @{ Name = 'a zero-width space'; Value = "$([char] 0x200b)" }
    ) {
        $failed = $null
        [pscustomobject]@{ companyName = $Value; routeURL = 'r' } | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says 'companyName: is required'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Takes a database''s NULL for an empty cell' {
        $row = [pscustomobject]@{
            companyName = 'A'; routeURL = [DBNull]::Value; licenses = [DBNull]::Value; expirationDate = [DBNull]::Value; skUs = [DBNull]::Value
            domains = [DBNull]::Value; isEulaAccepted = [DBNull]::Value; primaryContact = [DBNull]::Value
        }
        Get-Sent $row | Should -Be '{"companyName":"A"}'
    }

    It 'Reads a list however it is split: <Text>' -ForEach @(
        @{ Text = 'a.example, b.example' }
        @{ Text = 'a.example;b.example' }
        @{ Text = '["a.example","b.example"]' }
        @{ Text = ' a.example ; b.example; ' }
    ) {
        Get-Sent ([pscustomobject]@{ companyName = 'A'; domains = $Text }) | Should -Be '{"companyName":"A","domains":["a.example","b.example"]}'
    }

    It 'Writes nested values of other types as the JSON that a person means' {
        $data = [ordered]@{
            Big = [bigint]::Parse('123456789012345678901234567890'); Unsigned = [uint32] 7; Long = [uint64]::MaxValue
            Day = [datetime]::new(2026, 12, 31, 0, 0, 0, [System.DateTimeKind]::Utc)
            Kind = [System.DayOfWeek]::Monday; Id = [guid] 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'; Missing = [DBNull]::Value
        }
        $row = Get-Row CloudCockpit @{ providerCustomers = $null }
        $providers = @{ 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{ providerCustomerData = $data } }
        $sent = (Get-SentRequest { $row | New-CcCustomer -ProviderCustomers $providers -Debug }).Text
        foreach ($text in '\"Big\":123456789012345678901234567890', '\"Unsigned\":7', '\"Long\":18446744073709551615',
            '\"Day\":\"2026-12-31T00:00:00Z\"', '\"Kind\":\"Monday\"') {
            $sent | Should -BeLike "*$([wildcardpattern]::Escape($text))*"
        }
    }

    It 'Refuses a nested value that has no form in JSON: <Name>' -ForEach @(
        @{ Name = 'not a number'; Value = { [double]::NaN } }
        @{ Name = 'a process'; Value = { Get-Process -Id $PID } }
        @{ Name = 'a SecureString'; Value = { [securestring]::new() } }
    ) {
        $failed = $null
        $providers = @{ 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{ providerCustomerData = @{ X = & $Value } } }
        Get-Row CloudCockpit @{ providerCustomers = $null } |
            New-CcCustomer -ProviderCustomers $providers -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says 'providerCustomers: holds a value of the type'
    }

    It 'Sees that a file was read in another encoding than its own' {
        $failed = $null
        [pscustomobject]@{ companyName = "Jos$([char] 0xfffd) Lda"; routeURL = 'r' } | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says 'companyName: holds U+FFFD', 'encoding'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Refuses what a spreadsheet made of a number: <Value>' -ForEach @(
        @{ Value = '3.51E+11' }
        @{ Value = '="00351210000"' }
    ) {
        foreach ($field in 'phone', 'zip', 'internalIdentifier') {
            $failed = $null
            Get-Row CloudCockpit @{ $field = $Value } | New-CcCustomer -ErrorAction SilentlyContinue -ErrorVariable failed
            Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says "${field}: looks as if a spreadsheet changed it"
        }

        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Takes 12E3 for somebody''s id' {
        (Get-Row CloudCockpit @{ internalIdentifier = '12E3'; zip = '12E3' } | New-CcCustomer).Outcome | Should -Be 'Created'
    }

    It 'Shows what nobody sees' {
        $failed = $null
        Get-Row CustomerUser @{ phoneNumber = "+351 210$([char] 0xa0)000" } | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says '+351 210<U+00A0>000'
    }

    It 'Refuses an invisible character in <Field>' -ForEach @(
        @{ Field = 'email'; Value = "ana@contoso.example$([char] 0x200b)" }
        @{ Field = 'customer'; Value = "acme$([char] 0x200b)" }
        @{ Field = 'username'; Value = "ana$([char] 0xfeff)" }
    ) {
        $failed = $null
        Get-Row CustomerUser @{ $Field = $Value } | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says "${Field}:", '<U+'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Refuses a secret with a line break where it is given' {
        $thrown = { Connect-ResellerService -ResellerName acme -ResellerPassword "Marked-Word-80`n" -BaseUri "$(Get-SandboxAddress)reseller/" } |
            Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        "$thrown" | Should -BeLike '*-ResellerPassword must not contain line breaks*'
        "$thrown" | Should -Not -BeLike '*Marked-Word*'
        $failed = $null
        Get-Row CustomerUser | Select-Object *, @{ Name = 'x'; Expression = { } } | ForEach-Object { $_.password = "Marked-Word-81`r`n"; $_ } |
            New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says 'password: must not contain line breaks'
    }
}
