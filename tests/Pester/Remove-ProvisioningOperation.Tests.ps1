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

    It 'Refuses an age that is none' {
        { Remove-ProvisioningOperation -OlderThan '' -Force } | Should -Throw -ExpectedMessage '*-OlderThan must not be empty*'
        @(Get-ProvisioningOperation).Count | Should -Be 2
        { Remove-ProvisioningOperation -OlderThan soon -Force } |
            Should -Throw -ExpectedMessage '*-OlderThan must be a date in ISO 8601, a number of days or a time span*'
    }
}
