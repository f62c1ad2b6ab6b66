# The common parameters and variables, as PowerShell's own cmdlets have them.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Common parameters' {
    BeforeEach {
        Initialize-Sandbox
        $script:good = Get-Row QuickHelp
        $script:bad = Get-Row QuickHelp @{ licenses = 'ten'; routeURL = 'bad' }
        $script:last = Get-Row QuickHelp @{ routeURL = 'last' }
    }

    It 'Stops at the first bad row with -ErrorAction Stop' {
        $thrown = { $bad, $last | New-QhCustomerAccount -ErrorAction Stop } | Should -Throw -ErrorId 'RuleViolation,*' -PassThru
        $thrown.TargetObject.RowNumber | Should -Be 1
        $thrown.Exception.FieldErrors[0].Field | Should -Be 'licenses'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Lets nothing in doubt behind where -ErrorAction Stop ends a run with calls on their way' {
        Enable-Fault -Plan @{ latencyMs = 200 }
        { $good, $bad, $last | New-QhCustomerAccount -ErrorAction Stop } | Should -Throw -ErrorId 'RuleViolation,*'
        @(Get-ProvisioningOperation -State Sending, InDoubt).Count | Should -Be 0
        @(Get-ProvisioningOperation -State Confirmed).Count | Should -Be (Get-SandboxState).created
    }

    It 'Is caught by try with $ErrorActionPreference = Stop' {
        $caught = & {
            $ErrorActionPreference = 'Stop'
            $null = $ErrorActionPreference
            try { $bad | New-QhCustomerAccount } catch { $_ }
        }
        $caught.FullyQualifiedErrorId | Should -BeLike 'RuleViolation,*'
        $caught.Exception.Error | Should -Be 'RuleViolation'
    }

    It 'Tells $? and -ErrorVariable, and goes on, with -ErrorAction SilentlyContinue' {
        $created = $good, $bad, $last | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        $? | Should -BeFalse
        $created.Count | Should -Be 2
        $failed.Count | Should -Be 1
        $null = $good | New-QhCustomerAccount -WarningAction SilentlyContinue
        $? | Should -BeTrue
    }

    It 'Adds to -ErrorVariable with +' {
        $null = $bad | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        $null = $bad | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable +failed
        $failed.Count | Should -Be 2
    }

    It 'Keeps no trace of an error with -ErrorAction Ignore' {
        $before = $Error.Count
        $null = $bad | New-QhCustomerAccount -ErrorAction Ignore
        $Error.Count | Should -Be $before
    }

    It 'Fills -OutVariable and -PipelineVariable' {
        $names = $good, $last | New-QhCustomerAccount -ThrottleLimit 1 -OutVariable out -PipelineVariable account |
            ForEach-Object { $account.RouteUrl }
        $names | Should -Be 'contoso', 'last'
        $out.Count | Should -Be 2
        $out[0].CompanyName | Should -Be 'Contoso'
    }

    It 'Obeys -WarningAction and -WarningVariable' {
        $null = $good | New-QhCustomerAccount
        $shown = $good | New-QhCustomerAccount -WarningAction SilentlyContinue -WarningVariable warned 3>&1
        @($shown | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Count | Should -Be 0
        $warned.Count | Should -Be 1
        @($good | New-QhCustomerAccount 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Count | Should -Be 1
        { $good | New-QhCustomerAccount -WarningAction Stop } | Should -Throw
    }

    It 'Is silent but for its objects and the run''s last line without -Verbose and -Debug' {
        $all = @($good | New-QhCustomerAccount -InformationAction Continue -InformationVariable told *>&1)
        $all.Count | Should -Be 2
        "$told" | Should -BeLike '1 row: 1 created in *'
    }

    It 'Tells with -Verbose what it waits for' {
        Connect-QhService -SubscriptionKey key -BaseUri "$(Get-SandboxAddress)quickhelp/" -MaximumRetryCount 1
        Enable-Fault throttle429RetryAfter
        $told = $good | New-QhCustomerAccount -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$told" | Should -BeLike '*Retrying in * s (1 of 1).*'
    }

    It 'Shows with -Debug each request and its answer, in order' {
        $told = @($good | New-QhCustomerAccount -Debug 5>&1 | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | ForEach-Object Message)
        $told[0] | Should -BeLike '> POST */quickhelp/v1/Account/Create*'
        $told[1] | Should -BeLike '< HTTP 200*'
        $told[2] | Should -BeLike '< {"customerId":*'
    }

    It 'Shows no request without -Debug' {
        @($good | New-QhCustomerAccount -Verbose *>&1 | Where-Object { "$_" -like '*Ocp-Apim*' }).Count | Should -Be 0
    }
}
