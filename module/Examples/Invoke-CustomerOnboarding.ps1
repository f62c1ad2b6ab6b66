#Requires -Modules Provisioning

<#
.SYNOPSIS
    A runbook that onboards reseller customers from a CSV file, unattended.
.DESCRIPTION
    Reads the file, creates what is not created yet, and writes two files: what was created, and what was not and why. The second has the input's own
    columns, so that it can be corrected and fed back as -Path. Run it again with the same file whenever it ended early: the journal knows what is done.

    Exit codes: 0 all rows are created; 1 some rows failed and stand in the failures file; 2 the run ended early, and the same call resumes it.
.PARAMETER Path
    The CSV file with the customers. Columns: see Get-Help about_Provisioning_CSV.
.PARAMETER ResultPath
    Where the created customers are written.
.PARAMETER FailuresPath
    Where the rows that failed are written. It holds the input's columns, passwords included: keep it as safe as the input.
.PARAMETER JournalPath
    The journal. Keep it between runs: it is what makes a second run safe.
.PARAMETER BaseUri
    The reseller platform's address.
.PARAMETER Credential
    The reseller's name and password. In Azure Automation: (Get-AutomationPSCredential -Name Reseller); with SecretManagement: (Get-Secret Reseller).
.EXAMPLE
    ./Invoke-CustomerOnboarding.ps1 -Path new.csv -BaseUri https://sms.example.com/ -Credential (Get-Secret Reseller)
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [string] $ResultPath = [System.IO.Path]::ChangeExtension($Path, '.result.csv'),

    [string] $FailuresPath = [System.IO.Path]::ChangeExtension($Path, '.failures.csv'),

    [string] $JournalPath = [System.IO.Path]::ChangeExtension($Path, '.journal.db'),

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
    $rows = @(Import-Csv -LiteralPath $Path)
    $failed = @()
    try {
        $rows | New-ResellerCustomerUser -Connection $connection -JournalPath $JournalPath -ThrottleLimit $ThrottleLimit -ErrorAction SilentlyContinue -ErrorVariable failed |
            Export-Csv -LiteralPath $ResultPath -NoTypeInformation
    }
    catch {
        # One error ends a run: refused credentials, a vendor out of reach, a journal that cannot be used.
        Write-Warning "The run ended early: $_"
        $exitCode = 2
    }

    # Each error knows its row by number; the row itself comes from the input, which still has the password.
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
        $failures | Export-Csv -LiteralPath $FailuresPath -NoTypeInformation
        $exitCode = [Math]::Max($exitCode, 1)
    }

    $done = @(Import-Csv -LiteralPath $ResultPath -ErrorAction Ignore).Count
    Write-Information "$($rows.Count) rows: $done created or done before, $($failures.Count) failed." -InformationAction Continue
}
finally {
    Disconnect-ProvisioningConnection -Name $connection.Name
}

exit $exitCode
