#Requires -Modules Provisioning

<#
.SYNOPSIS
    A runbook that onboards reseller customers from a CSV file, unattended.
.DESCRIPTION
    Reads the file, creates the customers that are not created yet, and writes two files: the created customers, and the rows that failed
    with the reason. The second file has the columns of the input, so it can be corrected and used as -Path: new.failures.csv goes on with
    the journal of new.csv. The input itself is never changed. If the run ends early, run the same command again: the journal has what is
    already done.

    Exit codes: 0: all customers are created. 1: some rows failed and are in the failures file. 2: the run ended early; the same command
    resumes it.
.PARAMETER Path
    The CSV file with the customers, in UTF-8. Columns: see Get-Help about_Provisioning_CSV.
.PARAMETER ResultPath
    The CSV file for the created customers. Default: new.result.csv for new.csv.
.PARAMETER FailuresPath
    The CSV file for the rows that failed. It contains the columns of the input, including passwords: protect it like the input. Default:
    new.failures.csv for new.csv, and new.failures-2.csv for new.failures.csv.
.PARAMETER Journal
    The path of the journal file. Keep it between runs: it makes a second run safe. Default: new.journal.db for new.csv and for each of its
    failures files. A failures file that was renamed or moved needs the path of the journal that its first run used.
.PARAMETER BaseUri
    The address of the reseller platform.
.PARAMETER Credential
    The reseller's name and password. In Azure Automation: (Get-AutomationPSCredential -Name Reseller). With SecretManagement:
    (Get-Secret Reseller).
.EXAMPLE
    ./Invoke-CustomerOnboarding.ps1 -Path new.csv -BaseUri https://sms.example.com/ -Credential (Get-Secret Reseller)
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [string] $ResultPath = [System.IO.Path]::ChangeExtension($Path, '.result.csv'),

    [string] $FailuresPath,

    [Alias('JournalPath')]
    [string] $Journal,

    [Parameter(Mandatory)]
    [uri] $BaseUri,

    [Parameter(Mandatory)]
    [pscredential] $Credential,

    [ValidateRange(1, 256)]
    [int] $ThrottleLimit = 16
)

$ErrorActionPreference = 'Stop'

# new.csv, new.failures.csv and new.failures-2.csv are rounds of the same work.
$work = [System.IO.Path]::ChangeExtension($Path, $null).TrimEnd('.')
$round = 0
if ($work -match '^(?<work>.+)\.failures(-(?<round>\d{1,6}))?$') {
    $work = $Matches.work
    $round = if ($Matches.round) { [int] $Matches.round } else { 1 }
}

if (-not $FailuresPath) {
    $FailuresPath = if ($round) { "$work.failures-$($round + 1).csv" } else { "$work.failures.csv" }
}

$rows = @(Import-Csv -LiteralPath $Path -Encoding UTF8)
if (-not $Journal) {
    # Another journal does not know what is in doubt, and would create those customers again.
    $Journal = "$work.journal.db"
    $isFailuresFile = $rows -and $rows[0].PSObject.Properties['RowNumber'] -and $rows[0].PSObject.Properties['Reason']
    if ($isFailuresFile -and -not (Test-Path -LiteralPath $Journal)) {
        throw "$Path contains failed rows of an earlier run, but there is no journal at $Journal. Specify the journal of that run with -Journal."
    }
}

$connection = Connect-ResellerService -BaseUri $BaseUri -Credential $Credential -Name "onboarding-$PID" -PassThru
$exitCode = 0
$problems = @()
$failures = @()

# -FailurePath masks secrets. The passwords are put back below.
$masked = "$FailuresPath.masked"
Remove-Item -LiteralPath $masked -ErrorAction Ignore
try {
    try {
        $run = @{ Connection = $connection; Journal = $Journal; ThrottleLimit = $ThrottleLimit; FailurePath = $masked }
        $rows | New-ResellerCustomerUser @run -ErrorAction SilentlyContinue -ErrorVariable problems |
            Export-Csv -LiteralPath $ResultPath -NoTypeInformation -Encoding UTF8
    }
    catch {
        # A terminating error: refused credentials, an unreachable vendor, or a journal that cannot be used.
        Write-Warning "The run ended early: $_"
        $exitCode = 2
    }
    finally {
        if (Test-Path -LiteralPath $masked) {
            $inputs = @{}
            for ($index = 0; $index -lt $rows.Count; $index++) {
                # Two rows with one number come from two files: nobody knows whose password is whose.
                $number = if ($rows[$index].RowNumber) { "$($rows[$index].RowNumber)" } else { "$($index + 1)" }
                $inputs[$number] = if (-not $inputs.ContainsKey($number)) { $rows[$index] }
            }

            $failures = @(Import-Csv -LiteralPath $masked -Encoding UTF8)
            foreach ($failure in $failures) {
                foreach ($cell in $failure.PSObject.Properties | Where-Object { "$($_.Value)".Contains('***') }) {
                    if ($inputs[$failure.RowNumber]) {
                        $cell.Value = $inputs[$failure.RowNumber].($cell.Name)
                    }
                }
            }

            $failures | Export-Csv -LiteralPath $FailuresPath -NoTypeInformation -Encoding UTF8
            Remove-Item -LiteralPath $masked
        }
    }

    if ($problems | Where-Object { $_.FullyQualifiedErrorId -like 'FailuresNotWritten,*' }) {
        Write-Warning "The failed rows could not be written to $FailuresPath. Run the same command again with another -FailuresPath."
        $exitCode = 2
    }
    elseif ($failures) {
        $exitCode = [Math]::Max($exitCode, 1)
    }
    elseif ($exitCode -eq 0) {
        # What an earlier run of the same file left.
        Remove-Item -LiteralPath $FailuresPath -ErrorAction Ignore
    }

    $done = @(Import-Csv -LiteralPath $ResultPath -Encoding UTF8 -ErrorAction Ignore).Count
    Write-Information "$($rows.Count) rows: $done created now or earlier, $($failures.Count) failed." -InformationAction Continue
}
finally {
    Disconnect-ProvisioningConnection -Name $connection.Name
}

exit $exitCode
