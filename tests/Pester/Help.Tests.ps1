# The help, as Get-Help shows it from the built module; and every example of it, run against the sandbox as it stands.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Import-Module (Get-TestModulePath) -Global

    function Get-CmdletCase {
        foreach ($command in Get-Command -Module Provisioning) {
            @{ Name = $command.Name; Examples = @((Get-Help $command.Name).examples.example) }
        }
    }

    function Get-ParameterCase {
        foreach ($command in Get-Command -Module Provisioning) {
            foreach ($parameter in $command.Parameters.Keys -notmatch "^($([System.Management.Automation.Cmdlet]::CommonParameters -join '|'))$") {
                @{ Name = $command.Name; Parameter = $parameter }
            }
        }
    }

    function Get-ExampleCase {
        foreach ($cmdlet in Get-CmdletCase) {
            foreach ($example in $cmdlet.Examples) {
                @{ Name = $cmdlet.Name; Title = $example.title.Trim('- '); Code = $example.code }
            }
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $address = (Get-SandboxAddress).TrimEnd('/')

    # What the examples take their secrets from, as about_Provisioning says.
    $secrets = 'QH_SUBSCRIPTION_KEY', 'QH_API_KEY', 'CC_CLIENT_SECRET', 'CC_ACCESS_TOKEN', 'RESELLER_PASSWORD', 'SAFEMOBI_TOKEN',
        'SAFEMOBI_API_KEY', 'NEW_USER_PASSWORD'
    foreach ($name in $secrets) {
        Set-Item -LiteralPath "Env:$name" -Value 'sample'
    }

    # A session with the module and one connection to each vendor, as about_Provisioning makes them, where nobody answers a prompt.
    function Invoke-InNewSession([string] $Script) {
        $start = [initialsessionstate]::CreateDefault2()
        $start.ImportPSModule((Get-TestModulePath))
        $shell = [powershell]::Create($start)
        try {
            $folder = New-Item -ItemType Directory -Path (Join-Path (Get-PSDrive TestDrive).Root ([guid]::NewGuid()))
            $preamble = @'
param($Address, $Folder)
Set-Location -LiteralPath $Folder
Connect-QhService -BaseUri "$Address/quickhelp/" -SubscriptionKey $env:QH_SUBSCRIPTION_KEY
Connect-CcService contoso.example -AccessToken $env:CC_ACCESS_TOKEN -BaseUri "$Address/cloudcockpit/"
Connect-ResellerService harborline $env:RESELLER_PASSWORD -BaseUri "$Address/reseller/"
Connect-SafeMobiService $env:SAFEMOBI_TOKEN -AccountName main -BaseUri "$Address/safemobi/"
'@
            $null = $shell.AddScript($preamble).AddArgument($address).AddArgument($folder.FullName).Invoke()
            $shell.Commands.Clear()
            $output = $shell.AddScript($Script).Invoke()
            [pscustomobject]@{ Output = @($output); Errors = @($shell.Streams.Error) }
        }
        finally {
            $shell.Dispose()
        }
    }
}

AfterAll {
    foreach ($name in $secrets) {
        Remove-Item -LiteralPath "Env:$name"
    }

    Close-Sandbox
}

Describe 'Help of <Name>' -ForEach @(Get-CmdletCase) {
    It 'Has every section' {
        $help = Get-Help $Name -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -BeLike "*$Name*``[*" -Because 'that is what PowerShell makes up where it finds no help'
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.alertSet.alert.Text | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue | Should -Not -BeNullOrEmpty
        $help.relatedLinks.navigationLink.linkText | Should -Not -BeNullOrEmpty
        @($help.syntax.syntaxItem).Count | Should -Be @((Get-Command $Name).ParameterSets).Count
    }

    It 'Shows in each view' {
        Get-Help $Name | Out-String | Should -Match 'SYNOPSIS'
        Get-Help $Name -Examples | Out-String | Should -Match 'Example 3'
        Get-Help $Name -Detailed | Out-String | Should -Match 'PARAMETERS'
        Get-Help $Name -Full | Out-String | Should -Match '(?s)PARAMETERS.*OUTPUTS.*NOTES.*Example 3.*RELATED LINKS'
    }

    # There is no site with the help: an offer of -Online would be one that fails.
    It 'Does not offer -Online' {
        (Get-Command $Name).HelpUri | Should -BeNullOrEmpty
        Get-Help $Name | Out-String | Should -Not -Match '(?i)-Online|online help'
        Get-Help $Name -Full | Out-String | Should -Not -Match '(?i)-Online|online help'
        Get-Help $Name | Out-String | Should -Match '(?s)RELATED LINKS\s+\S+\r?\n\s+\S+'
    }

    It 'Has at least three examples' {
        $Examples.Count | Should -BeGreaterOrEqual 3
    }

    It 'Names the default of each parameter that has one' {
        $instance = [System.Activator]::CreateInstance((Get-Command $Name).ImplementingType)
        foreach ($parameter in (Get-Help $Name -Parameter *).name) {
            $property = $instance.GetType().GetProperty($parameter)
            $value = if ($property) { $property.GetValue($instance) }
            if ($value -is [int]) {
                (Get-Help $Name -Parameter $parameter).defaultValue | Should -Be "$value" -Because $parameter
            }
            elseif ($null -ne $value -and $value -isnot [switch]) {
                (Get-Help $Name -Parameter $parameter).defaultValue | Should -Not -Be 'None' -Because $parameter
            }
        }
    }
}

Describe 'Help of parameters' {
    It '<Name> -<Parameter>' -ForEach @(Get-ParameterCase) {
        $help = Get-Help $Name -Parameter $Parameter
        $help.name | Should -Be $Parameter
        $help.description.Text | Should -Not -BeNullOrEmpty
        $actual = (Get-Command $Name).Parameters[$Parameter]
        if ($help.required -ne 'true') {
            $help.description.Text | Should -Not -BeLike '*Required.*' -Because 'PowerShell says beside it that it is not'
        }

        $help.required | Should -Be "$(-not ($actual.ParameterSets.Values | Where-Object { -not $_.IsMandatory }))"
        $help.pipelineInput -like '*ByPropertyName*' |
            Should -Be ([bool]($actual.ParameterSets.Values | Where-Object ValueFromPipelineByPropertyName))
    }
}

Describe 'Help topic <_>' -ForEach 'about_Provisioning', 'about_Provisioning_Journal', 'about_Provisioning_Runbooks', 'about_Provisioning_CSV' {
    It 'Is found and names the others' {
        $text = Get-Help $_ | Out-String
        $text | Should -Match "(?s)TOPIC\s+$_\s.*SHORT DESCRIPTION.*LONG DESCRIPTION.*SEE ALSO"
    }

    It 'Names no cmdlet that does not exist' {
        $cmdlet = '\b(New|Connect|ConvertTo|Get|Import|Resolve|Remove|Disconnect|Select|Test)-(Qh|Cc|Reseller|SafeMobi|Provisioning)\w+'
        $named = [regex]::Matches((Get-Help $_ | Out-String), $cmdlet) | ForEach-Object Value | Sort-Object -Unique
        $named | Should -Not -BeNullOrEmpty
        $named | ForEach-Object { Get-Command $_ -Module Provisioning | Should -Not -BeNullOrEmpty -Because $_ }
    }
}

Describe 'Help wherever the module comes from' {
    It 'Is there after Import-Module -Force, after a re-import and in another culture' {
        $script = @'
Import-Module $env:HELP_TEST_MODULE
Import-Module $env:HELP_TEST_MODULE -Force
(Get-Help New-CcCustomer).Synopsis
Remove-Module Provisioning
Import-Module $env:HELP_TEST_MODULE
(Get-Help New-CcCustomer).Synopsis
[cultureinfo]::CurrentUICulture = 'pt-PT'
(Get-Help New-CcCustomer).Synopsis
(Get-Help about_Provisioning_Journal | Out-String).Trim().Split("`n")[0]
'@
        $lines = (Invoke-FreshProcess $script @{ HELP_TEST_MODULE = Get-TestModulePath }) -split '\r?\n'
        $lines |
            Should -Be @('Creates CloudCockpit customers.', 'Creates CloudCockpit customers.', 'Creates CloudCockpit customers.', 'TOPIC')
    }
}

Describe 'Examples' {
    BeforeEach {
        Initialize-Sandbox

        # A journal with something to look at: one customer in doubt, one refused, one confirmed. The sandbox forgets them.
        # They are the account's whose keys the examples have.
        Connect-QhService -BaseUri "$address/quickhelp/" -SubscriptionKey $env:QH_SUBSCRIPTION_KEY
        Enable-Fault -Next 'resetAfter'
        New-QhCustomerAccount -CompanyName 'Bergquelle AG' -RouteUrl bergquelle -ErrorAction SilentlyContinue
        $null = New-QhCustomerAccount -CompanyName 'Maple & Main Credit Union' -RouteUrl maple-main
        $null = New-ResellerCustomer -Name AlpineTours -NoJournal
        New-ResellerCustomer -Name AlpineTours -ErrorAction SilentlyContinue
        $null = Invoke-RestMethod -Method Post -Uri "$address/_sandbox/reset"
    }

    It '<Name>: <Title>' -ForEach @(Get-ExampleCase) {
        $result = Invoke-InNewSession $Code.Replace('http://127.0.0.1:5080', $address)
        $result.Errors | ForEach-Object { "$_" } | Should -BeNullOrEmpty
        if ($Name -like 'New-*' -and $Name -ne 'New-ProvisioningTemplate') {
            $created = (Get-SandboxState).vendors.PSObject.Properties.Value | Measure-Object -Property created -Sum
            $isHarmless = $Code -like '*-WhatIf*' -or ($Code -like '*-Plan*' -and $Code -notlike '*-ApprovedPlan*')
            $created.Sum -gt 0 | Should -Be (-not $isHarmless) -Because 'an example creates something, unless it is about -WhatIf or -Plan'
        }
        elseif ($Name -like 'Get-*') {
            $result.Output | Should -Not -BeNullOrEmpty -Because 'an example finds something'
        }
    }
}
