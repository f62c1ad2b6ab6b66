#Requires -Modules Provisioning

<#
.SYNOPSIS
    A runbook that onboards reseller customers from a CSV file, unattended.
.DESCRIPTION
    Reads the file, creates the customers that are not created yet, and writes two files: the created customers, and the rows that failed
    with the reason. The second file has the columns of the input, so it can be corrected and used as -Path. If the run ends early, run the
    same command again: the journal has what is already done.

    Exit codes: 0: all customers are created. 1: some rows failed and are in the failures file. 2: the run ended early; the same command
    resumes it.
.PARAMETER Path
    The CSV file with the customers. Columns: see Get-Help about_Provisioning_CSV.
.PARAMETER ResultPath
    The CSV file for the created customers.
.PARAMETER FailuresPath
    The CSV file for the rows that failed. It contains the columns of the input, including passwords: protect it like the input.
.PARAMETER Journal
    The path of the journal file. Keep it between runs: it makes a second run safe.
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

    [string] $FailuresPath = [System.IO.Path]::ChangeExtension($Path, '.failures.csv'),

    [Alias('JournalPath')]
    [string] $Journal = [System.IO.Path]::ChangeExtension($Path, '.journal.db'),

    [Parameter(Mandatory)]
    [uri] $BaseUri,

    [Parameter(Mandatory)]
    [pscredential] $Credential,

    [ValidateRange(1, 256)]
    [int] $ThrottleLimit = 16
)

$ErrorActionPreference = 'Stop'
$connection = Connect-ResellerService -BaseUri $BaseUri -Credential $Credential -Name "onboarding-$PID" -PassThru
$exitCode = 0
try {
    $rows = @(Import-Csv -LiteralPath $Path -Encoding utf8)
    $failed = @()
    try {
        $run = @{ Connection = $connection; Journal = $Journal; ThrottleLimit = $ThrottleLimit }
        $rows | New-ResellerCustomerUser @run -ErrorAction SilentlyContinue -ErrorVariable failed |
            Export-Csv -LiteralPath $ResultPath -NoTypeInformation -Encoding utf8
    }
    catch {
        # A terminating error: refused credentials, an unreachable vendor, or a journal that cannot be used.
        Write-Warning "The run ended early: $_"
        $exitCode = 2
    }

    # Each error contains the number of its row. The row itself comes from the input, which still has the password.
    $failures = @(
        foreach ($record in $failed) {
            if ($record.TargetObject.RowNumber) {
                $rows[$record.TargetObject.RowNumber - 1] | Select-Object -Property *,
                    @{ Name = 'failedWith'; Expression = { $record.FullyQualifiedErrorId.Split(',')[0] } },
                    @{ Name = 'failedBecause'; Expression = { $record.Exception.Message } } -ExcludeProperty failedWith, failedBecause
            }
        }
    )
    Remove-Item -LiteralPath $FailuresPath -ErrorAction Ignore
    if ($failures) {
        $failures | Export-Csv -LiteralPath $FailuresPath -NoTypeInformation -Encoding utf8
        $exitCode = [Math]::Max($exitCode, 1)
    }

    $done = @(Import-Csv -LiteralPath $ResultPath -Encoding utf8 -ErrorAction Ignore).Count
    Write-Information "$($rows.Count) rows: $done created now or earlier, $($failures.Count) failed." -InformationAction Continue
}
finally {
    Disconnect-ProvisioningConnection -Name $connection.Name
}

exit $exitCode
