BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Connect-QhService' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
    }

    It 'Gives nothing to the pipeline without -PassThru' {
        Connect-QhService -SubscriptionKey key -BaseUri $address | Should -BeNullOrEmpty
        $connection = Connect-QhService -SubscriptionKey key -BaseUri $address -Name mine -RequestsPerSecond 5 -PassThru
        $connection.Name | Should -Be 'mine'
        $connection.RequestsPerSecond | Should -Be 5
        "$connection" | Should -Be 'mine'
    }

    It 'Has the address of the document where none is given' {
        (Connect-QhService -SubscriptionKey key -PassThru).BaseUri | Should -Be 'https://qhapi.quickhelp.com/'
    }

    It 'Takes secrets as a SecureString' {
        Connect-QhService -SubscriptionKey (ConvertTo-Secure 'key') -ApiKey (ConvertTo-Secure 'api') -BaseUri "${address}quickhelp/"
        (Get-Row QuickHelp | New-QhCustomerAccount).CustomerId | Should -BeGreaterThan 0
    }

    It 'Refuses an empty secret' {
        { Connect-QhService -SubscriptionKey ([securestring]::new()) } |
            Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage '-SubscriptionKey must not be empty.'
    }

    It 'Refuses http to a host that is not this machine' {
        $thrown = { Connect-QhService -SubscriptionKey 'key' -BaseUri 'http://example.com' } |
            Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$thrown" | Should -BeLike "*'http://example.com/' is neither https nor a loopback address*"
        Assert-NoStackTrace $thrown
    }

    It 'Refuses an address that is none: <Address>' -ForEach @(
        @{ Address = 'example.com' }
        @{ Address = 'ftp://example.com/' }
        @{ Address = 'https://user:word@example.com/' }
        @{ Address = 'https://example.com/?a=1' }
    ) {
        $thrown = { Connect-QhService -SubscriptionKey 'key' -BaseUri $Address } | Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        "$thrown" | Should -BeLike 'The address*'
        "$thrown" | Should -Not -BeLike '*word@*'
    }
}
