# Connections: made, found, replaced, forgotten.

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

    It 'Are made without a call, and listed' {
        $connections = @(Get-ProvisioningConnection)
        $connections.Name | Should -Be 'QuickHelp', 'CloudCockpit', 'Reseller', 'SafeMobi'
        $connections[0].BaseUri | Should -Be "${address}quickhelp/"
        $connections[1].Account | Should -Be 'contoso.example'
        $connections[2].Account | Should -Be 'harborline'
        $connections[3].TimeoutSec | Should -Be 20
        (Get-SandboxState).calls | Should -Be 0
        (Get-SandboxState).tokensIssued | Should -Be 0
    }

    It 'Give nothing to the pipeline without -PassThru' {
        Connect-QhService -SubscriptionKey key -BaseUri $address | Should -BeNullOrEmpty
        $connection = Connect-QhService -SubscriptionKey key -BaseUri $address -Name mine -RequestsPerSecond 5 -PassThru
        $connection.Name | Should -Be 'mine'
        $connection.RequestsPerSecond | Should -Be 5
        "$connection" | Should -Be 'mine'
    }

    It 'Have the addresses of the documents where none is given' {
        (Connect-QhService -SubscriptionKey key -PassThru).BaseUri | Should -Be 'https://qhapi.quickhelp.com/'
        (Connect-CcService -Tenant contoso.example -AccessToken token -PassThru).BaseUri | Should -Be 'https://app-cloudcockpitapi-prod-01.azurewebsites.net/'
        (Connect-SafeMobiService -Token token -PassThru).BaseUri | Should -Be 'https://files.safemobi.net/rest/v2/'
    }

    It 'Take secrets as text, as a SecureString and as a credential' {
        Connect-QhService -SubscriptionKey (ConvertTo-Secure 'key') -ApiKey (ConvertTo-Secure 'api') -BaseUri "${address}quickhelp/"
        Connect-ResellerService -Credential ([pscredential]::new('harborline', (ConvertTo-Secure 'word'))) -BaseUri "${address}reseller/"
        Connect-SafeMobiService -Token ([pscredential]::new('any', (ConvertTo-Secure 'token'))) -BaseUri "${address}safemobi/"
        (Get-Row QuickHelp | New-QhCustomerAccount).CustomerId | Should -BeGreaterThan 0
        (Get-Row Customer | New-ResellerCustomer).CustomerId | Should -Not -BeNullOrEmpty
        (Get-Row SafeMobi | New-SafeMobiAccount).Id | Should -Not -BeNullOrEmpty
    }

    It 'Refuse an empty secret' {
        { Connect-QhService -SubscriptionKey ([securestring]::new()) } | Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage '-SubscriptionKey must not be empty.'
    }

    It 'Refuse a header value that would break the request' {
        $thrown = { Connect-SafeMobiService -Token "token`r`nX-Evil: 1" } | Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        "$thrown" | Should -BeLike "*header 'Authentication' must not contain line breaks*"
        "$thrown" | Should -Not -BeLike '*X-Evil*'
    }

    It "Refuse a reseller's name with a space or an @: '<_>'" -ForEach 'harbor line', 'harbor@line' {
        { Connect-ResellerService $_ word -BaseUri $address } | Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage "The reseller's name must not contain spaces or '@' (is '$_')."
    }

    It "Refuse a proxy that is no address: '<_>'" -ForEach 'proxy:8080', 'no address', '/proxy', 'http://user:word@proxy.example:8080', 'ftp://proxy.example' {
        $thrown = { Connect-SafeMobiService -Token token -Proxy $_ } | Should -Throw -ErrorId 'InvalidProxy,*' -PassThru
        "$thrown" | Should -Not -BeLike '*user:word*'
    }

    It 'Refuse credentials for a proxy that is not named' {
        { Connect-SafeMobiService -Token token -ProxyCredential ([pscredential]::new('user', (ConvertTo-Secure 'word'))) } | Should -Throw -ErrorId 'ProxyMissing,*'
    }

    It 'Send through a proxy' {
        Connect-SafeMobiService -Token token -BaseUri "${address}safemobi/" -Proxy $address -MaximumRetryCount 0
        (Get-Row SafeMobi | New-SafeMobiAccount).Status | Should -Be 'Active'
    }

    It 'Use the latest of the vendor, unless another is named' {
        Connect-ResellerService one word -BaseUri "${address}reseller/" -Name One
        Connect-ResellerService two word -BaseUri "${address}reseller/" -Name Two
        (Get-SentRequest { Get-Row Customer @{ name = 'a' } | New-ResellerCustomer -Debug }).Body.resellerName | Should -Be 'two'
        (Get-SentRequest { Get-Row Customer @{ name = 'b' } | New-ResellerCustomer -Connection one -Debug }).Body.resellerName | Should -Be 'one'
        $connection = Get-ProvisioningConnection One
        (Get-SentRequest { Get-Row Customer @{ name = 'c' } | New-ResellerCustomer -Connection $connection -Debug }).Body.resellerName | Should -Be 'one'
    }

    It 'Are replaced by one of the same name, which closes the old one' {
        $old = Get-ProvisioningConnection QuickHelp
        Connect-QhService -SubscriptionKey key -BaseUri "${address}quickhelp/"
        @(Get-ProvisioningConnection QuickHelp).Count | Should -Be 1
        $old.IsClosed | Should -BeTrue
        { Get-Row QuickHelp | New-QhCustomerAccount -Connection $old } | Should -Throw -ErrorId 'ConnectionClosed,*' -ExpectedMessage "The connection 'QuickHelp' was disconnected."
    }

    It 'Are forgotten by Disconnect, by name, wildcard and pipeline' {
        Disconnect-ProvisioningConnection QuickHelp
        (Get-ProvisioningConnection).Name | Should -Be 'CloudCockpit', 'Reseller', 'SafeMobi'
        Disconnect-ProvisioningConnection *Cock*
        (Get-ProvisioningConnection).Name | Should -Be 'Reseller', 'SafeMobi'
        Disconnect-ProvisioningConnection Reseller -WhatIf
        (Get-ProvisioningConnection).Name | Should -Be 'Reseller', 'SafeMobi'
        Get-ProvisioningConnection | Disconnect-ProvisioningConnection
        Get-ProvisioningConnection | Should -BeNullOrEmpty
        { Get-Row QuickHelp | New-QhCustomerAccount } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'Say so where there is none of that name' {
        Get-ProvisioningConnection nobody -ErrorVariable failed -ErrorAction SilentlyContinue
        Disconnect-ProvisioningConnection nobody -ErrorVariable +failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | ForEach-Object { $_ | Should -BeLike 'ConnectionNotFound,*' }
        $failed.Count | Should -Be 2
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Get-ProvisioningConnection no* | Should -BeNullOrEmpty
    }

    It 'Cannot come from another process' {
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-ProvisioningConnection QuickHelp)))
        { Get-Row QuickHelp | New-QhCustomerAccount -Connection $copy } | Should -Throw -ExpectedMessage '*A connection cannot be used in another process*'
    }

    It 'Cap the calls a second' {
        Connect-SafeMobiService -Token token -BaseUri "${address}safemobi/" -RequestsPerSecond 10
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $created = @(1..30 | ForEach-Object { Get-Row SafeMobi @{ ExternalId = "crm-$_" } } | New-SafeMobiAccount -ThrottleLimit 32)
        $created.Count | Should -Be 30
        # The first second's ten are there at once, or not: either way thirty take nearly two seconds.
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 1.5
    }
}
