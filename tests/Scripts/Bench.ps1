#Requires -Version 7.4

<#
.SYNOPSIS
    Measures the module beside the alternatives, all in one run on one machine, and prints each figure with its target.
.DESCRIPTION
    Each contender runs in a process of its own, warms up on -WarmUp rows, and is then timed on -Rows rows, -Repeat times; the best counts, since
    what disturbs a measurement only ever makes it slower. The server is the sandbox, on the same machine.
.PARAMETER Rows
    Rows for each measurement without latency.
.PARAMETER Quick
    Leaves out the 100,000 rows and the slow contenders.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [int] $Rows = 5000,

    [int] $AtOnce = 32,

    [int] $WarmUp = 2000,

    [int] $Repeat = 3,

    [switch] $Quick
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1')
$benchmarks = Join-Path $PSScriptRoot '../Provisioning.Benchmarks'
dotnet build $benchmarks --configuration Release --verbosity quiet --nologo
if ($LASTEXITCODE -ne 0) {
    throw 'The benchmarks do not build.'
}

$loop = Join-Path $benchmarks 'bin/Release/net10.0/Provisioning.Benchmarks.dll'
$contender = Join-Path $PSScriptRoot 'BenchContender.ps1'
$sandbox = Start-Sandbox

function Set-Latency([int] $Milliseconds) {
    Invoke-RestMethod "$($sandbox.Address)_sandbox/reset" -Method Post | Out-Null
    Invoke-RestMethod "$($sandbox.Address)_sandbox/faults" -Method Post -ContentType 'application/json' -Body (@{ latencyMs = $Milliseconds } | ConvertTo-Json) | Out-Null
}

function Measure-Contender([string] $Kind, [int] $Latency, [int] $Count, [int] $Warm = $WarmUp, [int] $Times = $Repeat) {
    $best = $null
    foreach ($time in 1..$Times) {
        Set-Latency $Latency
        $text = if ($Kind -eq 'Loop') {
            dotnet $loop loop "$($sandbox.Address)reseller/" $Count $AtOnce $Warm
        }
        else {
            pwsh -NoProfile -NonInteractive -File $contender -Kind $Kind -ModulePath $ModulePath -BaseUri "$($sandbox.Address)reseller/" -Count $Count -AtOnce $AtOnce -WarmUp $Warm
        }

        $figures = $text | Select-Object -Last 1 | ConvertFrom-Json
        if ($null -eq $best -or $figures.RowsPerSecond -gt $best.RowsPerSecond) {
            $best = $figures
        }
    }

    $best
}

function Get-Figure([string] $Name, $Value, [string] $Unit, [string] $Target, $IsMet) {
    [pscustomobject]@{
        Figure = $Name
        Value  = '{0:#,0.##} {1}' -f $Value, $Unit
        Target = $Target
        Met    = if ($null -eq $IsMet) { '' } elseif ($IsMet) { 'yes' } else { 'NO' }
    }
}

try {
    "{0} rows, {1} at once, {2} processors, PowerShell {3}, .NET {4}" -f $Rows, $AtOnce, [Environment]::ProcessorCount, $PSVersionTable.PSVersion, [Environment]::Version
    $table = foreach ($latency in 0, 50) {
        # With latency the rate hangs on the latency alone: fewer rows tell as much.
        $count = $latency ? [Math]::Min($Rows, 3000) : $Rows
        $limit = (Measure-Contender Loop $latency $count).RowsPerSecond
        Get-Figure "C# HttpClient loop, $latency ms (the limit)" $limit 'rows/s' '' $null
        if (-not $Quick) {
            Get-Figure "ForEach-Object -Parallel { Invoke-RestMethod }, $latency ms" (Measure-Contender Parallel $latency 1000 -Warm 100 -Times 1).RowsPerSecond 'rows/s' '' $null
            Get-Figure "Invoke-RestMethod in sequence, $latency ms" (Measure-Contender Sequence $latency ($latency ? 100 : 1000) -Warm 20 -Times 1).RowsPerSecond 'rows/s' '' $null
        }

        foreach ($kind in 'NoJournal', 'Journal') {
            $target = $latency ? 0.95 : $kind -eq 'Journal' ? 0.25 : 0.5
            $rate = (Measure-Contender $kind $latency $count).RowsPerSecond
            Get-Figure "this module, $kind, $latency ms" $rate 'rows/s' '' $null
            Get-Figure '  of the limit' ($rate / $limit) '' "at least $target" ($rate / $limit -ge $target)
        }
    }

    $table += if (-not $Quick) {
        foreach ($kind in 'NoJournal', 'Journal') {
            $small = Measure-Contender $kind 0 1000 -Times 2
            $large = Measure-Contender $kind 0 100000 -Times 1
            $more = ($large.PeakBytes - $small.PeakBytes) / 1MB
            Get-Figure "memory at 100,000 rows beyond that at 1,000, $kind" $more 'MB' 'within 60 MB' ($more -le 60)
            $ratio = $large.MicrosecondsPerRow / $small.MicrosecondsPerRow
            Get-Figure "processor time a row at 1,000 rows, $kind" $small.MicrosecondsPerRow 'us' '' $null
            Get-Figure "processor time a row at 100,000 rows, $kind" $large.MicrosecondsPerRow 'us' '' $null
            Get-Figure '  of that at 1,000' $ratio '' 'at most 1.1' ($ratio -le 1.1)
        }
    }

    $bare = @()
    $import = @()
    foreach ($time in 1..7) {
        $bare += (Measure-Command { pwsh -NoProfile -NonInteractive -Command '$null' }).TotalMilliseconds
        $import += (Measure-Command { pwsh -NoProfile -NonInteractive -Command "Import-Module '$ModulePath'" }).TotalMilliseconds
    }

    $added = ($import | Sort-Object)[3] - ($bare | Sort-Object)[3]
    $table += Get-Figure 'Import-Module beyond a bare pwsh (median of 7)' $added 'ms' 'within 150 ms' ($added -le 150)
    $table | Format-Table -AutoSize | Out-String -Width 140
}
finally {
    Stop-Sandbox $sandbox
}
