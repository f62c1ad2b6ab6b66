#Requires -Version 7.4

<#
.SYNOPSIS
    The benchmark's figures of a journal of 1,000,000 operations beside those of one of 10,000; called by Bench.ps1.
#>
[CmdletBinding()]
param(
    [string] $ModulePath,

    # The compiled Provisioning.Benchmarks, which fills journals.
    [string] $Program,

    [string] $BaseUri,

    [int] $Repeat
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Bench.psm1')
$contender = Join-Path $PSScriptRoot 'BenchJournalContender.ps1'
$folder = (New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) "provisioning-bench-$PID")).FullName
$sizes = [ordered]@{ small = 10000; large = 1000000 }

try {
    foreach ($size in $sizes.Keys) {
        $filling = Measure-Command { dotnet $Program fill (Join-Path $folder "$size.db") $BaseUri $sizes[$size] 1000 }
        Write-Verbose "$size journal made in $($filling.TotalSeconds) s, $((Get-Item (Join-Path $folder "$size.db")).Length / 1MB) MB"
    }

    # Each turn has a process and copies of its own, since settling and removing change the journal.
    $turns = foreach ($round in 1..$Repeat) {
        $turn = @{}
        foreach ($size in $sizes.Keys) {
            $copy = Join-Path $folder "$size-copy.db"
            Copy-Item (Join-Path $folder "$size.db") $copy
            $text = Invoke-PowerShell -File $contender -ModulePath $ModulePath -BaseUri $BaseUri -Journal $copy -Operations $sizes[$size]
            $turn[$size] = $text | Select-Object -Last 1 | ConvertFrom-Json
            Remove-Item "$copy*" -Recurse -Force
        }

        $turn
    }

    foreach ($action in 'Get -State InDoubt', 'Get -Key', 'Replay of 10,000 rows', 'Resolve of 1,000', 'Remove, each 1,000') {
        $small = Get-Median -Value $turns.small.$action
        $large = Get-Median -Value $turns.large.$action
        Get-Figure -Name "${action}: journal of 10,000 operations" -Value $small -Unit 'ms'
        Get-Figure -Name "${action}: journal of 1,000,000" -Value $large -Unit 'ms'
        Get-Figure -Name '  of that' -Value ($large / $small) -Target 'at most 2' -IsMet ($large -le 2 * $small)
    }
}
finally {
    Remove-Item $folder -Recurse -Force
}
