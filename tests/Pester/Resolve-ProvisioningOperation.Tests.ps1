BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Resolve-ProvisioningOperation' {
    BeforeEach {
        Initialize-Sandbox
        Enable-Fault resetAfter
        $row = Get-Row QuickHelp
        $null = $row | New-QhCustomerAccount -ErrorAction SilentlyContinue
    }

    It 'Settles with -Succeeded: the next run gives it as Replayed, with the id that was told' {
        $settled = Get-ProvisioningOperation -State InDoubt | Resolve-ProvisioningOperation -Succeeded -VendorId 1001 -PassThru
        "$($settled.State)" | Should -Be 'Confirmed'
        $settled.VendorId | Should -Be '1001'
        $again = $row | New-QhCustomerAccount -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Be 'Replayed'
        $again.CustomerId | Should -Be 1001
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Settles with -Succeeded without an id' {
        Get-ProvisioningOperation | Resolve-ProvisioningOperation -Succeeded | Should -BeNullOrEmpty
        $again = $row | New-QhCustomerAccount -WarningAction SilentlyContinue
        $again.CompanyName | Should -Be 'Contoso'
        $again.CustomerId | Should -BeNullOrEmpty
    }

    It 'Settles with -<Way>: the next run sends it' -ForEach @(
        @{ Way = 'Failed'; State = 'Rejected' }
        @{ Way = 'Retry'; State = 'NotSent' }
    ) {
        $how = @{ $Way = $true }
        $settled = Get-ProvisioningOperation | Resolve-ProvisioningOperation @how -PassThru
        "$($settled.State)" | Should -Be $State
        "$(($row | New-QhCustomerAccount).Outcome)" | Should -Be 'Created'
        (Get-SandboxState).calls | Should -Be 2
    }

    It 'Settles nothing with -WhatIf' {
        Get-ProvisioningOperation | Resolve-ProvisioningOperation -Failed -WhatIf
        "$((Get-ProvisioningOperation).State)" | Should -Be 'InDoubt'
    }

    It 'Settles only what is in doubt' {
        $null = Get-Row QuickHelp @{ routeURL = 'done' } | New-QhCustomerAccount
        Get-ProvisioningOperation done | Resolve-ProvisioningOperation -Failed -ErrorVariable refused -ErrorAction SilentlyContinue
        $refused.FullyQualifiedErrorId | Should -BeLike 'NotInDoubt,*'
        "$refused" | Should -BeLike "*('done') is Confirmed: only what is in doubt can be settled."
        Resolve-ProvisioningOperation 4711 -Failed -ErrorVariable missing -ErrorAction SilentlyContinue
        $missing.FullyQualifiedErrorId | Should -BeLike 'OperationNotFound,*'
        $missing[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
