# Runs that end early: -ErrorAction Stop, -WarningAction Stop, Ctrl+C.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    function Import-Text([string] $Text, [string] $Delimiter = ',') {
        $Text | ConvertFrom-Csv -Delimiter $Delimiter
    }

    # The QuickHelp bodies that were sent, in the order of the calls.
    function Get-Sent([object[]] $Row, [hashtable] $Options = @{}) {
        (Get-SentRequest { $Row | New-QhCustomerAccount -ThrottleLimit 1 -Debug -WarningAction SilentlyContinue -ErrorAction SilentlyContinue @Options }).Text
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Runs that end early' {
    BeforeEach {
        Initialize-Sandbox
        $script:rows = 1..40 | ForEach-Object { Get-Row QuickHelp @{ companyName = "Company $_"; routeURL = "r$_" } }
    }

    It 'Writes what was created under -ErrorAction Stop, and begins nothing new' {
        $rows[0].routeURL = '3.51E+11'
        Enable-Fault -Plan @{ latencyMs = 20 }
        $created = $thrown = $null
        try { $null = $rows | New-QhCustomerAccount -ErrorAction Stop -OutVariable created } catch { $thrown = $_ }
        $thrown.FullyQualifiedErrorId | Should -BeLike 'RuleViolation,*'
        "$thrown" | Should -BeLike 'Row 1 *'
        @($created).Count | Should -Be (Get-SandboxState).created
        (Get-SandboxState).created | Should -BeLessThan 40
    }

    It 'Writes what was in flight when an error in the middle stops the run' {
        Enable-Fault -Next (@('ok') * 5 + 'echoSecrets') -Plan @{ latencyMs = 20 }
        $created = $thrown = $null
        try { $null = $rows | New-QhCustomerAccount -ErrorAction Stop -OutVariable created -ThrottleLimit 4 } catch { $thrown = $_ }
        $thrown.FullyQualifiedErrorId | Should -BeLike 'Rejected,*'
        @($created).Count | Should -Be (Get-SandboxState).created
        @($created).Count | Should -BeGreaterThan 4
        @($created).Count | Should -BeLessThan 40
    }

    It 'Tells in its last line what it came to' {
        $rows[1].companyName = ''
        $told = $null
        $null = $rows | New-QhCustomerAccount -ErrorAction SilentlyContinue -InformationVariable told
        "$told" | Should -Match '^40 rows: 39 created, 1 refused in \d+(\.\d)? s\. Run [0-9a-f]{32}\.$'
    }

    It 'Writes what was created under -WarningAction Stop, begins nothing new, and then stops: <Name>' -ForEach @(
        @{ Name = 'the parameter'; Stop = @{ WarningAction = 'Stop' }; Preference = 'Continue' }
        @{ Name = 'the preference'; Stop = @{}; Preference = 'Stop' }
    ) {
        Enable-Fault -Plan @{ latencyMs = 20 }
        $rows[0].PSObject.Properties.Add([psnoteproperty]::new('nonsense', 'x'))
        $created = $thrown = $told = $null
        $WarningPreference = $Preference
        try { $null = $rows | New-QhCustomerAccount @Stop -OutVariable created -InformationVariable told } catch { $thrown = $_ }
        "$thrown" | Should -BeLike "*Columns that no parameter knows are not used: 'nonsense'*"
        @($created).Count | Should -Be (Get-SandboxState).created
        @($created).Count | Should -BeLessThan 5 -Because 'the first row brings the warning'
        "$told" | Should -Match '^\d+ rows?: .+ in \d+(\.\d)? s\. Run [0-9a-f]{32}\.$'
        @(Get-ProvisioningOperation -State Sending, InDoubt).Count | Should -Be 0
    }

    It 'Writes what was in flight when a warning in the middle stops the run' {
        Enable-Fault -Plan @{ latencyMs = 100 }
        $rows[9].PSObject.Properties.Add([psnoteproperty]::new('nonsense', 'x'))
        $created = $thrown = $null
        try {
            $null = & {
                $rows[0..8]
                $limit = [datetime]::UtcNow.AddSeconds(60)
                while ((Get-SandboxState).created -lt 2 -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 10 }
                $rows[9..39]
            } | New-QhCustomerAccount -WarningAction Stop -OutVariable created
        }
        catch {
            $thrown = $_
        }

        "$thrown" | Should -BeLike '*nonsense*'
        @($created).Count | Should -BeGreaterOrEqual 2
        @($created).Count | Should -Be (Get-SandboxState).created
        @($created).Count | Should -BeLessThan 40
    }

    It 'Stops so before the first call, too, and after the last' {
        $thrown = $created = $null
        $bad = 'companyName;routeURL', 'A;a' | ConvertFrom-Csv -Delimiter ';' | Select-Object *, @{ Name = 'nonsense'; Expression = { 'x' } }
        $bad.companyName = ''
        try { $bad | New-QhCustomerAccount -WarningAction Stop -ErrorAction SilentlyContinue -ErrorVariable failed } catch { $thrown = $_ }
        "$thrown" | Should -BeLike '*nonsense*'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'RuleViolation,*'

        $null = $rows[0..4] | New-QhCustomerAccount
        $thrown = $null
        try { $null = $rows[0..4] | New-QhCustomerAccount -WarningAction Stop -OutVariable created } catch { $thrown = $_ }
        "$thrown" | Should -BeLike '*5 rows were already confirmed in the journal*'
        @($created).Count | Should -Be 5
    }

    It 'Surfaces the error that ended the run, and no warning in its place' {
        $null = $rows[0] | New-QhCustomerAccount
        Connect-QhService -SubscriptionKey wrong-key -AccountName qh-1 -BaseUri "$(Get-SandboxAddress)quickhelp/" 6>$null
        { $rows[0..1] | New-QhCustomerAccount -WarningAction Stop } | Should -Throw -ErrorId 'CredentialsRefused,*'
    }

    It 'Tells on the host what a run came to that was stopped by Ctrl+C<Name>' -ForEach @(
        @{ Name = ''; Options = @{}; End = '' }
        @{ Name = ', with -FailurePath'; Options = @{ FailurePath = 'failures.csv' }; End = ' Rows that were not read may follow.' }
    ) {
        Enable-Fault -Plan @{ latencyMs = 250 }
        if ($Options.FailurePath) {
            $Options = @{ FailurePath = Join-Path $TestDrive "$([guid]::NewGuid()).csv" }
        }

        $recorder = New-RecordingHost
        $runspace = [runspacefactory]::CreateRunspace($recorder)
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $null = $shell.AddScript({
                param($Module, $Address, $Rows, $Options)
                Import-Module $Module
                Connect-QhService subscription-key -BaseUri "${Address}quickhelp/" 6>$null
                $Rows | New-QhCustomerAccount @Options
            }.ToString()).AddArgument((Get-TestModulePath)).AddArgument((Get-SandboxAddress)).AddArgument($rows).AddArgument($Options)
            $running = $shell.BeginInvoke()
            $limit = [datetime]::UtcNow.AddSeconds(60)
            while ((Get-SandboxState).created -lt 4 -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 10 }
            $shell.EndStop($shell.BeginStop($null, $null))
            $running.AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }

        $created = (Get-SandboxState).created
        $created | Should -BeLessThan 40
        $lines = @($recorder.Lines)
        $lines.Count | Should -Be 1 -Because "a run has one last line: $lines"
        $lines[0] | Should -Match ('^\d+ rows: \d+ created(, \d+ not sent)? in \d+(\.\d)? s\. Run [0-9a-f]{32}\.' + [regex]::Escape($End) + '$')
        $counts = [regex]::Match($lines[0], '^(\d+) rows: (\d+) created(?:, (\d+) not sent)?')
        [int] $counts.Groups[2].Value | Should -Be $created
        if ($Options.FailurePath) {
            $notSent = [int] "0$($counts.Groups[3].Value)"
            $notSent | Should -BeGreaterThan 0
            @(Import-Csv -LiteralPath $Options.FailurePath).Count | Should -Be $notSent
        }
    }
}
