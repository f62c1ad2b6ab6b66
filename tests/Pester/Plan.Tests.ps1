# -Plan, -ApprovedPlan and -IfExists: what would be done, what was approved, and what is there already.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    function Get-Customers([string[]] $Identifier) {
        foreach ($one in $Identifier) {
            Get-Row CloudCockpit @{ internalIdentifier = $one }
        }
    }

    # All of the sandbox and the journal that a plan must not change.
    function Get-World {
        $journal = if (Test-Path -LiteralPath $env:PROVISIONING_JOURNAL) { (Get-FileHash -LiteralPath $env:PROVISIONING_JOURNAL).Hash } else { 'none' }
        "$((Get-SandboxState).created) $(Get-SandboxState | ConvertTo-Json -Depth 20 | ForEach-Object { $_ -replace '"tokensIssued": \d+', '' }) $journal"
    }

    function Get-PlanPath {
        Join-Path (Get-PSDrive TestDrive).Root "$([guid]::NewGuid()).xml"
    }
}

AfterAll {
    Close-Sandbox
}

Describe '-Plan' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Gives an object per row in input order, and changes nothing' {
        $null = Get-Customers ERP-1, ERP-2 | New-CcCustomer
        $null = Get-Row CloudCockpit @{ internalIdentifier = 'ERP-3' } | New-CcCustomer -NoJournal -WarningAction SilentlyContinue
        $before = Get-World
        $rows = @(
            Get-Customers ERP-1
            Get-Row CloudCockpit @{ internalIdentifier = 'ERP-2'; city = 'Porto' }
            Get-Customers ERP-3, ERP-4, ERP-4
            Get-Row CloudCockpit @{ internalIdentifier = 'ERP-5'; country = 'ZZ' }
            [pscustomobject]@{ companyName = ''; internalIdentifier = '' }
        )
        $plan = @($rows | New-CcCustomer -Plan -ErrorVariable failed -WarningVariable warned)
        $failed | Should -BeNullOrEmpty
        $plan.RowNumber | Should -Be (1..7)
        $plan.Action | Should -Be 'Replay', 'Conflict', 'Existing', 'Create', 'Duplicate', 'Invalid', 'Skipped'
        $plan[1].Reason | Should -BeLike '*city differs*'
        $plan[2].VendorId | Should -Match '^[0-9a-f-]{36}$'
        $plan[4].Reason | Should -BeLike 'Row 4 *'
        $plan[5].Reason | Should -BeLike '*country*'
        Get-World | Should -BeExactly $before
    }

    It 'Tells the fields that differ, and none for a customer that is as the row has it' {
        $null = Get-Customers ERP-1 | New-CcCustomer -NoJournal
        (Get-Customers ERP-1 | New-CcCustomer -Plan).Reason | Should -Match ('^The vendor has the customer already \(id [0-9a-f-]+\)\.' +
            ' A run without -IfExists does not ask, and creates it unless the vendor refuses\.$')
        (Get-Customers ERP-1 | New-CcCustomer -Plan -IfExists Return).Reason | Should -Match '^The vendor has the customer already \(id [0-9a-f-]+\)\.$'
        (Get-Row CloudCockpit @{ city = 'Porto'; internalIdentifier = 'ERP-1' } | New-CcCustomer -Plan).Reason |
            Should -BeLike "*, with other data: city is 'Lisboa'.*"
    }

    It 'Ends with a line that counts the rows and says where they would go' {
        $null = Get-Customers ERP-1 | New-CcCustomer
        $output = Get-Customers ERP-1, ERP-2, ERP-2, ERP-3 | New-CcCustomer -Plan 6>&1
        "$($output[-1])" | Should -BeLike ('Plan of 4 rows: 2 to create, 1 to replay, 1 duplicate in * s. It would go to CloudCockpit at ' +
            "http://127.0.0.1:*/cloudcockpit/ as 'contoso.example'. Nothing was changed.")
    }

    It 'Shows a table with a sign, made to be read by a person' {
        $null = Get-Customers ERP-1 | New-CcCustomer
        $rows = @(Get-Customers ERP-1, ERP-2) + (Get-Row CloudCockpit @{ country = 'ZZ'; internalIdentifier = 'ERP-3' })
        $lines = @(($rows | New-CcCustomer -Plan | Out-String -Width 200) -split '\r?\n' | Where-Object { $_ })
        $lines[0] | Should -Match '^\s+Row Action\s+Key\s+Reason'
        $lines[2] | Should -Match '^=\s+1 Replay\s+ERP-1'
        $lines[3] | Should -Match '^\+\s+2 Create\s+ERP-2'
        $lines[4] | Should -Match '^!\s+3 Invalid\s+ERP-3\s+country'
    }

    It 'Can be filtered by its action, as it is and read back from <Form>' -ForEach @(
        @{ Form = 'an object'; Back = { $args[0] } }
        @{ Form = 'XML'; Back = { $path = Get-PlanPath; $args[0] | Export-Clixml $path; Import-Clixml $path } }
        @{ Form = 'CSV'; Back = { $args[0] | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
    ) {
        $null = Get-Customers ERP-1 | New-CcCustomer
        $plan = @(Get-Customers ERP-1, ERP-2 | New-CcCustomer -Plan)
        $read = @(& $Back $plan)
        @($read | Where-Object Action -EQ Create).Key | Should -Be 'ERP-2'
        @($read | Where-Object { "$($_.Action)" -eq 'Replay' }).Key | Should -Be 'ERP-1'
        $text = $read | Format-Table | Out-String -Width 200
        $text | Should -BeLike '*Replay*'
    }

    It 'Asks nobody and creates no journal with -Offline' {
        $plan = @(Get-Customers ERP-1, ERP-2 | New-CcCustomer -Plan -Offline)
        $plan.Action | Should -Be 'Create', 'Create'
        (Get-SandboxState).tokensIssued | Should -Be 0
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Plans with -WhatIf as well, and asks for nothing with -CreateAgain' {
        $null = Get-Customers ERP-1 | New-CcCustomer
        $before = Get-World
        (Get-Customers ERP-1 | New-CcCustomer -Plan -WhatIf).Action | Should -Be 'Replay'
        (Get-Customers ERP-1 | New-CcCustomer -Plan -CreateAgain).Action | Should -Be 'Create'
        (Get-Customers ERP-1 | New-CcCustomer -Plan -CreateAgain -Confirm).Action | Should -Be 'Create'
        Get-World | Should -BeExactly $before
    }

    It 'Writes rows that are invalid or in conflict to -FailurePath' {
        $path = Join-Path (Get-PSDrive TestDrive).Root "$([guid]::NewGuid()).csv"
        $rows = @(Get-Customers ERP-1) + (Get-Row CloudCockpit @{ country = 'ZZ'; internalIdentifier = 'ERP-2' }) + (Get-Row CloudCockpit @{ city = 'Porto' })
        $null = $rows | New-CcCustomer -Plan -FailurePath $path
        $failed = @(Import-Csv -LiteralPath $path)
        $failed.internalIdentifier | Should -Be 'ERP-2', 'ERP-1'
        $failed.RowNumber | Should -Be '2', '3'
    }

    It 'Takes thousands of rows' {
        $rows = 1..3000 | ForEach-Object { [pscustomobject]@{ companyName = 'Contoso'; routeURL = "contoso-$_" } }
        $plan = @($rows | New-QhCustomerAccount -Plan)
        $plan.Count | Should -Be 3000
        @($plan | Where-Object Action -EQ Create).Count | Should -Be 3000
    }

    It 'Ends with one error where the credentials are refused' {
        Connect-ResellerService harborline wrong -BaseUri "$(Get-SandboxAddress)reseller/" 6>$null
        $planned = [System.Collections.Generic.List[object]]::new()
        { 1..300 | ForEach-Object { Get-Row Customer @{ name = "contoso$_" } } | New-ResellerCustomer -Plan | ForEach-Object { $planned.Add($_) } } |
            Should -Throw -ErrorId 'CredentialsRefused,*'
        $planned.Count | Should -BeLessThan 100
    }

    It 'Shows no secret, whatever column it stands in' {
        $rows = @(
            [pscustomobject]@{ customer = 'MARKER-Word-1'; username = 'ana'; password = 'MARKER-Word-1'; applyFreeCredits = 'false' }
            [pscustomobject]@{ customer = 'MARKER-Word-2'; username = 'eva'; password = 'Other-Word-1'; passwrd = 'MARKER-Word-2'; applyFreeCredits = 'false' }
            [pscustomobject]@{ customer = 'third'; username = 'ida'; password = "MARKER-Word-3`n"; applyFreeCredits = 'false' }
            [pscustomobject]@{ customer = "MARKER-Word-2"; username = 'eve'; password = 'Other-Word-2'; passwrd = 'MARKER-Word-2'; applyFreeCredits = 'false' }
        )
        $plan = @($rows | New-ResellerCustomerUser -Plan -WarningAction SilentlyContinue)
        $plan.Count | Should -Be 4
        $plan | Format-List * | Out-String -Width 500 | Should -Not -Match 'MARKER'
    }
}

Describe '-ApprovedPlan' {
    BeforeEach {
        Initialize-Sandbox
        $script:path = Get-PlanPath
    }

    It 'Carries a plan out that is given as <Form>' -ForEach @(
        @{ Form = 'a path'; Given = { $path } }
        @{ Form = 'rows that were read back'; Given = { Import-Clixml -LiteralPath $path } }
        @{ Form = 'rows as they are'; Given = { $plan } }
        @{ Form = 'a list that was exported as one object'; Given = { Export-Clixml -InputObject $plan -LiteralPath $path; $path } }
    ) {
        $plan = @(Get-Customers ERP-1, ERP-2 | New-CcCustomer -Plan)
        $plan | Export-Clixml -LiteralPath $path
        $created = @(Get-Customers ERP-1, ERP-2 | New-CcCustomer -ApprovedPlan (& $Given) -WarningVariable warned)
        $created.Outcome | Should -Be 'Created', 'Created'
        $warned | Should -BeNullOrEmpty
    }

    It 'Refuses rows that have drifted, and warns about those that are missing' {
        Get-Customers ERP-1, ERP-2, ERP-3, ERP-4 | New-CcCustomer -Plan | Export-Clixml -LiteralPath $path
        $rows = @(
            Get-Customers ERP-1
            Get-Row CloudCockpit @{ internalIdentifier = 'ERP-2'; city = 'Porto' }
            Get-Row CloudCockpit @{ internalIdentifier = 'ERP-3'; country = 'ZZ' }
            Get-Row CloudCockpit @{ internalIdentifier = 'ERP-5'; RowNumber = '5' }
        )
        $quietly = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        $created = @($rows | New-CcCustomer -ApprovedPlan $path -ErrorVariable failed -WarningVariable warned @quietly)
        $created.InternalIdentifier | Should -Be 'ERP-1'
        $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be 'PlanDrift', 'RuleViolation', 'PlanDrift'
        "$($failed[0])" | Should -BeLike '*city differs*'
        $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$warned" | Should -BeLike '*1 row of the approved plan was not in the input.*'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Counts no row as missing that was refused, shown by -WhatIf or changed' {
        Get-Customers ERP-1, ERP-2 | New-CcCustomer -Plan | Export-Clixml -LiteralPath $path
        Get-Customers ERP-1, ERP-2 | New-CcCustomer -ApprovedPlan $path -WhatIf -WarningVariable warned
        $rows = @(
            Get-Row CloudCockpit @{ country = 'ZZ'; internalIdentifier = 'ERP-1' }
            Get-Row CloudCockpit @{ city = 'Porto'; internalIdentifier = 'ERP-2' }
        )
        $rows | New-CcCustomer -ApprovedPlan $path -ErrorAction SilentlyContinue -WarningVariable +warned
        $warned | Should -BeNullOrEmpty
        (Get-SandboxState).created | Should -Be 0
    }

    It 'Refuses a row whose password has changed' {
        Get-Row SafeMobi | New-SafeMobiAccount -Plan | Export-Clixml -LiteralPath $path
        Get-Row SafeMobi @{ password = 'Another-Passphrase-1' } |
            New-SafeMobiAccount -ApprovedPlan $path -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -BeLike '*its key, its destination or a secret differs*'
        "$failed" | Should -Not -BeLike '*Passphrase*'
    }

    It 'Ends the run before anything if it would go to another account' {
        Get-Customers ERP-1 | New-CcCustomer -Plan | Export-Clixml -LiteralPath $path
        Connect-CcService -Tenant fabrikam.example -AccessToken word -BaseUri "$(Get-SandboxAddress)cloudcockpit/" 6>$null
        { Get-Customers ERP-1 | New-CcCustomer -ApprovedPlan $path } | Should -Throw -ErrorId 'PlanDrift,*'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Replays what was approved as Replay, and does not send it where the journal is another one' {
        $null = Get-Customers ERP-1 | New-CcCustomer
        Get-Customers ERP-1 | New-CcCustomer -Plan | Export-Clixml -LiteralPath $path
        (Get-Customers ERP-1 | New-CcCustomer -ApprovedPlan $path -WarningAction SilentlyContinue).Outcome | Should -Be 'Replayed'
        $env:PROVISIONING_JOURNAL += '.other.db'
        Get-Customers ERP-1 | New-CcCustomer -ApprovedPlan $path -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'PlanDrift,*'
        "$failed" | Should -BeLike '*The approved plan has this row as Replay, so it is not sent.*'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Does not send rows that were approved as Existing or Duplicate' {
        $null = Get-Customers ERP-1 | New-CcCustomer -NoJournal
        Get-Customers ERP-1, ERP-2, ERP-2 | New-CcCustomer -Plan | Export-Clixml -LiteralPath $path
        $done = @(Get-Customers ERP-1, ERP-2, ERP-2 | New-CcCustomer -NoJournal -ApprovedPlan $path -ErrorVariable failed -ErrorAction SilentlyContinue)
        $done.RowNumber | Should -Be 2
        $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be 'PlanDrift', 'PlanDrift'
        (Get-SandboxState).created | Should -Be 2
    }

    It 'Refuses <Case> with one error' -ForEach @(
        @{ Case = 'a file that is not there'; Id = 'NotAPlan'; Call = { New-CcCustomer -ApprovedPlan (Get-PlanPath) } }
        @{ Case = 'a file that is no XML'; Id = 'NotAPlan'; Call = { $file = Get-PlanPath; 'words' | Set-Content $file; New-CcCustomer -ApprovedPlan $file } }
        @{ Case = 'a file of something else'; Id = 'NotAPlan'; Call = { $file = Get-PlanPath; 1, 2 | Export-Clixml $file; New-CcCustomer -ApprovedPlan $file } }
        @{ Case = '-Plan with -ApprovedPlan'; Id = 'TwoPlans'; Call = { New-CcCustomer -Plan -ApprovedPlan x.xml } }
        @{ Case = '-Offline without -Plan'; Id = 'OfflineWithoutPlan'; Call = { New-CcCustomer -Offline } }
    ) {
        $Call | Should -Throw -ErrorId "$Id,*"
        (Get-SandboxState).calls | Should -Be 0
    }
}

Describe '-IfExists' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Returns what <Command> finds, and says where it differs' -ForEach @(
        @{ Command = 'New-CcCustomer'; Kind = 'CloudCockpit'; With = @{ city = 'Porto' }; Differs = "city is 'Lisboa'" }
        @{ Command = 'New-ResellerCustomer'; Kind = 'Customer'; With = @{}; Differs = $null }
        @{ Command = 'New-ResellerCustomerUser'; Kind = 'CustomerUser'; With = @{}; Differs = $null }
        @{ Command = 'New-SafeMobiAccount'; Kind = 'SafeMobi'; With = @{ AccountPlanId = '2' }; Differs = "AccountPlanId is '1'" }
    ) {
        $first = Get-Row $Kind | & $Command -NoJournal
        $output = @(Get-Row $Kind $With | & $Command -IfExists Return 6>&1)
        $again = Get-Row $Kind $With | & $Command -IfExists Return
        foreach ($found in $output[0], $again) {
            "$($found.Outcome)" | Should -Be 'Existing'
            if ($first.Id) { $found.Id | Should -Be $first.Id }
            $found.Differences | Should -BeLike "$Differs"
        }

        "$($output[-1])" | Should -BeLike '1 row: 1 existing in * s. Run *'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Is an AlreadyExists error with Error for <Command>' -ForEach @(
        @{ Command = 'New-CcCustomer'; Kind = 'CloudCockpit' }
        @{ Command = 'New-ResellerCustomer'; Kind = 'Customer' }
        @{ Command = 'New-SafeMobiAccount'; Kind = 'SafeMobi' }
    ) {
        $null = Get-Row $Kind | & $Command -NoJournal
        $calls = (Get-SandboxState).calls
        Get-Row $Kind | & $Command -IfExists Error -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed AlreadyExists ResourceExists 'already', 'Nothing was changed.'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*-IfExists Return*'
        (Get-SandboxState).calls | Should -Be $calls
    }
}
