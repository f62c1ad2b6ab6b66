BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Add-ResellerCredit' {
    BeforeEach {
        Initialize-Sandbox
        $null = Get-Row Customer @{ billingType = 'PRE_PAID' } | New-ResellerCustomer
        $null = Get-Row Customer @{ name = 'postpaid' } | New-ResellerCustomer
        function Get-Credit { (Get-ResellerCustomer contoso).Credits }
    }

    It 'Adds credits, and gives their number afterwards' {
        $added = Add-ResellerCredit -Customer contoso -Credits 50 -OperationKey order-1
        "$($added.Outcome)" | Should -Be 'Added'
        $added.Customer | Should -BeExactly 'contoso'
        $added.Added | Should -Be 50
        $added.Credits | Should -Be 50
        $added.Attempts | Should -Be 1
        (Add-ResellerCredit contoso 7 -OperationKey order-2).Credits | Should -Be 57
        Get-Credit | Should -Be 57
    }

    It 'Takes credits away with a negative number' {
        $null = Add-ResellerCredit contoso 50 -OperationKey order-1
        $taken = Add-ResellerCredit contoso -20 -OperationKey order-2
        $taken.Added | Should -Be -20
        $taken.Credits | Should -Be 30
    }

    It 'Sends a form with the names that this call has for the credentials' {
        $sent = Get-SentRequest { Add-ResellerCredit contoso 50 -OperationKey order-1 -Debug }
        $sent.Method | Should -Be 'POST'
        $sent.Uri | Should -Be "$(Get-SandboxAddress)reseller/services/rest/admin/addCredits"
        $sent.Text | Should -BeExactly 'customer=contoso&creditsToAdd=50&reseller=harborline&password=***'
    }

    It 'Is replayed with the same key: each row of a file is added once' {
        $rows = "customer,credits,operationKey`ncontoso,50,order-1`ncontoso,50,order-2" | ConvertFrom-Csv
        ($rows | Add-ResellerCredit -WarningVariable warned).Outcome | ForEach-Object { "$_" } | Should -Be 'Added', 'Added'
        $warned | Should -BeNullOrEmpty
        $again = @($rows | Add-ResellerCredit -WarningAction SilentlyContinue)
        $again.Outcome | ForEach-Object { "$_" } | Should -Be 'Replayed', 'Replayed'
        $again.Attempts | Should -Be 0, 0
        $again.Added | Should -Be 50, 50
        Get-Credit | Should -Be 100
    }

    It 'Refuses the same key for <What>' -ForEach @(
        @{ What = 'another number'; With = @{ Credits = 60 }; Field = 'creditsToAdd' }
        @{ What = 'another customer'; With = @{ Customer = 'fabrikam' }; Field = 'customer' }
    ) {
        $null = Add-ResellerCredit contoso 50 -OperationKey order-1
        $other = @{ Customer = 'contoso'; Credits = 50; OperationKey = 'order-1' }
        foreach ($name in $With.Keys) {
            $other[$name] = $With[$name]
        }

        Add-ResellerCredit @other -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-RowError $failed KeyReusedWithOtherData InvalidData "$Field differs"
        Get-Credit | Should -Be 50
    }

    It 'Adds each time without a key, and says so once a run' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Customer = 'contoso'; Credits = 10 } }
        @($rows | Add-ResellerCredit -WarningVariable warned -WarningAction SilentlyContinue).Count | Should -Be 3
        $warned.Count | Should -Be 1
        "$warned" | Should -BeLike 'Row 1 has no -OperationKey*would add the same again*'
        $null = $rows | Add-ResellerCredit -WarningAction SilentlyContinue
        Get-Credit | Should -Be 60
    }

    It 'Refuses ''<Value>'' credits, and goes on' -ForEach @(
        @{ Value = '0'; Says = 'creditsToAdd: must not be 0' }
        @{ Value = '99999999999'; Says = "creditsToAdd: must be a whole number from -2147483648 to 2147483647 (is '99999999999')" }
        @{ Value = '1.5'; Says = "creditsToAdd: must be a whole number (is '1.5')" }
        @{ Value = '1,000'; Says = "creditsToAdd: must be a whole number (is '1,000')" }
        @{ Value = 'ten'; Says = "creditsToAdd: must be a whole number (is 'ten')" }
        @{ Value = ''; Says = 'creditsToAdd: is required' }
    ) {
        $rows = "customer,credits,operationKey`ncontoso,`"$Value`",order-1`ncontoso,5,order-2" | ConvertFrom-Csv
        $added = @($rows | Add-ResellerCredit -ErrorVariable failed -ErrorAction SilentlyContinue)
        $added.RowNumber | Should -Be 2
        Assert-RowError $failed RuleViolation InvalidData $Says
        Get-Credit | Should -Be 5
    }

    It 'Refuses the customer ''<Value>'' and sends nothing' -ForEach @(
        @{ Value = 'two words'; Says = "customer: must not contain spaces (is 'two words')" }
        @{ Value = ''; Says = 'customer: is required' }
    ) {
        [pscustomobject]@{ Customer = $Value; Credits = 5; OperationKey = 'order-1' } |
            Add-ResellerCredit -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData $Says
        Get-ProvisioningOperation -Key order-1 | Should -BeNullOrEmpty
    }

    It 'Reports what the vendor refuses: <What>' -ForEach @(
        @{ What = 'more than there is'; Given = @{ Customer = 'contoso'; Credits = -1 }; Error = 'Rejected'; Status = '320' }
        @{ What = 'a post-paid customer'; Given = @{ Customer = 'postpaid'; Credits = 5 }; Error = 'Rejected'; Status = '421' }
        @{ What = 'no such customer'; Given = @{ Customer = 'nobody'; Credits = 5 }; Error = 'NotFound'; Status = '300' }
    ) {
        Add-ResellerCredit @Given -OperationKey order-1 -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-RowError $failed $Error $(if ($Error -eq 'NotFound') { 'ObjectNotFound' } else { 'InvalidOperation' }) "status $Status"
        $failed[0].Exception.VendorCode | Should -Be $Status
        "$((Get-ProvisioningOperation -Key order-1).State)" | Should -Be 'Rejected'
        Get-Credit | Should -Be 0
    }

    It 'Says that a customer belongs to another reseller' {
        Connect-ResellerService other other-secret -BaseUri "$(Get-SandboxAddress)reseller/" -Name Other
        Add-ResellerCredit contoso 5 -OperationKey order-1 -Connection Other -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation 'status 420'
    }

    It 'Sends again what was refused, once it is corrected' {
        Add-ResellerCredit contoso -5 -OperationKey order-1 -ErrorAction SilentlyContinue
        "$((Add-ResellerCredit contoso 5 -OperationKey order-1).Outcome)" | Should -Be 'Added'
    }

    It 'Leaves a lost answer in doubt (<Fault>), with the balance before and after, and never adds again by itself' -ForEach @(
        @{ Fault = 'resetAfter'; After = 80 }, @{ Fault = 'resetBefore'; After = 50 }, @{ Fault = 'error500After'; After = 80 }
        @{ Fault = 'status9999After'; After = 80 }, @{ Fault = 'badJson'; After = 80 }
    ) {
        $null = Add-ResellerCredit contoso 50 -OperationKey order-1
        Enable-Fault $Fault
        Add-ResellerCredit contoso 30 -OperationKey order-2 -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-RowError $failed OutcomeUnknown ConnectionError @(
            "Before the call: the customer 'contoso' has 50 credits. Right after it: the customer 'contoso' has $After credits.")
        Get-Credit | Should -Be $After

        Add-ResellerCredit contoso 30 -OperationKey order-2 -ErrorVariable again -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-RowError $again OutcomeUnknown ConnectionError @(
            "Before the call: the customer 'contoso' has 50 credits. Right after it: the customer 'contoso' has $After credits."
            "Now: the customer 'contoso' has $After credits.")
        Get-Credit | Should -Be $After
        (Get-ProvisioningOperation -State InDoubt).Key | Should -Be 'order-2'
    }

    It 'Is settled by a person: -<Way>' -ForEach @(
        @{ Way = 'Succeeded'; Outcome = 'Replayed'; Credits = 30 }, @{ Way = 'Retry'; Outcome = 'Added'; Credits = 60 }
    ) {
        Enable-Fault resetAfter
        Add-ResellerCredit contoso 30 -OperationKey order-1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $how = @{ $Way = $true }
        Resolve-ProvisioningOperation -Id $failed[0].Exception.OperationId @how
        "$((Add-ResellerCredit contoso 30 -OperationKey order-1 -WarningAction SilentlyContinue).Outcome)" | Should -Be $Outcome
        Get-Credit | Should -Be $Credits
    }

    It 'Advises to compare the balance, not to look whether the customer is there: it always is' {
        Enable-Fault resetAfter
        Add-ResellerCredit contoso 30 -OperationKey order-1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $advice = $failed[0].ErrorDetails.RecommendedAction
        $advice | Should -BeLike "*Resolve-ProvisioningOperation -Id $($failed[0].Exception.OperationId) *"
        $advice | Should -Not -BeLike '*if the customer is there*'
        $advice | Should -Not -BeLike '*create the customer*'
    }

    It 'Sends nothing if the balance cannot be read before' {
        Enable-Fault html, html, html @{ reads = $true }
        Add-ResellerCredit contoso 30 -OperationKey order-1 -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed NotSent ConnectionError 'Nothing was sent, because the vendor could not be asked'
        Get-Credit | Should -Be 0
        "$((Add-ResellerCredit contoso 30 -OperationKey order-1).Outcome)" | Should -Be 'Added'
    }

    It 'Shows the call with -WhatIf, and adds nothing' {
        $shown = Get-HostText { Add-ResellerCredit contoso 50 -OperationKey order-1 -WhatIf -Verbose }
        $shown -replace '\r?\n' | Should -BeLike ('*Row 1: POST http://127.0.0.1:*/reseller/services/rest/admin/addCredits ' +
            '{"customer":"contoso","creditsToAdd":50}*Performing the operation "Add credits" on target "contoso (order-1) at *".*')
        $shown | Should -Not -BeLike '*reseller-secret*'
        Get-Credit | Should -Be 0
    }

    It 'Names the customer to whoever is asked to confirm, also without a key' {
        $verbose = Add-ResellerCredit contoso 50 -Verbose -WarningAction SilentlyContinue 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$($verbose[0])" | Should -BeLike '*"Add credits" on target "contoso*'
    }

    It 'Is recorded as an operation of the kind Add' {
        $null = Add-ResellerCredit contoso 50 -OperationKey order-1
        $operation = Get-ProvisioningOperation -Key order-1
        "$($operation.Kind)" | Should -Be 'Add'
        $operation.Operation | Should -Be 'Credit.Add'
        "$($operation.State)" | Should -Be 'Confirmed'
    }
}
