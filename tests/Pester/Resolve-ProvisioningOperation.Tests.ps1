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

    It 'Refuses one -VendorId for several operations, and settles none of them' {
        Enable-Fault resetAfter
        $null = Get-Row QuickHelp @{ companyName = 'Contoso EMEA'; routeURL = 'contoso-emea' } | New-QhCustomerAccount -ErrorAction SilentlyContinue
        { Get-ProvisioningOperation -Key 'contoso*' | Resolve-ProvisioningOperation -Succeeded -VendorId 1001 -Confirm:$false } |
            Should -Throw -ErrorId 'SeveralOperations,*' -ExpectedMessage '*2 operations were given. Nothing was settled.*'
        { Resolve-ProvisioningOperation -Id (Get-ProvisioningOperation).Id -Succeeded -VendorId 1001 -Confirm:$false } |
            Should -Throw -ErrorId 'SeveralOperations,*'
        @(Get-ProvisioningOperation -State InDoubt).Count | Should -Be 2
    }

    It 'Takes the same operation twice for one' {
        $id = (Get-ProvisioningOperation).Id
        (Resolve-ProvisioningOperation -Id $id, $id -Succeeded -VendorId 1001 -PassThru).VendorId | Should -Be '1001'
    }

    It 'Asks about each of several, and a host that cannot ask gets one error' {
        Enable-Fault resetAfter
        $null = Get-Row QuickHelp @{ companyName = 'Fabrikam'; routeURL = 'fabrikam' } | New-QhCustomerAccount -ErrorAction SilentlyContinue
        $said = Invoke-FreshSession -Variables @{ PROVISIONING_JOURNAL = $env:PROVISIONING_JOURNAL } -Script @"
Import-Module '$(Get-TestModulePath)'
try { Get-ProvisioningOperation | Resolve-ProvisioningOperation -Retry } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
(Get-ProvisioningOperation -State InDoubt).Count
Get-ProvisioningOperation | Resolve-ProvisioningOperation -Retry -Confirm:`$false
(Get-ProvisioningOperation -State NotSent).Count
"@
        $said -split '\r?\n' | Should -Be @(
            'ConfirmationNeeded,Provisioning.Cmdlets.Commands.Journal.ResolveProvisioningOperationCommand'
            'Check that it is what you want, then run the command again with -Confirm:$false. Nothing was done.', '2', '2')
    }

    It 'Keeps who settled it, when, and why' {
        $settled = Get-ProvisioningOperation | Resolve-ProvisioningOperation -Failed -Reason 'not in the portal' -PassThru
        $settled.SettledBy | Should -Be ([Environment]::UserName)
        $settled.Reason | Should -Be 'not in the portal'
        ([datetimeoffset]::UtcNow - $settled.Settled).TotalMinutes | Should -BeLessThan 5
    }

    It 'Takes a settlement back with -Reopen, until a run has sent it again' {
        $id = (Get-ProvisioningOperation | Resolve-ProvisioningOperation -Succeeded -VendorId 99 -PassThru).Id
        $reopened = Resolve-ProvisioningOperation -Id $id -Reopen -Reason 'wrong customer' -PassThru
        "$($reopened.State)" | Should -Be 'InDoubt'
        $reopened.VendorId | Should -BeNullOrEmpty
        $reopened.Message | Should -BeLike 'Reopened by *: wrong customer.*the connection was reset*'
        Resolve-ProvisioningOperation -Id $id -Reopen -ErrorVariable twice -ErrorAction SilentlyContinue
        $twice.FullyQualifiedErrorId | Should -BeLike 'NotSettled,*'
        Resolve-ProvisioningOperation -Id $id -Retry
        $null = $row | New-QhCustomerAccount
        Resolve-ProvisioningOperation -Id $id -Reopen -ErrorVariable sent -ErrorAction SilentlyContinue
        $sent.FullyQualifiedErrorId | Should -BeLike 'NotSettled,*'
        "$((Get-ProvisioningOperation).State)" | Should -Be 'Confirmed'
    }

    It 'Is what the error of the doubt itself advises, for that one operation' {
        Enable-Fault resetAfter
        Get-Row QuickHelp @{ companyName = "O'Neill"; routeURL = 'oneill' } | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable doubt
        $operation = Get-ProvisioningOperation -Key oneill
        $doubt[0].Exception.OperationId | Should -Be $operation.Id
        $line = [regex]::Match($doubt[0].ErrorDetails.RecommendedAction, "Resolve-ProvisioningOperation -Id \d+ -Journal '[^']+'").Value
        $line | Should -Be "Resolve-ProvisioningOperation -Id $($operation.Id) -Journal '$($operation.Journal)'"
        Invoke-Expression "$line -Succeeded -VendorId 7"
        (Get-ProvisioningOperation -Key oneill).VendorId | Should -Be '7'
        "$((Get-ProvisioningOperation -Key contoso).State)" | Should -Be 'InDoubt'
    }

    It 'Settles nothing with -WhatIf' {
        Get-ProvisioningOperation | Resolve-ProvisioningOperation -Failed -WhatIf
        "$((Get-ProvisioningOperation).State)" | Should -Be 'InDoubt'
    }

    It 'Settles only what is in doubt' {
        $null = Get-Row QuickHelp @{ routeURL = 'done' } | New-QhCustomerAccount
        Get-ProvisioningOperation done | Resolve-ProvisioningOperation -Failed -ErrorVariable refused -ErrorAction SilentlyContinue
        $refused.FullyQualifiedErrorId | Should -BeLike 'NotInDoubt,*'
        "$refused" | Should -BeLike "*('done') is Confirmed. Only operations in doubt can be settled."
        Resolve-ProvisioningOperation 4711 -Failed -ErrorVariable missing -ErrorAction SilentlyContinue
        $missing.FullyQualifiedErrorId | Should -BeLike 'OperationNotFound,*'
        $missing[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
