#Requires -Version 7.4

<#
.SYNOPSIS
    Compares the speed of the module with the alternatives, all in one session on one machine, and prints each figure with its target.
.DESCRIPTION
    Each contender runs in its own process, warms up with -WarmUp rows, and is then timed with -Rows rows. The C# loop and the module
    take turns, -Repeat times. The figures are medians, and medians of the ratio of each turn, because the speed of a machine varies.
    The server is the sandbox, on the same machine.
.PARAMETER Rows
    The number of rows of each measurement without latency.
.PARAMETER Quick
    Skips the measurement with 100,000 rows and the slow contenders.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [int] $Rows = 5000,

    [int] $AtOnce = 32,

    [int] $WarmUp = 2000,

    [int] $Repeat = 5,

    [switch] $Quick
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1')
$benchmarks = Join-Path $PSScriptRoot '../Provisioning.Benchmarks'
dotnet build $benchmarks --configuration Release --verbosity quiet --nologo
if ($LASTEXITCODE -ne 0) {
    throw 'The benchmarks do not build.'
}

$script:settings = @{ ModulePath = (Resolve-Path -LiteralPath $ModulePath).Path; WarmUp = $WarmUp }
$loop = Join-Path $benchmarks 'bin/Release/net10.0/Provisioning.Benchmarks.dll'
$contender = Join-Path $PSScriptRoot 'BenchContender.ps1'

# The PowerShell that runs this script. If it is the .NET tool, its process is dotnet.
$own = Get-Process -Id $PID
$powerShell, [string[]] $leading =
    if ($own.ProcessName -eq 'dotnet') { $own.Path, (Join-Path $PSHOME 'pwsh.dll') } else { $own.Path, $null }
$leading = @($leading | Where-Object { $_ }) + '-NoProfile', '-NonInteractive'
$sandbox = Start-Sandbox

function Use-Latency([int] $Milliseconds) {
    Invoke-RestMethod "$($sandbox.Address)_sandbox/reset" -Method Post | Out-Null
    $plan = @{ latencyMs = $Milliseconds } | ConvertTo-Json
    Invoke-RestMethod "$($sandbox.Address)_sandbox/faults" -Method Post -ContentType 'application/json' -Body $plan | Out-Null
}

function Measure-Contender(
    [string] $Kind, [int] $Latency, [int] $Count, [int] $Warm = $script:settings.WarmUp, [switch] $MakesRowsOnTheWay
) {
    Use-Latency -Milliseconds $Latency
    $text = if ($Kind -eq 'Loop') {
        dotnet $loop loop "$($sandbox.Address)reseller/" $Count $AtOnce $Warm
    }
    else {
        $module = '-ModulePath', $script:settings.ModulePath, '-BaseUri', "$($sandbox.Address)reseller/"
        $measured = '-Kind', $Kind, '-Count', $Count, '-AtOnce', $AtOnce, '-WarmUp', $Warm
        & $powerShell @leading -File $contender @module @measured -MakesRowsOnTheWay:$MakesRowsOnTheWay
    }

    if ($LASTEXITCODE -ne 0) {
        throw "The contender '$Kind' failed."
    }

    $text | Select-Object -Last 1 | ConvertFrom-Json
}

function Get-Median([double[]] $Value) {
    ($Value | Sort-Object)[($Value.Count - 1) / 2]
}

function Get-Figure([string] $Name, $Value, [string] $Unit = '', [string] $Target = '', $IsMet) {
    [pscustomobject]@{
        Figure = $Name
        Value  = '{0:#,0.##} {1}' -f $Value, $Unit
        Target = $Target
        Met    = if ($null -eq $IsMet) { '' } elseif ($IsMet) { 'yes' } else { 'NO' }
    }
}

try {
    $machine = [Environment]::ProcessorCount, $PSVersionTable.PSVersion, [Environment]::Version
    '{0} rows, {1} at once, {2} processors, PowerShell {3}, .NET {4}' -f (@($Rows, $AtOnce) + $machine)

    # The server is also compiled on first use, which would slow down the first contender.
    $null = Measure-Contender -Kind Loop -Latency 0 -Count 20000
    $table = foreach ($latency in 0, 50) {
        # With latency, the rate depends on the latency alone, so fewer rows are sufficient.
        $count = $latency ? [Math]::Min($Rows, 3000) : $Rows
        $rounds = foreach ($round in 1..$Repeat) {
            $rates = @{}
            foreach ($kind in 'Loop', 'NoJournal', 'Journal') {
                $rates[$kind] = (Measure-Contender -Kind $kind -Latency $latency -Count $count).RowsPerSecond
            }

            $rates
        }

        Get-Figure -Name "C# HttpClient loop, $latency ms (the limit)" -Value (Get-Median -Value $rounds.Loop) -Unit 'rows/s'
        if (-not $Quick) {
            $parallel = Measure-Contender -Kind Parallel -Latency $latency -Count 1000 -Warm 100
            $sequence = Measure-Contender -Kind Sequence -Latency $latency -Count ($latency ? 100 : 1000) -Warm 20
            $name = "ForEach-Object -Parallel { Invoke-RestMethod }, $latency ms"
            Get-Figure -Name $name -Value $parallel.RowsPerSecond -Unit 'rows/s'
            Get-Figure -Name "Invoke-RestMethod in sequence, $latency ms" -Value $sequence.RowsPerSecond -Unit 'rows/s'
        }

        foreach ($kind in 'NoJournal', 'Journal') {
            $target = $latency ? 0.95 : $kind -eq 'Journal' ? 0.25 : 0.5
            $ratio = Get-Median -Value ($rounds | ForEach-Object { $_[$kind] / $_.Loop })
            Get-Figure -Name "this module, $kind, $latency ms" -Value (Get-Median -Value $rounds.$kind) -Unit 'rows/s'
            Get-Figure -Name '  of the limit' -Value $ratio -Target "at least $target" -IsMet ($ratio -ge $target)
        }
    }

    $table += if (-not $Quick) {
        foreach ($kind in 'NoJournal', 'Journal') {
            # A thousand rows take only a moment, so the measurement is easily disturbed. The median of several is compared.
            $small = @(foreach ($round in 1..$Repeat) { Measure-Contender -Kind $kind -Latency 0 -Count 1000 -MakesRowsOnTheWay })
            $large = Measure-Contender -Kind $kind -Latency 0 -Count 100000 -MakesRowsOnTheWay
            $more = ($large.PeakBytes - (Get-Median -Value $small.PeakBytes)) / 1MB
            $name = "memory at 100,000 rows beyond that at 1,000, $kind"
            Get-Figure -Name $name -Value $more -Unit 'MB' -Target 'within 60 MB' -IsMet ($more -le 60)
            $cost = Get-Median -Value $small.MicrosecondsPerRow
            $ratio = $large.MicrosecondsPerRow / $cost
            Get-Figure -Name "processor time per row at 1,000 rows, $kind" -Value $cost -Unit 'us'
            Get-Figure -Name "processor time per row at 100,000 rows, $kind" -Value $large.MicrosecondsPerRow -Unit 'us'
            Get-Figure -Name '  of that at 1,000' -Value $ratio -Target 'at most 1.1' -IsMet ($ratio -le 1.1)
        }
    }

    # Measured in pairs, with the median of 15: on a shared machine, the fastest start of a process says little about a typical one.
    $added = foreach ($time in 1..15) {
        $bare = Measure-Command { & $powerShell @leading -Command '$null' }
        $import = Measure-Command { & $powerShell @leading -Command "Import-Module '$($script:settings.ModulePath)'" }
        ($import - $bare).TotalMilliseconds
    }

    $middle = Get-Median -Value $added
    $name = 'Import-Module beyond a bare pwsh (median of 15 pairs)'
    $table += Get-Figure -Name $name -Value $middle -Unit 'ms' -Target 'within 150 ms' -IsMet ($middle -le 150)
    $table | Format-Table -AutoSize | Out-String -Width 140
}
finally {
    Stop-Sandbox $sandbox
}
