#Requires -Version 7.4

<#
.SYNOPSIS
    Measures one contender of the benchmark in a process of its own. The last line of its output is its figures as JSON.
#>
[CmdletBinding()]
param(
    [ValidateSet('NoJournal', 'Journal', 'Sequence', 'Parallel')]
    [string] $Kind,

    [string] $ModulePath,

    [string] $BaseUri,

    [int] $Count,

    [int] $AtOnce,

    [int] $WarmUp,

    [switch] $MakesRowsOnTheWay
)

$ErrorActionPreference = 'Stop'

# Rows can be created on demand, so that the memory of the module is measured and not that of the input.
filter Format-Row([string] $Prefix) {
    [pscustomobject]@{
        contactName = "Contact $_"; email = "user$_@example.com"; username = "$Prefix-user-$_"; password = 'Sample-Passw0rd'
        customer = "$Prefix-customer-$_"; phoneNumber = '+1 555 0100'; applyFreeCredits = 'false'
    }
}

$journal = Join-Path ([System.IO.Path]::GetTempPath()) "provisioning-bench-$PID.db"
$uri = "${BaseUri}services/rest/customer-user/create"
$module = @{ ThrottleLimit = $AtOnce }
if ($Kind -eq 'Journal') { $module.Journal = $journal } else { $module.NoJournal = $true }
if ($Kind -in 'NoJournal', 'Journal') {
    Import-Module $ModulePath
    Connect-ResellerService -ResellerName bench -ResellerPassword bench-password -BaseUri $BaseUri
}

function Invoke-Contender([string] $Prefix, [int] $Number, $Made) {
    switch ($Kind) {
        'Sequence' {
            foreach ($row in $Made) {
                $null = Invoke-RestMethod $uri -Method Post -Body @{
                    contactName = $row.contactName; email = $row.email; username = $row.username; password = $row.password
                    customer = $row.customer; phoneNumber = $row.phoneNumber; applyFreeCredits = $row.applyFreeCredits
                    resellerName = 'bench'; resellerPassword = 'bench-password'
                }
            }
        }
        'Parallel' {
            $Made | ForEach-Object -ThrottleLimit $AtOnce -Parallel {
                $null = Invoke-RestMethod $using:uri -Method Post -Body @{
                    contactName = $_.contactName; email = $_.email; username = $_.username; password = $_.password; customer = $_.customer
                    phoneNumber = $_.phoneNumber; applyFreeCredits = $_.applyFreeCredits
                    resellerName = 'bench'; resellerPassword = 'bench-password'
                }
            }
        }
        default {
            if ($Made) { $Made | New-ResellerCustomerUser @module | Out-Null }
            else { 1..$Number | Format-Row $Prefix | New-ResellerCustomerUser @module | Out-Null }
        }
    }
}

try {
    Invoke-Contender -Prefix 'warm' -Number $WarmUp -Made @(1..$WarmUp | Format-Row 'warm')

    $made = if (-not $MakesRowsOnTheWay) { @(1..$Count | Format-Row 'timed') }
    [GC]::Collect()
    $process = [System.Diagnostics.Process]::GetCurrentProcess()
    $processor = $process.TotalProcessorTime
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    Invoke-Contender -Prefix 'timed' -Number $Count -Made $made
    $elapsed = $clock.Elapsed.TotalSeconds
    $process.Refresh()
    @{
        RowsPerSecond      = $Count / $elapsed
        MicrosecondsPerRow = ($process.TotalProcessorTime - $processor).TotalMilliseconds * 1000 / $Count
        PeakBytes          = $process.PeakWorkingSet64
    } | ConvertTo-Json -Compress
}
finally {
    Remove-Item "$journal*" -Recurse -Force -ErrorAction Ignore
}
