# What a new user gets wrong, whatever the vendor, and what is said about it. The rules of single fields are in the files of their cmdlets.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'CSV files that do not fit' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Makes nothing of a file without rows' -ForEach @(
        @{ Text = '' }
        @{ Text = 'companyName,routeURL' }
    ) {
        $path = Join-Path $TestDrive 'empty.csv'
        Set-Content -LiteralPath $path -Value $Text
        $created = Import-Csv -LiteralPath $path | New-QhCustomerAccount -ErrorVariable failed
        $created | Should -BeNullOrEmpty
        $failed | Should -BeNullOrEmpty
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Ignores a column that it does not know' {
        $created = Get-Row QuickHelp @{ 'Sales region' = 'North'; remarks = 'none' } | New-QhCustomerAccount
        $created.CompanyName | Should -Be 'Contoso'
    }

    It 'Says so where a row is no object of columns' {
        { 'Contoso' | New-QhCustomerAccount -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'NoKnownColumn,*'
        (Get-SandboxState).calls | Should -Be 0
    }
}

Describe 'Cells that do not fit' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Reports all that is wrong with a row in one error' {
        $row = Get-Row QuickHelp @{
            companyName = ''; licenses = 'ten'; expirationDate = '31/12/2026'; accountType = 'Gold'; sandBoxModeOn = 'perhaps'
        }
        $null = $row | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData @(
            'companyName: is required', "licenses: *'ten'", "expirationDate: *'31/12/2026'", "accountType: *'Gold'"
            "sandBoxModeOn: *'perhaps'", 'Rules: QuickHelp, Customer API V1.0')
        $failed[0].Exception.FieldErrors.Count | Should -Be 5
        $failed[0].Exception.FieldErrors.Field | Should -Contain 'licenses'
    }

    It 'Never shows a secret that breaks a rule, nor one beside it' {
        $row = Get-Row CustomerUser @{ username = 'ana maria'; password = 'Marked-Passphrase' }
        $null = $row | New-ResellerCustomerUser -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'username: must not contain spaces'
        $failed | Format-List * -Force | Out-String | Should -Not -BeLike '*Marked-Passphrase*'
    }

    It 'Gives the fields of the row with the error, named so that they bind again' {
        $row = Get-Row QuickHelp @{ licenses = 'ten'; primaryContactName = 'Ana'; skUs = '23=34' }
        $null = $row | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        $target = $failed[0].TargetObject
        $target.companyName | Should -Be 'Contoso'
        $target.primaryContactName | Should -Be 'Ana'
        $mended = $target | New-QhCustomerAccount -Licenses 10
        $mended.Licenses | Should -Be 10
        $mended.PrimaryContactName | Should -Be 'Ana'
        "$($mended.Skus)" | Should -Be '23=34'
    }
}

Describe 'Hosts that do not answer' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Says that a host name does not resolve' {
        Connect-QhService -SubscriptionKey 'key' -BaseUri 'https://no-such-host.invalid/' -MaximumRetryCount 0
        $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed NotSent ConnectionError 'the host name could not be resolved'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Nothing was sent.'
        (Get-ProvisioningOperation).State | Should -Be 'NotSent'
    }

    It 'Says that nothing is listening on a port' {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $address = "http://$($listener.LocalEndpoint)/"
        $listener.Stop()
        Connect-QhService -SubscriptionKey 'key' -BaseUri $address -MaximumRetryCount 0
        $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed NotSent ConnectionError 'the connection was refused: nothing is listening on that port'
        $failed[0].Exception.Attempts | Should -Be 0
    }

    It 'Refuses a certificate that nobody vouches for' {
        $server = Open-SandboxProcess 'https://127.0.0.1:0;http://127.0.0.1:0'
        try {
            Connect-QhService -SubscriptionKey 'key' -BaseUri "$($server.Addresses[0])quickhelp/"
            $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
            Assert-RowError $failed NotSent ConnectionError "the server's certificate or TLS version was not accepted"
            (Invoke-RestMethod -Uri "$($server.Addresses[1])_sandbox/state").calls | Should -Be 0
        }
        finally {
            $server.Process.Kill()
        }
    }

    It 'Gives up a call that is not answered in time, as in doubt' {
        Connect-Sandbox -TimeoutSec 1
        Enable-Fault hangAfter -Plan @{ hangMs = 8000 }
        $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed OutcomeUnknown ConnectionError '1 s'
    }
}

Describe 'Answers that do not fit' {
    BeforeEach {
        Initialize-Sandbox
    }

    It '<Vendor>: <Fault> is <Id>' -ForEach @(
        @{
            Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'html'; Id = 'OutcomeUnknown'
            Category = 'ConnectionError'; Says = "the answer is a web page, not JSON (its title: 'Sign in to the network')"
        }
        @{
            Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'empty'; Id = 'OutcomeUnknown'
            Category = 'ConnectionError'; Says = 'the answer is empty'
        }
        @{
            Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'truncated'; Id = 'OutcomeUnknown'
            Category = 'ConnectionError'; Says = 'cut off'
        }
        @{
            Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'wrongType'; Id = 'OutcomeUnknown'
            Category = 'ConnectionError'; Says = 'it has no customerId'
        }
        @{
            Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'huge'; Id = 'OutcomeUnknown'
            Category = 'ConnectionError'; Says = 'longer than 4 MiB'
        }
        @{
            Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'deep'; Id = 'OutcomeUnknown'
            Category = 'ConnectionError'; Says = 'nested deeper than 64 levels'
        }
        @{
            Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'error500Before'; Id = 'OutcomeUnknown'
            Category = 'ConnectionError'; Says = 'HTTP 500'
        }
        @{
            Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'throttle429'; Id = 'Throttled'
            Category = 'LimitsExceeded'; Says = '429'
        }
        @{
            Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'unavailable503RetryAfter'
            Id = 'Throttled'; Category = 'LimitsExceeded'; Says = '503'
        }
        @{
            Vendor = 'SafeMobi'; Kind = 'SafeMobi'; With = @{ ExternalId = '' }; Command = 'New-SafeMobiAccount'; Fault = 'html'; Id = 'OutcomeUnknown'
            Category = 'ConnectionError'; Says = 'the answer is a web page'
        }
        @{
            Vendor = 'SafeMobi'; Kind = 'SafeMobi'; With = @{ ExternalId = '' }; Command = 'New-SafeMobiAccount'; Fault = 'empty'; Id = 'OutcomeUnknown'
            Category = 'ConnectionError'; Says = 'the answer is empty'
        }
    ) {
        Enable-Fault $Fault
        $null = Get-Row $Kind $(if ($With) { $With } else { @{} }) | & $Command -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed $Id $Category $Says
        $failed[0].Exception.Vendor | Should -Be $Vendor
        $failed[0].Exception.Operation | Should -Be 'Account.Create'
        $failed[0].Exception.CorrelationId | Should -Not -BeNullOrEmpty
        (Get-SandboxState).calls | Should -Be 1
        (Get-SandboxState).redirectsFollowed | Should -Be 0
    }

    It 'Finds out about a page or nothing at all in place of an answer, where the vendor lets it: <Kind>, <Fault>' -ForEach @(
        @{ Kind = 'CustomerUser'; Command = 'New-ResellerCustomerUser'; Fault = 'html'; Outcome = 'Created' }
        @{ Kind = 'CustomerUser'; Command = 'New-ResellerCustomerUser'; Fault = 'htmlAfter'; Outcome = 'Recovered' }
        @{ Kind = 'CloudCockpit'; Command = 'New-CcCustomer'; Fault = 'empty'; Outcome = 'Recovered' }
    ) {
        Enable-Fault $Fault
        $created = Get-Row $Kind | & $Command
        "$($created.Outcome)" | Should -Be $Outcome
        (Get-SandboxState).created | Should -Be 1
        (Get-SandboxState).duplicates.byKey | Should -Be 0
    }

    It 'Goes on with the rows after one that the vendor refused' {
        Enable-Fault 'ok', 'echoSecrets', 'ok'
        $rows = 1..3 | ForEach-Object { Get-Row SafeMobi @{ ExternalId = "crm-$_" } }
        $created = @($rows | New-SafeMobiAccount -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue)
        $created.ExternalId | Should -Be 'crm-1', 'crm-3'
        Assert-RowError $failed Rejected InvalidOperation 'Row 2 (crm-2)' -Row 2
    }
}
