#Requires -Version 7.4

<#
.SYNOPSIS
    Measures the module beside the alternatives, all in one run on one machine, and prints each figure with its target.
.DESCRIPTION
    Each contender runs in a process of its own, warms up on -WarmUp rows, and is then timed on -Rows rows. The contenders take turns, -Repeat times,
    forward and backward: shown are the medians, and the median of each turn's ratio, since a machine is not equally fast all the time.
    The server is the sandbox, on the same machine.
.PARAMETER ModulePath
    The Provisioning.psd1 of the build to measure.
.PARAMETER Baseline
    The Provisioning.psd1 of another build, which takes its turns beside this one.
.PARAMETER Rows
    Rows for each measurement without latency.
.PARAMETER Part
    Rates: rows per second. Memory: what 100,000 rows take beyond 1,000. Start: import, and one row with all that it needs.
    Journal: a journal of 1,000,000 operations beside one of 10,000 (some minutes, and 2 GB in the temporary folder).
.PARAMETER Quick
    Leaves out the slow contenders.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [string] $Baseline,

    [int] $Rows = 5000,

    [int] $WarmUp = 2000,

    [int] $Repeat = 5,

    [ValidateSet('Rates', 'Memory', 'Start', 'Journal')]
    [string[]] $Part = ('Rates', 'Memory', 'Start'),

    [switch] $Quick
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1'), (Join-Path $PSScriptRoot 'Bench.psm1')
$benchmarks = Join-Path $PSScriptRoot '../Provisioning.Benchmarks'
dotnet build $benchmarks --configuration Release --verbosity quiet --nologo
if ($LASTEXITCODE -ne 0) {
    throw 'The benchmarks do not build.'
}

$program = Join-Path $benchmarks 'bin/Release/net10.0/Provisioning.Benchmarks.dll'
$contender = Join-Path $PSScriptRoot 'BenchContender.ps1'
$builds = [ordered]@{ 'this module' = (Resolve-Path -LiteralPath $ModulePath).Path }
if ($Baseline) {
    $builds['baseline'] = (Resolve-Path -LiteralPath $Baseline).Path
}

$sandbox = Start-Sandbox
$address = "$($sandbox.Address)reseller/"

function Use-Latency([int] $Milliseconds) {
    Invoke-RestMethod "$($sandbox.Address)_sandbox/reset" -Method Post | Out-Null
    $plan = @{ latencyMs = $Milliseconds } | ConvertTo-Json
    Invoke-RestMethod "$($sandbox.Address)_sandbox/faults" -Method Post -ContentType 'application/json' -Body $plan | Out-Null
}

function Measure-Contender {
    param([string] $Kind, [string] $Build = 'this module', [int] $Latency, [int] $Count, [int] $AtOnce = 32, [int] $Warm = $WarmUp, [switch] $MakesRowsOnTheWay)

    Use-Latency -Milliseconds $Latency
    $text = if ($Kind -eq 'Loop') {
        dotnet $program loop $address $Count $AtOnce $Warm
    }
    else {
        Invoke-PowerShell -File $contender -Kind $Kind -ModulePath $builds[$Build] -BaseUri $address -Count $Count -AtOnce $AtOnce -WarmUp $Warm "-MakesRowsOnTheWay:$MakesRowsOnTheWay"
    }

    $text | Select-Object -Last 1 | ConvertFrom-Json
}

# All contenders once in each turn, every second turn in reverse: whoever comes later finds another machine.
function Measure-Turn([int] $Latency, [int] $AtOnce, [int] $Count) {
    $contenders = @([pscustomobject]@{ Name = 'Loop'; Kind = 'Loop'; Build = '' }) + @(
        foreach ($kind in 'NoJournal', 'Journal') {
            foreach ($build in $builds.Keys) {
                [pscustomobject]@{ Name = "$build, $kind"; Kind = $kind; Build = $build }
            }
        })
    foreach ($round in 1..$Repeat) {
        $measured = @{}
        foreach ($one in $contenders) {
            $measured[$one.Name] = Measure-Contender -Kind $one.Kind -Build $one.Build -Latency $Latency -Count $Count -AtOnce $AtOnce
        }

        $measured
        [array]::Reverse($contenders)
    }
}

function Get-Rates([int] $Latency, [int] $AtOnce, [int] $Count) {
    $turns = @(Measure-Turn -Latency $Latency -AtOnce $AtOnce -Count $Count)
    $where = "$Latency ms, $AtOnce at once"
    Get-Figure -Name "C# HttpClient loop, $where (the limit)" -Value (Get-Median -Value $turns.Loop.RowsPerSecond) -Unit 'rows/s'
    foreach ($kind in 'NoJournal', 'Journal') {
        $target = $Latency ? 0.95 : $kind -eq 'Journal' ? 0.45 : 0.65
        foreach ($build in $builds.Keys) {
            $ratio = Get-Median -Value ($turns | ForEach-Object { $_["$build, $kind"].RowsPerSecond / $_.Loop.RowsPerSecond })
            Get-Figure -Name "$build, $kind, $where" -Value (Get-Median -Value $turns."$build, $kind".RowsPerSecond) -Unit 'rows/s'
            Get-Figure -Name '  of the limit' -Value $ratio -Target "at least $target" -IsMet ($ratio -ge $target)
            Get-Figure -Name '  processor time a row' -Value (Get-Median -Value $turns."$build, $kind".MicrosecondsPerRow) -Unit 'us'
        }

        if ($Baseline) {
            $ratio = Get-Median -Value ($turns | ForEach-Object { $_["this module, $kind"].RowsPerSecond / $_["baseline, $kind"].RowsPerSecond })
            Get-Figure -Name "this module of the baseline, $kind, $where" -Value $ratio -Target 'at least 1' -IsMet ($ratio -ge 0.995)
        }
    }
}

function Get-Memory([string] $Build, [string] $Kind) {
    # A thousand rows take a moment, in which little is enough to disturb: the middle one of several is compared.
    $small = @(foreach ($round in 1..$Repeat) { Measure-Contender -Kind $Kind -Build $Build -Count 1000 -MakesRowsOnTheWay })
    $large = Measure-Contender -Kind $Kind -Build $Build -Count 100000 -MakesRowsOnTheWay
    $more = ($large.PeakBytes - (Get-Median -Value $small.PeakBytes)) / 1MB
    Get-Figure -Name "$Build, ${Kind}: memory at 100,000 rows beyond that at 1,000" -Value $more -Unit 'MB' -Target 'within 60 MB' -IsMet ($more -le 60)
    $cost = Get-Median -Value $small.MicrosecondsPerRow
    $ratio = $large.MicrosecondsPerRow / $cost
    Get-Figure -Name '  processor time a row at 1,000 rows' -Value $cost -Unit 'us'
    Get-Figure -Name '  processor time a row at 100,000 rows' -Value $large.MicrosecondsPerRow -Unit 'us'
    Get-Figure -Name '  of that at 1,000' -Value $ratio -Target 'at most 1.1' -IsMet ($ratio -le 1.1)
}

# In turns, and the middle one of 15: on a machine that others use too, the fastest start of a process says little about the usual one.
function Get-Start {
    Use-Latency -Milliseconds 0
    $journal = Join-Path ([System.IO.Path]::GetTempPath()) "provisioning-bench-$PID.db"
    $times = foreach ($time in 1..15) {
        $took = @{ Bare = (Measure-Command { Invoke-PowerShell -Command '$null' }).TotalMilliseconds }
        $fields = "username = 'rest-$time'; password = 'Sample-Passw0rd'; customer = 'rest-$time'; applyFreeCredits = 'false'"
        $took.Rest = (Measure-Command {
                Invoke-PowerShell -Command "Invoke-RestMethod '${address}services/rest/customer-user/create' -Method Post -Body @{ $fields; resellerName = 'bench'; resellerPassword = 'bench-password' }"
            }).TotalMilliseconds
        foreach ($build in $builds.Keys) {
            $import = "Import-Module '$($builds[$build])'"
            $took["$build, import"] = (Measure-Command { Invoke-PowerShell -Command $import }).TotalMilliseconds - $took.Bare
            $row = "-UserName one-$time -Password Sample-Passw0rd -Customer one-$time -ApplyFreeCredits false"
            $took["$build, row"] = (Measure-Command {
                    Invoke-PowerShell -Command "$import; Connect-ResellerService bench bench-password -BaseUri '$address'; New-ResellerCustomerUser $row -JournalPath '$journal.$($build -replace ' ')'"
                }).TotalMilliseconds / $took.Rest
        }

        $took
    }

    Remove-Item "$journal*" -Recurse -Force -ErrorAction Ignore
    Get-Figure -Name 'a bare pwsh' -Value (Get-Median -Value $times.Bare) -Unit 'ms'
    Get-Figure -Name 'one call by Invoke-RestMethod, whole process' -Value (Get-Median -Value $times.Rest) -Unit 'ms'
    foreach ($build in $builds.Keys) {
        $import = Get-Median -Value $times."$build, import"
        Get-Figure -Name "${build}: Import-Module beyond a bare pwsh" -Value $import -Unit 'ms' -Target 'within 120 ms' -IsMet ($import -le 120)
        $row = Get-Median -Value $times."$build, row"
        Get-Figure -Name "${build}: one row with journal, of Invoke-RestMethod" -Value $row -Target 'at most 1.25' -IsMet ($row -le 1.25)
    }
}

try {
    '{0} rows, {1} processors, PowerShell {2}, .NET {3}' -f $Rows, [Environment]::ProcessorCount, $PSVersionTable.PSVersion, [Environment]::Version

    # The server is compiled as it goes, too: whoever came first would pay for that.
    $null = Measure-Contender -Kind Loop -Latency 0 -Count 20000
    $table = @(
        if ('Rates' -in $Part) {
            # With latency the rate hangs on the latency alone: fewer rows tell as much.
            Get-Rates -Latency 0 -AtOnce 32 -Count $Rows
            Get-Rates -Latency 50 -AtOnce 32 -Count ([Math]::Min($Rows, 3000))
            Get-Rates -Latency 50 -AtOnce 256 -Count (2 * $Rows)
            foreach ($latency in @(if (-not $Quick) { 0, 50 })) {
                $parallel = Measure-Contender -Kind Parallel -Latency $latency -Count 1000 -Warm 100
                Get-Figure -Name "ForEach-Object -Parallel { Invoke-RestMethod }, $latency ms" -Value $parallel.RowsPerSecond -Unit 'rows/s'
                $sequence = Measure-Contender -Kind Sequence -Latency $latency -Count ($latency ? 100 : 1000) -Warm 20
                Get-Figure -Name "Invoke-RestMethod in sequence, $latency ms" -Value $sequence.RowsPerSecond -Unit 'rows/s'
            }
        }

        if ('Memory' -in $Part) {
            foreach ($build in $builds.Keys) {
                Get-Memory -Build $build -Kind NoJournal
                Get-Memory -Build $build -Kind Journal
            }
        }

        if ('Start' -in $Part) {
            Get-Start
        }

        if ('Journal' -in $Part) {
            & (Join-Path $PSScriptRoot 'BenchJournal.ps1') -ModulePath $builds['this module'] -Program $program -BaseUri $address -Repeat $Repeat
        }
    )
    $table | Format-Table -AutoSize | Out-String -Width 140
}
finally {
    Stop-Sandbox $sandbox
}
