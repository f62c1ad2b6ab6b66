BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:adobe = '3b9f2d64-52c1-4f0e-8a7b-91d4c6e0a812'
    $script:margin = @{ marginRule = @{ name = 'Markup' }; value = 10.6 }
    $script:provider = @{ ProviderInstanceId = $adobe; ProviderCustomerData = @{ Domain = 'contoso.example' }; Margin = $margin }
}

AfterAll {
    Close-Sandbox
}

Describe 'Add-CcCustomerProvider' {
    BeforeEach {
        Initialize-Sandbox
        $script:customer = Get-Row CloudCockpit | New-CcCustomer
        $script:path = "$(Get-SandboxAddress)cloudcockpit/v1/Customers/$($customer.Id)/provider-instances"
    }

    It 'Adds a provider instance to the customers of the pipeline, which then have it' {
        $added = $customer | Add-CcCustomerProvider @provider
        "$($added.Outcome)" | Should -Be 'Created'
        $added.CustomerId | Should -Be $customer.Id
        $added.ProviderInstanceId | Should -Be $adobe
        $providers = @((Get-CcCustomer -Id $customer.Id).Providers)
        $providers.Count | Should -Be 2
        $providers[1].ProviderInstanceId | Should -Be $adobe
        $providers[1].Status | Should -Be 'Success'
    }

    It 'Sends the data as a string with JSON, given as <Form>' -ForEach @(
        @{ Form = 'a hashtable'; Data = @{ Domain = 'contoso.example' } }
        @{ Form = 'an object'; Data = [pscustomobject]@{ Domain = 'contoso.example' } }
        @{ Form = 'JSON'; Data = '{"Domain":"contoso.example"}' }
    ) {
        $given = $provider + @{}
        $given.ProviderCustomerData = $Data
        $sent = Get-SentRequest { $customer | Add-CcCustomerProvider @given -Debug }
        $sent.Method | Should -Be 'POST'
        $sent.Uri | Should -Be $path
        $sent.Text | Should -BeLike "{`"providerInstanceId`":`"$adobe`",`"providerCustomerData`":`"{\`"Domain\`":\`"contoso.example\`"}`",*"
        $sent.Body.margin.marginRule.name | Should -BeExactly 'Markup'
        $sent.Body.margin.value | Should -Be 10.6
    }

    It 'Takes all of it from a CSV, with the reseller in the address' {
        $reseller = [guid]::NewGuid()
        $row = [pscustomobject]@{
            customerId = $customer.Id; providerInstanceId = $adobe; providerCustomerData = '{"Domain":"contoso.example"}'
            margin = '{"marginRule":{"name":"Margin"},"value":5}'; offerTypeMargins = '{"license":{"value":7}}'; resellerId = $reseller
        } | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $sent = Get-SentRequest { $row | Add-CcCustomerProvider -Debug }
        $sent.Uri | Should -Be "${path}?resellerId=$reseller"
        $sent.Body.margin.value | Should -Be 5
        $sent.Body.offerTypeMargins.license.value | Should -Be 7
    }

    It 'Is replayed by a second run, without a call' {
        $null = $customer | Add-CcCustomerProvider @provider
        $sent = Get-SentRequest {
            $script:again = $null
            $customer | Add-CcCustomerProvider @provider -Debug -OutVariable script:again -WarningAction SilentlyContinue
        }
        $sent | Should -BeNullOrEmpty
        "$($again.Outcome)" | Should -Be 'Replayed'
        $again.ProviderInstanceId | Should -Be $adobe
    }

    It 'Adds another provider instance to the same customer, and the same one to another customer' {
        $second = Get-Row CloudCockpit @{ companyName = 'Fabrikam'; internalIdentifier = 'ERP-2' } | New-CcCustomer
        $null = $customer | Add-CcCustomerProvider @provider
        $other = $provider + @{}
        $other.ProviderInstanceId = 'd7c5e8a0-6b34-4f19-a2de-58f0b3c9d713'
        "$(($customer | Add-CcCustomerProvider @other).Outcome)" | Should -Be 'Created'
        "$(($second | Add-CcCustomerProvider @provider).Outcome)" | Should -Be 'Created'
    }

    It 'Is not replayed for a customer that was removed and created again with its own id' {
        $row = Get-Row CloudCockpit @{ id = '84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3'; internalIdentifier = 'ERP-9' }
        $null = $row | New-CcCustomer | Add-CcCustomerProvider @provider
        $null = Remove-CcCustomer $row.id -Confirm:$false
        "$(($row | New-CcCustomer | Add-CcCustomerProvider @provider).Outcome)" | Should -Be 'Created'
        @((Get-CcCustomer -Id $row.id).Providers).Count | Should -Be 2
    }

    It 'Refuses other data for what the journal has, and names the field' {
        $null = $customer | Add-CcCustomerProvider @provider
        $other = $provider + @{}
        $other.ProviderCustomerData = @{ Domain = 'other.example' }
        $customer | Add-CcCustomerProvider @other -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-RowError $failed KeyReusedWithOtherData InvalidData 'providerCustomerData differs'
    }

    It 'Refuses <What>, and goes on' -ForEach @(
        @{ What = 'a margin in words'; Given = @{ Margin = @{ value = 'ten' } }; Says = 'margin: must have a number as its value' }
        @{ What = 'a margin with a comma'; Given = @{ Margin = '{"value":"10,6"}' }; Says = 'margin: must have a number as its value' }
        @{ What = 'no margin'; Given = @{ Margin = '' }; Says = 'margin: is required' }
        @{ What = 'no data'; Given = @{ ProviderCustomerData = '' }; Says = 'providerCustomerData: is required' }
        @{ What = 'data that is no JSON'; Given = @{ ProviderCustomerData = '{oops' }; Says = 'providerCustomerData: must be' }
        @{ What = 'no provider instance'; Given = @{ ProviderInstanceId = '' }; Says = 'providerInstanceId: is required' }
        @{ What = 'an alias'; Given = @{ ProviderInstanceId = 'Adobe' }; Says = "providerInstanceId: must be a GUID (is 'Adobe')" }
        @{ What = 'no customer'; Given = @{ CustomerId = '' }; Says = 'customerId: is required' }
    ) {
        $cells = $provider + @{ CustomerId = $customer.Id }
        $bad = $cells + @{}
        foreach ($name in $Given.Keys) {
            $bad[$name] = $Given[$name]
        }

        $rows = [pscustomobject] $bad, [pscustomobject] $cells
        $added = @($rows | Add-CcCustomerProvider -ErrorVariable failed -ErrorAction SilentlyContinue)
        $added.RowNumber | Should -Be 2
        Assert-RowError $failed RuleViolation InvalidData $Says
    }

    It 'Says that the customer is not there' {
        Add-CcCustomerProvider -CustomerId ([guid]::NewGuid()) @provider -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed NotFound ObjectNotFound 'The customer was not found'
    }

    It 'Recovers what was added if the answer was lost (<Fault>)' -ForEach @(
        @{ Fault = 'resetAfter' }, @{ Fault = 'error500After' }, @{ Fault = 'empty' }
    ) {
        Enable-Fault $Fault
        $added = $customer | Add-CcCustomerProvider @provider
        "$($added.Outcome)" | Should -Be $(if ($Fault -eq 'empty') { 'Created' } else { 'Recovered' })
        @((Get-CcCustomer -Id $customer.Id).Providers).Count | Should -Be 2
    }

    It 'Adds it if the call had not been processed' {
        Enable-Fault resetBefore
        "$(($customer | Add-CcCustomerProvider @provider).Outcome)" | Should -Be 'Created'
        @((Get-CcCustomer -Id $customer.Id).Providers).Count | Should -Be 2
    }

    It 'Stays in doubt where the customer has the provider instance with other data' {
        $other = $provider + @{}
        $other.ProviderCustomerData = @{ Domain = 'other.example' }
        $null = $customer | Add-CcCustomerProvider @other -NoJournal
        Enable-Fault resetBefore
        $customer | Add-CcCustomerProvider @provider -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-RowError $failed OutcomeUnknown ConnectionError "has the provider instance $adobe with other data than the row's"
    }

    It 'Shows the call with -WhatIf, and sends nothing' {
        $shown = Get-HostText { $customer | Add-CcCustomerProvider @provider -WhatIf -Verbose }
        $shown -replace '\r?\n' | Should -BeLike "*Row 1: POST $path {*Performing the operation `"Add`" on target `"$($customer.Id) $adobe at *`".*"
        @((Get-CcCustomer -Id $customer.Id).Providers).Count | Should -Be 1
    }
}
