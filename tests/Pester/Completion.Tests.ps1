# What Tab offers.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Completion' {
    BeforeAll {
        function Get-Completion([string] $Line) {
            (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
        }
    }

    BeforeEach {
        Initialize-Sandbox
    }

    It 'Offers the names of connections, quoted where they need it' {
        Connect-QhService -SubscriptionKey key -Name "Ana's second"
        (Get-Completion 'New-QhCustomerAccount -Connection ').ListItemText | Should -Be 'QuickHelp', "Ana's second"
        (Get-Completion 'New-QhCustomerAccount -Connection Ana').CompletionText | Should -Be "'Ana''s second'"
        (Get-Completion 'Get-ProvisioningConnection Re').CompletionText | Should -Be 'Reseller'
        (Get-Completion 'Disconnect-ProvisioningConnection -Name Safe').ToolTip | Should -BeLike 'SafeMobi at 127.0.0.1:*'
    }

    It 'Offers for <Line> only connections to its vendor' -ForEach @(
        @{ Line = 'New-QhCustomerAccount -Connection '; Values = 'QuickHelp' }
        @{ Line = 'New-CcCustomer -Connection '; Values = 'CloudCockpit' }
        @{ Line = 'New-ResellerUser -Connection '; Values = 'Reseller', 'East' }
        @{ Line = 'Provisioning\New-SafeMobiAccount -Connection '; Values = 'SafeMobi' }
        @{ Line = 'newcust -Connection '; Values = 'Reseller', 'East' }
        @{ Line = 'New-CcCustomer -Connection Q'; Values = @() }
    ) {
        Connect-ResellerService east word -BaseUri "$(Get-SandboxAddress)reseller/" -Name East
        Set-Alias -Name newcust -Value New-ResellerCustomer -Scope Global
        try {
            @(Get-Completion $Line | Where-Object ResultType -EQ 'ParameterValue').ListItemText | Should -Be $Values
        }
        finally {
            Remove-Item -LiteralPath Alias:newcust
        }
    }

    It 'Offers all connections for <_>' -ForEach @(
        'Get-ProvisioningConnection ', 'Select-ProvisioningConnection ', 'Test-ProvisioningConnection ', 'Disconnect-ProvisioningConnection '
    ) {
        $offered = @(Get-Completion $_)
        $offered.ListItemText | Should -Be 'QuickHelp', 'CloudCockpit', 'Reseller', 'SafeMobi'
        $offered[0].ToolTip | Should -BeLike 'QuickHelp at 127.0.0.1:* (default)'
    }

    It 'Offers <Values> for <Line>' -ForEach @(
        @{ Line = 'New-QhCustomerAccount -AccountType Cu'; Values = @('CustomerAccount'); ToolTip = '*CustomerAccount*' }
        @{ Line = 'New-QhCustomerAccount -ContractStatus '; Values = @('Signed', 'Unsigned'); ToolTip = '*Signed*' }
        @{ Line = 'New-ResellerCustomer -RotationAlgorithm '; Values = @('Conversation', 'MaxRotation'); ToolTip = '*Conversation*' }
        @{ Line = 'New-ResellerCustomer -BillingType p'; Values = @('PrePaid', 'PostPaid'); ToolTip = '*P*' }
        @{ Line = 'New-SafeMobiAccount -Type '; Values = @('Basic', 'Premium'); ToolTip = '*Basic*' }
        @{ Line = 'New-CcCustomer -Country PT'; Values = @('PT'); ToolTip = 'Portugal' }
        @{ Line = 'New-CcCustomer -Country portu'; Values = @('PT'); ToolTip = 'Portugal' }
        @{ Line = 'Import-ProvisioningCsv x.csv -For New-Q'; Values = @('New-QhCustomerAccount'); ToolTip = '*QuickHelp*' }
        @{ Line = 'ConvertTo-ProvisioningRow -For New-ResellerC'; Values = @('New-ResellerCustomer', 'New-ResellerCustomerUser'); ToolTip = '*Reseller*' }
        @{ Line = 'New-ProvisioningTemplate New-Cc'; Values = @('New-CcCustomer'); ToolTip = '*CloudCockpit*' }
        @{ Line = 'Get-ProvisioningColumn Set-'; Values = @('Set-CcCustomer', 'Set-SafeMobiAccount'); ToolTip = '*' }
        @{ Line = 'Import-ProvisioningCsv x.csv -Encoding windows-1252'; Values = @('windows-1252'); ToolTip = '*' }
        @{ Line = 'Get-ProvisioningOperation -Vendor q'; Values = @('QuickHelp'); ToolTip = '*' }
        @{ Line = 'Get-ProvisioningOperation -Vendor '; Values = @('QuickHelp', 'CloudCockpit', 'Reseller', 'SafeMobi'); ToolTip = '*' }
        @{
            Line = 'Get-ProvisioningOperation -State '
            Values = @('Sending', 'Confirmed', 'Rejected', 'NotSent', 'InDoubt', 'Removed', 'Undone')
            ToolTip = '*'
        }
    ) {
        $offered = @(Get-Completion $Line)
        $offered.CompletionText | Sort-Object | Should -Be ($Values | Sort-Object)
        $offered[0].ToolTip | Should -BeLike $ToolTip
    }

    It 'Offers all ten kinds of account' {
        @(Get-Completion 'New-QhCustomerAccount -AccountType ').Count | Should -Be 10
    }

    It 'Offers the journal in use, then files' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount
        @((Get-Completion 'Get-ProvisioningOperation -Journal ').ListItemText)[0] | Should -Be $env:PROVISIONING_JOURNAL
        $folder = Split-Path -Path $env:PROVISIONING_JOURNAL
        $beside = Join-Path $folder 'beside.db'
        Set-Content -LiteralPath $beside -Value ''
        (Get-Completion "Get-ProvisioningOperation -Journal $(Join-Path $folder 'besi')").CompletionText | Should -Contain $beside
    }

    It 'Offers the keys of the journal' {
        $null = 'contoso', 'contrast', 'fabrikam', 'two words' | ForEach-Object { Get-Row QuickHelp @{ routeURL = $_ } } |
            New-QhCustomerAccount
        (Get-Completion 'Get-ProvisioningOperation -Key cont').CompletionText | Sort-Object | Should -Be 'contoso', 'contrast'
        (Get-Completion 'Get-ProvisioningOperation two').CompletionText | Should -Be "'two words'"
        (Get-Completion 'Get-ProvisioningOperation -Key ').Count | Should -Be 4
    }

    It 'Offers the runs of the journal' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount
        $null = Get-Row SafeMobi | New-SafeMobiAccount
        $runs = (Get-ProvisioningRun).Run.ForEach('ToString', 'N')
        foreach ($line in 'Get-ProvisioningRun ', 'Get-ProvisioningOperation -Run ', 'Export-ProvisioningReport -Run ') {
            (Get-Completion $line).CompletionText | Should -Be $runs
        }

        (Get-Completion "Get-ProvisioningRun $($runs[1].Substring(0, 6))").CompletionText | Should -Be $runs[1]
        (Get-Completion 'Get-ProvisioningRun ')[0].ToolTip | Should -BeLike 'New-SafeMobiAccount at SafeMobi, *, 1 rows'
    }

    It 'Offers the keys of the journal that the line names' {
        $other = Join-Path $TestDrive "$([guid]::NewGuid()).db"
        $null = Get-Row QuickHelp @{ routeURL = 'elsewhere' } | New-QhCustomerAccount -Journal $other
        (Get-Completion "Get-ProvisioningOperation -Journal '$other' -Key ").CompletionText | Should -Be 'elsewhere'
    }

    It 'Takes a relative path from where the user is' {
        $other = "$([guid]::NewGuid()).db"
        Push-Location -LiteralPath $TestDrive
        try {
            $null = Get-Row QuickHelp @{ routeURL = 'nearby' } | New-QhCustomerAccount -Journal $other
            (Get-Completion "Get-ProvisioningOperation -Journal ./$other -Key ").CompletionText | Should -Be 'nearby'
        }
        finally {
            Pop-Location
        }
    }

    It 'Says nothing, rather than failing, of a journal that is none' {
        Set-Content -LiteralPath $env:PROVISIONING_JOURNAL -Value ('garbage ' * 1000)
        Get-Completion 'Get-ProvisioningOperation -Key x' | Where-Object ResultType -EQ 'ParameterValue' |
            Where-Object ToolTip -Match 'Confirmed' | Should -BeNullOrEmpty
        Get-Content -LiteralPath $env:PROVISIONING_JOURNAL -Raw | Should -BeLike 'garbage *'
    }
}
