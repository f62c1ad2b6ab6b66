#Requires -Version 7.4

<#
.SYNOPSIS
    Lists all customers of the sandbox in a process of its own, after creating so many. The last line of its output is its figures as JSON.
#>
[CmdletBinding()]
param(
    [string] $ModulePath,

    # The address of the sandbox.
    [string] $Sandbox,

    # How many customers to create first, in the process that does not list.
    [int] $Create
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
Connect-CcService contoso.example -AccessToken bench-token -BaseUri "${Sandbox}cloudcockpit/"

if ($Create) {
    $provider = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":"{\"Domain\":\"contoso.example\"}"}}'
    $customer = @{
        Country = 'PT'; AddressLine1 = 'Rua Augusta 1'; City = 'Lisboa'; State = 'Lisboa'; Zip = '1100-048'; FirstName = 'Ana'
        LastName = 'Silva'; Email = 'ana@contoso.example'; Phone = '+351 921'; ProviderCustomers = $provider
    }
    1..$Create | ForEach-Object { [pscustomobject]@{ CompanyName = "Company $_"; InternalIdentifier = "ERP-$_" } } |
        New-CcCustomer @customer -NoJournal -ThrottleLimit 64 | Out-Null
    return
}

$clock = [System.Diagnostics.Stopwatch]::StartNew()
$count = 0
Get-CcCustomer | ForEach-Object { $count++ }
$process = [System.Diagnostics.Process]::GetCurrentProcess()
@{ Count = $count; Seconds = $clock.Elapsed.TotalSeconds; PeakBytes = $process.PeakWorkingSet64 } | ConvertTo-Json -Compress
