# What stands between a run and its vendor: a proxy, a wrong address, an outage. Each is said once, by its name.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    # A server that gives one answer to everything, on a thread of its own.
    function Start-Server([string] $Answer) {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
            param($Listener, $Answer)
            while ($true) {
                $client = $Listener.AcceptTcpClient()
                $stream = $client.GetStream()
                $buffer = [byte[]]::new(65536)
                $null = $stream.Read($buffer, 0, $buffer.Length)
                $bytes = [System.Text.Encoding]::ASCII.GetBytes($Answer)
                $stream.Write($bytes, 0, $bytes.Length)
                $client.Dispose()
            }
        }.ToString()).AddArgument($listener).AddArgument($Answer)
        $null = $shell.BeginInvoke()
        [pscustomobject]@{ Place = "$($listener.LocalEndpoint)"; Listener = $listener; Shell = $shell }
    }

    function Stop-Server([object] $Server) {
        $Server.Listener.Stop()
        $Server.Shell.Dispose()
    }

    function Get-ClosedPort {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        "$($listener.LocalEndpoint)"
        $listener.Stop()
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'The way to the vendor' {
    BeforeEach {
        Initialize-Sandbox
        $script:rows = 1..40 | ForEach-Object { Get-Row QuickHelp @{ companyName = "Company $_"; routeURL = "r$_" } }
    }

    It 'Ends with one error where the base address is wrong: <Name>' -ForEach @(
        @{
            Name = 'a redirect'
            Answer = "HTTP/1.1 308 Moved`r`nLocation: https://www.vendor.example/api?x=1`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"
            Says = 'redirect (HTTP 308) to https://www.vendor.example/api, so the base address looks wrong.'
        }
        @{
            Name = 'not found'
            Answer = "HTTP/1.1 404 Not Found`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"
            Says = 'No call of this connection was answered otherwise, so the base address looks wrong: nothing is at http://127.0.0.1:'
        }
        @{
            Name = 'method not allowed'
            Answer = "HTTP/1.1 405 No`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"
            Says = 'so the base address looks wrong: nothing is at http://127.0.0.1:'
        }
    ) {
        $server = Start-Server $Answer
        try {
            Connect-QhService -SubscriptionKey 'subscription-key' -BaseUri "http://$($server.Place)/"
            $failed = $null
            $thrown = { $rows | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed } |
                Should -Throw -ErrorId 'WrongBaseAddress,*' -PassThru
            "$thrown" | Should -BeLike "*$Says*"
            "$thrown" | Should -Match '[.!?/] The run ended at row \d+: 0 done, '
            $thrown.ErrorDetails.RecommendedAction | Should -BeLike '*-BaseUri*'
            $failed | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -notlike 'WrongBaseAddress*' } |
                Should -BeNullOrEmpty
        }
        finally {
            Stop-Server $server
        }
    }

    It 'Names a proxy that requires credentials, at once, and not with the password it was given' {
        $server = Start-Server "HTTP/1.1 407 No`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"
        try {
            $credential = [pscredential]::new('user', (ConvertTo-SecureString 'Marked-Word-90' -AsPlainText -Force))
            Connect-QhService -SubscriptionKey 'subscription-key' -Proxy "http://$($server.Place)" -ProxyCredential $credential
            $thrown = { $rows | New-QhCustomerAccount -WarningAction Stop } | Should -Throw -ErrorId 'ProxyRefused,*' -PassThru
            "$thrown" |
                Should -BeLike "The call to qhapi.quickhelp.com was not sent: the proxy $($server.Place) requires credentials * (HTTP 407). The run ended*"
            $thrown.ErrorDetails.RecommendedAction | Should -BeLike '*-Proxy*HTTPS_PROXY*'
            $thrown | Format-List * -Force | Out-String | Should -Not -Match 'Marked-Word'
        }
        finally {
            Stop-Server $server
        }
    }

    It 'Names a proxy that is not there, in a warning at once and in the error' {
        $place = Get-ClosedPort
        Connect-QhService -SubscriptionKey 'subscription-key' -Proxy "http://$place" -MaximumRetryCount 0
        $failed = $warnings = $null
        $rows[0] | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed -WarningVariable warnings -WarningAction SilentlyContinue
        Assert-RowError $failed NotSent ConnectionError "the proxy $place cannot be reached: the connection was refused"
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike "The proxy cannot be reached. The run waits for it for up to 30 s*$place*"
    }

    It 'Names the system''s proxy: <_>' -ForEach 'HTTPS_PROXY', 'ALL_PROXY' {
        # The environment is read once a process.
        $place = Get-ClosedPort
        $script = @"
`$ErrorActionPreference = 'Stop'
Import-Module '$(Get-TestModulePath)'
Connect-QhService -SubscriptionKey 'subscription-key' -MaximumRetryCount 0
[pscustomobject]@{ companyName = 'A' } | New-QhCustomerAccount -NoJournal -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -ErrorVariable failed
"`$failed"
"@
        $text = Invoke-FreshProcess $script -Variables @{ $_ = "http://someone:Marked-Word-91@$place" }
        "$text" | Should -BeLike "*the proxy $place cannot be reached*"
        "$text" | Should -Not -Match 'Marked-Word'
    }

    It 'Says an outage once, and counts down' {
        $place = Get-ClosedPort
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($Module, $Place, $Rows)
                $ProgressPreference = 'Continue'
                Import-Module $Module
                Connect-QhService -SubscriptionKey 'subscription-key' -BaseUri "http://$Place/" -MaximumRetryCount 0
                $Rows | New-QhCustomerAccount -NoJournal -ThrottleLimit 20 -ErrorAction SilentlyContinue
            }.ToString()).AddArgument((Get-TestModulePath)).AddArgument($place).AddArgument($rows)
            $handle = $shell.BeginInvoke()
            $limit = [datetime]::UtcNow.AddSeconds(30)
            while (-not ($shell.Streams.Progress | Where-Object StatusDescription -Match 'waiting for up to 4:') -and [datetime]::UtcNow -lt $limit) {
                Start-Sleep -Milliseconds 50
            }

            $shell.Stop()
            $null = $handle.AsyncWaitHandle.WaitOne(30000)
            $shell.Streams.Warning.Count | Should -Be 1
            "$($shell.Streams.Warning)" | Should -BeLike 'The vendor cannot be reached. The run waits for it for up to 5 min; Ctrl+C stops the run safely.*'
            $record = $shell.Streams.Progress | Where-Object StatusDescription -Match 'waiting for up to 4:' | Select-Object -First 1
            $record.StatusDescription | Should -Match '^\d+ done, \d+ failed, no connection: waiting for up to 4:\d\d$'
            $record.SecondsRemaining | Should -BeIn (240..300)
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'Does not glue the last sentence to what the vendor said: <Name>' -ForEach @(
        @{
            Name = 'no period'
            Connect = { Connect-ResellerService harborline wrong -BaseUri "$(Get-SandboxAddress)reseller/" }
            Kind = 'CustomerUser'
            Command = 'New-ResellerCustomerUser'
        }
        @{
            Name = 'a quotation'
            Connect = { Connect-QhService forbidden -BaseUri "$(Get-SandboxAddress)quickhelp/" }
            Kind = 'QuickHelp'
            Command = 'New-QhCustomerAccount'
        }
        @{
            Name = 'a message of its own'
            Connect = { Connect-SafeMobiService wrong -AccountName x -BaseUri "$(Get-SandboxAddress)safemobi/" }
            Kind = 'SafeMobi'
            Command = 'New-SafeMobiAccount'
        }
    ) {
        & $Connect
        $thrown = { Get-Row $Kind | & $Command } | Should -Throw -ErrorId 'CredentialsRefused,*' -PassThru
        "$thrown" | Should -Match '[.!?]["'')]? The run ended at row 1: '
        "$thrown" | Should -Not -Match '\.\.'
    }
}

Describe 'A slow pipeline' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Sees each result before the next row comes' {
        $given = [System.Collections.Generic.List[object]]::new()
        1..3 | ForEach-Object {
            Start-Sleep -Milliseconds 2000
            $given.Add($_)
            Get-Row QuickHelp @{ companyName = "Company $_"; routeURL = "r$_" }
        } | New-QhCustomerAccount | ForEach-Object { $given.Count } | Should -Be 1, 2, 3
    }

    It 'Does not hold up a fast one' {
        Enable-Fault -Plan @{ latencyMs = 100 }
        $given = [System.Collections.Generic.List[object]]::new()
        $rows = 1..8 | ForEach-Object { Get-Row QuickHelp @{ companyName = "Company $_"; routeURL = "r$_" } }
        $counts = $rows | ForEach-Object { $given.Add($_); $_ } | New-QhCustomerAccount -ThrottleLimit 8 | ForEach-Object { $given.Count }
        $counts[0] | Should -Be 8
    }
}
