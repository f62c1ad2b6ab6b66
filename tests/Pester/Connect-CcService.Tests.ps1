BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Connect-CcService' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Has the address of the document where none is given' {
        (Connect-CcService -Tenant contoso.example -AccessToken token -PassThru).BaseUri |
            Should -Be 'https://app-cloudcockpitapi-prod-01.azurewebsites.net/'
    }

    It 'Refuses a token endpoint that is neither https nor loopback' {
        { Connect-CcService -Tenant 'contoso.example' -ClientId 'id' -ClientSecret 'secret' -TokenUri 'http://login.example/token' } |
            Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage '*neither https nor a loopback address*'
    }

    It 'Renews a token that has expired, once, and goes on' {
        $null = Get-Row CloudCockpit | New-CcCustomer
        $null = Invoke-RestMethod -Method Post -Uri "$(Get-SandboxAddress)_sandbox/faults" -Body '{"expireTokens":true}' -ContentType 'application/json'
        $rows = 2..9 | ForEach-Object { Get-Row CloudCockpit @{ internalIdentifier = "ERP-$_" } }
        @($rows | New-CcCustomer -ThrottleLimit 8).Count | Should -Be 8
        $state = Get-SandboxState
        $state.tokensIssued | Should -Be 2
        $state.duplicates.byKey | Should -Be 0
    }

    It 'Ends the run where the client secret is refused' {
        $address = Get-SandboxAddress
        $addresses = @{ TokenUri = "${address}cloudcockpit/oauth2/v2.0/token"; BaseUri = "${address}cloudcockpit/" }
        Connect-CcService -Tenant contoso.example -ClientId client -ClientSecret wrong @addresses
        $thrown = { 1..20 | ForEach-Object { Get-Row CloudCockpit @{ internalIdentifier = "ERP-$_" } } | New-CcCustomer } |
            Should -Throw -ErrorId 'CredentialsRefused,*' -PassThru
        "$thrown" | Should -BeLike '*Invalid client secret provided*The run ended at row*'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Ends the run where a ready token has expired' {
        Connect-CcService -Tenant contoso.example -AccessToken expired-token -BaseUri "$(Get-SandboxAddress)cloudcockpit/"
        { Get-Row CloudCockpit | New-CcCustomer } | Should -Throw -ErrorId 'CredentialsRefused,*'
    }
}
