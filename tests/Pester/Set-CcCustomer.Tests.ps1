BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:instance = 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'
}

AfterAll {
    Close-Sandbox
}

Describe 'Set-CcCustomer' {
    BeforeEach {
        Initialize-Sandbox
        $script:row = Get-Row CloudCockpit @{ taxId = 'PT500000000'; addressLine2 = '2.'; middleName = 'M.' }
        $script:customer = $row | New-CcCustomer
        $script:path = "$(Get-SandboxAddress)cloudcockpit/v1/Customers/$($customer.Id)"
    }

    It 'Changes one field, and sends all others as the vendor has them' {
        $sent = @(Get-SentRequest { Set-CcCustomer -Id $customer.Id -City Porto -Debug })
        $sent.Method | Should -Be 'GET', 'PATCH'
        $sent.Uri | Should -Be $path, "$path/account-info"
        $sent[1].Text | Should -BeExactly ('{"customer":{"companyName":"Contoso","taxId":"PT500000000","country":"PT",' +
            '"addressLine1":"Rua Augusta 1","addressLine2":"2.","city":"Porto","state":"Lisboa","zip":"1100-048","firstName":"Ana",' +
            '"middleName":"M.","lastName":"Silva","email":"ana@contoso.example","phone":"+351 921 231 231"}}')
        $now = Get-CcCustomer -Id $customer.Id
        $now.City | Should -BeExactly 'Porto'
        foreach ($field in 'companyName', 'taxId', 'addressLine2', 'middleName', 'phone', 'internalIdentifier') {
            $now.$field | Should -BeExactly $row.$field -Because $field
        }
    }

    It 'Gives the customer as it is now, as Updated' {
        $changed = Set-CcCustomer -Id $customer.Id -City Porto -Country Germany
        $changed.Id | Should -Be $customer.Id
        "$($changed.Outcome)" | Should -Be 'Updated'
        $changed.Attempts | Should -Be 1
        $changed.RowNumber | Should -Be 1
        $changed.City | Should -Be 'Porto'
        $changed.Country | Should -BeExactly 'DE'
        $changed.CompanyName | Should -Be 'Contoso'
    }

    It 'Sets <Field>' -ForEach @(
        @{ Field = 'CompanyName'; Value = 'Contoso, Lda.' }, @{ Field = 'TaxId'; Value = 'PT1' }, @{ Field = 'Country'; Value = 'ES' }
        @{ Field = 'AddressLine1'; Value = 'Gran Via 1' }, @{ Field = 'AddressLine2'; Value = '3.' }, @{ Field = 'State'; Value = 'Norte' }
        @{ Field = 'Zip'; Value = '4000-001' }, @{ Field = 'FirstName'; Value = 'Rui' }, @{ Field = 'MiddleName'; Value = 'J.' }
        @{ Field = 'LastName'; Value = 'Costa' }, @{ Field = 'Email'; Value = 'rui@contoso.example' }
        @{ Field = 'Phone'; Value = '+351 1' }
        @{ Field = 'InternalIdentifier'; Value = 'ERP-2' }
    ) {
        $change = @{ $Field = $Value }
        (Set-CcCustomer -Id $customer.Id @change).$Field | Should -BeExactly $Value
        (Get-CcCustomer -Id $customer.Id).$Field | Should -BeExactly $Value
    }

    It 'Takes customers from Get-CcCustomer: their properties are no changes' {
        $null = Get-Row CloudCockpit @{ companyName = 'Contoso Two'; internalIdentifier = 'ERP-2'; phone = '+351 2' } | New-CcCustomer
        $changed = @(Get-CcCustomer -Search Contoso -SearchField CompanyName | Set-CcCustomer -City Porto -WarningVariable warned)
        $changed.CompanyName | Should -Be 'Contoso', 'Contoso Two'
        $changed.RowNumber | Should -Be 1, 2
        $warned | Should -BeNullOrEmpty
        $now = @(Get-CcCustomer)
        $now.City | Should -Be 'Porto', 'Porto'
        $now.Phone | Should -Be '+351 921 231 231', '+351 2'
        $now.InternalIdentifier | Should -Be 'ERP-1', 'ERP-2'
    }

    It 'Keeps what somebody else has changed since the customer was read' {
        $read = Get-CcCustomer -Id $customer.Id
        $null = Set-CcCustomer -Id $customer.Id -Phone '+351 99' -InternalIdentifier 'ERP-99'
        $null = $read | Set-CcCustomer -City Porto
        $now = Get-CcCustomer -Id $customer.Id
        $now.Phone | Should -BeExactly '+351 99'
        $now.InternalIdentifier | Should -BeExactly 'ERP-99'
        $now.City | Should -BeExactly 'Porto'
    }

    It 'Keeps what somebody else has changed, also where the value to set is the one that was read' {
        $read = Get-CcCustomer -Id $customer.Id
        $null = Set-CcCustomer -Id $customer.Id -City Porto -Phone '+351 99'
        "$(($read | Set-CcCustomer -City $read.City).Outcome)" | Should -Be 'Updated'
        $now = Get-CcCustomer -Id $customer.Id
        $now.City | Should -BeExactly $read.City
        $now.Phone | Should -BeExactly '+351 99'
    }

    It 'Takes properties of other objects for changes' {
        [pscustomobject]@{ Id = $customer.Id; City = 'Porto'; Zip = ''; State = $null } | Set-CcCustomer | Should -Not -BeNullOrEmpty
        $now = Get-CcCustomer -Id $customer.Id
        $now.City | Should -Be 'Porto'
        $now.Zip | Should -Be '1100-048'
    }

    It 'Sets the internal identifier alone in one call, for the reseller that is named' {
        $reseller = [guid]::NewGuid()
        $sent = @(Get-SentRequest { Set-CcCustomer -Id $customer.Id -InternalIdentifier ERP-2 -ResellerId $reseller -Debug })
        $sent.Method | Should -Be 'PATCH'
        $sent.Uri | Should -Be "$path/internal-identifier"
        $sent.Text | Should -BeExactly "{`"internalIdentifier`":`"ERP-2`",`"resellerId`":`"$reseller`"}"
        (Get-CcCustomer -Id $customer.Id).InternalIdentifier | Should -Be 'ERP-2'
    }

    It 'Makes two calls for a field and the internal identifier, and gives one result' {
        $sent = @(Get-SentRequest { Set-CcCustomer -Id $customer.Id -City Porto -InternalIdentifier ERP-2 -Debug })
        $sent.Method | Should -Be 'GET', 'PATCH', 'PATCH'
        $sent.Uri | Should -Be $path, "$path/account-info", "$path/internal-identifier"
        $changed = @(Set-CcCustomer -Id $customer.Id -City Braga -InternalIdentifier ERP-3)
        $changed.Count | Should -Be 1
        $changed.Attempts | Should -Be 2
        "$($changed.Outcome)" | Should -Be 'Updated'
        $now = Get-CcCustomer -Id $customer.Id
        $now.City, $now.InternalIdentifier | Should -Be 'Braga', 'ERP-3'
    }

    It 'Says what is done if the second call fails, and works when it is run again' {
        Enable-Fault ok, echoSecrets
        $change = @{ Id = $customer.Id; City = 'Porto'; InternalIdentifier = 'ERP-2' }
        Set-CcCustomer @change -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-RowError $failed Rejected InvalidOperation 'Customer.Update', 'done'
        $failed[0].Exception.Operation | Should -Be 'Customer.SetInternalIdentifier'
        (Get-CcCustomer -Id $customer.Id).City | Should -Be 'Porto'
        "$((Set-CcCustomer @change).Outcome)" | Should -Be 'Updated'
        (Get-CcCustomer -Id $customer.Id).InternalIdentifier | Should -Be 'ERP-2'
    }

    It 'Does not make the second call if the first one fails' {
        Enable-Fault echoSecrets
        Set-CcCustomer -Id $customer.Id -City Porto -InternalIdentifier ERP-2 -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation
        $now = Get-CcCustomer -Id $customer.Id
        $now.City, $now.InternalIdentifier | Should -Be 'Lisboa', 'ERP-1'
    }

    It 'Refuses a row with nothing to set: <What>' -ForEach @(
        @{ What = 'an id alone'; Given = { [pscustomobject]@{ Id = $customer.Id } } }
        @{ What = 'empty cells'; Given = { [pscustomobject]@{ Id = $customer.Id; City = ''; InternalIdentifier = ' ' } } }
        @{ What = 'a customer as it was read'; Given = { Get-CcCustomer -Id $customer.Id } }
    ) {
        $sent = Get-SentRequest {
            $read = & $Given
            $read | Set-CcCustomer -Debug -ErrorVariable failed -ErrorAction SilentlyContinue
            $script:refused = $failed
        }
        $sent | Should -BeNullOrEmpty
        Assert-RowError $refused RuleViolation InvalidData 'has nothing to set: specify at least one field'
    }

    It 'Sets what is set already' {
        $changed = Set-CcCustomer -Id $customer.Id -City $customer.City -InternalIdentifier $customer.InternalIdentifier
        "$($changed.Outcome)" | Should -Be 'Updated'
        "$(($customer | Set-CcCustomer -City $customer.City).Outcome)" | Should -Be 'Updated'
    }

    It 'Requires the id, and refuses one that is no GUID: ''<Id>''' -ForEach @(
        @{ Id = ''; Says = 'id: is required' }, @{ Id = '4711'; Says = "id: must be a GUID (is '4711')" }
    ) {
        [pscustomobject]@{ Id = $Id; City = 'Porto' } | Set-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData $Says
    }

    It 'Says that a customer that was removed is not there, and goes on' {
        $second = Get-Row CloudCockpit @{ companyName = 'Fabrikam'; internalIdentifier = 'ERP-2' } | New-CcCustomer
        $null = $customer | Remove-CcCustomer -Confirm:$false
        $changed = $customer, $second | Set-CcCustomer -City Porto -ErrorVariable failed -ErrorAction SilentlyContinue
        $changed.CompanyName | Should -Be 'Fabrikam'
        Assert-RowError $failed NotFound ObjectNotFound 'The customer was not found', "$($customer.Id)"
        Set-CcCustomer -Id $customer.Id -InternalIdentifier ERP-9 -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed NotFound ObjectNotFound
    }

    It 'Shows both calls with -WhatIf, and sends nothing' {
        $shown = Get-HostText { $customer | Set-CcCustomer -City Porto -InternalIdentifier ERP-2 -WhatIf -Verbose }
        $shown -replace '\r?\n' | Should -BeLike ("*Row 1: PATCH $path/account-info {`"customer`":{`"city`":`"Porto`"}}, then " +
            "PATCH $path/internal-identifier {`"internalIdentifier`":`"ERP-2`"}" +
            "*Performing the operation `"Set`" on target `"*$($customer.Id) at 127.0.0.1:*`".*")
        (Get-CcCustomer -Id $customer.Id).City | Should -Be 'Lisboa'
        @(Get-ProvisioningOperation).Count | Should -Be 1
    }

    It 'Has failed providers try again with -RetryFailedProviders, without another change' {
        $provider = "{`"$instance`":{`"providerCustomerData`":{`"Domain`":`"fail.example`"}}}"
        $failing = Get-Row CloudCockpit @{ internalIdentifier = 'ERP-2'; providerCustomers = $provider } | New-CcCustomer
        (Get-CcCustomer -Id $failing.Id).Providers[0].Status | Should -Be 'Failed'
        $sent = @(Get-SentRequest { Set-CcCustomer -Id $failing.Id -RetryFailedProviders -Debug })
        $sent[1].Body.retryFailedProviderCustomersFromCompanyInfo | Should -BeTrue
        $sent[1].Body.customer.companyName | Should -Be 'Contoso'
        (Get-CcCustomer -Id $failing.Id).Providers[0].Status | Should -Be 'Processing'
    }

    It 'Makes the call again if its answer was lost (<Fault>), without a person' -ForEach @(
        @{ Fault = 'resetAfter' }, @{ Fault = 'resetBefore' }, @{ Fault = 'error500After' }, @{ Fault = 'htmlAfter' }
    ) {
        Enable-Fault $Fault
        $changed = Set-CcCustomer -Id $customer.Id -City Porto
        "$($changed.Outcome)" | Should -Be 'Updated'
        $changed.Attempts | Should -Be 2
        (Get-CcCustomer -Id $customer.Id).City | Should -Be 'Porto'
        Get-ProvisioningOperation -State InDoubt | Should -BeNullOrEmpty
    }

    It 'Changes nothing if the current data cannot be read' {
        Enable-Fault resetBefore @{ reads = $true }
        Set-CcCustomer -Id $customer.Id -City Porto -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed NotSent ConnectionError 'Nothing was changed, because the current data could not be read'
        "$((Set-CcCustomer -Id $customer.Id -City Porto).Outcome)" | Should -Be 'Updated'
    }

    It 'Changes the rows of a CSV, of which a bad one stops no other' {
        $second = Get-Row CloudCockpit @{ companyName = 'Fabrikam'; internalIdentifier = 'ERP-2' } | New-CcCustomer
        $third = Get-Row CloudCockpit @{ companyName = 'Tailspin'; internalIdentifier = 'ERP-3' } | New-CcCustomer
        $rows = "id,city,country`n$($customer.Id),Porto,`n$($second.Id),Berlin,XX`n$($third.Id),Berlin,Germany" | ConvertFrom-Csv
        $changed = @($rows | Set-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue)
        $changed.RowNumber | Should -Be 1, 3
        Assert-RowError $failed RuleViolation InvalidData "country: *(is 'XX')" -Row 2
        $failed[0].TargetObject.city | Should -Be 'Berlin'
        $now = @(Get-CcCustomer)
        $now.City | Should -Be 'Porto', 'Lisboa', 'Berlin'
        $now.Country | Should -Be 'PT', 'PT', 'DE'
    }

    It 'Refuses what is too long: <Field> of <Length> characters' -ForEach @(
        @{ Field = 'city'; Length = 256 }, @{ Field = 'zip'; Length = 31 }, @{ Field = 'internalIdentifier'; Length = 256 }
    ) {
        [pscustomobject]@{ Id = $customer.Id; $Field = 'x' * $Length } |
            Set-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData "${Field}: may be up to $($Length - 1) characters"
    }

    It 'Records each call as an operation of the kind Update, and replays none' {
        $null = Set-CcCustomer -Id $customer.Id -City Porto -InternalIdentifier ERP-2
        $null = Set-CcCustomer -Id $customer.Id -City Porto -InternalIdentifier ERP-2
        $operations = @(Get-ProvisioningOperation | Where-Object Kind -EQ Update | Sort-Object -Property Id)
        $operations.Operation | Should -Be (@('Customer.Update', 'Customer.SetInternalIdentifier') * 2)
        $operations.Key | Sort-Object -Unique | Should -Be "$($customer.Id)"
        $operations.State | ForEach-Object { "$_" | Should -Be 'Confirmed' }
    }

    It 'Leaves the creation of the customer as it is in the journal' {
        $null = Set-CcCustomer -Id $customer.Id -City Porto
        "$(($row | New-CcCustomer -WarningAction SilentlyContinue).Outcome)" | Should -Be 'Replayed'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Makes several changes of one customer one after the other, <How>' -ForEach @(
        @{ How = 'with a journal'; Options = @{} }, @{ How = 'without one'; Options = @{ NoJournal = $true } }
    ) {
        Enable-Fault @() @{ reads = $true; latencyMs = 50 }
        $rows = foreach ($number in 1..4) {
            [pscustomobject]@{ Id = $customer.Id; City = "City $number" }
            [pscustomobject]@{ Id = $customer.Id; Phone = "+$number" }
        }

        @($rows | Set-CcCustomer -ThrottleLimit 8 @Options).Count | Should -Be 8
        $now = Get-CcCustomer -Id $customer.Id
        $now.City, $now.Phone | Should -Be 'City 4', '+4' -Because 'no row may overwrite what an earlier one has set'
    }

    It 'Is settled by running it again where it stayed in doubt' {
        Enable-Fault (@('resetAfter') * 5)
        Set-CcCustomer -Id $customer.Id -City Porto -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed OutcomeUnknown ConnectionError "$($customer.Id)"
        (Get-ProvisioningOperation -State InDoubt).Operation | Should -Be 'Customer.Update'
        "$((Set-CcCustomer -Id $customer.Id -City Porto).Outcome)" | Should -BeIn 'Updated', 'Recovered'
        Get-ProvisioningOperation -State InDoubt | Should -BeNullOrEmpty
    }
}
