BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Remove-CcCustomer' {
    BeforeEach {
        Initialize-Sandbox
        $script:rows = @(
            Get-Row CloudCockpit
            Get-Row CloudCockpit @{ companyName = 'Fabrikam'; internalIdentifier = 'ERP-2' }
            Get-Row CloudCockpit @{ companyName = 'Tailspin'; internalIdentifier = 'ERP-3' }
        )
        $script:customers = @($rows | New-CcCustomer)
    }

    It 'Removes the customer, and gives it as Removed' {
        $removed = $customers[0] | Remove-CcCustomer -Confirm:$false
        "$($removed.Outcome)" | Should -Be 'Removed'
        $removed.Id | Should -Be $customers[0].Id
        $removed.CompanyName | Should -Be 'Contoso'
        $removed.Attempts | Should -Be 1
        (Get-CcCustomer -ExcludeDeleted).Id | Sort-Object | Should -Be ($customers[1, 2].Id | Sort-Object)
    }

    It 'Sends one call without a body' {
        $sent = Get-SentRequest { Remove-CcCustomer -Id $customers[0].Id -Confirm:$false -Debug }
        $sent.Method | Should -Be 'DELETE'
        $sent.Uri | Should -Be "$(Get-SandboxAddress)cloudcockpit/v1/Customers/$($customers[0].Id)"
        $sent.Whole | Should -Not -BeLike '*Content-Type*'
    }

    It 'Asks before each removal: its impact is high' {
        $type = (Get-Command Remove-CcCustomer).ImplementingType
        $cmdlet = $type.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
        $cmdlet.ConfirmImpact | Should -Be 'High'
        $cmdlet.SupportsShouldProcess | Should -BeTrue
    }

    It 'Removes nothing where nobody can answer, and without asking with -Confirm:$false' {
        $said = Invoke-FreshSession @'
            Import-Module $env:TEST_MODULE
            Connect-CcService contoso.example -AccessToken token -BaseUri "${env:TEST_ADDRESS}cloudcockpit/"
            Remove-CcCustomer $env:TEST_ID
            Remove-CcCustomer $env:TEST_ID_2 -Confirm:$false | ForEach-Object Outcome
'@ @{
            TEST_MODULE = Get-TestModulePath; TEST_ADDRESS = Get-SandboxAddress; PROVISIONING_JOURNAL = $env:PROVISIONING_JOURNAL
            TEST_ID = "$($customers[0].Id)"; TEST_ID_2 = "$($customers[1].Id)"
        }
        $said | Should -BeLike '*NonInteractive*'
        $said | Should -BeLike '*Removed*'
        (Get-CcCustomer -ExcludeDeleted).Id | Should -Contain $customers[0].Id
        (Get-CcCustomer -ExcludeDeleted).Id | Should -Not -Contain $customers[1].Id
    }

    It 'Shows the company and the call with -WhatIf, and removes nothing' {
        $shown = Get-HostText { Get-CcCustomer -Id $customers[0].Id | Remove-CcCustomer -WhatIf -Verbose }
        $shown -replace '\r?\n' | Should -BeLike ('*Row 1: DELETE http://127.0.0.1:*/cloudcockpit/v1/Customers/' + $customers[0].Id +
            '*Performing the operation "Remove" on target "Contoso (' + $customers[0].Id + ') at 127.0.0.1:*".*')
        @(Get-CcCustomer -ExcludeDeleted).Count | Should -Be 3
        @(Get-ProvisioningOperation).Count | Should -Be 3
    }

    It 'Removes what Get-CcCustomer finds' {
        $removed = Get-CcCustomer -Search Fabrikam -SearchField CompanyName | Remove-CcCustomer -Confirm:$false
        $removed.CompanyName | Should -Be 'Fabrikam'
        (Get-CcCustomer -ExcludeDeleted).CompanyName | Sort-Object | Should -Be 'Contoso', 'Tailspin'
    }

    It 'Reports a customer that is not there, and goes on: <What>' -ForEach @(
        @{ What = 'unknown' }, @{ What = 'removed already' }, @{ What = 'of another tenant' }
    ) {
        $id = [guid]::NewGuid()
        if ($What -eq 'removed already') {
            $id = (Remove-CcCustomer $customers[0].Id -Confirm:$false).Id
        }
        elseif ($What -eq 'of another tenant') {
            Connect-CcService -Tenant fabrikam.example -AccessToken token -BaseUri "$(Get-SandboxAddress)cloudcockpit/" -Name Other
            $id = (Get-Row CloudCockpit | New-CcCustomer -Connection Other).Id
        }

        $removed = [pscustomobject]@{ Id = $id }, $customers[2] |
            Remove-CcCustomer -Connection CloudCockpit -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed.Id | Should -Be $customers[2].Id
        Assert-RowError $failed NotFound ObjectNotFound 'The customer was not found', "$id"
    }

    It 'Refuses <What>, and sends nothing' -ForEach @(
        @{ What = 'a row without an id'; Id = ''; Says = 'id: is required' }
        @{ What = 'an id that is no GUID'; Id = '4711'; Says = "id: must be a GUID (is '4711')" }
    ) {
        [pscustomobject]@{ Id = $Id; CompanyName = 'Contoso' } |
            Remove-CcCustomer -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData $Says
    }

    It 'Comes out as <Outcome> if the answer was lost (<Fault>)' -ForEach @(
        @{ Fault = 'resetAfter'; Outcome = 'Recovered'; Calls = 1 }, @{ Fault = 'error500After'; Outcome = 'Recovered'; Calls = 1 }
        @{ Fault = 'resetBefore'; Outcome = 'Removed'; Calls = 2 }
    ) {
        Enable-Fault $Fault
        $removed = $customers[0] | Remove-CcCustomer -Confirm:$false
        "$($removed.Outcome)" | Should -Be $Outcome
        $removed.Attempts | Should -Be $Calls
        @(Get-CcCustomer -ExcludeDeleted).Count | Should -Be 2
        Get-ProvisioningOperation -State InDoubt | Should -BeNullOrEmpty
        "$(($rows[0] | New-CcCustomer).Outcome)" | Should -Be 'Created'
    }

    It 'Lets the same row of New-CcCustomer create the customer again, with another id; others are replayed' {
        $null = $customers[1] | Remove-CcCustomer -Confirm:$false
        $again = @($rows | New-CcCustomer -WarningAction SilentlyContinue)
        $again.Outcome | ForEach-Object { "$_" } | Should -Be 'Replayed', 'Created', 'Replayed'
        $again[0].Id | Should -Be $customers[0].Id
        $again[1].Id | Should -Not -Be $customers[1].Id
        @(Get-CcCustomer -ExcludeDeleted).Count | Should -Be 3
        ($rows | New-CcCustomer -WarningAction SilentlyContinue).Outcome | ForEach-Object { "$_" } |
            Should -Be 'Replayed', 'Replayed', 'Replayed'
    }

    It 'Lets a row with an id of its own create the customer again with that id' {
        $row = Get-Row CloudCockpit @{ id = '84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3'; internalIdentifier = 'ERP-9' }
        $null = $row | New-CcCustomer | Remove-CcCustomer -Confirm:$false
        $again = $row | New-CcCustomer
        "$($again.Outcome)" | Should -Be 'Created'
        $again.Id | Should -Be '84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3'
    }

    It 'Shows the creation as Removed in the journal, and itself as a confirmed operation of the kind Delete' {
        $null = $customers[0] | Remove-CcCustomer -Confirm:$false
        $operations = @(Get-ProvisioningOperation)
        $creations = @($operations | Where-Object Kind -EQ Create | Sort-Object -Property Key)
        $creations.State | ForEach-Object { "$_" } | Should -Be 'Removed', 'Confirmed', 'Confirmed'
        $removal = $operations | Where-Object Kind -EQ Delete
        "$($removal.State)" | Should -Be 'Confirmed'
        $removal.Operation | Should -Be 'Customer.Delete'
        (Get-ProvisioningOperation -State Removed).Key | Should -Be 'ERP-1'
    }

    It 'Keeps the memory of the creation if the removal was refused' {
        Enable-Fault echoSecrets
        $customers[0] | Remove-CcCustomer -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation
        "$(($rows[0] | New-CcCustomer -WarningAction SilentlyContinue).Outcome)" | Should -Be 'Replayed'
    }

    It 'Removes nothing a second time: each call is a new operation' {
        $null = $customers | Remove-CcCustomer -Confirm:$false
        $customers | Remove-CcCustomer -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.Count | Should -Be 3
        $failed.FullyQualifiedErrorId | ForEach-Object { $_ | Should -BeLike 'NotFound,*' }
    }
}

Describe 'A removal that stays in doubt' {
    # No call and no question is answered. Once for all tests, with a customer for each.
    BeforeAll {
        Initialize-Sandbox
        $script:rows = @(1..3 | ForEach-Object { Get-Row CloudCockpit @{ companyName = "Customer $_"; internalIdentifier = "ERP-$_" } })
        $script:customers = @($rows | New-CcCustomer)
        Enable-Fault (@('resetAfter', 'html', 'html', 'html') * 3) @{ reads = $true }
        $customers | Remove-CcCustomer -Confirm:$false -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $script:doubts = $failed
    }

    It 'Is reported as such' {
        $doubts.Count | Should -Be 3
        Assert-RowError $doubts[0] OutcomeUnknown ConnectionError "$($customers[0].Id)"
        @(Get-ProvisioningOperation -State InDoubt).Operation | Should -Be (@('Customer.Delete') * 3)
    }

    It 'Advises a person to say -Succeeded where the customer is gone, not where it is there' {
        $advice = $doubts[0].ErrorDetails.RecommendedAction
        $advice | Should -BeLike "*Resolve-ProvisioningOperation -Id $($doubts[0].Exception.OperationId) *"
        $advice | Should -Not -BeLike '*-Succeeded*if the customer is there*'
    }

    It 'Is settled by running it again, and the row then creates the customer again' {
        "$(($customers[0] | Remove-CcCustomer -Confirm:$false).Outcome)" | Should -Be 'Recovered'
        Get-ProvisioningOperation -State InDoubt -Key "$($customers[0].Id)" | Should -BeNullOrEmpty
        "$(($rows[0] | New-CcCustomer -WarningAction SilentlyContinue).Outcome)" | Should -Be 'Created'
    }

    It 'Is settled by a person, and the row then creates the customer again' {
        Get-ProvisioningOperation -State InDoubt -Key "$($customers[1].Id)" | Resolve-ProvisioningOperation -Succeeded
        "$((Get-ProvisioningOperation -Key ERP-2).State)" | Should -Be 'Removed'
        "$(($rows[1] | New-CcCustomer -WarningAction SilentlyContinue).Outcome)" | Should -Be 'Created'
    }

    It 'Is no creation that can be replayed: whether the customer is there is not known' {
        $again = $rows[2] | New-CcCustomer -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Not -Be 'Replayed' -Because 'the vendor has removed this customer'
    }
}
