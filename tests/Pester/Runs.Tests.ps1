# Many rows at once: order, bounds, stopping, starting again.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Runs' {
    BeforeAll {
        function Get-UserRow([int] $Count, [string] $Prefix = 'customer') {
            $text = [System.Text.StringBuilder]::new("customer,username,password,applyFreeCredits`n")
            foreach ($number in 1..$Count) {
                $null = $text.Append("$Prefix$number,user@$Prefix$number,Sample-Passphrase,no`n")
            }

            $text.ToString() | ConvertFrom-Csv
        }
    }

    BeforeEach {
        Initialize-Sandbox
    }

    It 'Creates 1,000 reseller users from a CSV, in order, each once' {
        $path = Join-Path $TestDrive 'users.csv'
        Get-UserRow 1000 | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        $created = @(Import-Csv -LiteralPath $path | New-ResellerCustomerUser -ThrottleLimit 16)
        $created.Count | Should -Be 1000
        $created.Customer -join ',' | Should -BeExactly ((1..1000 | ForEach-Object { "customer$_" }) -join ',')
        ($created | Group-Object -Property Outcome -NoElement).Name | Should -Be 'Created'
        $state = Get-SandboxState
        $state.created | Should -Be 1000
        $state.calls | Should -Be 1000
        $state.duplicates.byKey | Should -Be 0
        $state.duplicates.byCall | Should -Be 0
    }

    It 'Keeps the order where the rows end in another one, errors included' {
        Enable-Fault -Plan @{ rates = @{ status9999 = 0.15; echoSecrets = 0.2 }; seed = 7 }
        $rows = Get-UserRow 40
        $rows[9].username = 'with space'
        $ended = @($rows | New-ResellerCustomerUser -ThrottleLimit 16 -ErrorAction Continue 2>&1)
        $ended.Count | Should -Be 40
        $order = foreach ($one in $ended) {
            if ($one -is [System.Management.Automation.ErrorRecord]) { $one.TargetObject.customer } else { $one.Customer }
        }

        $order -join ',' | Should -BeExactly ($rows.customer -join ',')
        ($ended | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).Count | Should -BeGreaterThan 3
        (Get-SandboxState).duplicates.byKey | Should -Be 0
    }

    It 'Works on no more than -ThrottleLimit rows at once' {
        Enable-Fault -Plan @{ latencyMs = 100 }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $null = Get-UserRow 24 | New-ResellerCustomerUser -ThrottleLimit 3
        $clock.ElapsedMilliseconds | Should -BeGreaterThan 780 -Because 'eight rounds of three take 100 ms each'
        # The sandbox counts a call until it is done with it, which may be a moment after the answer has arrived.
        (Get-SandboxState).maxConcurrent | Should -BeIn 3, 4, 5
    }

    It 'Works on four rows at once where it is told nothing' {
        Enable-Fault -Plan @{ latencyMs = 100 }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $null = Get-UserRow 24 | New-ResellerCustomerUser
        $clock.ElapsedMilliseconds | Should -BeGreaterThan 580
        (Get-SandboxState).maxConcurrent | Should -BeIn 4, 5, 6
    }

    It 'Refuses -ThrottleLimit <_>' -ForEach 0, 257, -1 {
        { Get-UserRow 1 | New-ResellerCustomerUser -ThrottleLimit $_ } |
            Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage "*'ThrottleLimit'*"
        (Get-SandboxState).calls | Should -Be 0
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Starts while rows still arrive, and gives them as they are done' {
        $seen = [System.Collections.Generic.List[int]]::new()
        $rows = Get-UserRow 4
        & {
            $rows[0..1]
            $limit = [datetime]::UtcNow.AddSeconds(20)
            while ((Get-SandboxState).created -lt 2 -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 20 }
            $rows[2]
            $seen.Add((Get-SandboxState).created)
            $rows[3]
        } | New-ResellerCustomerUser | Out-Null
        $seen[0] | Should -BeGreaterOrEqual 2
        (Get-SandboxState).created | Should -Be 4
    }

    It 'Ends cleanly where the pipeline has enough' {
        $created = @(Get-UserRow 2000 | New-ResellerCustomerUser | Select-Object -First 5)
        $created.Customer | Should -Be 'customer1', 'customer2', 'customer3', 'customer4', 'customer5'
        $state = Get-SandboxState
        $state.created | Should -BeLessThan 2000
        @(Get-ProvisioningOperation -State Sending, InDoubt).Count | Should -Be 0
        @(Get-ProvisioningOperation -State Confirmed).Count | Should -Be $state.created
    }

    It 'Goes on after Ctrl+C where it was, and every row is created once' {
        Enable-Fault -Plan @{ latencyMs = 30 }
        $rows = Get-UserRow 300
        $first = [powershell]::Create()
        $null = $first.AddScript({
            param($Module, $Address, $Rows)
            Import-Module $Module
            Connect-ResellerService harborline reseller-secret -BaseUri "${Address}reseller/"
            $Rows | New-ResellerCustomerUser -ThrottleLimit 8
        }.ToString()).AddArgument((Get-TestModulePath)).AddArgument((Get-SandboxAddress)).AddArgument($rows)
        try {
            $handle = $first.BeginInvoke()
            $limit = [datetime]::UtcNow.AddSeconds(60)
            while ((Get-SandboxState).created -lt 50 -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 20 }
            $first.Stop()
            $handle.AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
        }
        finally {
            $first.Dispose()
        }

        $done = (Get-SandboxState).created
        $done | Should -BeGreaterOrEqual 50
        $done | Should -BeLessThan 300
        Start-Sleep -Milliseconds 300
        (Get-SandboxState).created | Should -Be $done -Because 'a stopped run sends nothing more'

        $second = @($rows | New-ResellerCustomerUser -ThrottleLimit 8 -WarningVariable warnings -WarningAction SilentlyContinue)
        $second.Count | Should -Be 300
        $replayed = @($second | Where-Object Outcome -EQ 'Replayed').Count
        $replayed | Should -BeGreaterOrEqual 50
        "$warnings" | Should -Be "$replayed rows were already confirmed in the journal and were not sent again (Replayed)."
        $state = Get-SandboxState
        $state.created | Should -Be 300
        $state.duplicates.byKey | Should -Be 0
        $state.duplicates.byCall | Should -Be 0
    }

    It 'Reads the rows of a second run, and sends nothing' {
        $rows = Get-UserRow 20
        $null = $rows | New-ResellerCustomerUser
        $second = @($rows | New-ResellerCustomerUser -WarningVariable warnings -WarningAction SilentlyContinue)
        ($second | Group-Object -Property Outcome -NoElement).Name | Should -Be 'Replayed'
        "$warnings" | Should -Be '20 rows were already confirmed in the journal and were not sent again (Replayed).'
        (Get-SandboxState).calls | Should -Be 20
    }

    It 'Ends with one terminating error where the credentials are refused, and goes on from there with right ones' {
        Connect-ResellerService harborline wrong -BaseUri "$(Get-SandboxAddress)reseller/"
        $rows = Get-UserRow 500
        $thrown = { $rows | New-ResellerCustomerUser -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'CredentialsRefused,*' -PassThru
        "$thrown" | Should -Match 'The run ended at row \d+: 0 done, \d+ failed, \d+ read but not sent\. Later rows were not read\.'
        $thrown.TargetObject | Should -BeNullOrEmpty
        (Get-SandboxState).calls | Should -BeLessThan 20
        Connect-ResellerService harborline reseller-secret -BaseUri "$(Get-SandboxAddress)reseller/"
        @($rows | New-ResellerCustomerUser).Count | Should -Be 500
        (Get-SandboxState).created | Should -Be 500
    }

    It 'Makes one call of the same row twice in a file' {
        $row = Get-Row CustomerUser
        $created = @($row, $row | New-ResellerCustomerUser -WarningVariable warnings -WarningAction SilentlyContinue)
        $created.Outcome | Should -Be 'Created', 'Replayed'
        $created[1].CustomerId | Should -Be $created[0].CustomerId
        "$warnings" | Should -Be '1 row was already confirmed in the journal and was not sent again (Replayed).'
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Refuses a key that comes again with other data' {
        $rows = @(
            Get-Row CustomerUser
            Get-Row CustomerUser @{ username = 'another' }
        )
        $created = @($rows | New-ResellerCustomerUser -ErrorVariable failed -ErrorAction SilentlyContinue)
        $created.Count | Should -Be 1
        Assert-RowError $failed KeyReusedWithOtherData InvalidData "The journal has 'contoso' with other data (Confirmed)" -Row 2
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Takes another password for the same data: it is no part of what is compared' {
        $null = Get-Row CustomerUser | New-ResellerCustomerUser
        $again = Get-Row CustomerUser @{ password = 'Another-Passphrase' } | New-ResellerCustomerUser -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Be 'Replayed'
    }

    It 'Knows rows by -OperationKey where it is given, from the command line or a column' {
        $rows = @(
            Get-Row QuickHelp @{ OperationKey = 'ticket-1' }
            Get-Row QuickHelp @{ OperationKey = 'ticket-2'; routeURL = 'other' }
        )
        @($rows | New-QhCustomerAccount).Outcome | Should -Be 'Created', 'Created'
        (Get-ProvisioningOperation).Key | Sort-Object | Should -Be 'ticket-1', 'ticket-2'
    }

    It 'Says once that rows without a key cannot be recognized' {
        $rows = 1..3 | ForEach-Object { Get-Row SafeMobi @{ ExternalId = '' } }
        $created = @($rows | New-SafeMobiAccount -WarningVariable warnings -WarningAction SilentlyContinue)
        $created.Count | Should -Be 3
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike ('Row 1 has neither a name by which SafeMobi knows a customer nor -OperationKey. ' +
            'Such rows cannot be recognized in a second run*')
        @(Get-ProvisioningOperation).Count | Should -Be 3
    }

    It 'Works without a journal' {
        $created = @(Get-UserRow 20 | New-ResellerCustomerUser -NoJournal)
        $created.Count | Should -Be 20
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Shows its progress once a run lasts, and takes it away' {
        Enable-Fault -Plan @{ latencyMs = 400 }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($Module, $Address, $Rows)
                $ProgressPreference = 'Continue'
                Import-Module $Module
                Connect-ResellerService harborline reseller-secret -BaseUri "${Address}reseller/"
                $Rows | New-ResellerCustomerUser -ThrottleLimit 2
            }.ToString()).AddArgument((Get-TestModulePath)).AddArgument((Get-SandboxAddress)).AddArgument((Get-UserRow 12))
            $shell.Invoke().Count | Should -Be 12
            $records = @($shell.Streams.Progress)
        }
        finally {
            $shell.Dispose()
        }

        $records.Count | Should -BeGreaterThan 1
        $records[0].StatusDescription | Should -Match '^\d+ done, 0 failed, [\d.]+ rows/s$'
        $records[-1].RecordType | Should -Be 'Completed'
    }
}
