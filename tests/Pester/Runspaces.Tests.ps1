# Other runspaces: parallel blocks, jobs, and connections that do not travel.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Other runspaces' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Have the cmdlets too, and connections of their own' {
        $second = [powershell]::Create()
        try {
            $null = $second.AddScript({
                param($Module, $Address)
                Import-Module $Module
                @(Get-ProvisioningConnection).Count
                Connect-ResellerService harborline word -BaseUri "${Address}reseller/"
                @(Get-ProvisioningConnection).Count
                "$((New-ResellerCustomer -Name second).Outcome)"
            }.ToString()).AddArgument((Get-TestModulePath)).AddArgument((Get-SandboxAddress))
            $second.Invoke() | Should -Be 0, 1, 'Created'
            $second.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $second.Dispose()
        }

        @(Get-ProvisioningConnection).Count | Should -Be 4
    }

    # Windows PowerShell's ForEach-Object has no -Parallel.
    It 'Take a connection with $using: in ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $connection = Get-ProvisioningConnection Reseller
        $module = Get-TestModulePath
        $outcomes = 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:module
            (New-ResellerCustomer -Name "parallel$_" -Connection $using:connection).Outcome
        }
        $outcomes.Count | Should -Be 8
        $outcomes | ForEach-Object { "$_" | Should -Be 'Created' }
        $state = Get-SandboxState
        $state.created | Should -Be 8
        $state.duplicates.byKey | Should -Be 0
        @(Get-ProvisioningOperation -State Confirmed).Count | Should -Be 8 -Because 'all share one journal'
    }

    # Windows PowerShell's ForEach-Object has no -Parallel.
    It 'Send the same row once, whoever is first' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $connection = Get-ProvisioningConnection Reseller
        $module = Get-TestModulePath
        Enable-Fault -Plan @{ latencyMs = 300 }
        $results = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:module
            $quiet = @{ WarningAction = 'SilentlyContinue'; ErrorAction = 'SilentlyContinue' }
            $created = New-ResellerCustomer -Name same -Connection $using:connection -ErrorVariable failed @quiet
            if ($created) { "$($created.Outcome)" } else { $failed[0].FullyQualifiedErrorId.Split(',')[0] }
        }
        @($results | Where-Object { $_ -eq 'Created' }).Count | Should -Be 1
        $results | ForEach-Object { $_ | Should -BeIn 'Created', 'Replayed', 'HeldByAnotherRun' }
        (Get-SandboxState).calls | Should -Be 1
    }

    # PowerShell 7 brings Start-ThreadJob along, Windows PowerShell does not.
    It 'Run as Start-ThreadJob' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $connection = Get-ProvisioningConnection Reseller
        $module = Get-TestModulePath
        $job = Start-ThreadJob {
            Import-Module $using:module
            1..5 | ForEach-Object { [pscustomobject]@{ name = "job$_" } } | New-ResellerCustomer -Connection $using:connection
        }
        $created = @($job | Receive-Job -Wait -AutoRemoveJob)
        $created.Name | Should -Be 'job1', 'job2', 'job3', 'job4', 'job5'
        (Get-SandboxState).created | Should -Be 5
    }
}
