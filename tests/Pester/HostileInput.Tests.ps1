# What a file or a script could contain and no vendor should be sent: endless objects, half characters, lenient JSON, a misplaced secret.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    function Invoke-Refused([string] $Command, [hashtable] $Cells) {
        $null = & $Command @Cells -ErrorVariable failed -ErrorAction SilentlyContinue
        (Get-SandboxState).calls | Should -Be 0
        $failed
    }

    function New-CloudCells([object] $ProviderCustomers) {
        @{
            CompanyName = 'Contoso'; Country = 'PT'; AddressLine1 = 'Rua Augusta 1'; City = 'Lisboa'; State = 'Lisboa'; Zip = '1100-048'
            FirstName = 'Ana'; LastName = 'Silva'; Email = 'ana@contoso.example'; Phone = '+351 921 231 231'
            ProviderCustomers = $ProviderCustomers
        }
    }

    $script:instance = 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'
}

AfterAll {
    Close-Sandbox
}

Describe 'Nested cells' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Refuses an object that refers to itself twice, which has no end' {
        $endless = @{}
        $endless.a = $endless
        $endless.b = $endless
        $failed = Invoke-Refused New-CcCustomer (New-CloudCells @{ $instance = $endless })
        Assert-RowError $failed RuleViolation InvalidData 'ProviderCustomers: is *'
    }

    It 'Refuses <Case>' -ForEach @(
        @{ Case = 'a list of too many values'; Value = { , (1..10001) }; Says = 'is too large: up to 10,000 values' }
        @{ Case = 'a list without an end'; Value = { , [System.Linq.Enumerable]::Repeat([object] 1, [int]::MaxValue) }; Says = 'is too large' }
        @{ Case = 'one long text many times'; Value = { $long = 'x' * 500000; , ($long, $long, $long) }; Says = 'is too large' }
        @{
            Case = 'an object that is nested too deep'; Says = 'is nested deeper than 64 levels'
            Value = { $deep = 1; 1..70 | ForEach-Object { $deep = @{ a = $deep } }; $deep }
        }
        @{
            Case = 'a property that cannot be read'; Says = "cannot be read ('b')"
            Value = { [pscustomobject]@{ a = 1 } | Add-Member ScriptProperty b { throw 'no' } -PassThru }
        }
        @{ Case = 'half a character in it'; Value = { @{ a = "x$([char] 0xD83D)" } }; Says = 'half of a character' }
    ) {
        $failed = Invoke-Refused New-CcCustomer (New-CloudCells @{ $instance = @{ more = & $Value } })
        Assert-RowError $failed RuleViolation InvalidData "ProviderCustomers: *$Says"
    }

    It 'Refuses JSON that is none: <Text>' -ForEach @(
        @{ Text = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"status":undefined}}' }
        @{ Text = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"status":new Date(0)}}' }
        @{ Text = "{'cb3cd15b-1d6e-45be-b493-c71549cbfd87':{}}" }
        @{ Text = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"status":"a","status":"b"}}' }
        @{ Text = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":"{\"a\":NaN}"}}' }
    ) {
        $failed = Invoke-Refused New-CcCustomer (New-CloudCells $Text)
        Assert-RowError $failed RuleViolation InvalidData 'ProviderCustomers: *'
    }

    It 'Sends what JSON has' {
        $cells = New-CloudCells @{
            $instance = @{ margin = @{ value = 10.5 }; providerCustomerData = @{ more = @(1, 'x', $true, $null, [bigint]::Pow(10, 30)) } }
        }
        (New-CcCustomer @cells).Outcome | Should -Be 'Created'
    }
}

Describe 'List cells' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Refuses <Type> by name' -ForEach @(
        @{ Type = 'Hashtable'; Value = { @{ a = 'b' } } }
        @{ Type = 'Hashtable'; Value = { , @('a.example', @{ a = 'b' }) } }
        @{ Type = 'PSCustomObject'; Value = { [pscustomobject]@{ a = 'b' } } }
        @{ Type = 'OrderedDictionary'; Value = { [ordered]@{ a = 'b' } } }
        @{ Type = 'Object[]'; Value = { , @('a.example', @('b.example')) } }
    ) {
        $failed = Invoke-Refused New-QhCustomerAccount @{ CompanyName = 'Contoso'; Domains = & $Value }
        Assert-RowError $failed RuleViolation InvalidData "domains: must be a list of texts, and holds a $([wildcardpattern]::Escape($Type))"
    }

    It 'Takes texts and numbers' {
        (New-QhCustomerAccount -CompanyName 'Contoso' -Domains 'a.example', ([uri] 'b.example'), 7).Domains | Should -Be 'a.example', 'b.example', '7'
    }
}

Describe 'Half a character' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Is refused and shown in a text' {
        $failed = Invoke-Refused New-QhCustomerAccount @{ CompanyName = "Contoso$([char] 0xD83D)" }
        Assert-RowError $failed RuleViolation InvalidData 'companyName: must not contain half of a character *<U+D83D>*'
    }

    It 'Is refused and not shown in a secret' {
        $failed = Invoke-Refused New-SafeMobiAccount @{ ExternalId = 'crm-1'; Type = 'Basic'; AccountPlanId = 1; Password = "Marked$([char] 0xDC00)" }
        Assert-RowError $failed RuleViolation InvalidData 'Password: must not contain half of a character'
        "$failed$($failed.TargetObject)" | Should -Not -Match 'Marked'
        { Connect-ResellerService -ResellerName a -ResellerPassword "Marked$([char] 0xDC00)" -BaseUri (Get-SandboxAddress) } |
            Should -Throw '*half of a character*'
    }
}

Describe 'A secret in the wrong column' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Is masked in every cell, in the message and in every property of the error' {
        $row = Get-Row CustomerUser @{
            customer = 'Marked-Passphrase'; username = 'ana maria'; email = 'Marked-Passphrase'
            contactName = 'of Marked%2DPassphrase'; password = 'Marked-Passphrase'
        }
        $null = $row | New-ResellerCustomerUser -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'username: must not contain spaces'
        $failed[0].TargetObject.email | Should -Be '***'
        $failed[0].TargetObject.contactName | Should -Be 'of ***'
        foreach ($part in $failed, $failed[0].Exception, $failed[0].TargetObject, $failed[0].Exception.FieldErrors) {
            $part | Format-List -Property * -Force | Out-String | Should -Not -Match 'Marked'
        }
    }

    It 'Is masked even if the secret itself was refused' {
        $secret = "Marked`nPassphrase"
        $row = [pscustomobject]@{ customer = 'contoso'; username = $secret; password = $secret; applyFreeCredits = 'no' }
        $null = $row | New-ResellerCustomerUser -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'password: must not contain line breaks'
        $failed[0].TargetObject.username | Should -Be '***'
        "$failed$($failed[0].Exception.FieldErrors)" | Should -Not -Match 'Marked'
    }

    It 'Is masked if it is a number' {
        $row = [pscustomobject]@{ customer = 'contoso'; username = 'ana maria'; password = 12345678; phoneNumber = 12345678; applyFreeCredits = $false }
        $null = $row | New-ResellerCustomerUser -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].TargetObject.phoneNumber | Should -Be '***'
    }
}
