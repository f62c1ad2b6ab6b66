#Requires -Version 7.4

<#
.SYNOPSIS
    Times what is asked of one journal, in a process of its own; its last line is its figures as JSON, in milliseconds.
#>
[CmdletBinding()]
param(
    [string] $ModulePath,

    [string] $BaseUri,

    # A journal that Provisioning.Benchmarks has filled; it is changed.
    [string] $Journal,

    # How many confirmed operations are in it.
    [int] $Operations
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
Connect-ResellerService -ResellerName bench -ResellerPassword bench-password -BaseUri $BaseUri
$inJournal = @{ JournalPath = $Journal }

filter Format-Row {
    [pscustomobject]@{
        contactName = "Contact $_"; email = "user$_@example.com"; username = "timed-user-$_"; password = 'Sample-Passw0rd'
        customer = "timed-customer-$_"; phoneNumber = '+1 555 0100'; applyFreeCredits = 'false'
    }
}

# The middle one of some: the first time, much is compiled and read into the cache.
function Measure-Best([scriptblock] $Action) {
    $times = foreach ($time in 1..7) { (Measure-Command $Action).TotalMilliseconds }
    ($times | Sort-Object)[3]
}

# As many rows from a small journal as from a large one, spread over all of it.
$step = $Operations / 10000
$rows = @(1..10000 | ForEach-Object { $_ * $step } | Format-Row)
$doubts = @(Get-ProvisioningOperation -State InDoubt @inJournal)
if ($doubts.Count -ne 1000) {
    throw "$($doubts.Count) operations are in doubt."
}

$replay = {
    $replayed = @($rows | New-ResellerCustomerUser @inJournal -ThrottleLimit 32 -WarningAction Ignore).Where({ $_.Outcome -eq 'Replayed' })
    if ($replayed.Count -ne 10000) {
        throw "$($replayed.Count) rows were replayed."
    }
}

$figures = [ordered]@{
    'Get -State InDoubt'    = Measure-Best { Get-ProvisioningOperation -State InDoubt @inJournal }
    'Get -Key'              = Measure-Best { Get-ProvisioningOperation -Key "timed-customer-$step" @inJournal }
    'Replay of 10,000 rows' = (1..3 | ForEach-Object { (Measure-Command $replay).TotalMilliseconds } | Sort-Object)[1]
    'Resolve of 1,000'      = (Measure-Command { $doubts | Resolve-ProvisioningOperation -Retry -Confirm:$false }).TotalMilliseconds
}

# A tenth of the journal is 200 days old.
$old = $Operations / 10
$removing = Measure-Command { Remove-ProvisioningOperation -OlderThan 100 -Confirm:$false @inJournal }
$left = (Get-ProvisioningOperation -First 0 -IncludeTotalCount @inJournal | Select-Object -First 1).ToString() -replace '\D'
if ([int] $left -ne $Operations + 1000 - $old) {
    throw "$left operations are left."
}

$figures['Remove, each 1,000'] = $removing.TotalMilliseconds * 1000 / $old
$figures | ConvertTo-Json -Compress
