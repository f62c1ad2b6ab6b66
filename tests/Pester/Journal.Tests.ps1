# Journals: what they keep of a call in doubt, and which one a cmdlet uses.

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

    It 'Is not sent again by the next run, with -CreateAgain neither' {
        $null = $row | New-QhCustomerAccount -ErrorVariable again -ErrorAction SilentlyContinue
        Assert-RowError $again OutcomeUnknown ConnectionError 'An earlier run sent this call and did not receive an answer'
        $null = $row | New-QhCustomerAccount -CreateAgain -Confirm:$false -ErrorVariable forced -ErrorAction SilentlyContinue
        $forced.Count | Should -Be 1
        (Get-SandboxState).calls | Should -Be 1
    }
}

Describe '-Journal' {
    BeforeEach {
        Initialize-Sandbox
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory -Path $folder
    }

    It 'Chooses another journal' {
        $path = Join-Path $folder 'mine.db'
        $null = Get-Row QuickHelp | New-QhCustomerAccount -Journal $path
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
        (Get-ProvisioningOperation -Journal $path).Journal | Should -Be $path
        if (-not (Test-WindowsHost)) {
            (Get-Item -LiteralPath $path).UnixMode | Should -Be '-rw-------'
        }
    }

    It "Is taken from PowerShell's place, not the process's" {
        Push-Location -LiteralPath $folder
        try {
            $null = Get-Row QuickHelp | New-QhCustomerAccount -Journal mine.db
        }
        finally {
            Pop-Location
        }

        Join-Path $folder 'mine.db' | Should -Exist
    }

    It 'Ends the run before anything is sent where it <Case>' -ForEach @(
        @{
            Case = 'is in a folder that does not exist'; Make = { param($folder) Join-Path $folder 'no/mine.db' }
            Says = 'its folder does not exist'
        }
        @{ Case = 'is a folder'; Make = { param($folder) $folder }; Says = 'it is a folder' }
        @{
            Case = 'is garbage'
            Make = { param($folder) Set-Content -LiteralPath "$folder/bad.db" -Value ('garbage ' * 2000); "$folder/bad.db" }
            Says = 'it is not a journal'
        }
        @{
            Case = 'is empty'; Make = { param($folder) $null = New-Item -Path "$folder/empty.db"; "$folder/empty.db" }; Says = 'it is empty'
        }
    ) {
        $path = & $Make $folder
        $before = if (Test-Path -LiteralPath $path -PathType Leaf) { (Get-FileHash -LiteralPath $path).Hash }
        $thrown = { Get-Row QuickHelp | New-QhCustomerAccount -Journal $path } | Should -Throw -ErrorId 'JournalUnavailable,*' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        "$thrown" | Should -BeLike "The journal '*' cannot be used: *$Says*"
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike "Fix the journal file or its folder*"
        Assert-NoStackTrace $thrown
        (Get-SandboxState).calls | Should -Be 0
        if ($before) {
            (Get-FileHash -LiteralPath $path).Hash | Should -Be $before -Because 'nothing is overwritten'
        }
    }

    # Linux has a folder where root may not write either.
    It 'Cannot be where nobody may write' -Skip:(-not (Test-Path -LiteralPath /proc/self)) {
        { Get-Row QuickHelp | New-QhCustomerAccount -Journal /proc/journal.db } | Should -Throw -ErrorId 'JournalUnavailable,*'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Leaves a journal of a newer version of the module as it is' {
        $path = Join-Path $folder 'newer.db'
        $null = Get-Row QuickHelp | New-QhCustomerAccount -Journal $path
        # The journal is closed by its writer's thread; its log is then gone.
        $limit = [datetime]::UtcNow.AddSeconds(20)
        while ((Test-Path -LiteralPath "$path-wal") -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 50 }
        # A SQLite file has its user_version at offset 60, the highest byte first.
        $bytes = [System.IO.File]::ReadAllBytes($path)
        $bytes[63] = 99
        [System.IO.File]::WriteAllBytes($path, $bytes)
        $before = (Get-FileHash -LiteralPath $path).Hash
        { Get-Row QuickHelp @{ routeURL = 'other' } | New-QhCustomerAccount -Journal $path } |
            Should -Throw -ErrorId 'JournalUnavailable,*' -ExpectedMessage ('*it is from a newer version of this module ' +
                '(journal version 99, this module supports 1)*')
        { Get-ProvisioningOperation -Journal $path } | Should -Throw -ErrorId 'JournalUnavailable,*'
        (Get-FileHash -LiteralPath $path).Hash | Should -Be $before
        (Get-SandboxState).calls | Should -Be 1
    }
}
