BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Remove-ProvisioningOperation' {
    BeforeEach {
        Initialize-Sandbox
        Enable-Fault 'ok', 'echoSecrets'
        $null = 'done', 'refused' | ForEach-Object { Get-Row QuickHelp @{ routeURL = $_ } } |
            New-QhCustomerAccount -ThrottleLimit 1 -ErrorAction SilentlyContinue
        $script:tomorrow = [datetimeoffset]::UtcNow.AddDays(1)
    }

    It 'Removes what is confirmed and old' {
        Remove-ProvisioningOperation -OlderThan 1 -Confirm:$false
        @(Get-ProvisioningOperation).Count | Should -Be 2
        Remove-ProvisioningOperation -OlderThan $tomorrow -Confirm:$false
        (Get-ProvisioningOperation).Key | Should -Be 'refused'
    }

    It 'Removes every state with -Force, and does not ask' {
        Remove-ProvisioningOperation -OlderThan $tomorrow -Force
        Get-ProvisioningOperation | Should -BeNullOrEmpty
    }

    It 'Removes nothing with -WhatIf or under $WhatIfPreference, -Force or not' {
        Remove-ProvisioningOperation -OlderThan $tomorrow -WhatIf
        Remove-ProvisioningOperation -OlderThan $tomorrow -Force -WhatIf
        & {
            $WhatIfPreference = $true
            $null = $WhatIfPreference
            Remove-ProvisioningOperation -OlderThan $tomorrow -Force
        }
        @(Get-ProvisioningOperation).Count | Should -Be 2
    }

    It 'Lets a later run create again what it removed' {
        Remove-ProvisioningOperation -OlderThan $tomorrow -Force
        $null = Get-Row QuickHelp @{ routeURL = 'done' } | New-QhCustomerAccount
        (Get-SandboxState).duplicates.byKey | Should -Be 1
    }

    It 'Says what is wrong with -OlderThan <Value>, removes nothing, and is no error of binding' -ForEach @(
        @{ Value = '99999999'; Says = '-OlderThan must be at most * days*' }
        @{ Value = 99999999; Says = '-OlderThan must be at most * days*' }
        @{ Value = '99999999d'; Says = '-OlderThan must be at most * days*' }
        @{ Value = [timespan]::MaxValue; Says = '-OlderThan must be at most * days*' }
        @{ Value = '-1'; Says = '-OlderThan must be a date in ISO 8601*' }
        @{ Value = [timespan]::FromDays(-1); Says = '-OlderThan must not be in the future*' }
        @{ Value = ''; Says = '-OlderThan must not be empty*' }
    ) {
        $thrown = { Remove-ProvisioningOperation -OlderThan $Value -Force } | Should -Throw -ErrorId 'InvalidValue,*' -PassThru
        "$thrown" | Should -BeLike $Says
        "$thrown" | Should -Not -BeLike '*Cannot bind*'
        Assert-NoStackTrace $thrown
        @(Get-ProvisioningOperation).Count | Should -Be 2
    }

    It 'Takes an age or a word: <_>' -ForEach '1d', '12h', '2w', 'yesterday' {
        Remove-ProvisioningOperation -OlderThan $_ -Force
        @(Get-ProvisioningOperation).Count | Should -Be 2
        Remove-ProvisioningOperation -OlderThan 0m -Force
        @(Get-ProvisioningOperation).Count | Should -Be 0
    }

    It 'Refuses an age that is none' {
        { Remove-ProvisioningOperation -OlderThan '' -Force } | Should -Throw -ExpectedMessage '*-OlderThan must not be empty*'
        @(Get-ProvisioningOperation).Count | Should -Be 2
        { Remove-ProvisioningOperation -OlderThan soon -Force } |
            Should -Throw -ExpectedMessage '*-OlderThan must be a date in ISO 8601, a number of days or a time span*'
    }
}
