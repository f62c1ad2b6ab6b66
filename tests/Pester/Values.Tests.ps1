# Values as a person means them, and errors that show what is wrong with one.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    function Get-SentDate([object] $Date) {
        $sent = Get-SentRequest { New-QhCustomerAccount -CompanyName "A $([guid]::NewGuid())" -ExpirationDate $Date -Debug }
        $sent.Text -replace '.*"expirationDate":"([^"]*)".*', '$1'
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Dates' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Sends the day that was meant: <Name>' -ForEach @(
        @{ Name = 'a local day'; Date = { [datetime]::new(2027, 7, 31, 0, 0, 0, [System.DateTimeKind]::Local) }; Sent = '2027-07-31T00:00:00Z' }
        @{ Name = 'half past midnight, local'; Date = { [datetime]::new(2027, 7, 31, 0, 30, 0, [System.DateTimeKind]::Local) }; Sent = '2027-07-31T00:30:00Z' }
        @{
            Name = 'late in the evening, local'
            Date = { [datetime]::new(2027, 7, 31, 23, 30, 0, [System.DateTimeKind]::Local) }
            Sent = '2027-07-31T23:30:00Z'
        }
        @{ Name = 'Get-Date'; Date = { Get-Date -Year 2027 -Month 7 -Day 31 -Hour 0 -Minute 0 -Second 0 -Millisecond 0 }; Sent = '2027-07-31T00:00:00Z' }
        @{ Name = 'a day without a zone'; Date = { [datetime] '2027-07-31' }; Sent = '2027-07-31T00:00:00Z' }
        @{ Name = 'a UTC time'; Date = { [datetime]::new(2027, 7, 31, 1, 2, 3, [System.DateTimeKind]::Utc) }; Sent = '2027-07-31T01:02:03Z' }
        @{
            Name = 'midnight east of Greenwich'
            Date = { [datetimeoffset]::new(2027, 7, 31, 0, 0, 0, [timespan]::FromHours(2)) }
            Sent = '2027-07-31T00:00:00Z'
        }
        @{ Name = 'midnight west of Greenwich, as text'; Date = { '2027-07-31T00:00:00-05:00' }; Sent = '2027-07-31T00:00:00Z' }
        @{ Name = 'midnight east of Greenwich, as text'; Date = { '2027-07-31T00:00:00+09:00' }; Sent = '2027-07-31T00:00:00Z' }
        @{ Name = 'a moment with its zone'; Date = { '2027-07-31T17:00:00+01:00' }; Sent = '2027-07-31T16:00:00Z' }
    ) {
        Get-SentDate (& $Date) | Should -Be $Sent
    }

    It 'Is the same in Lisbon, Kiritimati and Honolulu' {
        $script = @"
Import-Module '$(Get-TestModulePath)'
Connect-QhService sample -BaseUri http://127.0.0.1:9/
`$date = [datetime]::new(2027, 7, 31, 0, 0, 0, [System.DateTimeKind]::Local)
New-QhCustomerAccount -CompanyName A -ExpirationDate `$date -Debug -NoJournal -ErrorAction SilentlyContinue -WarningAction SilentlyContinue 5>&1
"@
        foreach ($zone in 'Europe/Lisbon', 'Pacific/Kiritimati', 'Pacific/Honolulu') {
            $text = Invoke-FreshProcess ($script -replace 'http://127.0.0.1:9/', "$(Get-SandboxAddress)quickhelp/") -Variables @{ TZ = $zone }
            $text | Should -BeLike '*"expirationDate":"2027-07-31T00:00:00Z"*'
        }
    }

    It 'Keeps the day of a nested value, too' {
        $data = @{
            AgreementDate = [datetime]::new(2027, 7, 31, 0, 0, 0, [System.DateTimeKind]::Local)
            Other = [datetimeoffset]::new(2027, 7, 31, 0, 0, 0, [timespan]::FromHours(9))
        }
        $sent = (Get-SentRequest {
                Get-Row CloudCockpit @{ providerCustomers = $null } |
                    New-CcCustomer -ProviderCustomers @{ 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{ providerCustomerData = $data } } -Debug
            }).Text
        $sent | Should -BeLike '*\"AgreementDate\":\"2027-07-31T00:00:00Z\"*'
        $sent | Should -BeLike '*\"Other\":\"2027-07-31T00:00:00Z\"*'
    }

    It 'Comes back from a failures file as the same day' {
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $row = [pscustomobject]@{ companyName = 'A'; licenses = 'x'; expirationDate = [datetime]::new(2027, 7, 31, 0, 0, 0, [System.DateTimeKind]::Local) }
        $row | New-QhCustomerAccount -FailurePath $path -ErrorAction SilentlyContinue
        $back = Import-Csv $path
        $back.licenses = '7'
        (Get-SentRequest { $back | New-QhCustomerAccount -Debug }).Text | Should -BeLike '*"expirationDate":"2027-07-31T00:00:00Z"*'
    }
}

Describe 'What an error shows of a long value' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Shows the part of a nested value that is wrong' {
        $json = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":{"Domain":"contoso.example","CredentialsEmail":"ana@contoso.example"},' +
            '"margin":{"marginRule":{"name":"markup"},"value":"10,6"}}}'
        $failed = $null
        Get-Row CloudCockpit @{ providerCustomers = $json } | New-CcCustomer -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed RuleViolation InvalidData 'must have a number as each margin', '(cb3cd15b-1d6e-45be-b493-c71549cbfd87.margin.value is ''10,6'')'
    }

    It 'Shows where a text stops being JSON: <Name>' -ForEach @(
        @{ Name = 'a margin with a comma'; Tail = '"margin":{"marginRule":{"name":"markup"},"value":10,6}}}'; Says = '"value":10,6}' }
        @{ Name = 'a name without quotes'; Tail = '"margin":{"value":10.6}} missing }'; Says = 'missing' }
        @{ Name = 'a text cut off'; Tail = '"margin":{"marginRule":{"name":"markup"},"value":10.6'; Says = '"value":10.6' }
    ) {
        $json = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":{"Domain":"contoso.example","CredentialsEmail":"ana@contoso.example"},' + $Tail
        $failed = $null
        Get-Row CloudCockpit @{ providerCustomers = $json } | New-CcCustomer -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed RuleViolation InvalidData 'providerCustomers: must be a hashtable, an object or JSON', $Says
    }

    It 'Shows the item of a list that is wrong: <Name>' -ForEach @(
        @{ Name = 'text'; Value = (1..40 | ForEach-Object { if ($_ -eq 30) { '30=many' } else { "$_=1" } }) -join ';'; Says = "(is '30=many')" }
        @{
            Name = 'JSON'
            Value = '[' + ((1..40 | ForEach-Object { "{""skuId"":$_,""licenseCount"":$(if ($_ -eq 30) { '"many"' } else { 1 })}" }) -join ',') + ']'
            Says = "([[]29].licenseCount is 'many')"
        }
        @{
            Name = 'an unknown member'
            Value = '[' + ((1..40 | ForEach-Object { "{""skuId"":$_,""licenseCount"":1$(if ($_ -eq 30) { ',"colour":"red"' })}" }) -join ',') + ']'
            Says = "([[]29].colour is 'red')"
        }
    ) {
        $failed = $null
        Get-Row QuickHelp @{ skUs = $Value } | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed RuleViolation InvalidData 'skUs: must be SKU ids', $Says
    }
}

Describe 'More of what people write' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Takes <Name> for not given where a field is required' -ForEach @(
        @{ Name = 'an ideographic space'; Value = "$([char] 0x3000)" }
        @{ Name = 'a word joiner and a soft hyphen'; Value = "$([char] 0x2060)$([char] 0xad)" }
    ) {
        foreach ($field in 'companyName', 'city', 'zip') {
            $failed = $null
            Get-Row CloudCockpit @{ $field = $Value } | New-CcCustomer -ErrorAction SilentlyContinue -ErrorVariable failed
            Assert-RowError $failed RuleViolation InvalidData "${field}: is required"
        }
    }

    It 'Takes a database''s NULL for an empty cell at the other vendors, too' {
        $row = Get-Row CloudCockpit
        $row | Add-Member taxId ([System.DBNull]::Value)
        $row | Add-Member resellerId ([System.DBNull]::Value)
        $row | Add-Member customerAssociations ([System.DBNull]::Value)
        (Get-SentRequest { $row | New-CcCustomer -Debug }).Text | Should -Not -Match 'taxId|resellerId|customerAssociations'
        $failed = $null
        $row = Get-Row CustomerUser
        $row.password = [System.DBNull]::Value
        $row | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed RuleViolation InvalidData 'password: is required'
    }

    It 'Writes more types of nested values: <Name>' -ForEach @(
        @{ Name = 'a version'; Value = { [version] '1.2.3' }; Sent = '\"X\":\"1.2.3\"' }
        @{ Name = 'an IP address'; Value = { [ipaddress] '10.0.0.1' }; Sent = '\"X\":\"10.0.0.1\"' }
        @{ Name = 'a time span'; Value = { [timespan]::FromHours(30) }; Sent = '\"X\":\"1.06:00:00\"' }
        @{ Name = 'a decimal'; Value = { 10.60d }; Sent = '\"X\":10.60' }
        @{ Name = 'a list of numbers'; Value = { , @([byte] 1, [long] 2) }; Sent = '\"X\":[1,2]' }
        @{ Name = 'an ordered dictionary'; Value = { [ordered]@{ b = 1; a = [bigint] 2 } }; Sent = '\"X\":{\"b\":1,\"a\":2}' }
        @{ Name = 'an address'; Value = { [uri] 'https://contoso.example/a b' }; Sent = '\"X\":\"https://contoso.example/a b\"' }
        @{ Name = 'a mail address'; Value = { [mailaddress] 'ana@contoso.example' }; Sent = '\"X\":\"ana@contoso.example\"' }
    ) {
        $data = @{ X = & $Value }
        $sent = (Get-SentRequest {
                Get-Row CloudCockpit @{ providerCustomers = $null } |
                    New-CcCustomer -ProviderCustomers @{ 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{ providerCustomerData = $data } } -Debug
            }).Text
        $sent | Should -BeLike "*$([wildcardpattern]::Escape($Sent))*"
    }

    It 'Reads a list however it is split: <Name>' -ForEach @(
        @{ Name = 'lines in one cell'; Value = { "a.example`nb.example" } }
        @{ Name = 'an array with an empty item'; Value = { 'a.example', '', $null, ' b.example ' } }
        @{ Name = 'a JSON list of one cell with commas'; Value = { '[ "a.example, b.example" ]' } }
        @{ Name = 'a typed list'; Value = { $list = [System.Collections.Generic.List[string]]::new(); $list.Add('a.example;b.example'); , $list } }
    ) {
        $domains = & $Value
        (Get-SentRequest { [pscustomobject]@{ companyName = 'A'; domains = $domains } | New-QhCustomerAccount -Debug }).Text |
            Should -Be '{"companyName":"A","domains":["a.example","b.example"]}'
    }

    It 'Refuses a list that holds more than texts: <Value>' -ForEach @(
        @{ Value = '["a.example",{"name":"b.example"}]' }
        @{ Value = '["a.example"' }
    ) {
        $failed = $null
        [pscustomobject]@{ companyName = 'A'; domains = $Value } | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed RuleViolation InvalidData 'domains: must be a list'
    }

    It 'Refuses a secret with a control character: <Name>' -ForEach @(
        @{ Name = 'a tab'; Value = "Marked`tWord" }
        @{ Name = 'a NUL'; Value = "Marked$([char] 0)Word" }
        @{ Name = 'a line separator'; Value = "Marked$([char] 0x2028)Word" }
        @{ Name = 'a next line'; Value = "Marked$([char] 0x85)Word" }
    ) {
        { Connect-ResellerService harborline $Value -BaseUri http://127.0.0.1:9/ } |
            Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage '*must not contain line breaks*'
        $failed = $null
        Get-Row CustomerUser @{ password = 'x' } | ForEach-Object { $_.password = $Value; $_ } |
            New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'password: must not contain line breaks'
    }

    It 'Refuses what nobody sees in <Field>: <Name>' -ForEach @(
        @{ Field = 'email'; Name = 'a soft hyphen'; Value = "ana$([char] 0xad)@contoso.example" }
        @{ Field = 'customer'; Name = 'a direction mark'; Value = "$([char] 0x200e)acme" }
        @{ Field = 'username'; Name = 'a Hangul filler'; Value = "ana$([char] 0x3164)" }
        @{ Field = 'username'; Name = 'a variation selector'; Value = "ana$([char] 0xfe0f)" }
    ) {
        $failed = $null
        Get-Row CustomerUser @{ $Field = $Value } | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed RuleViolation InvalidData "${Field}:", '<U+'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Refuses what a spreadsheet made of a number: <Value>' -ForEach @(
        @{ Value = ' 3.51E+11 ' }
        @{ Value = '3,51E+11' }
        @{ Value = '= "0035121000"' }
        @{ Value = '#NAME?' }
        @{ Value = '#N/A' }
        @{ Value = '########' }
    ) {
        foreach ($field in 'phone', 'zip', 'internalIdentifier') {
            $failed = $null
            Get-Row CloudCockpit @{ $field = $Value } | New-CcCustomer -ErrorAction SilentlyContinue -ErrorVariable failed
            Assert-RowError $failed RuleViolation InvalidData "${field}: looks as if a spreadsheet changed it"
        }
    }

    It 'Takes <Value> for somebody''s id' -ForEach @(
        @{ Value = '3.51E11' }
        @{ Value = '35E+11' }
        @{ Value = "O'Brien-7" }
        @{ Value = '#7' }
        @{ Value = '=7' }
    ) {
        (Get-Row CloudCockpit @{ internalIdentifier = $Value } | New-CcCustomer).Outcome | Should -Be 'Created'
    }

    It 'Shows what nobody sees: <Name>' -ForEach @(
        @{ Name = 'a direction mark'; Value = "$([char] 0x202a)+351 210"; Says = '<U+202A>+351 210' }
        @{ Name = 'a figure space and a tab'; Value = "+351$([char] 0x2007)210`t1"; Says = '+351<U+2007>210<U+0009>1' }
        @{ Name = 'a tag character'; Value = "+351$([char]::ConvertFromUtf32(0xE0061))"; Says = '<U+E0061>' }
    ) {
        $failed = $null
        Get-Row CustomerUser @{ phoneNumber = $Value } | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed RuleViolation InvalidData $Says
    }
}
