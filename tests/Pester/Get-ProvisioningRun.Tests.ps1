BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Get-ProvisioningRun' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Gives nothing where there is no journal yet, and says so to who asks' {
        $told = Get-ProvisioningRun -Verbose 4>&1
        "$told" | Should -BeLike 'There is no journal at *'
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Says who ran what, where, when, for how long, and what it came to' {
        $before = [datetimeoffset]::UtcNow.AddSeconds(-1)
        $rows = @(
            Get-Row QuickHelp @{ routeURL = 'alpha' }
            Get-Row QuickHelp @{ routeURL = 'beta' }
            Get-Row QuickHelp @{ routeURL = 'beta' }
            Get-Row QuickHelp @{ routeURL = 'gamma'; expirationDate = 'soon' }
        )
        $null = $rows | New-QhCustomerAccount -ThrottleLimit 1 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $run = Get-ProvisioningRun
        $run.Run | Should -BeOfType guid
        $run.State | Should -Be 'Completed'
        $run.User | Should -Be ([Environment]::UserName)
        $run.Computer | Should -Be ([Environment]::MachineName)
        $run.Process | Should -Be $PID
        $run.Command | Should -Be 'New-QhCustomerAccount'
        $run.Vendor | Should -Be 'QuickHelp'
        $run.Started | Should -BeGreaterThan $before
        $run.Ended | Should -BeGreaterOrEqual $run.Started
        $run.Duration | Should -BeOfType timespan
        $run.Created, $run.Replayed, $run.Failed, $run.InDoubt, $run.Rows | Should -Be 2, 1, 1, 0, 4
        $run.Journal | Should -Be $env:PROVISIONING_JOURNAL
    }

    It 'Counts rows that were refused before the first one that could be sent' {
        $rows = @(1..3 | ForEach-Object { Get-Row QuickHelp @{ companyName = $null } }) + (Get-Row QuickHelp)
        $null = $rows | New-QhCustomerAccount -ErrorAction SilentlyContinue
        $run = Get-ProvisioningRun
        $run.Created, $run.Failed | Should -Be 1, 3
    }

    It 'Filters by ID, vendor and time, newest first' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount
        $null = Get-Row SafeMobi | New-SafeMobiAccount
        $all = @(Get-ProvisioningRun)
        $all.Vendor | Should -Be 'SafeMobi', 'QuickHelp'
        (Get-ProvisioningRun -First 1).Run | Should -Be $all[0].Run
        (Get-ProvisioningRun -Vendor quickhelp).Run | Should -Be $all[1].Run
        (Get-ProvisioningRun $all[1].Run).Run | Should -Be $all[1].Run
        (Get-ProvisioningRun -Id $all[1].Run.ToString('N')).Run | Should -Be $all[1].Run
        (Get-ProvisioningRun -Run $all[1].Run.ToString('N').Substring(0, 12).ToUpper()).Run | Should -Be $all[1].Run
        @(Get-ProvisioningRun -Since 1h).Count | Should -Be 2
        Get-ProvisioningRun -Until 1h | Should -BeNullOrEmpty
        @($all | Get-ProvisioningRun).Count | Should -Be 2
    }

    It 'Takes the ID of the last line of a run' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount -InformationVariable said 6>$null
        $id = [regex]::Match("$($said[-1])", 'Run (\w{32})\.').Groups[1].Value
        (Get-ProvisioningRun $id).Run | Should -Be ([guid] $id)
        @(Get-ProvisioningOperation -Run $id).Count | Should -Be 1
    }

    It 'Gives the operations of the runs that are piped' {
        $null = 'alpha', 'beta' | ForEach-Object { Get-Row QuickHelp @{ routeURL = $_ } } | New-QhCustomerAccount
        $null = Get-Row SafeMobi | New-SafeMobiAccount
        @(Get-ProvisioningRun -Vendor QuickHelp | Get-ProvisioningOperation).Key | Sort-Object | Should -Be 'alpha', 'beta'
        @(Get-ProvisioningRun | Get-ProvisioningOperation -Key beta).Count | Should -Be 1
        @(Get-ProvisioningOperation | Get-ProvisioningOperation).Count | Should -Be 3
    }

    It 'Shows a run that was killed as interrupted, with what it left in doubt' {
        $null = Get-Row QuickHelp @{ routeURL = 'alpha' } | New-QhCustomerAccount
        Enable-Fault hang -Plan @{ hangMs = 30000 }
        $process = Open-FreshProcess -Script @"
Import-Module '$(Get-TestModulePath)'
Connect-QhService -SubscriptionKey subscription-key -BaseUri '$(Get-SandboxAddress)quickhelp/' 6>`$null
[pscustomobject]@{ companyName = 'hangs'; routeURL = 'hangs' } | New-QhCustomerAccount
"@
        try {
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            while (-not ($held = Get-ProvisioningOperation -Key hangs) -and [datetime]::UtcNow -lt $deadline) {
                Start-Sleep -Milliseconds 100
            }

            $held.State | Should -Be 'Sending' -Because "$(if ($process.HasExited) { $process.StandardOutput.ReadToEnd(), $process.StandardError.ReadToEnd() })"
            (Get-ProvisioningRun -First 1).State | Should -Be 'Running'
        }
        finally {
            $process.Kill()
            $process.WaitForExit()
        }

        $run = Get-ProvisioningRun -First 1
        $run.State, $run.InDoubt, $run.Created, $run.Ended | Should -Be 'Interrupted', 1, 0, $null
        $run | Format-Table | Out-String | Should -BeLike '*(Interrupted)*'
        (Get-ProvisioningRun | Where-Object State -EQ Interrupted | Get-ProvisioningOperation -State InDoubt).Key | Should -Be 'hangs'
    }

    It 'Names a run that is not there, and an ID that is none' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount
        { Get-ProvisioningRun 00000000000000000000000000000000 -ErrorAction Stop } | Should -Throw -ErrorId 'RunNotFound,*'
        { Get-ProvisioningRun no-run } | Should -Throw -ErrorId 'InvalidValue,*'
        { Get-ProvisioningOperation -Run 0000000000 } | Should -Throw -ErrorId 'RunNotFound,*'
        { Get-ProvisioningRun -Journal (Join-Path $TestDrive 'missing.db') } | Should -Throw -ErrorId 'JournalUnavailable,*'
    }
}
