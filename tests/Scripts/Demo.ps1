#Requires -Version 7.4

<#
.SYNOPSIS
    Runs the example CSV through the cmdlets, against the sandbox, and shows what was created and what was refused.
.DESCRIPTION
    Ends with exit code 0 when exactly the two bad rows of the example were refused.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1')
Import-Module $ModulePath -Force

$journal = Join-Path ([System.IO.Path]::GetTempPath()) "provisioning-demo-$PID.db"
$sandbox = Start-Sandbox -Configuration $Configuration
try {
    $base = $sandbox.Address
    Connect-QhService -SubscriptionKey 'demo-subscription-key' -BaseUri "${base}quickhelp"
    Connect-CcService -Tenant 'demo.example' -ClientId 'demo' -ClientSecret 'demo-client-secret' -TokenUri "${base}cloudcockpit/oauth2/v2.0/token" -BaseUri "${base}cloudcockpit"
    Connect-ResellerService -ResellerName 'demo' -ResellerPassword 'demo-reseller-password' -BaseUri "${base}reseller"
    Connect-SafeMobiService -Token 'demo-token' -BaseUri "${base}safemobi"

    $rows = Import-Csv (Join-Path (Split-Path $ModulePath) 'Examples/customers.csv')
    $options = @{ JournalPath = $journal; ErrorAction = 'SilentlyContinue'; ErrorVariable = '+refused' }
    $refused = @()
    $created = @(
        $rows | Where-Object vendor -EQ 'QuickHelp' | New-QhCustomerAccount @options
        $rows | Where-Object vendor -EQ 'CloudCockpit' | New-CcCustomer @options
        $rows | Where-Object vendor -EQ 'Reseller' | New-ResellerCustomerUser @options
        $rows | Where-Object vendor -EQ 'SafeMobi' | New-SafeMobiAccount @options
    )

    'Created:'
    $created | ForEach-Object {
        $result = $_
        switch ($result.GetType().Name) {
            'QuickHelpCustomer' { [pscustomobject]@{ Vendor = 'QuickHelp'; Id = $result.CustomerId; Name = $result.CompanyName; Outcome = $result.Outcome } }
            'CloudCockpitCustomer' { [pscustomobject]@{ Vendor = 'CloudCockpit'; Id = $result.Id; Name = $result.CompanyName; Outcome = $result.Outcome } }
            'ResellerCustomerUser' { [pscustomobject]@{ Vendor = 'Reseller'; Id = $result.CustomerId; Name = $result.Customer; Outcome = $result.Outcome } }
            'SafeMobiAccount' { [pscustomobject]@{ Vendor = 'SafeMobi'; Id = $result.Id; Name = $result.ExternalId; Outcome = $result.Outcome } }
        }
    } | Format-Table -AutoSize | Out-String -Width 160
    'Refused:'
    $refused | Select-Object @{ Name = 'Error'; Expression = { $_.FullyQualifiedErrorId.Split(',')[0] } }, @{ Name = 'Why'; Expression = { $_.ErrorDetails.Message } } |
        Format-Table -Wrap | Out-String -Width 160

    if ($created.Count -ne $rows.Count - 2 -or $refused.Count -ne 2) {
        Write-Error "Expected $($rows.Count - 2) created and 2 refused, not $($created.Count) and $($refused.Count)." -ErrorAction Continue
        exit 1
    }
}
finally {
    Get-ProvisioningConnection | Disconnect-ProvisioningConnection
    Stop-Sandbox $sandbox
    Remove-Item "$journal*" -Recurse -Force -ErrorAction Ignore
}
