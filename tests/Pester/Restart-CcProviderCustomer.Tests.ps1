BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:instance = 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'
    $script:adobe = '3b9f2d64-52c1-4f0e-8a7b-91d4c6e0a812'
}

AfterAll {
    Close-Sandbox
}

Describe 'Restart-CcProviderCustomer' {
    BeforeEach {
        Initialize-Sandbox
        $providers = @{ $instance = @{ providerCustomerData = @{ Domain = 'fail.example' } } }
        $providers[$adobe] = @{ providerCustomerData = @{ Domain = 'contoso.example' } }
        $row = Get-Row CloudCockpit
        $row.providerCustomers = $providers
        $script:customer = $row | New-CcCustomer
        $script:ids = @{ CustomerId = $customer.Id; ProviderInstanceId = $instance }
        function Get-Status([string] $ProviderInstanceId) {
            ((Get-CcCustomer -Id $customer.Id).Providers | Where-Object ProviderInstanceId -EQ $ProviderInstanceId).Status
        }
    }

    It 'Has the providers that failed try again, from the pipeline' {
        Get-Status $instance | Should -Be 'Failed'
        $restarted = @((Get-CcCustomer -Id $customer.Id).Providers | Where-Object Status -EQ Failed |
                Restart-CcProviderCustomer -WarningVariable warned)
        $restarted.Count | Should -Be 1
        "$($restarted[0].Outcome)" | Should -Be 'Updated'
        $restarted[0].CustomerId | Should -Be $customer.Id
        $restarted[0].ProviderInstanceId | Should -Be $instance
        $warned | Should -BeNullOrEmpty
        Get-Status $instance | Should -Be 'Processing'
    }

    It 'Sends one call without a body' {
        $sent = Get-SentRequest { Restart-CcProviderCustomer @ids -Debug }
        $sent.Method | Should -Be 'POST'
        $sent.Uri | Should -Be "$(Get-SandboxAddress)cloudcockpit/v1/Customers/$($customer.Id)/provider-customers/$instance"
        $sent.Whole | Should -Not -BeLike '*Content-Type*'
    }

    It 'Takes the customer from the pipeline and the instance from the command line' {
        "$((Get-CcCustomer -Id $customer.Id | Restart-CcProviderCustomer -ProviderInstanceId $instance).Outcome)" | Should -Be 'Updated'
    }

    It 'Is refused by the vendor for a provider that has not failed, and goes on' {
        $restarted = @(Get-CcCustomer -Id $customer.Id | ForEach-Object Providers | Sort-Object -Property Status -Descending |
                Restart-CcProviderCustomer -ErrorVariable failed -ErrorAction SilentlyContinue)
        $restarted.ProviderInstanceId | Should -Be $instance
        Assert-RowError $failed Rejected InvalidOperation 'can be retried only if it has failed'
        $failed[0].Exception.HttpStatus | Should -Be 400
    }

    It 'Says that <What> is not there' -ForEach @(
        @{ What = 'the customer'; With = { @{ CustomerId = [guid]::NewGuid() } } }
        @{ What = 'the provider'; With = { @{ ProviderInstanceId = [guid]::NewGuid() } } }
    ) {
        $given = $ids + @{}
        $other = & $With
        foreach ($name in $other.Keys) {
            $given[$name] = $other[$name]
        }

        Restart-CcProviderCustomer @given -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed NotFound ObjectNotFound "$($What -replace '^the ') was not found"
    }

    It 'Requires both ids: without <_>' -ForEach 'customerId', 'providerInstanceId' {
        $given = $ids + @{}
        $given.Remove($_)
        Restart-CcProviderCustomer @given -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData "${_}: is required"
    }

    It 'Comes out as <Outcome> if the answer was lost (<Fault>)' -ForEach @(
        @{ Fault = 'resetAfter'; Outcome = 'Recovered' }, @{ Fault = 'resetBefore'; Outcome = 'Updated' }
    ) {
        Enable-Fault $Fault
        "$((Restart-CcProviderCustomer @ids).Outcome)" | Should -Be $Outcome
        Get-Status $instance | Should -Not -Be 'Failed'
        Get-ProvisioningOperation -State InDoubt | Should -BeNullOrEmpty
    }

    It 'Shows the call with -WhatIf, and sends nothing' {
        $shown = Get-HostText { Restart-CcProviderCustomer @ids -WhatIf -Verbose }
        $shown -replace '\r?\n' | Should -BeLike ("*Row 1: POST http://127.0.0.1:*/cloudcockpit/v1/Customers/$($customer.Id)" +
            "/provider-customers/$instance*Performing the operation `"Restart`" on target `"*`".*")
        Get-Status $instance | Should -Be 'Failed'
    }

    It 'Is a new operation each time, and recorded as one of the kind Update' {
        $null = Restart-CcProviderCustomer @ids
        $operation = Get-ProvisioningOperation | Where-Object Kind -EQ Update
        $operation.Operation | Should -Be 'CustomerProvider.Retry'
        "$($operation.State)" | Should -Be 'Confirmed'
        Restart-CcProviderCustomer @ids -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation
    }
}
