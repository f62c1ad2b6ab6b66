# What the journal knows, and what a person does with it.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'A call in doubt' {
    BeforeEach {
        Initialize-Sandbox
        Enable-Fault resetAfter
        $row = Get-Row QuickHelp
        $null = $row | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
    }

    It 'Is reported as such, with what to do' {
        Assert-RowError $failed OutcomeUnknown ConnectionError 'the connection was reset'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike "*Check the vendor's portal*Resolve-ProvisioningOperation*"
        $failed[0].Exception.Delivery | Should -Be 'Unknown'
        $operation = Get-ProvisioningOperation
        "$($operation.State)" | Should -Be 'InDoubt'
        $operation.CorrelationId | Should -Be $failed[0].Exception.CorrelationId
    }

    It 'Is not sent again by the next run, with -Force neither' {
        $null = $row | New-QhCustomerAccount -ErrorVariable again -ErrorAction SilentlyContinue
        Assert-RowError $again OutcomeUnknown ConnectionError 'An earlier run sent this call and did not receive an answer'
        $null = $row | New-QhCustomerAccount -Force -ErrorVariable forced -ErrorAction SilentlyContinue
        $forced.Count | Should -Be 1
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Is settled with -Succeeded: the next run gives it as Replayed, with the id that was told' {
        $settled = Get-ProvisioningOperation -State InDoubt | Resolve-ProvisioningOperation -Succeeded -VendorId 1001 -PassThru
        "$($settled.State)" | Should -Be 'Confirmed'
        $settled.VendorId | Should -Be '1001'
        $again = $row | New-QhCustomerAccount -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Be 'Replayed'
        $again.CustomerId | Should -Be 1001
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Is settled with -Succeeded without an id' {
        Get-ProvisioningOperation | Resolve-ProvisioningOperation -Succeeded | Should -BeNullOrEmpty
        $again = $row | New-QhCustomerAccount -WarningAction SilentlyContinue
        $again.CompanyName | Should -Be 'Contoso'
        $again.CustomerId | Should -BeNullOrEmpty
    }

    It 'Is settled with -<Way>: the next run sends it' -ForEach @(
        @{ Way = 'Failed'; State = 'Rejected' }
        @{ Way = 'Retry'; State = 'NotSent' }
    ) {
        $how = @{ $Way = $true }
        $settled = Get-ProvisioningOperation | Resolve-ProvisioningOperation @how -PassThru
        "$($settled.State)" | Should -Be $State
        "$(($row | New-QhCustomerAccount).Outcome)" | Should -Be 'Created'
        (Get-SandboxState).calls | Should -Be 2
    }

    It 'Is left alone by -WhatIf' {
        Get-ProvisioningOperation | Resolve-ProvisioningOperation -Failed -WhatIf
        "$((Get-ProvisioningOperation).State)" | Should -Be 'InDoubt'
    }

    It 'Is the only thing that can be settled' {
        $null = Get-Row QuickHelp @{ routeURL = 'done' } | New-QhCustomerAccount
        Get-ProvisioningOperation done | Resolve-ProvisioningOperation -Failed -ErrorVariable refused -ErrorAction SilentlyContinue
        $refused.FullyQualifiedErrorId | Should -BeLike 'NotInDoubt,*'
        "$refused" | Should -BeLike "*('done') is Confirmed. Only operations in doubt can be settled."
        Resolve-ProvisioningOperation 4711 -Failed -ErrorVariable missing -ErrorAction SilentlyContinue
        $missing.FullyQualifiedErrorId | Should -BeLike 'OperationNotFound,*'
        $missing[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}

Describe 'Get-ProvisioningOperation' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Gives nothing where there is no journal yet, and says so to who asks' {
        $told = Get-ProvisioningOperation -Verbose 4>&1
        "$told" | Should -BeLike 'There is no journal at *'
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Lists and filters' {
        $start = [datetimeoffset]::UtcNow
        $null = 'alpha', 'beta', 'gamma_1', 'gammax1' | ForEach-Object { Get-Row QuickHelp @{ routeURL = $_ } } | New-QhCustomerAccount -ThrottleLimit 1
        Enable-Fault echoSecrets
        $null = Get-Row SafeMobi | New-SafeMobiAccount -ErrorAction SilentlyContinue

        $all = @(Get-ProvisioningOperation)
        $all.Count | Should -Be 5
        $all[0].Vendor | Should -Be 'SafeMobi' -Because 'the newest comes first'
        (Get-ProvisioningOperation -Vendor quickhelp).Count | Should -Be 4
        (Get-ProvisioningOperation -Vendor QuickHelp, SafeMobi).Count | Should -Be 5
        @(Get-ProvisioningOperation -State Rejected).Key | Should -Be 'crm-1'
        @(Get-ProvisioningOperation -State Rejected)[0].Error | Should -Be 'Rejected'
        @(Get-ProvisioningOperation -State Rejected)[0].Message | Should -BeLike '*could not be understood*'
        (Get-ProvisioningOperation -Key ALPHA).Key | Should -Be 'alpha'
        (Get-ProvisioningOperation -Key *a*).Count | Should -Be 4
        (Get-ProvisioningOperation -Key gamma_1).Key | Should -Be 'gamma_1' -Because 'an underscore is no wildcard'
        (Get-ProvisioningOperation -Key gamma?1).Count | Should -Be 2
        (Get-ProvisioningOperation -Key alpha, beta).Count | Should -Be 2
        @(Get-ProvisioningOperation -Id $all[1].Id).Id | Should -Be $all[1].Id
        (Get-ProvisioningOperation -Since $start.AddMinutes(-1)).Count | Should -Be 5
        Get-ProvisioningOperation -Since $start.AddMinutes(5).ToString('yyyy-MM-ddTHH:mm:ssZ') | Should -BeNullOrEmpty
        (Get-ProvisioningOperation -Run $all[1].Run).Count | Should -Be 4
        $all[1].Created | Should -BeGreaterOrEqual $start.AddSeconds(-1)
    }

    It 'Gives pages' {
        $null = 1..5 | ForEach-Object { Get-Row QuickHelp @{ routeURL = "route$_" } } | New-QhCustomerAccount -ThrottleLimit 1
        $all = (Get-ProvisioningOperation).Id
        (Get-ProvisioningOperation -First 2).Id | Should -Be $all[0..1]
        (Get-ProvisioningOperation -Skip 3).Id | Should -Be $all[3..4]
        (Get-ProvisioningOperation -Skip 1 -First 2).Id | Should -Be $all[1..2]
        $page = @(Get-ProvisioningOperation -Skip 1 -First 2 -IncludeTotalCount)
        $page[0] | Should -Be 5 -Because 'the total is of all pages'
        $page.Count | Should -Be 3
    }

    It 'Refuses a date that is none' {
        { Get-ProvisioningOperation -Since '31/12/2026' } | Should -Throw -ExpectedMessage "*-Since must be a date in ISO 8601*"
    }
}

Describe 'Remove-ProvisioningOperation' {
    BeforeEach {
        Initialize-Sandbox
        Enable-Fault 'ok', 'echoSecrets'
        $null = 'done', 'refused' | ForEach-Object { Get-Row QuickHelp @{ routeURL = $_ } } | New-QhCustomerAccount -ThrottleLimit 1 -ErrorAction SilentlyContinue
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
        { Remove-ProvisioningOperation -OlderThan soon -Force } | Should -Throw -ExpectedMessage '*-OlderThan must be a date in ISO 8601, a number of days or a time span*'
    }
}

Describe '-JournalPath' {
    BeforeEach {
        Initialize-Sandbox
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory -Path $folder
    }

    It 'Chooses another journal' {
        $path = Join-Path $folder 'mine.db'
        $null = Get-Row QuickHelp | New-QhCustomerAccount -JournalPath $path
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
        (Get-ProvisioningOperation -JournalPath $path).JournalPath | Should -Be $path
        if (-not (Test-WindowsHost)) {
            (Get-Item -LiteralPath $path).UnixMode | Should -Be '-rw-------'
        }
    }

    It "Is taken from PowerShell's place, not the process's" {
        Push-Location -LiteralPath $folder
        try {
            $null = Get-Row QuickHelp | New-QhCustomerAccount -JournalPath mine.db
        }
        finally {
            Pop-Location
        }

        Join-Path $folder 'mine.db' | Should -Exist
    }

    It 'Ends the run before anything is sent where it <Case>' -ForEach @(
        @{ Case = 'is in a folder that does not exist'; Make = { param($folder) Join-Path $folder 'no/mine.db' }; Says = 'its folder does not exist' }
        @{ Case = 'is a folder'; Make = { param($folder) $folder }; Says = 'it is a folder' }
        @{ Case = 'is garbage'; Make = { param($folder) Set-Content -LiteralPath "$folder/bad.db" -Value ('garbage ' * 2000); "$folder/bad.db" }; Says = 'it is not a journal' }
        @{ Case = 'is empty'; Make = { param($folder) $null = New-Item -Path "$folder/empty.db"; "$folder/empty.db" }; Says = 'it is empty' }
    ) {
        $path = & $Make $folder
        $before = if (Test-Path -LiteralPath $path -PathType Leaf) { (Get-FileHash -LiteralPath $path).Hash }
        $thrown = { Get-Row QuickHelp | New-QhCustomerAccount -JournalPath $path } | Should -Throw -ErrorId 'JournalUnavailable,*' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        "$thrown" | Should -BeLike "The journal '*' cannot be used: *$Says*"
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike "Fix the journal file*"
        Assert-NoStackTrace $thrown
        (Get-SandboxState).calls | Should -Be 0
        if ($before) {
            (Get-FileHash -LiteralPath $path).Hash | Should -Be $before -Because 'nothing is overwritten'
        }
    }

    # Linux has a folder where root may not write either.
    It 'Cannot be where nobody may write' -Skip:(-not (Test-Path -LiteralPath /proc/self)) {
        { Get-Row QuickHelp | New-QhCustomerAccount -JournalPath /proc/journal.db } | Should -Throw -ErrorId 'JournalUnavailable,*'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Leaves a journal of a newer version of the module as it is' {
        $path = Join-Path $folder 'newer.db'
        $null = Get-Row QuickHelp | New-QhCustomerAccount -JournalPath $path
        # The journal is closed by its writer's thread; its log is then gone.
        $limit = [datetime]::UtcNow.AddSeconds(20)
        while ((Test-Path -LiteralPath "$path-wal") -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 50 }
        # A SQLite file has its user_version at offset 60, the highest byte first.
        $bytes = [System.IO.File]::ReadAllBytes($path)
        $bytes[63] = 99
        [System.IO.File]::WriteAllBytes($path, $bytes)
        $before = (Get-FileHash -LiteralPath $path).Hash
        { Get-Row QuickHelp @{ routeURL = 'other' } | New-QhCustomerAccount -JournalPath $path } |
            Should -Throw -ErrorId 'JournalUnavailable,*' -ExpectedMessage '*it is from a newer version of this module (journal version 99, this module supports 1)*'
        { Get-ProvisioningOperation -JournalPath $path } | Should -Throw -ErrorId 'JournalUnavailable,*'
        (Get-FileHash -LiteralPath $path).Hash | Should -Be $before
        (Get-SandboxState).calls | Should -Be 1
    }
}
