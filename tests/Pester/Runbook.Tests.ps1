# The sample runbook: onboards, resumes, and writes files that can be fed back.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    # In a process of its own, as a scheduler would: its exit code is part of what it promises.
    function Invoke-Runbook([string] $Path, [string] $Word = 'reseller-secret') {
        $script = @"
`$env:PSModulePath = '$(Split-Path (Split-Path (Split-Path (Get-TestModulePath))))' + [IO.Path]::PathSeparator + `$env:PSModulePath
Import-Module '$(Get-TestModulePath)'
`$credential = [pscredential]::new('harborline', (ConvertTo-SecureString '$Word' -AsPlainText -Force))
& '$(Join-Path (Split-Path (Get-TestModulePath)) 'Examples/Invoke-CustomerOnboarding.ps1')' -Path '$Path' -BaseUri '$(Get-SandboxAddress)reseller' -Credential `$credential
"exit code: `$LASTEXITCODE"
"@
        Invoke-FreshProcess $script
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'The sample runbook' {
    BeforeEach {
        Initialize-Sandbox
        $script:path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        Import-Csv -LiteralPath (Join-Path (Split-Path (Get-TestModulePath)) 'Examples/reseller.csv') -Encoding UTF8 |
            Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        $script:failuresPath = $path -replace 'csv$', 'failures.csv'
        $script:resultPath = $path -replace 'csv$', 'result.csv'
    }

    It 'Names the encoding wherever an example reads or writes a CSV file, because Windows PowerShell 5.1 has another default' {
        $files = @(Get-ChildItem -LiteralPath (Join-Path (Split-Path (Get-TestModulePath)) 'Examples') -Filter '*.ps1') +
            (Get-Item -LiteralPath (Join-Path (Get-RepositoryPath) 'README.md'), (Join-Path (Get-RepositoryPath) 'docs/first-ten-minutes.md'))
        foreach ($file in $files) {
            $commands = [regex]::Matches((Get-Content -LiteralPath $file.FullName -Raw), '(?:Import|Export)-Csv[^|\r\n]*')
            $commands.Count | Should -BeGreaterThan 0
            foreach ($command in $commands.Value) {
                $command | Should -Match '-Encoding utf8' -Because $file.Name
            }
        }
    }

    It 'Creates all rows of a good file and ends with 0' {
        Invoke-Runbook $path | Should -BeLike '*exit code: 0*'
        @(Import-Csv $resultPath).Count | Should -Be 5
        $failuresPath | Should -Not -Exist
        (Get-SandboxState reseller).created | Should -Be 5
    }

    It 'Writes what failed so that it can be corrected and fed back' {
        $rows = Import-Csv $path
        $rows[2].email = 'nobody'
        $rows | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        Invoke-Runbook $path | Should -BeLike '*exit code: 1*'
        $failed = @(Import-Csv $failuresPath)
        $failed.Count | Should -Be 1
        $failed[0].customer | Should -Be $rows[2].customer
        $failed[0].failedWith | Should -Be 'RuleViolation'
        $failed[0].failedBecause | Should -BeLike '*valid e-mail address*'

        $failed[0].email = 'somebody@example.com'
        $failed | Export-Csv -LiteralPath $failuresPath -NoTypeInformation -Encoding UTF8
        Invoke-Runbook $failuresPath | Should -BeLike '*exit code: 0*'
        (Get-SandboxState reseller).created | Should -Be 5
        (Get-SandboxState reseller).duplicates.byKey | Should -Be 0
    }

    It 'Says when a run ended early, and goes on the next time' {
        Invoke-Runbook $path -Word 'wrong' | Should -BeLike '*exit code: 2*'
        (Get-SandboxState reseller).created | Should -Be 0
        Invoke-Runbook $path | Should -BeLike '*exit code: 0*'
        Invoke-Runbook $path | Should -BeLike '*exit code: 0*'
        @(Import-Csv $resultPath).Outcome | Sort-Object -Unique | Should -Be 'Replayed'
        (Get-SandboxState reseller).created | Should -Be 5
    }
}
