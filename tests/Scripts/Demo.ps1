#Requires -Version 7.4

<#
.SYNOPSIS
    Runs the example CSV through the cmdlets, against the sandbox, twice, and shows what was created and what was refused.
.DESCRIPTION
    Exits with code 0 when exactly the two bad rows of the example were refused, every other row was created, and the second run
    created nothing.
.PARAMETER ModulePath
    The manifest of the built module; the examples stand beside it.
.PARAMETER Configuration
    The build of the sandbox: Release or Debug.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'

# A progress bar and colors are for someone who watches; in a log they are noise.
if ([Console]::IsOutputRedirected -or $env:TERM -eq 'dumb') {
    $PSStyle.OutputRendering = 'PlainText'
    $ProgressPreference = 'SilentlyContinue'
}

# The rows of customers.csv that are wrong on purpose.
$badRows = 7, 14

# Long enough to see the progress bar move.
$latency = 250

$vendors = @(
    @{ Name = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Id = 'CustomerId'; Label = 'CompanyName' }
    @{ Name = 'CloudCockpit'; Command = 'New-CcCustomer'; Id = 'Id'; Label = 'CompanyName' }
    @{ Name = 'Reseller'; Command = 'New-ResellerCustomerUser'; Id = 'CustomerId'; Label = 'Customer' }
    @{ Name = 'SafeMobi'; Command = 'New-SafeMobiAccount'; Id = 'Id'; Label = 'ExternalId' }
)

function Connect-Vendor([string] $Name, [string] $BaseUri) {
    $common = @{ Name = "demo-$Name".ToLowerInvariant(); BaseUri = $BaseUri; PassThru = $true }
    switch ($Name) {
        'QuickHelp' { Connect-QhService @common -SubscriptionKey 'sample-key' }
        'CloudCockpit' {
            $token = "$BaseUri/oauth2/v2.0/token"
            Connect-CcService @common -Tenant 'demo.example' -ClientId 'sample' -ClientSecret 'sample-secret' -TokenUri $token
        }
        'Reseller' { Connect-ResellerService @common -ResellerName 'demo' -ResellerPassword 'sample-password' }
        'SafeMobi' { Connect-SafeMobiService @common -Token 'sample-token' -AccountName sample }
    }
}

# Runs one vendor's rows through its cmdlet. A refused row comes back with its number in the file: the cmdlet counts only the rows that it
# was given.
function Invoke-VendorRun($Vendor, [string] $Activity, [int] $DoneBefore) {
    $numbers = @(1..$rows.Count | Where-Object { $rows[$_ - 1].vendor -eq $Vendor.Name })
    $own = $rows[@($numbers | ForEach-Object { $_ - 1 })]
    $columns = $own[0].psobject.Properties.Name | Where-Object { $_ -ne 'vendor' -and ($own.$_ -ne '') }

    $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
    $created = [System.Collections.Generic.List[object]]::new()
    $failed = @()
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    Write-Progress -Activity $Activity -Status $Vendor.Command -PercentComplete (100 * $DoneBefore / $rows.Count)
    $own | Select-Object -Property $columns |
        & $Vendor.Command -Connection $Vendor.Connection -JournalPath $journal @quiet -ErrorVariable failed |
        ForEach-Object {
            $created.Add($_)
            $done = $DoneBefore + $created.Count + $failed.Count
            $status = "$($Vendor.Command): $done of $($rows.Count) rows"
            Write-Progress -Activity $Activity -Status $status -PercentComplete (100 * $done / $rows.Count)
        }

    [pscustomobject]@{
        Vendor  = $Vendor
        Rows    = $own.Count
        Created = $created
        Refused = @($failed | ForEach-Object { [pscustomobject]@{ Row = $numbers[$_.TargetObject.RowNumber - 1]; Error = $_ } })
        Seconds = $clock.Elapsed.TotalSeconds
    }
}

function Format-Summary($Run) {
    $counts = @($Run.Created | Group-Object -Property Outcome | ForEach-Object { "$($_.Count) $($_.Name.ToLowerInvariant())" })
    $counts += "$(@($Run.Refused).Count) refused"
    $seconds = ($Run | Measure-Object -Property Seconds -Sum).Sum.ToString('0.0', [cultureinfo]::InvariantCulture)
    "$(($Run | Measure-Object -Property Rows -Sum).Sum) rows: $($counts -join ', ') in $seconds s"
}

function Format-Refusal($Run) {
    foreach ($refusal in $Run.Refused) {
        $record = $refusal.Error
        $fields = @($record.Exception.FieldErrors)
        $name = $rows[$refusal.Row - 1].($Run.Vendor.Label)
        "   Row $($refusal.Row), $name at $($Run.Vendor.Name): $($record.FullyQualifiedErrorId.Split(',')[0])"
        $fields ? $fields : $record.Exception.Message | ForEach-Object { "     - $_" }
        "     Recommendation: $($record.ErrorDetails.RecommendedAction)"
        ''
    }
}

$examples = Join-Path (Split-Path $ModulePath) 'Examples'
$folder = Join-Path ([System.IO.Path]::GetTempPath()) "provisioning-demo-$([guid]::NewGuid())"
$journal = Join-Path $folder 'journal.db'
$sandbox = $null
$connections = @()
try {
    $null = New-Item -ItemType Directory -Path $folder
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1')
    Import-Module $ModulePath -Force
    $rows = @(Import-Csv -LiteralPath (Join-Path $examples 'customers.csv'))

    ''
    '1. Start the sandbox, a local server that behaves like the four vendors'
    $sandbox = Start-Sandbox -Configuration $Configuration
    $plan = @{ latencyMs = $latency } | ConvertTo-Json
    $null = Invoke-RestMethod "$($sandbox.Address)_sandbox/faults" -Method Post -ContentType 'application/json' -Body $plan
    "   It listens on $($sandbox.Address) and takes $latency ms to answer."

    ''
    '2. Connect to each vendor'
    foreach ($vendor in $vendors) {
        $vendor.Connection = Connect-Vendor -Name $vendor.Name -BaseUri "$($sandbox.Address)$($vendor.Name.ToLowerInvariant())"
        $connections += $vendor.Connection
    }

    $connections | Format-Table -Property Vendor, Account, BaseUri

    "3. Create the customers of customers.csv: $($rows.Count) rows, $($vendors.Count) vendors, up to 4 rows of a vendor at once"
    $done = 0
    $first = foreach ($vendor in $vendors) {
        $run = Invoke-VendorRun -Vendor $vendor -Activity 'Creating customers' -DoneBefore $done
        $done += $run.Rows
        $run
    }
    Write-Progress -Activity 'Creating customers' -Completed
    foreach ($run in $first) {
        ''
        "   $($run.Vendor.Name), by $($run.Vendor.Command)"
        $run.Created | Format-Table -Property @{ Name = 'Id'; Expression = $run.Vendor.Id; Width = 36; Alignment = 'Left' },
            @{ Name = 'Name'; Expression = $run.Vendor.Label; Width = 28 }, @{ Name = 'Outcome'; Expression = 'Outcome' }
        "   $(Format-Summary $run)"
    }

    ''
    "   $(Format-Summary $first)"
    ''
    '4. What was refused, and why'
    ''
    $first | ForEach-Object { Format-Refusal $_ }
    '5. Run the same file again: the journal knows what was created'
    ''
    $second = foreach ($vendor in $vendors) {
        Invoke-VendorRun -Vendor $vendor -Activity 'Running the file again' -DoneBefore 0
    }
    Write-Progress -Activity 'Running the file again' -Completed
    $state = Invoke-RestMethod "$($sandbox.Address)_sandbox/state?summary=true"
    "   $(Format-Summary $second)"
    "   The sandbox holds $($state.created) customers, $($state.duplicates.byKey) of them twice."
}
finally {
    $connections | ForEach-Object { Disconnect-ProvisioningConnection -Name $_.Name }
    if ($sandbox) {
        Stop-Sandbox $sandbox
    }

    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
}

$good = $rows.Count - $badRows.Count
foreach ($pass in $first, $second) {
    $refused = @($pass.Refused.Row | Sort-Object)
    if (($refused -join ', ') -ne ($badRows -join ', ') -or @($pass.Created).Count -ne $good -or $state.created -ne $good) {
        Write-Error ("Expected $good customers and rows $($badRows -join ', ') refused; found $($state.created) customers, " +
            "$(@($pass.Created).Count) rows with a result, and rows $($refused -join ', ') refused.") -ErrorAction Continue
        exit 1
    }
}

$root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$relative = [System.IO.Path]::GetRelativePath($root, $ModulePath).Replace('\', '/')
''
'What to try next, in PowerShell, from the folder of this repository (`dotnet tool exec --yes powershell` starts one):'
''
"   Import-Module ./$relative"
'   Connect-ResellerService -BaseUri http://127.0.0.1:5080/reseller -ResellerName demo -ResellerPassword sample-password'
'   Import-Csv module/Examples/reseller.csv | New-ResellerCustomerUser -WhatIf'
''
'-WhatIf checks the rows and sends nothing. To create them, run `dotnet run --project src/Provisioning.Sandbox` in a second terminal,'
'then the last command without -WhatIf.'
exit 0
