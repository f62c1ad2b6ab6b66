#Requires -Version 7.4

<#
.SYNOPSIS
    Compares the speed of the module with the alternatives, all in one session on one machine, and prints each figure with its target.
.DESCRIPTION
    Each contender runs in its own process, warms up with -WarmUp rows, and is then timed with -Rows rows. The contenders take turns,
    -Repeat times, forward and backward. The figures are medians, and medians of the ratio of each turn, because the speed of a machine
    varies. The server is the sandbox, on the same machine.
.PARAMETER ModulePath
    The Provisioning.psd1 of the build to measure.
.PARAMETER Baseline
    The Provisioning.psd1 of another build to compare with.
.PARAMETER Rows
    The number of rows of each measurement without latency.
.PARAMETER Part
    Rates: rows per second. Memory: the memory for 100,000 rows beyond that for 1,000. Start: the import, and one row in a new process.
    List: the memory of listing 100,000 customers beyond that of listing 1,000.
    Report: the time and memory of reports of a run of 100,000 rows.
    Journal: a journal with 1,000,000 operations compared with one of 10,000 (some minutes, and 2 GB in the temporary folder).
.PARAMETER Quick
    Skips the slow contenders.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [string] $Baseline,

    [int] $Rows = 5000,

    [int] $WarmUp = 2000,

    [int] $Repeat = 5,

    [ValidateSet('Rates', 'Memory', 'Start', 'List', 'Report', 'Journal')]
    [string[]] $Part = ('Rates', 'Memory', 'Start', 'List', 'Report'),

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
    param(
        [string] $Kind, [string] $Build = 'this module', [int] $Latency, [int] $Count, [int] $AtOnce = 32, [int] $Warm = $WarmUp,
        [switch] $MakesRowsOnTheWay
    )

    Use-Latency -Milliseconds $Latency
    $text = if ($Kind -eq 'Loop') {
        dotnet $program loop $address $Count $AtOnce $Warm
    }
    else {
        $measured = '-Kind', $Kind, '-Count', $Count, '-AtOnce', $AtOnce, '-WarmUp', $Warm, "-MakesRowsOnTheWay:$MakesRowsOnTheWay"
        Invoke-PowerShell -File $contender -ModulePath $builds[$Build] -BaseUri $address @measured
    }

    $text | Select-Object -Last 1 | ConvertFrom-Json
}

# Each turn runs all contenders, every second turn in reverse order, because the speed of the machine changes during a turn.
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
            Get-Figure -Name '  processor time per row' -Value (Get-Median -Value $turns."$build, $kind".MicrosecondsPerRow) -Unit 'us'
        }

        if ($Baseline) {
            $ratios = $turns | ForEach-Object { $_["this module, $kind"].RowsPerSecond / $_["baseline, $kind"].RowsPerSecond }
            $ratio = Get-Median -Value $ratios
            Get-Figure -Name "this module of the baseline, $kind, $where" -Value $ratio -Target 'at least 1' -IsMet ($ratio -ge 0.995)
        }
    }
}

function Get-Memory([string] $Build, [string] $Kind) {
    # A thousand rows take only a moment, so the measurement is easily disturbed. The median of several is compared.
    $small = @(foreach ($round in 1..$Repeat) { Measure-Contender -Kind $Kind -Build $Build -Count 1000 -MakesRowsOnTheWay })
    $large = Measure-Contender -Kind $Kind -Build $Build -Count 100000 -MakesRowsOnTheWay
    $more = ($large.PeakBytes - (Get-Median -Value $small.PeakBytes)) / 1MB
    $name = "$Build, ${Kind}: memory at 100,000 rows beyond that at 1,000"
    Get-Figure -Name $name -Value $more -Unit 'MB' -Target 'within 60 MB' -IsMet ($more -le 60)
    $cost = Get-Median -Value $small.MicrosecondsPerRow
    $ratio = $large.MicrosecondsPerRow / $cost
    Get-Figure -Name '  processor time per row at 1,000 rows' -Value $cost -Unit 'us'
    Get-Figure -Name '  processor time per row at 100,000 rows' -Value $large.MicrosecondsPerRow -Unit 'us'
    Get-Figure -Name '  of that at 1,000' -Value $ratio -Target 'at most 1.1' -IsMet ($ratio -le 1.1)
}

# In turns, with the median of 15: on a shared machine, the fastest start of a process says little about a typical one.
function Get-Start {
    Use-Latency -Milliseconds 0
    $journal = Join-Path ([System.IO.Path]::GetTempPath()) "provisioning-bench-$PID.db"
    $times = foreach ($time in 1..15) {
        $took = @{ Bare = (Measure-Command { Invoke-PowerShell -Command '$null' }).TotalMilliseconds }
        $fields = "username = 'rest-$time'; password = 'Sample-Passw0rd'; customer = 'rest-$time'; applyFreeCredits = 'false'"
        $body = "@{ $fields; resellerName = 'bench'; resellerPassword = 'bench-password' }"
        $rest = "Invoke-RestMethod '${address}services/rest/customer-user/create' -Method Post -Body $body"
        $took.Rest = (Measure-Command { Invoke-PowerShell -Command $rest }).TotalMilliseconds
        foreach ($build in $builds.Keys) {
            $import = "Import-Module '$($builds[$build])'"
            $took["$build, import"] = (Measure-Command { Invoke-PowerShell -Command $import }).TotalMilliseconds - $took.Bare
            $customer = "$($build -replace ' ')-$time"
            $row = "-UserName $customer -Password Sample-Passw0rd -Customer $customer -ApplyFreeCredits false"
            $connect = "Connect-ResellerService bench bench-password -BaseUri '$address'"
            $create = "New-ResellerCustomerUser $row -JournalPath '$journal.$($build -replace ' ')'"
            $whole = (Measure-Command { Invoke-PowerShell -Command "$import; $connect; $create" }).TotalMilliseconds
            $took["$build, row"] = $whole / $took.Rest
        }

        $took
    }

    Remove-Item "$journal*" -Recurse -Force -ErrorAction Ignore
    Get-Figure -Name 'a bare pwsh' -Value (Get-Median -Value $times.Bare) -Unit 'ms'
    Get-Figure -Name 'one call by Invoke-RestMethod, whole process' -Value (Get-Median -Value $times.Rest) -Unit 'ms'
    foreach ($build in $builds.Keys) {
        $import = Get-Median -Value $times."$build, import"
        $name = "${build}: Import-Module beyond a bare pwsh"
        Get-Figure -Name $name -Value $import -Unit 'ms' -Target 'within 120 ms' -IsMet ($import -le 120)
        $row = Get-Median -Value $times."$build, row"
        Get-Figure -Name "${build}: one row with journal, of Invoke-RestMethod" -Value $row -Target 'at most 1.25' -IsMet ($row -le 1.25)
    }
}

function Measure-List([int] $Count) {
    Use-Latency -Milliseconds 0
    $list = Join-Path $PSScriptRoot 'BenchList.ps1'
    $measured = '-ModulePath', $builds['this module'], '-Sandbox', $sandbox.Address
    Invoke-PowerShell -File $list @measured -Create $Count | Out-Null
    $figures = Invoke-PowerShell -File $list @measured | Select-Object -Last 1 | ConvertFrom-Json
    if ($figures.Count -ne $Count) {
        throw "$($figures.Count) of $Count customers were listed."
    }

    $figures
}

function Get-List {
    $small = Measure-List -Count 1000
    $large = Measure-List -Count 100000
    $more = ($large.PeakBytes - $small.PeakBytes) / 1MB
    Get-Figure -Name 'Get-CcCustomer: memory at 100,000 customers beyond that at 1,000' -Value $more -Unit 'MB' -Target 'within 60 MB' -IsMet ($more -le 60)
    Get-Figure -Name '  customers per second' -Value ($large.Count / $large.Seconds)
}

function Get-Report {
    Use-Latency -Milliseconds 0
    $folder = (New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) "provisioning-bench-$PID")).FullName
    try {
        $script = Join-Path $PSScriptRoot 'BenchReport.ps1'
        $common = '-ModulePath', $builds['this module'], '-Sandbox', $sandbox.Address, '-Journal', (Join-Path $folder 'journal.db')
        $null = Invoke-PowerShell -File $script @common -Create 100000
        foreach ($ending in 'html', 'csv', 'md', 'json') {
            $text = Invoke-PowerShell -File $script @common -Path (Join-Path $folder "report.$ending")
            $measured = $text | Select-Object -Last 1 | ConvertFrom-Json
            $name = "report of 100,000 rows, .$ending"
            Get-Figure -Name $name -Value $measured.Seconds -Unit 's' -Target 'under 10 s' -IsMet ($measured.Seconds -lt 10)
            $more = $measured.MoreBytes / 1MB
            Get-Figure -Name '  memory beyond the module and the open journal' -Value $more -Unit 'MB' -Target 'under 100 MB' -IsMet ($more -lt 100)
        }
    }
    finally {
        Remove-Item -LiteralPath $folder -Recurse -Force
    }
}

try {
    $versions = $PSVersionTable.PSVersion, [Environment]::Version
    '{0} rows, {1} processors, PowerShell {2}, .NET {3}' -f (@($Rows, [Environment]::ProcessorCount) + $versions)

    # The server is also compiled on first use, which would slow down the first contender.
    $null = Measure-Contender -Kind Loop -Latency 0 -Count 20000
    # Each part is shown as soon as it is measured, so that nothing is lost if a later one fails.
    $parts = [ordered]@{
        Rates = {
            # With latency, the rate depends on the latency alone, so fewer rows are sufficient.
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
        Memory = {
            foreach ($build in $builds.Keys) {
                Get-Memory -Build $build -Kind NoJournal
                Get-Memory -Build $build -Kind Journal
            }
        }
        Start = { Get-Start }
        List = { Get-List }
        Report = { Get-Report }
        Journal = {
            $measured = @{ ModulePath = $builds['this module']; Program = $program; BaseUri = $address; Repeat = $Repeat }
            & (Join-Path $PSScriptRoot 'BenchJournal.ps1') @measured
        }
    }
    foreach ($name in @($parts.Keys | Where-Object { $_ -in $Part })) {
        & $parts[$name] | Format-Table -AutoSize | Out-String -Width 140
    }
}
finally {
    Stop-Sandbox $sandbox
}
