# Every script of the repository keeps the analyzer's default rules, where the analyzer is there.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    $root = Get-RepositoryPath
    $folders = 'module', 'tests/Pester', 'tests/Scripts' | ForEach-Object { Join-Path $root $_ }
    $script:scripts = @(Get-ChildItem -LiteralPath $root -File) + @(Get-ChildItem -Path $folders -Recurse -File -ErrorAction Ignore) |
        Where-Object Extension -In '.ps1', '.psm1', '.psd1' |
        ForEach-Object { @{ Name = Get-RelativePath $root $_.FullName; Path = $_.FullName } }
}

Describe 'Scripts' {
    BeforeAll {
        $analyzer = Get-Module -ListAvailable PSScriptAnalyzer | Select-Object -First 1
        if ($analyzer) {
            Import-Module PSScriptAnalyzer
        }
    }

    It 'Keeps the rules: <Name>' -ForEach $scripts {
        if (-not $analyzer) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
            return
        }

        (Invoke-ScriptAnalyzer -Path $Path | ForEach-Object { "$($_.Line): $($_.RuleName): $($_.Message)" }) -join "`n" |
            Should -BeNullOrEmpty
    }
}
