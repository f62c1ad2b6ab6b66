# What the suites share: the built module, a sandbox process, connections to it, and looking at what went over the wire.
# The module comes from PROVISIONING_TEST_MODULE, else from out/Provisioning/<version>; the sandbox from PROVISIONING_TEST_SANDBOX, else from its newest build.

$script:root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$script:sandbox = $null
$script:journalBefore = $env:PROVISIONING_JOURNAL

# The functions of both files are exported together.
. (Join-Path $PSScriptRoot 'Processes.ps1')

function Get-RepositoryPath {
    $script:root
}

# A path below a folder, with slashes, whatever the system writes.
function Get-RelativePath([string] $Folder, [string] $Path) {
    $Path.Substring($Folder.TrimEnd('\', '/').Length + 1).Replace('\', '/')
}

function Get-TestModulePath {
    if ($env:PROVISIONING_TEST_MODULE) {
        $folder = $env:PROVISIONING_TEST_MODULE
    }
    else {
        $version = (Import-PowerShellDataFile -LiteralPath (Join-Path $script:root 'Provisioning.psd1')).ModuleVersion
        $folder = [System.IO.Path]::Combine($script:root, 'out', 'Provisioning', $version)
    }

    $path = if ([System.IO.Path]::GetExtension($folder) -eq '.psd1') { $folder } else { Join-Path $folder 'Provisioning.psd1' }
    if (-not (Test-Path -LiteralPath $path)) {
        throw "There is no module at '$path': run './build.ps1 -Task Build' first."
    }

    $path
}

function Get-SandboxPath {
    if ($env:PROVISIONING_TEST_SANDBOX) {
        return $env:PROVISIONING_TEST_SANDBOX
    }

    $built = Get-ChildItem -Path (Join-Path $script:root 'src/Provisioning.Sandbox/bin/*/net10.0/Provisioning.Sandbox.dll') -ErrorAction Ignore |
        Sort-Object -Property LastWriteTime -Descending | Select-Object -First 1
    if (-not $built) {
        throw "The sandbox is not built: run 'dotnet build src/Provisioning.Sandbox' first."
    }

    $built.FullName
}

# Starts a server process of its own and returns it with its addresses, each with a trailing slash.
function Open-SandboxProcess([string] $Urls = 'http://127.0.0.1:0') {
    $process = Open-TestProcess -FilePath 'dotnet' -Argument (Get-SandboxPath), '--urls', $Urls
    $addresses = foreach ($url in $Urls.Split(';')) {
        $line = $process.StandardOutput.ReadLine()
        if ($line -notmatch 'listening on (?<address>\S+)') {
            throw "The sandbox did not start on ${url}: $line"
        }

        $Matches.address
    }

    [pscustomobject]@{ Process = $process; Addresses = @($addresses) }
}

# Imports the module and starts the sandbox that the other functions mean.
function Open-Sandbox {
    Import-Module (Get-TestModulePath) -Global
    if (-not $script:sandbox) {
        $script:sandbox = Open-SandboxProcess
    }
}

function Close-Sandbox {
    if ($script:sandbox) {
        $script:sandbox.Process.Kill()
        $script:sandbox.Process.Dispose()
        $script:sandbox = $null
    }

    Disconnect-ProvisioningConnection *
    $env:PROVISIONING_JOURNAL = $script:journalBefore
}

function Get-SandboxAddress {
    $script:sandbox.Addresses[0]
}

# An empty sandbox, an empty journal, and one connection to each vendor: where every test begins.
function Initialize-Sandbox {
    $null = Invoke-RestMethod -Method Post -Uri "$(Get-SandboxAddress)_sandbox/reset"
    $env:PROVISIONING_JOURNAL = Join-Path (Get-PSDrive TestDrive).Root "$([guid]::NewGuid()).db"
    Disconnect-ProvisioningConnection *
    Connect-Sandbox
}

function Connect-Sandbox([int] $MaximumRetryCount = 0, [int] $TimeoutSec = 20) {
    $address = Get-SandboxAddress
    $options = @{ MaximumRetryCount = $MaximumRetryCount; TimeoutSec = $TimeoutSec; SettlingTimeSec = 1 }
    Connect-QhService -SubscriptionKey 'subscription-key' -BaseUri "${address}quickhelp/" @options 6>$null
    $client = @{ ClientId = 'client'; ClientSecret = 'client-secret'; TokenUri = "${address}cloudcockpit/oauth2/v2.0/token" }
    Connect-CcService -Tenant 'contoso.example' -BaseUri "${address}cloudcockpit/" @client @options 6>$null
    Connect-ResellerService -ResellerName 'harborline' -ResellerPassword 'reseller-secret' -BaseUri "${address}reseller/" @options 6>$null
    Connect-SafeMobiService -Token 'mobi-token' -AccountName mobi -BaseUri "${address}safemobi/" @options 6>$null
}

function Get-SandboxState([string] $Vendor) {
    $query = if ($Vendor) { "?vendor=$Vendor" }
    $state = Invoke-RestMethod -Uri "$(Get-SandboxAddress)_sandbox/state$query"
    if ($Vendor) { $state.vendors.$Vendor } else { $state }
}

# One kind for each of the next create calls; 'ok' is a call that works. Other numbers of a plan (latencyMs, hangMs) come in a hashtable.
function Enable-Fault([string[]] $Next = @(), [hashtable] $Plan = @{}) {
    $body = @{ next = $Next } + $Plan
    $null = Invoke-RestMethod -Method Post -Uri "$(Get-SandboxAddress)_sandbox/faults" -ContentType 'application/json' -Body ($body | ConvertTo-Json -Depth 5)
}

# An object from JSON in which dates are still text. PowerShell 7 makes them dates, and only since 7.5 can it be told not to. So each gets a
# mark before its first digit, which is taken away after ConvertFrom-Json has looked for dates.
function ConvertFrom-WireJson([string] $Text) {
    $date = '(?=\d{4}-\d\d-\d\dT)'

    function ConvertTo-Unmarked([object] $Value) {
        if ($Value -is [string]) {
            $Value -replace "~$date"
        }
        elseif ($Value -is [System.Array]) {
            , @($Value | ForEach-Object { ConvertTo-Unmarked $_ })
        }
        elseif ($Value -is [System.Management.Automation.PSCustomObject]) {
            $copy = [ordered]@{}
            foreach ($property in $Value.PSObject.Properties) {
                $copy[$property.Name] = ConvertTo-Unmarked $property.Value
            }

            [pscustomobject] $copy
        }
        else {
            $Value
        }
    }

    ConvertTo-Unmarked ($Text -replace """$date", '"~' | ConvertFrom-Json)
}

# The requests that a script block made, as -Debug shows them; the block itself gives -Debug to its cmdlet. Those that only ask whether a
# customer is there are left out.
function Get-SentRequest([scriptblock] $Script) {
    foreach ($record in & $Script 5>&1 | Where-Object { $_ -is [System.Management.Automation.DebugRecord] -and $_.Message.StartsWith('> ') }) {
        $lines = $record.Message -split '\r?\n'
        $method, $uri = ($lines[0] -replace '^> ') -split ' '
        if ($uri -match '/(admin/balance|user/messages)$') {
            continue
        }

        $text = $lines[-1] -replace '^> '
        $body = if ($text.StartsWith('{')) {
            ConvertFrom-WireJson $text
        }
        else {
            $form = [ordered]@{}
            foreach ($pair in $text.Split('&', [System.StringSplitOptions]::RemoveEmptyEntries)) {
                $name, $value = $pair.Split('=')
                $form[$name] = [System.Net.WebUtility]::UrlDecode($value)
            }

            [pscustomobject] $form
        }

        [pscustomobject]@{ Method = $method; Uri = $uri; Text = $text; Body = $body; Whole = $record.Message }
    }
}

# What a script block writes to the host (-WhatIf does), taken from a transcript.
function Get-HostText([scriptblock] $Script) {
    $path = Join-Path (Get-PSDrive TestDrive).Root "$([guid]::NewGuid()).txt"
    $null = Start-Transcript -LiteralPath $path
    try {
        $null = & $Script
    }
    finally {
        $null = Stop-Transcript
    }

    Get-Content -LiteralPath $path -Raw
}

function ConvertTo-Secure([string] $Text) {
    [System.Net.NetworkCredential]::new('', $Text).SecurePassword
}

function Test-WindowsHost {
    [System.Environment]::OSVersion.Platform -eq 'Win32NT'
}

# A row that keeps every rule, as Import-Csv gives it: all cells are text. Cells are replaced by those of $With; a null takes the column away.
function Get-Row([ValidateSet('QuickHelp', 'CloudCockpit', 'CustomerUser', 'Customer', 'User', 'SafeMobi')] [string] $Kind, [hashtable] $With = @{}) {
    $row = switch ($Kind) {
        'QuickHelp' { [ordered]@{ companyName = 'Contoso'; routeURL = 'contoso' } }
        'CloudCockpit' {
            [ordered]@{
                companyName = 'Contoso'; country = 'PT'; addressLine1 = 'Rua Augusta 1'; city = 'Lisboa'; state = 'Lisboa'; zip = '1100-048'
                firstName = 'Ana'; lastName = 'Silva'; email = 'ana@contoso.example'; phone = '+351 921 231 231'; internalIdentifier = 'ERP-1'
                providerCustomers = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":{"Domain":"contoso.example"}}}'
            }
        }
        'CustomerUser' { [ordered]@{ customer = 'contoso'; username = 'ana@contoso'; password = 'Sample-Passphrase-01'; applyFreeCredits = 'false' } }
        'Customer' { [ordered]@{ name = 'contoso' } }
        'User' {
            [ordered]@{
                username = 'ana'; password = 'Sample-Passphrase-02'; customerId = '0123456789abcdef01234567'
                email = 'ana@contoso.example'; phoneNumber = '+351 921'
            }
        }
        'SafeMobi' { [ordered]@{ ExternalId = 'crm-1'; Type = 'Basic'; AccountPlanId = '1'; Password = 'Sample-Passphrase-03' } }
    }

    foreach ($name in $With.Keys) {
        if ($null -eq $With[$name]) { $row.Remove($name) } else { $row[$name] = $With[$name] }
    }

    [pscustomobject] $row | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
}

# What every error of a row must have: its name, its category, words for a person, the row, and nothing that only a developer reads.
function Assert-RowError([object] $ErrorRecord, [string] $Id, [string] $Category, [string[]] $Says, [int] $Row = 1) {
    @($ErrorRecord).Count | Should -Be 1 -Because 'each row has one error'
    $ErrorRecord = @($ErrorRecord)[0]
    $ErrorRecord.FullyQualifiedErrorId | Should -BeLike "$Id,*"
    $ErrorRecord.CategoryInfo.Category | Should -Be $Category
    $ErrorRecord.Exception.GetType().Name | Should -Be 'VendorApiException'
    $ErrorRecord.Exception.Error | Should -Be $Id
    $ErrorRecord.TargetObject.RowNumber | Should -Be $Row
    $ErrorRecord.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    "$ErrorRecord" | Should -BeLike "Row $Row*"
    foreach ($text in $Says) {
        "$ErrorRecord" | Should -BeLike "*$text*"
    }

    Assert-NoStackTrace $ErrorRecord
}

# The one error of a query.
function Assert-QueryError([object] $ErrorRecord, [string] $Id, [string] $Category, [string[]] $Says) {
    @($ErrorRecord).Count | Should -Be 1
    $ErrorRecord[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    $ErrorRecord[0].CategoryInfo.Category | Should -Be $Category
    $ErrorRecord[0].Exception.Error | Should -Be $Id
    $ErrorRecord[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    foreach ($text in $Says) {
        "$($ErrorRecord[0])" | Should -BeLike "*$text*"
    }

    Assert-NoStackTrace $ErrorRecord[0]
}

# A cell that breaks a rule, between two good rows: it is named in the one error of its row, and stops nothing.
function Assert-CellRefused([string] $Kind, [string] $Command, [string] $Field, [string] $Value, [string] $Says) {
    function Get-RowNamed([string] $Name) {
        $names = @{}
        foreach ($key in 'companyName', 'routeURL', 'internalIdentifier', 'customer', 'name', 'username', 'ExternalId') {
            $names[$key] = $Name
        }

        Get-Row $Kind $names
    }

    $rows = @(
        Get-RowNamed first
        Get-Row $Kind @{ $Field = $Value }
        Get-RowNamed last
    )
    $created = @($rows | & $Command -ErrorVariable failed -ErrorAction SilentlyContinue)
    Assert-RowError $failed RuleViolation InvalidData $Says -Row 2
    $failed[0].ErrorDetails.RecommendedAction | Should -Be 'Correct the named fields and run the row again. Nothing was sent.'
    $failed[0].Exception.Delivery | Should -Be 'NotSent'
    $failed[0].Exception.FieldErrors.Count | Should -Be 1 -Because 'what could not be read is named once'
    $created.Count | Should -Be 2 -Because 'a bad row stops nothing'
    (Get-SandboxState).calls | Should -Be 2
}

# What a person sees of an error: no line of a stack trace, no .NET type name.
function Assert-NoStackTrace([object] $ErrorRecord) {
    "$ErrorRecord" | Should -Not -Match '(?m)^\s+at \w|System\.\w+Exception'
    $ErrorRecord | Out-String | Should -Not -Match '(?m)^\s+at [\w.]+\(|   at (System|Provisioning|Microsoft)\.|System\.\w+Exception:'
}

Export-ModuleMember -Function '*-*'
