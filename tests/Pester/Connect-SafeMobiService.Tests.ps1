BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Connect-SafeMobiService' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Has the address of the document where none is given' {
        (Connect-SafeMobiService -Token token -PassThru).BaseUri | Should -Be 'https://files.safemobi.net/rest/v2/'
    }

    It 'Takes a credential as the token' {
        $token = [pscredential]::new('any', (ConvertTo-Secure 'token'))
        Connect-SafeMobiService -Token $token -AccountName mobi -BaseUri "$(Get-SandboxAddress)safemobi/"
        (Get-Row SafeMobi | New-SafeMobiAccount).Id | Should -Not -BeNullOrEmpty
    }

    It 'Refuses a header value that would break the request' {
        $thrown = { Connect-SafeMobiService -Token "token`r`nX-Evil: 1" } | Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        "$thrown" | Should -BeLike '*-Token must not contain line breaks*'
        "$thrown" | Should -Not -BeLike '*X-Evil*'
    }
}
