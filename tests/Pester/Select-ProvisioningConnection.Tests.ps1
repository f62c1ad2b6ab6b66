BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Select-ProvisioningConnection' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
        Connect-ResellerService one word -BaseUri "${address}reseller/" -Name One
        Connect-ResellerService two word -BaseUri "${address}reseller/" -Name Two
    }

    It 'Makes a connection the default of its vendor, and says so: <Name>' -ForEach @(
        @{ Name = 'by name'; Select = { Select-ProvisioningConnection one } }
        @{ Name = 'by object'; Select = { Select-ProvisioningConnection (Get-ProvisioningConnection One) } }
        @{ Name = 'a name from the pipeline'; Select = { 'One' | Select-ProvisioningConnection } }
        @{ Name = 'an object from the pipeline'; Select = { Get-ProvisioningConnection One | Select-ProvisioningConnection } }
    ) {
        $told = & $Select 6>&1
        "$told" | Should -Be "The default for Reseller is now 'One': Reseller at ${address}reseller/, reseller one."
        (Get-ProvisioningConnection | Where-Object IsDefault).Name | Should -Be 'QuickHelp', 'CloudCockpit', 'SafeMobi', 'One'
        (Get-SentRequest { Get-Row Customer | New-ResellerCustomer -Debug }).Body.resellerName | Should -Be 'one'
    }

    It 'Returns the connection with -PassThru' {
        (Select-ProvisioningConnection One -PassThru 6>$null).Name | Should -Be 'One'
        Select-ProvisioningConnection Two 6>$null | Should -BeNullOrEmpty
    }

    It 'Keeps what was selected when another connection is closed' {
        Select-ProvisioningConnection One 6>$null
        Disconnect-ProvisioningConnection Two
        (Get-ProvisioningConnection One).IsDefault | Should -BeTrue
    }

    It 'Refuses a name that no connection has' {
        $thrown = { Select-ProvisioningConnection nobody } | Should -Throw -PassThru
        "$thrown" | Should -BeLike "*There is no connection named 'nobody' in this session*"
        (Get-ProvisioningConnection Two).IsDefault | Should -BeTrue
    }

    It 'Does not take another connection of the same name for one that was closed' {
        $old = Get-ProvisioningConnection One
        Connect-ResellerService other word -BaseUri "${address}reseller/" -Name One
        Select-ProvisioningConnection Two 6>$null
        Select-ProvisioningConnection $old -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionClosed,*'
        (Get-ProvisioningConnection Two).IsDefault | Should -BeTrue
    }

    It 'Refuses the connection of another session' {
        $other = [powershell]::Create()
        try {
            $connect = 'param($Module, $Uri) Import-Module $Module; Connect-ResellerService far word -BaseUri $Uri -Name One -PassThru'
            $connection = $other.AddScript($connect).AddArgument((Get-TestModulePath)).AddArgument("${address}reseller/").Invoke()[0]
            Select-ProvisioningConnection $connection -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionNotFound,*'
        }
        finally {
            $other.Dispose()
        }

        (Get-ProvisioningConnection Two).IsDefault | Should -BeTrue
    }
}
