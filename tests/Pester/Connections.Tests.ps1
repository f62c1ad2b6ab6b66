# Connections of any vendor: which one a call takes, what replaces it, how it sends.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Connections' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
    }

    It "Refuse a proxy that is no address: '<_>'" -ForEach @(
        'proxy:8080', 'no address', '/proxy', 'http://user:word@proxy.example:8080', 'ftp://proxy.example'
    ) {
        $thrown = { Connect-SafeMobiService -Token token -Proxy $_ } | Should -Throw -ErrorId 'InvalidProxy,*' -PassThru
        "$thrown" | Should -Not -BeLike '*user:word*'
    }

    It 'Refuse credentials for a proxy that is not named' {
        { Connect-SafeMobiService -Token token -ProxyCredential ([pscredential]::new('user', (ConvertTo-Secure 'word'))) } |
            Should -Throw -ErrorId 'ProxyMissing,*'
    }

    It 'Send through a proxy' {
        Connect-SafeMobiService -Token token -AccountName mobi -BaseUri "${address}safemobi/" -Proxy $address -MaximumRetryCount 0
        (Get-Row SafeMobi | New-SafeMobiAccount).Status | Should -Be 'Active'
    }

    It 'Use the latest of the vendor, unless another is named' {
        Connect-ResellerService one word -BaseUri "${address}reseller/" -Name One
        Connect-ResellerService two word -BaseUri "${address}reseller/" -Name Two
        (Get-SentRequest { Get-Row Customer @{ name = 'a' } | New-ResellerCustomer -Debug }).Body.resellerName | Should -Be 'two'
        (Get-SentRequest { Get-Row Customer @{ name = 'b' } | New-ResellerCustomer -Connection one -Debug }).Body.resellerName |
            Should -Be 'one'
        $connection = Get-ProvisioningConnection One
        (Get-SentRequest { Get-Row Customer @{ name = 'c' } | New-ResellerCustomer -Connection $connection -Debug }).Body.resellerName |
            Should -Be 'one'
    }

    It 'Are replaced by one of the same name, which closes the old one' {
        $old = Get-ProvisioningConnection QuickHelp
        Connect-QhService -SubscriptionKey key -BaseUri "${address}quickhelp/"
        @(Get-ProvisioningConnection QuickHelp).Count | Should -Be 1
        $old.IsClosed | Should -BeTrue
        { Get-Row QuickHelp | New-QhCustomerAccount -Connection $old } |
            Should -Throw -ErrorId 'ConnectionClosed,*' -ExpectedMessage "The connection 'QuickHelp' was disconnected."
    }

    It 'Cannot come from another process' {
        $text = [System.Management.Automation.PSSerializer]::Serialize((Get-ProvisioningConnection QuickHelp))
        $copy = [System.Management.Automation.PSSerializer]::Deserialize($text)
        { Get-Row QuickHelp | New-QhCustomerAccount -Connection $copy } | Should -Throw -ExpectedMessage '*A connection cannot be used in another process*'
    }

    It 'Cap the calls a second' {
        Connect-SafeMobiService -Token token -AccountName mobi -BaseUri "${address}safemobi/" -RequestsPerSecond 10
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $created = @(1..30 | ForEach-Object { Get-Row SafeMobi @{ ExternalId = "crm-$_" } } | New-SafeMobiAccount -ThrottleLimit 32)
        $created.Count | Should -Be 30
        # The first second's ten are there at once, or not: either way thirty take nearly two seconds.
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 1.5
    }
}

Describe 'What connecting says on the host' {
    BeforeEach {
        Initialize-Sandbox
        Disconnect-ProvisioningConnection *
        $script:address = Get-SandboxAddress
    }

    It 'Says in one line where to and as whom: <Says>' -ForEach @(
        @{ Says = 'tenant north.example'; Vendor = 'CloudCockpit'; Connect = { Connect-CcService north.example -AccessToken word-1 @args } }
        @{ Says = 'reseller harborline'; Vendor = 'Reseller'; Connect = { Connect-ResellerService harborline word-1 @args } }
        @{ Says = 'account main'; Vendor = 'SafeMobi'; Connect = { Connect-SafeMobiService word-1 -AccountName main @args } }
        @{ Says = 'account not named'; Vendor = 'SafeMobi'; Connect = { Connect-SafeMobiService word-1 @args } }
        @{ Says = 'account partner'; Vendor = 'QuickHelp'; Connect = { Connect-QhService word-1 -AccountName partner @args } }
        @{ Says = 'the account of its credential'; Vendor = 'QuickHelp'; Connect = { Connect-QhService word-1 @args } }
    ) {
        $told = @(& $Connect -BaseUri http://127.0.0.1:5080/x -Name Mine 6>&1)
        $told.Count | Should -Be 1
        "$told" | Should -Be "Connection 'Mine': $Vendor at http://127.0.0.1:5080/x/, $Says."
        $told[0].Tags | Should -Contain 'PSHOST' -Because 'it must be seen whatever $InformationPreference is'
    }

    It 'Says that it is the vendor itself where no -BaseUri is given' {
        "$(Connect-QhService word-1 6>&1)" | Should -BeLike "*QuickHelp at https://qhapi.quickhelp.com/, *"
    }

    It 'Says which connection of the same name is replaced' {
        Connect-ResellerService one word-1 -BaseUri "${address}reseller/" 6>$null
        "$(Connect-ResellerService two word-2 -BaseUri https://sms.example.com/ 6>&1)" | Should -Be (
            "Connection 'Reseller': Reseller at https://sms.example.com/, reseller two." +
            " It replaces 'Reseller': Reseller at ${address}reseller/, reseller one.")
    }

    It 'Says which default of the vendor is replaced' {
        Connect-ResellerService one word-1 -BaseUri "${address}reseller/" -Name Test 6>$null
        "$(Connect-ResellerService two word-2 -BaseUri https://sms.example.com/ -Name Production 6>&1)" | Should -Be (
            "Connection 'Production': Reseller at https://sms.example.com/, reseller two." +
            " It is now the default for Reseller instead of 'Test': Reseller at ${address}reseller/, reseller one.")
    }

    It 'Says what becomes the default of another vendor whose connection had the same name' {
        Connect-ResellerService one word-1 -BaseUri https://sms.example.com/ -Name Production 6>$null
        Connect-ResellerService two word-2 -BaseUri "${address}reseller/" -Name Mine 6>$null
        "$(Connect-QhService word-3 -BaseUri "${address}quickhelp/" -Name Mine 6>&1)" |
            Should -BeLike "* The default for Reseller is now 'Production': Reseller at https://sms.example.com/, reseller one."
    }

    It 'Shows no secret, not even where one stands in the wrong place' {
        $told = Connect-QhService marked-word-80 -AccountName marked-word-80 -Name marked-word-80 -BaseUri "${address}quickhelp/" 6>&1
        "$told" | Should -Not -BeLike '*marked*'
    }

    It 'Says what becomes the default when the default is closed, and nothing when none is left' {
        Connect-ResellerService one word-1 -BaseUri https://sms.example.com/ -Name Production 6>$null
        Connect-ResellerService two word-2 -BaseUri "${address}reseller/" -Name Test 6>$null
        "$(Disconnect-ProvisioningConnection Test 6>&1)" |
            Should -Be "The default for Reseller is now 'Production': Reseller at https://sms.example.com/, reseller one."
        Connect-ResellerService two word-2 -BaseUri "${address}reseller/" -Name Test 6>$null
        Disconnect-ProvisioningConnection Production 6>&1 | Should -BeNullOrEmpty -Because 'it was not the default'
        Connect-ResellerService one word-1 -BaseUri https://sms.example.com/ -Name Production 6>$null
        Get-ProvisioningConnection | Disconnect-ProvisioningConnection 6>&1 | Should -BeNullOrEmpty
    }
}

Describe 'Connections that do not fit' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Says which Connect cmdlet is missing: <Command>' -ForEach @(
        @{ Command = 'New-QhCustomerAccount'; Kind = 'QuickHelp'; Connect = 'Connect-QhService' }
        @{ Command = 'New-CcCustomer'; Kind = 'CloudCockpit'; Connect = 'Connect-CcService' }
        @{ Command = 'New-ResellerCustomerUser'; Kind = 'CustomerUser'; Connect = 'Connect-ResellerService' }
        @{ Command = 'New-ResellerCustomer'; Kind = 'Customer'; Connect = 'Connect-ResellerService' }
        @{ Command = 'New-ResellerUser'; Kind = 'User'; Connect = 'Connect-ResellerService' }
        @{ Command = 'New-SafeMobiAccount'; Kind = 'SafeMobi'; Connect = 'Connect-SafeMobiService' }
    ) {
        Disconnect-ProvisioningConnection *
        $thrown = { Get-Row $Kind | & $Command } | Should -Throw -ErrorId 'NotConnected,*' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'ConnectionError'
        "$thrown" | Should -BeLike "There is no connection to *Run $Connect first*"
        Assert-NoStackTrace $thrown
    }

    It 'Refuses the connection of another vendor' {
        $thrown = { Get-Row QuickHelp | New-QhCustomerAccount -Connection Reseller } | Should -Throw -ErrorId 'WrongVendor,*' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$thrown" | Should -Be ("The connection 'Reseller' is to Reseller, but this command requires a connection to QuickHelp. " +
            'Use Connect-QhService to create one.')
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Refuses a name that no connection has' {
        $thrown = { Get-Row QuickHelp | New-QhCustomerAccount -Connection nobody } | Should -Throw -PassThru
        "$thrown" | Should -BeLike "*There is no connection named 'nobody' in this session*"
        Assert-NoStackTrace $thrown
    }
}
