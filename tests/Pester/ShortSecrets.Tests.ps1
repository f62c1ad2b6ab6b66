# Short secrets are masked where they stand by themselves, and do not eat into other values.

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

Describe 'Short secrets' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Refuses one of a single character: <Name>' -ForEach @(
        @{ Name = 'a reseller''s password'; Connect = { Connect-ResellerService harborline a -BaseUri http://127.0.0.1:9/ } }
        @{ Name = 'a token'; Connect = { Connect-SafeMobiService '1' -AccountName x } }
        @{ Name = 'a subscription key'; Connect = { Connect-QhService k } }
        @{ Name = 'an API key'; Connect = { Connect-QhService key-of-mine -ApiKey k } }
        @{ Name = 'a client secret'; Connect = { Connect-CcService contoso.example -ClientId c -ClientSecret s } }
        @{ Name = 'an access token'; Connect = { Connect-CcService contoso.example -AccessToken t } }
    ) {
        $Connect | Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage '*must have more than one character*'
    }

    It 'Refuses a row whose password has one character' {
        $failed = $null
        Get-Row CustomerUser @{ password = 'a' } | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed RuleViolation InvalidData 'password: must have more than one character'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Does not eat into other values: <Secret>' -ForEach @(
        @{ Secret = 'on' }
        @{ Secret = 'ana' }
        @{ Secret = 'cont' }
        @{ Secret = '21' }
    ) {
        $failed = $null
        Get-Row CustomerUser @{ password = $Secret; customer = 'contoso ana1 ona 1210'; note = $Secret } |
            New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue
        $failed[0].TargetObject.customer | Should -Be 'contoso ana1 ona 1210'
        "$($failed[0])" | Should -BeLike '*contoso ana1 ona 1210*'
        $failed[0].TargetObject.password | Should -Be '***'
        $failed[0].TargetObject.note | Should -Be '***'
    }

    It 'Masks a short secret in what a vendor echoes, and in the trace: <Secret>' -ForEach @(
        @{ Secret = 'q7' }
        @{ Secret = 'zqx' }
        @{ Secret = 'q"7z' }
    ) {
        Enable-Fault 'echoSecrets'
        $row = Get-Row CustomerUser @{ password = $Secret }
        $lines = @($row | New-ResellerCustomerUser -Debug -ErrorAction Continue -WarningAction SilentlyContinue *>&1 | ForEach-Object { "$_" })
        $text = $lines -join "`n"
        $text | Should -BeLike '*password=`*`*`**'
        $text | Should -Not -Match ([regex]::Escape($Secret))
        $text | Should -Not -Match ([regex]::Escape([uri]::EscapeDataString($Secret)))
    }
}
