BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    # The run of the newest operation.
    function Get-NewestRun {
        (Get-ProvisioningOperation -First 1).Run.ToString('N')
    }

    # Rows that create customers, and the run that created them.
    function New-CcRun([int] $Count = 3) {
        $script:rows = 1..$Count | ForEach-Object { Get-Row CloudCockpit @{ companyName = "Customer $_"; internalIdentifier = "ERP-$_" } }
        $script:created = @($rows | New-CcCustomer -ThrottleLimit 1)
        Get-NewestRun
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Undo-ProvisioningRun' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Plans first, and changes nothing' {
        $run = New-CcRun
        $calls = (Get-SandboxState).calls
        $hash = (Get-FileHash $env:PROVISIONING_JOURNAL).Hash
        $plan = @(Undo-ProvisioningRun $run -Plan -InformationVariable line)
        $plan.Count | Should -Be 3
        $plan.RowNumber | Should -Be 1, 2, 3
        $plan.VendorId | Should -Be $created.Id
        $plan.Action | ForEach-Object { "$_" | Should -Be 'Remove' }
        "$line" | Should -BeLike "Undo of run $run (New-CcCustomer, CloudCockpit at * as 'contoso.example'): 3 to remove."
        $plan | Out-String -Width 150 | Should -BeLike '*-      1 Remove    ERP-1*'
        (Get-SandboxState).calls | Should -Be $calls
        (Get-FileHash $env:PROVISIONING_JOURNAL).Hash | Should -Be $hash
    }

    It 'Removes what the run created, and nothing else' {
        $before = Get-Row CloudCockpit @{ companyName = 'Before'; internalIdentifier = 'ERP-0' } | New-CcCustomer
        $run = New-CcRun
        $undone = @(Undo-ProvisioningRun $run -Confirm:$false)
        $undone.Id | Should -Be $created.Id
        $undone.Outcome | ForEach-Object { "$_" | Should -Be 'Removed' }
        $undone.RowNumber | Should -Be 1, 2, 3
        (Get-CcCustomer -ExcludeDeleted).Id | Should -Be $before.Id
    }

    It 'Is a run of its own, with operations of its own' {
        $run = New-CcRun
        $null = Undo-ProvisioningRun $run -Confirm:$false
        $own = Get-NewestRun
        $own | Should -Not -Be $run
        $operations = @(Get-ProvisioningOperation -Run $own)
        $operations.Count | Should -Be 3
        $operations.Operation | ForEach-Object { $_ | Should -Be 'Customer.Delete' }
        @(Get-ProvisioningOperation -State Undone).Count | Should -Be 3
    }

    It 'Leaves it said to later runs, which send nothing' {
        $run = New-CcRun
        $null = Undo-ProvisioningRun $run -Confirm:$false
        $calls = (Get-SandboxState).calls
        $again = @($rows | New-CcCustomer -WarningVariable warned -WarningAction SilentlyContinue -InformationVariable line)
        $again.Outcome | ForEach-Object { "$_" | Should -Be 'Undone' }
        $again.Id | Should -Be $created.Id
        "$warned" | Should -BeLike '3 rows were created and taken back before, and were not sent again (Undone).*'
        "$line" | Should -BeLike '3 rows: 3 undone before in *'
        (Get-SandboxState).calls | Should -Be $calls
    }

    It 'Lets a corrected row be created, and the same row with -CreateAgain' {
        $run = New-CcRun
        $null = Undo-ProvisioningRun $run -Confirm:$false
        $rows[0].city = 'Porto'
        "$(($rows[0] | New-CcCustomer).Outcome)" | Should -Be 'Created'
        $second = $rows[1] | New-CcCustomer -CreateAgain -Confirm:$false
        "$($second.Outcome)" | Should -Be 'Created'
        $second.Id | Should -Not -Be $created[1].Id
    }

    It 'Does not take back twice, where a corrected row created another customer since, and leaves that one to its own run' {
        $row = Get-Row SafeMobi
        $first = $row | New-SafeMobiAccount
        $run = Get-NewestRun
        $null = Undo-ProvisioningRun $run -Confirm:$false
        $null = Set-SafeMobiAccount -Id $first.Id -Status Active
        $corrected = Get-Row SafeMobi @{ Email = 'ana@contoso.example' }
        $second = $corrected | New-SafeMobiAccount
        $secondRun = Get-NewestRun
        "$((Undo-ProvisioningRun $run -Plan).Action)" | Should -Be 'Done'
        Undo-ProvisioningRun $run -Confirm:$false | Should -BeNullOrEmpty
        (Get-SafeMobiAccount -Id $first.Id).Status | Should -Be 'Active'
        "$(($corrected | New-SafeMobiAccount).Outcome)" | Should -Be 'Replayed'
        (Undo-ProvisioningRun $secondRun -Confirm:$false).Id | Should -Be $second.Id
    }

    It 'Goes on where it was stopped, and does nothing twice' {
        $run = New-CcRun 6
        $null = Undo-ProvisioningRun $run -Confirm:$false -ThrottleLimit 1 | Select-Object -First 1
        $plan = @(Undo-ProvisioningRun $run -Plan)
        $done = @($plan | Where-Object Action -EQ Done).Count
        $done | Should -BeGreaterOrEqual 1
        $rest = @(Undo-ProvisioningRun $run -Confirm:$false)
        ($done + $rest.Count) | Should -Be 6
        Get-CcCustomer -ExcludeDeleted | Should -BeNullOrEmpty
        @(Get-ProvisioningOperation -State Confirmed | Where-Object Operation -EQ Customer.Delete).Count | Should -Be 6
        Undo-ProvisioningRun $run -Confirm:$false -InformationVariable line | Should -BeNullOrEmpty
        "$line" | Should -BeLike '*: 6 taken back already.'
    }

    It 'Disables Basic and suspends Premium accounts, and closes none' {
        $premium = @{
            ExternalId = 'crm-2'; Type = 'Premium'; CompanyShortName = 'short'; CompanyFullName = 'full'; MobileDomain = 'm.example'
            ControlPanelDomains = 'c.example'
        }
        $accounts = @((Get-Row SafeMobi), (Get-Row SafeMobi $premium) | New-SafeMobiAccount)
        $run = Get-NewestRun
        (Undo-ProvisioningRun $run -Plan).Action | ForEach-Object { "$_" | Should -Be 'SwitchOff' }
        $undone = @(Undo-ProvisioningRun $run -Confirm:$false)
        $undone.Status | Should -Be 'Disabled', 'Suspended'
        (Get-SafeMobiAccount -Id $accounts[0].Id).Status | Should -Be 'Disabled'
        (Get-SafeMobiAccount -Id $accounts[1].Id).Status | Should -Be 'Suspended'
        "$((Get-Row SafeMobi | New-SafeMobiAccount -WarningAction SilentlyContinue).Outcome)" | Should -Be 'Undone'
        (Set-SafeMobiAccount -Id $accounts[0].Id -Status Active).Status | Should -Be 'Active'
    }

    It 'Does not touch an account that was closed since' {
        $premium = @{
            Type = 'Premium'; CompanyShortName = 'short'; CompanyFullName = 'full'; MobileDomain = 'm.example'; ControlPanelDomains = 'c.example'
        }
        $account = Get-Row SafeMobi $premium | New-SafeMobiAccount
        $run = Get-NewestRun
        $null = Set-SafeMobiAccount -Id $account.Id -Status Canceled -Confirm:$false
        $null = Undo-ProvisioningRun $run -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'RuleViolation,*'
        "$failed" | Should -BeLike '*Canceled already*'
        (Get-SafeMobiAccount -Id $account.Id).Status | Should -Be 'Canceled'
    }

    It 'Lists with IDs what <Kind> has no way back for, and sends nothing' -ForEach @(
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount' }
        @{ Kind = 'CustomerUser'; Command = 'New-ResellerCustomerUser' }
        @{ Kind = 'Customer'; Command = 'New-ResellerCustomer' }
    ) {
        $null = Get-Row $Kind | & $Command
        $run = Get-NewestRun
        $calls = (Get-SandboxState).calls
        $plan = Undo-ProvisioningRun $run -Plan
        "$($plan.Action)" | Should -Be 'None'
        $plan.Reason | Should -BeLike '*documents no way to take it back*'
        Undo-ProvisioningRun $run -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warned" | Should -BeLike '1 row was not taken back: row 1 (*documents no way*'
        (Get-SandboxState).calls | Should -Be $calls
    }

    It 'Leaves a customer alone that was there before, that is in doubt, or that a person settled' {
        $null = Get-Row SafeMobi | New-SafeMobiAccount -NoJournal
        Enable-Fault ok, resetAfter
        $null = (Get-Row SafeMobi), (Get-Row SafeMobi @{ ExternalId = 'crm-2'; Email = 'a@b.example' }) |
            New-SafeMobiAccount -IfExists Return -ThrottleLimit 1 -ErrorAction SilentlyContinue
        $run = Get-NewestRun
        $state = (Get-ProvisioningOperation -Key crm-2).State
        if ("$state" -eq 'InDoubt') {
            Get-ProvisioningOperation -Key crm-2 | Resolve-ProvisioningOperation -Succeeded
        }

        @(Undo-ProvisioningRun $run -Plan | Where-Object Key -EQ 'crm-1') | Should -BeNullOrEmpty
    }

    It 'Asks once for the whole run: its impact is high' {
        $type = (Get-Command Undo-ProvisioningRun).ImplementingType
        $type.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
        $run = New-CcRun
        $text = Get-HostText { Undo-ProvisioningRun $run -WhatIf }
        $text -replace '\r?\n' | Should -BeLike "*What if: Performing the operation ""Take back"" on target ""3 customers of run $run (*"
        @(Get-CcCustomer -ExcludeDeleted).Count | Should -Be 3
    }

    It 'Takes the output of Get-ProvisioningRun, and the beginning of an ID' {
        $run = New-CcRun
        @(Get-ProvisioningRun -First 1 | Undo-ProvisioningRun -Plan).Count | Should -Be 3
        @(Undo-ProvisioningRun $run.Substring(0, 10) -Plan).Count | Should -Be 3
        @(Undo-ProvisioningRun ([guid] $run) -Plan).Count | Should -Be 3
    }

    It 'Ends with one error for <Name>' -ForEach @(
        @{ Name = 'a run that is not there'; Run = '0123456789abcdef0123456789abcdef'; Id = 'RunNotFound' }
        @{ Name = 'text that is no run'; Run = 'nonsense'; Id = 'InvalidValue' }
    ) {
        $null = New-CcRun
        { Undo-ProvisioningRun $Run -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
    }

    It 'Ends before anything is sent where the connection leads to another account' {
        $run = New-CcRun
        $other = Connect-CcService -Tenant fabrikam.example -AccessToken token -BaseUri "$(Get-SandboxAddress)cloudcockpit/" -Name other -PassThru 6>$null
        { Undo-ProvisioningRun $run -Connection $other -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'WrongConnection,*'
        { Undo-ProvisioningRun $run -Connection Reseller -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'WrongConnection,*'
        @(Get-CcCustomer -Connection CloudCockpit -ExcludeDeleted).Count | Should -Be 3
    }

    It 'Says that there is no connection' {
        $run = New-CcRun
        Disconnect-ProvisioningConnection *
        { Undo-ProvisioningRun $run -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
        @(Undo-ProvisioningRun $run -Plan).Count | Should -Be 3 -Because 'a plan needs no connection'
    }
}
