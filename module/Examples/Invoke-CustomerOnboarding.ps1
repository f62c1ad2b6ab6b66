#Requires -Modules Provisioning

<#
.SYNOPSIS
    A runbook that creates customers from a CSV file, unattended.
.DESCRIPTION
    Imports the file, logs the plan, creates the customers that are not created yet, asks the vendor about operations in doubt, and writes next
    to the input: the created customers (new.result.csv for new.csv), the rows that failed with the reason (new.failures.csv), a report
    (new.report.html) and a log with timestamps (new.log). The input itself is never changed.

    One run at a time works on a file: new.lock keeps a second one out.

    The failures file has the rows as they were given: correct it, and run the same command with it as -Path. It is imported with the same
    -ColumnMap, -Encoding and -DateFormat. If the run ends early, run the same command again: the journal has what is already done.

    Exit codes: 0: all customers are created, or were before. 1: the call itself is wrong, such as a missing parameter or a file in another
    encoding; nothing was sent. 2: some rows failed and are in the failures file. 3: the run ended early; the same command resumes it. 4:
    operations remain in doubt; the log and the report say what to do. If several apply, the order is 3, 4, 2.

    Secrets and names come from environment variables, else from SecretManagement (Get-Secret) by the same names:
    New-QhCustomerAccount: QH_SUBSCRIPTION_KEY, and optionally QH_API_KEY. New-CcCustomer: CC_TENANT, and CC_CLIENT_ID with CC_CLIENT_SECRET,
    or CC_ACCESS_TOKEN. New-ResellerCustomerUser: RESELLER_NAME and RESELLER_PASSWORD. New-SafeMobiAccount: SAFEMOBI_API_KEY.
.PARAMETER Path
    The CSV file with the customers. Columns: see Get-ProvisioningColumn.
.PARAMETER For
    The cmdlet that creates the customers.
.PARAMETER ColumnMap
    The file that says which column of the input becomes which column of the cmdlet (.psd1 or .json). Default: the columns have their names.
.PARAMETER Encoding
    The encoding of the input, such as windows-1252. Default: UTF-8, or UTF-16 with a byte order mark.
.PARAMETER DateFormat
    How the input writes dates, such as dd.MM.yyyy. Default: ISO 8601.
.PARAMETER Culture
    The culture in which the input writes numbers, such as de-DE. Default: digits only.
.PARAMETER BaseUri
    The address of the vendor's platform. Default: that of the Connect cmdlet; the reseller platform has none.
.PARAMETER ConnectionOption
    Further parameters of the Connect cmdlet, such as @{ RequestsPerSecond = 5 }. Default: none.
.PARAMETER Journal
    The journal. Keep it between runs: it makes a second run safe. Default: the one in PROVISIONING_JOURNAL, else the default journal of the
    user who runs this.
.PARAMETER ApprovedPlan
    A plan that somebody approved, as -PlanOnly writes it: rows that have drifted from it are refused. Default: none.
.PARAMETER PlanOnly
    Writes the plan (new.plan.xml) and the log, creates nothing, and ends.
.PARAMETER FailuresPath
    The CSV file for the rows that failed. It contains the columns of the input, including passwords: protect it like the input. Default:
    new.failures.csv for new.csv, and new.failures-2.csv for new.failures.csv.
.PARAMETER ThrottleLimit
    Maximum number of rows to run in parallel. Default: 16.
.EXAMPLE
    ./Invoke-CustomerOnboarding.ps1 -Path new.csv -For New-ResellerCustomerUser -BaseUri https://sms.example.com/
.EXAMPLE
    ./Invoke-CustomerOnboarding.ps1 -Path kunden.csv -For New-CcCustomer -ColumnMap map.psd1 -Encoding windows-1252 -DateFormat dd.MM.yyyy -PlanOnly
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [Parameter(Mandatory)]
    [ValidateSet('New-QhCustomerAccount', 'New-CcCustomer', 'New-ResellerCustomerUser', 'New-SafeMobiAccount')]
    [string] $For,

    [string] $ColumnMap,

    [string] $Encoding,

    [string[]] $DateFormat,

    [string] $Culture,

    [uri] $BaseUri,

    [hashtable] $ConnectionOption = @{},

    [Alias('JournalPath')]
    [string] $Journal,

    [string] $ApprovedPlan,

    [switch] $PlanOnly,

    [string] $FailuresPath,

    [ValidateRange(1, 256)]
    [int] $ThrottleLimit = 16
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3

# new.csv, new.failures.csv and new.failures-2.csv are rounds of the same work.
$name = [System.IO.Path]::ChangeExtension($Path, $null).TrimEnd('.')
$work = $name
$round = 0
if ($name -match '^(?<work>.+)\.failures(-(?<round>\d{1,6}))?$') {
    $work = $Matches.work
    $round = if ($Matches.ContainsKey('round')) { [int] $Matches.round } else { 1 }
}

if (-not $FailuresPath) {
    $FailuresPath = if ($round) { "$work.failures-$($round + 1).csv" } else { "$work.failures.csv" }
}

$resultPath = "$name.result.csv"
$reportPath = "$name.report.html"
$logPath = "$work.log"

function Write-Log([string] $Level, [string] $Text) {
    $line = '{0} {1,-7} {2}' -f [datetime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [cultureinfo]::InvariantCulture), $Level, $Text
    Add-Content -LiteralPath $logPath -Value $line -Encoding utf8
    Write-Information $line -InformationAction Continue
}

function Get-Setting([string] $Name, [switch] $Optional) {
    $value = [System.Environment]::GetEnvironmentVariable($Name)
    if (-not $value -and (Get-Command Get-Secret -ErrorAction Ignore)) {
        $value = Get-Secret -Name $Name -ErrorAction Ignore
    }

    if (-not $value -and -not $Optional) {
        throw "$Name is neither an environment variable nor a secret of SecretManagement. Nothing was sent."
    }

    $value
}

# The parameters of a cmdlet that are given; what is not given is left out.
function Select-Given([hashtable] $Parameter) {
    $given = @{}
    foreach ($key in $Parameter.Keys) {
        if ($Parameter[$key]) {
            $given[$key] = $Parameter[$key]
        }
    }

    $given
}

function Connect-Vendor {
    # The journal records the name with the run, which is found again by it.
    $options = @{ Name = "onboarding-$([guid]::NewGuid().ToString('N'))"; PassThru = $true } + (Select-Given @{ BaseUri = $BaseUri }) + $ConnectionOption
    switch ($For) {
        'New-QhCustomerAccount' {
            $apiKey = Select-Given @{ ApiKey = Get-Setting QH_API_KEY -Optional }
            Connect-QhService -SubscriptionKey (Get-Setting QH_SUBSCRIPTION_KEY) @apiKey @options
        }
        'New-CcCustomer' {
            $token = Get-Setting CC_ACCESS_TOKEN -Optional
            $client = if ($token) { @{ AccessToken = $token } }
            else { @{ ClientId = Get-Setting CC_CLIENT_ID; ClientSecret = Get-Setting CC_CLIENT_SECRET } }
            Connect-CcService -Tenant (Get-Setting CC_TENANT) @client @options
        }
        'New-ResellerCustomerUser' {
            Connect-ResellerService -ResellerName (Get-Setting RESELLER_NAME) -ResellerPassword (Get-Setting RESELLER_PASSWORD) @options
        }
        'New-SafeMobiAccount' {
            Connect-SafeMobiService -ApiKey (Get-Setting SAFEMOBI_API_KEY) @options
        }
    }
}

function Write-Plan([object[]] $Plan) {
    $counts = $Plan | Group-Object -Property Action | ForEach-Object { "$($_.Count) $($_.Name)" }
    Write-Log INFO "Plan of $($Plan.Count) rows: $($counts -join ', ')."
    foreach ($row in $Plan | Where-Object { "$($_.Action)" -notin 'Create', 'Replay' }) {
        Write-Log INFO "Plan, row $($row.RowNumber) ($($row.Key)): $($row.Action). $($row.Reason)"
    }
}

# -FailurePath masks secrets. They are put back from the input, so that the file can be run.
function Restore-MaskedCell([string] $Masked, [object[]] $Row) {
    $inputs = @{}
    foreach ($one in $Row) {
        # Two rows with one number come from two files: nobody knows whose password is whose.
        $number = "$($one.RowNumber)"
        $inputs[$number] = if (-not $inputs.ContainsKey($number)) { $one }
    }

    foreach ($failure in Import-Csv -LiteralPath $Masked -Encoding utf8) {
        $source = $inputs[$failure.RowNumber]
        foreach ($cell in $failure.PSObject.Properties | Where-Object { "$($_.Value)".Contains('***') }) {
            # The reason of the failure is no cell of the input, and it stays masked.
            if ($source -and ($original = $source.PSObject.Properties[$cell.Name])) {
                $cell.Value = $original.Value
            }
        }

        $failure
    }
}

# Two runs of the same work at once would overwrite each other's files. The lock ends with the process, however it ends.
function Lock-Work {
    try {
        [System.IO.File]::Open($PSCmdlet.GetUnresolvedProviderPathFromPSPath("$work.lock"), 'OpenOrCreate', 'ReadWrite', 'None')
    }
    catch [System.IO.IOException] {
        throw "Another run is at work on $work.csv, or $work.lock cannot be written. Nothing was sent. $_"
    }
}

$journalOption = Select-Given @{ Journal = $Journal }
$import = Select-Given @{ ColumnMap = $ColumnMap; Encoding = $Encoding; DateFormat = $DateFormat; Culture = $Culture }
$rows = @(Import-ProvisioningCsv -LiteralPath $Path -For $For @import)
$connection = Connect-Vendor
$exitCode = 0
$done = 0
$problems = @()
$failures = @()
$doubts = @()
$run = $null
$lock = $null
$started = [datetimeoffset]::UtcNow
$masked = "$FailuresPath.masked"
try {
    $lock = Lock-Work
    Remove-Item -LiteralPath $masked -ErrorAction Ignore
    Write-Log INFO "$For for $($rows.Count) rows of $Path."
    $create = @{ Connection = $connection; ThrottleLimit = $ThrottleLimit } + $journalOption
    try {
        $plan = @($rows | & $For @create -Plan)
        Write-Plan $plan
    }
    catch {
        # The run ends for the same reason, and writes its rows to the failures file.
        Write-Log ERROR "The plan ended early: $_"
        $exitCode = 3
    }

    if ($PlanOnly) {
        if ($exitCode -eq 0) {
            $plan | Export-Clixml -LiteralPath "$name.plan.xml"
            Write-Log INFO "The plan is in $name.plan.xml. Nothing was created."
        }

        exit $exitCode
    }

    try {
        $create += Select-Given @{ ApprovedPlan = $ApprovedPlan }
        $exitCode = 0
        $rows | & $For @create -FailurePath $masked -ErrorAction SilentlyContinue -ErrorVariable problems |
            ForEach-Object { $done++; $_ } | Export-Csv -LiteralPath $resultPath -NoTypeInformation -Encoding utf8
    }
    catch {
        # A terminating error: refused credentials, an unreachable vendor, or a journal that cannot be used.
        Write-Log ERROR "The run ended early: $_"
        $exitCode = 3
    }

    $problems = @($problems | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
    foreach ($problem in $problems) {
        $advice = if ($problem.ErrorDetails) { $problem.ErrorDetails.RecommendedAction }
        Write-Log WARNING "$($problem.FullyQualifiedErrorId.Split(',')[0]): $problem $advice"
        if ($problem.FullyQualifiedErrorId -like 'FailuresNotWritten,*') {
            $exitCode = 3
        }
    }

    # From here on the run is over: what goes wrong with a file must not hide its result.
    try {
        if (Test-Path -LiteralPath $masked) {
            $failures = @(Restore-MaskedCell $masked $rows)
            $failures | Export-Csv -LiteralPath $FailuresPath -NoTypeInformation -Encoding utf8
            Remove-Item -LiteralPath $masked
        }
        elseif ($exitCode -eq 0 -and -not $problems) {
            # What an earlier run of the same file left.
            Remove-Item -LiteralPath $FailuresPath -ErrorAction Ignore
        }
    }
    catch {
        Write-Log ERROR "The failures could not be written to $FailuresPath (without secrets they are in $masked): $_"
        $exitCode = 3
    }

    try {
        $run = Get-ProvisioningRun -Since $started @journalOption | Where-Object Connection -EQ $connection.Name | Select-Object -First 1
        $find = @{ State = 'InDoubt' } + $journalOption + (Select-Given @{ Run = if ($run) { $run.Run } })
        if ($run -and (Get-ProvisioningOperation @find)) {
            Get-ProvisioningOperation @find |
                Resolve-ProvisioningOperation -FromVendor -Connection $connection -Confirm:$false -ErrorAction SilentlyContinue
            $doubts = @(Get-ProvisioningOperation @find)
            foreach ($doubt in $doubts) {
                Write-Log WARNING "In doubt: operation $($doubt.Id) ($($doubt.Key)). $($doubt.Message)"
            }
        }
    }
    catch {
        # Nobody knows whether something is in doubt. The same command looks again.
        Write-Log ERROR "The journal could not be asked what is in doubt: $_"
        $exitCode = 3
    }

    if ($run) {
        try {
            Export-ProvisioningReport -Run $run.Run -Path $reportPath -Force @journalOption
            Write-Log INFO "The report of run $($run.Run.ToString('N')) is $reportPath."
        }
        catch {
            Write-Log ERROR "The report of run $($run.Run.ToString('N')) could not be written: $_"
        }
    }

    if ($exitCode -eq 0) {
        $exitCode = if ($doubts) { 4 } elseif ($failures -or $problems) { 2 } else { 0 }
    }

    $where = if ($failures) { " They are in $FailuresPath." }
    Write-Log INFO "$($rows.Count) rows: $done created now or earlier, $($failures.Count) failed, $($doubts.Count) in doubt.$where Exit code $exitCode."
}
finally {
    Disconnect-ProvisioningConnection -Name $connection.Name
    if ($lock) {
        $lock.Dispose()
    }
}

exit $exitCode
