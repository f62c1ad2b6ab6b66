#Requires -Version 7.4

<#
.SYNOPSIS
    Writes a report of the newest run in a process of its own, after a run of so many rows. The last line of its output is its figures as JSON.
#>
[CmdletBinding()]
param(
    [string] $ModulePath,

    # The address of the sandbox.
    [string] $Sandbox,

    # The journal with the run.
    [string] $Journal,

    # How many rows to run first, in the process that writes no report. One of fifty violates a rule.
    [int] $Create,

    # The report to write.
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
if ($Create) {
    Connect-QhService -SubscriptionKey bench-key -BaseUri "${Sandbox}quickhelp/"
    1..$Create | ForEach-Object { [pscustomobject]@{ companyName = "Company $_"; routeURL = if ($_ % 50) { "route-$_" } else { '#N/A' } } } |
        New-QhCustomerAccount -Journal $Journal -ThrottleLimit 64 -ErrorAction SilentlyContinue | Out-Null
    return
}

# What the process takes with the module and the journal open is not the report's.
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$null = Get-ProvisioningRun -Journal $Journal
$before = $process.WorkingSet64
$clock = [System.Diagnostics.Stopwatch]::StartNew()
Export-ProvisioningReport -Journal $Journal -Path $Path -Force
$seconds = $clock.Elapsed.TotalSeconds
$process.Refresh()
@{ Seconds = $seconds; MoreBytes = $process.PeakWorkingSet64 - $before; PeakBytes = $process.PeakWorkingSet64 } | ConvertTo-Json -Compress
