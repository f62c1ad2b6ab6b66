# The sample runbook: onboards, resumes, and writes files that can be fed back.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    # In a process of its own, as a scheduler would: its exit code is part of what it promises.
    function Invoke-Runbook(
        [string] $Path,
        [string] $Word = 'reseller-secret',
        [string] $Uri = "$(Get-SandboxAddress)reseller",
        [string] $Option = '',
        [string] $For = 'New-ResellerCustomerUser',
        [string] $Before = ''
    ) {
        $script = @"
`$env:PSModulePath = '$(Split-Path (Split-Path (Split-Path (Get-TestModulePath))))' + [IO.Path]::PathSeparator + `$env:PSModulePath
Import-Module '$(Get-TestModulePath)'
`$env:RESELLER_NAME = 'harborline'
`$env:RESELLER_PASSWORD = '$Word'
$Before
& '$(Join-Path (Split-Path (Get-TestModulePath)) 'Examples/Invoke-CustomerOnboarding.ps1')' -Path '$Path' -For $For -BaseUri '$Uri' $Option
"exit code: `$LASTEXITCODE"
"@
        Invoke-FreshProcess $script
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'The sample runbook' {
    BeforeEach {
        Initialize-Sandbox
        $script:path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        Import-Csv -LiteralPath (Join-Path (Split-Path (Get-TestModulePath)) 'Examples/reseller.csv') -Encoding UTF8 |
            Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        $script:failuresPath = $path -replace 'csv$', 'failures.csv'
        $script:resultPath = $path -replace 'csv$', 'result.csv'
    }

    It 'Names the encoding wherever an example reads or writes a CSV file, because Windows PowerShell 5.1 has another default' {
        $files = @(Get-ChildItem -LiteralPath (Join-Path (Split-Path (Get-TestModulePath)) 'Examples') -Filter '*.ps1') +
            (Get-Item -LiteralPath (Join-Path (Get-RepositoryPath) 'README.md'), (Join-Path (Get-RepositoryPath) 'docs/first-ten-minutes.md'))
        foreach ($file in $files) {
            $commands = [regex]::Matches((Get-Content -LiteralPath $file.FullName -Raw), '(?:Import|Export)-Csv[^|\r\n]*')
            $commands.Count | Should -BeGreaterThan 0
            foreach ($command in $commands.Value) {
                $command | Should -Match '-Encoding utf8' -Because $file.Name
            }
        }
    }

    It 'Creates all rows of a good file and ends with 0' {
        Invoke-Runbook $path | Should -BeLike '*exit code: 0*'
        @(Import-Csv $resultPath).Count | Should -Be 5
        $failuresPath | Should -Not -Exist
        (Get-SandboxState reseller).created | Should -Be 5
    }

    It 'Writes what failed so that it can be corrected and fed back' {
        $rows = Import-Csv $path
        $rows[2].email = 'nobody'
        $rows | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        Invoke-Runbook $path | Should -BeLike '*exit code: 2*'
        $failed = @(Import-Csv $failuresPath)
        $failed.Count | Should -Be 1
        $failed[0].customer | Should -Be $rows[2].customer
        $failed[0].password | Should -Be $rows[2].password -Because 'a masked one could not be fed back'
        $failed[0].Error | Should -Be 'RuleViolation'
        $failed[0].Reason | Should -BeLike '*valid e-mail address*'
        "$($path -replace 'csv$', 'failures.csv.masked')" | Should -Not -Exist

        $failed[0].email = 'somebody@example.com'
        $failed | Export-Csv -LiteralPath $failuresPath -NoTypeInformation -Encoding UTF8
        Invoke-Runbook $failuresPath | Should -BeLike '*exit code: 0*'
        (Get-SandboxState reseller).created | Should -Be 5
        (Get-SandboxState reseller).duplicates.byKey | Should -Be 0
    }

    It 'Says when a run ended early, and goes on the next time' {
        Invoke-Runbook $path -Word 'wrong' | Should -BeLike '*exit code: 3*'
        (Get-SandboxState reseller).created | Should -Be 0
        Invoke-Runbook $path | Should -BeLike '*exit code: 0*'
        Invoke-Runbook $path | Should -BeLike '*exit code: 0*'
        @(Import-Csv $resultPath).Outcome | Sort-Object -Unique | Should -Be 'Replayed'
        (Get-SandboxState reseller).created | Should -Be 5
    }

    It 'Goes on with the same journal where the failures file is fed back, round by round' {
        $rows = Import-Csv $path
        $rows[2].email = $rows[3].email = 'nobody'
        $rows | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        Invoke-Runbook $path | Should -BeLike '*exit code: 2*'
        $failed = @(Import-Csv $failuresPath)
        $failed.customer | Should -Be $rows[2, 3].customer
        $failed[0].email = 'somebody@example.com'
        $failed | Export-Csv -LiteralPath $failuresPath -NoTypeInformation -Encoding UTF8
        $second = Get-FileHash -LiteralPath $failuresPath

        # The second round numbers its rows as the first did, and leaves its input alone.
        Invoke-Runbook $failuresPath | Should -BeLike '*exit code: 2*'
        (Get-FileHash -LiteralPath $failuresPath).Hash | Should -Be $second.Hash
        $thirdPath = $path -replace 'csv$', 'failures-2.csv'
        $left = @(Import-Csv $thirdPath)
        $left.RowNumber | Should -Be '4'
        $left.password | Should -Be $rows[3].password
        $left[0].email = 'another@example.com'
        $left | Export-Csv -LiteralPath $thirdPath -NoTypeInformation -Encoding UTF8
        Invoke-Runbook $thirdPath | Should -BeLike '*exit code: 0*'
        (Get-SandboxState reseller).created | Should -Be 5
        (Get-SandboxState reseller).duplicates.byKey | Should -Be 0
        $work = [System.IO.Path]::GetFileNameWithoutExtension($path)
        Get-ChildItem -Path $TestDrive -Filter "$work*.db" | Should -BeNullOrEmpty -Because 'the journal is the default one'
        @(Get-ProvisioningRun | Where-Object Command -EQ New-ResellerCustomerUser).Count | Should -Be 3
    }

    It 'Loses no row of an input that was not read to its end' {
        Invoke-Runbook $path -Word 'wrong' | Should -BeLike '*exit code: 3*'
        $rows = Import-Csv $path
        $left = @(Import-Csv $failuresPath)
        $left.customer | Sort-Object | Should -Be ($rows.customer | Sort-Object)
        $left.password | Sort-Object | Should -Be ($rows.password | Sort-Object)
        Invoke-Runbook $failuresPath | Should -BeLike '*exit code: 0*'
        (Get-SandboxState reseller).created | Should -Be 5
    }

    It 'Plans into its log, writes a report and the reasons of failures, with times' {
        $rows = Import-Csv $path
        $rows[2].email = 'nobody'
        $rows | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        $null = Invoke-Runbook $path
        $log = Get-Content -LiteralPath ($path -replace 'csv$', 'log')
        $log | ForEach-Object { $_ | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (INFO|WARNING|ERROR)' }
        ($log -join "`n") | Should -BeLike '*Plan of 5 rows: 4 Create, 1 Invalid.*'
        ($log -join "`n") | Should -BeLike '*Plan, row 3 (*): Invalid. *valid e-mail address*'
        ($log -join "`n") | Should -BeLike '*WARNING RuleViolation: Row 3 (*valid e-mail address*Correct the named fields*'
        $log[-1] | Should -BeLike '*5 rows: 4 created now or earlier, 1 failed, 0 in doubt. They are in * Exit code 2.'
        $report = Get-Content -LiteralPath ($path -replace 'csv$', 'report.html') -Raw
        $report | Should -BeLike '<!DOCTYPE html>*'
        $report | Should -BeLike '*New-ResellerCustomerUser*'
        foreach ($secret in $rows.password + 'reseller-secret') {
            ($log -join "`n") | Should -Not -BeLike "*$secret*"
            $report | Should -Not -BeLike "*$secret*"
        }
    }

    It 'Creates nothing with -PlanOnly, and carries out the plan that was approved' {
        Invoke-Runbook $path -Option '-PlanOnly' | Should -BeLike '*exit code: 0*'
        (Get-SandboxState reseller).created | Should -Be 0
        $plan = $path -replace 'csv$', 'plan.xml'
        $rows = Import-Csv $path
        $rows[1].email = 'changed@example.com'
        $rows | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        Invoke-Runbook $path -Option "-ApprovedPlan '$plan'" | Should -BeLike '*exit code: 2*'
        @(Import-Csv $failuresPath).Error | Should -Be 'PlanDrift'
        (Get-SandboxState reseller).created | Should -Be 4
    }

    It 'Ends with 1 before anything is sent where the call is wrong: <Name>' -ForEach @(
        @{ Name = 'no such file'; Option = ''; Content = $null }
        @{ Name = 'no such column map'; Option = '-ColumnMap nowhere.psd1'; Content = 'customer' }
        @{ Name = 'a column map with a mistyped name'; Option = '-ColumnMap "$env:TEST_MAP"'; Content = 'customer' }
        @{ Name = 'another encoding'; Option = ''; Content = 'latin' }
    ) {
        $wrong = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $map = Join-Path $TestDrive "$([guid]::NewGuid()).psd1"
        Set-Content -LiteralPath $map -Value "@{ custommer = 'Firma' }"
        if ($Content -eq 'latin') {
            [System.IO.File]::WriteAllBytes($wrong, [System.Text.Encoding]::GetEncoding('iso-8859-1').GetBytes("customer`nM$([char] 0xFC)ller"))
        }
        elseif ($Content) {
            Copy-Item -LiteralPath $path -Destination $wrong
        }

        $child = @"
`$env:PSModulePath = '$(Split-Path (Split-Path (Split-Path (Get-TestModulePath))))' + [IO.Path]::PathSeparator + `$env:PSModulePath
Import-Module '$(Get-TestModulePath)'
`$env:TEST_MAP = '$map'
`$env:RESELLER_NAME = 'harborline'; `$env:RESELLER_PASSWORD = 'reseller-secret'
try { & '$(Join-Path (Split-Path (Get-TestModulePath)) 'Examples/Invoke-CustomerOnboarding.ps1')' -Path '$wrong' -For New-ResellerCustomerUser $Option }
catch { "ended with: `$_" }
"@
        Invoke-FreshProcess $child | Should -BeLike '*ended with: *'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Takes its secrets from the environment, and names the one that is missing' {
        Invoke-Runbook $path -Before '$env:RESELLER_PASSWORD = $null' |
            Should -BeLike '*RESELLER_PASSWORD is neither an environment variable nor a secret of*'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Takes its secrets from SecretManagement where the environment has none' {
        $before = '$env:RESELLER_PASSWORD = $null; function global:Get-Secret($Name) { ConvertTo-SecureString ("reseller-secret") -AsPlainText -Force }'
        Invoke-Runbook $path -Before $before | Should -BeLike '*exit code: 0*'
    }

    It 'Writes the failures file where the reason of a failure has a masked secret in it' {
        $rows = Import-Csv $path
        $password = $rows[2].password
        $rows[2].username = "with blanks and $password"
        $rows | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        Invoke-Runbook $path | Should -BeLike '*exit code: 2*'
        $failed = @(Import-Csv $failuresPath)
        $failed.Reason | Should -BeLike '*username: must not contain spaces*`*`*`**'
        $failed.username | Should -Be $rows[2].username
        $failed.password | Should -Be $password
    }

    It 'Ends with the result of the run where the report cannot be written' {
        $rows = Import-Csv $path
        $rows[2].email = 'nobody'
        $rows | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        $null = New-Item -ItemType Directory -Path ($path -replace 'csv$', 'report.html')
        Invoke-Runbook $path | Should -BeLike '*exit code: 2*'
        @(Import-Csv $failuresPath).Count | Should -Be 1
        Get-Content -LiteralPath ($path -replace 'csv$', 'log') -Raw | Should -BeLike '*ERROR   The report of run * could not be written*'
    }

    It 'Ends with 3 where the journal cannot be used' {
        $env:PROVISIONING_JOURNAL = Join-Path $TestDrive "$([guid]::NewGuid()).db"
        Set-Content -LiteralPath $env:PROVISIONING_JOURNAL -Value 'This is no journal.'
        Invoke-Runbook $path | Should -BeLike '*exit code: 3*'
        (Get-SandboxState reseller).created | Should -Be 0
    }

    It 'Keeps a second run out while one is at work, whose failures it would overwrite' {
        $lock = [System.IO.File]::Open(($path -replace 'csv$', 'lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            $masked = "$failuresPath.masked"
            Set-Content -LiteralPath $masked -Value 'of the run that is at work'
            Invoke-Runbook $path 2>&1 | Out-String | Should -BeLike '*Another run is at work on *'
            $masked | Should -Exist
            (Get-SandboxState reseller).created | Should -Be 0
        }
        finally {
            $lock.Dispose()
        }

        Invoke-Runbook $path | Should -BeLike '*exit code: 0*'
    }

    It 'Gives nobody the password of another row of the same number' {
        $rows = Import-Csv $path | Select-Object RowNumber, *
        $rows | ForEach-Object { $_.RowNumber = '1'; $_.email = 'nobody' }
        $rows | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        Invoke-Runbook $path | Should -BeLike '*exit code: 2*'
        @(Import-Csv $failuresPath).password | Sort-Object -Unique | Should -Be '***'
    }
}

# The vendor creates, and its answer is lost on the way.
Describe 'The sample runbook where answers are lost' {
    BeforeAll {
        # A server that creates each customer once, and answers with HTTP 200 and an empty body for as long as it is told to.
        function Open-PlainServer {
            $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $probe.Start()
            $port = $probe.LocalEndpoint.Port
            $probe.Stop()
            $shared = [hashtable]::Synchronized(@{ Customers = @{}; Users = @{}; IsMute = $true; Creates = 0; Listener = [System.Net.HttpListener]::new() })
            $shared.Listener.Prefixes.Add("http://127.0.0.1:$port/")
            $shared.Listener.Start()
            $shell = [powershell]::Create()
            $null = $shell.AddScript({
                param($Shared)
                while ($Shared.Listener.IsListening) {
                    try { $context = $Shared.Listener.GetContext() } catch { return }
                    $form = @{}
                    $reader = [System.IO.StreamReader]::new($context.Request.InputStream)
                    foreach ($pair in $reader.ReadToEnd().Split([char[]] '&', [System.StringSplitOptions]::RemoveEmptyEntries)) {
                        $name, $value = $pair.Split('=')
                        $form[$name] = [System.Net.WebUtility]::UrlDecode($value)
                    }

                    $answer = switch -Wildcard ($context.Request.Url.AbsolutePath) {
                        '*/customer-user/create' {
                            if ($Shared.Customers.ContainsKey($form.customer)) { '{"status":301}' }
                            elseif ($Shared.Users.ContainsKey($form.username)) { '{"status":201}' }
                            else {
                                $Shared.Creates++
                                $Shared.Customers[$form.customer] = $true
                                $Shared.Users[$form.username] = $form.password
                                '{"status":0}'
                            }
                        }
                        '*/admin/balance' {
                            if ($Shared.Customers.ContainsKey($form.customer)) { '{"status":0,"credits":0}' } else { '{"status":300}' }
                        }
                        '*/user/messages' {
                            if (-not $Shared.Users.ContainsKey($form.username)) { '{"status":200}' }
                            elseif ($Shared.Users[$form.username] -cne $form.password) { '{"status":3}' }
                            else { '{"status":0}' }
                        }
                    }

                    $context.Response.ContentType = 'application/json'
                    if (-not $Shared.IsMute) {
                        $bytes = [System.Text.Encoding]::UTF8.GetBytes($answer)
                        $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                    }

                    $context.Response.Close()
                }
            }.ToString()).AddArgument($shared)
            $null = $shell.BeginInvoke()
            [pscustomobject]@{ Uri = "http://127.0.0.1:$port/"; Shared = $shared; Shell = $shell }
        }
    }

    It 'Knows its customers again when the failures file is fed back' {
        $server = Open-PlainServer
        try {
            $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
            @(
                Get-Row CustomerUser @{ customer = 'contoso'; username = 'ana@contoso' }
                Get-Row CustomerUser @{ customer = 'fabrikam'; username = 'rui@fabrikam' }
            ) | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
            $failuresPath = $path -replace 'csv$', 'failures.csv'
            Invoke-Runbook $path -Uri $server.Uri | Should -BeLike '*exit code: 4*'
            Get-Content ($path -replace 'csv$', 'log') -Raw | Should -BeLike '*WARNING In doubt: operation * (contoso).*'
            $failed = @(Import-Csv $failuresPath)
            $failed.Error | Should -Be 'OutcomeUnknown', 'OutcomeUnknown'
            $server.Shared.Creates | Should -Be 2

            $server.Shared.IsMute = $false
            Invoke-Runbook $failuresPath -Uri $server.Uri | Should -BeLike '*exit code: 0*'
            $result = @(Import-Csv ($failuresPath -replace 'csv$', 'result.csv'))
            $result.Outcome | Should -Be 'Recovered', 'Recovered'
            $server.Shared.Creates | Should -Be 2
        }
        finally {
            $server.Shared.Listener.Close()
            $server.Shell.Dispose()
        }
    }
}
