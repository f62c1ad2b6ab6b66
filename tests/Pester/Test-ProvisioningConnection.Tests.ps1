BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Test-ProvisioningConnection' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
    }

    It 'Tests the default of each vendor by a call that changes nothing' {
        $found = @(Test-ProvisioningConnection)
        $found.Name | Should -Be 'QuickHelp', 'CloudCockpit', 'Reseller', 'SafeMobi'
        $found.Outcome | Should -Be 'NotTested', 'Works', 'Works', 'Works'
        $found.Account | Should -Be $null, 'contoso.example', 'harborline', 'mobi'
        ($found | Where-Object Outcome -EQ 'Works').Duration | ForEach-Object { $_ | Should -BeGreaterThan ([timespan]::Zero) }
        $state = Get-SandboxState
        $state.created | Should -Be 0
        $state.calls | Should -Be 0 -Because 'only calls that create something are counted'
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Says plainly that a vendor has no such call' {
        $found = Test-ProvisioningConnection QuickHelp
        $found.Message | Should -BeLike 'QuickHelp documents no call that changes nothing, so no call was made.*'
        $found.Duration | Should -BeNullOrEmpty
    }

    It 'Tells what is wrong without an error of its own: <Name>' -ForEach @(
        @{ Name = 'a refused token'; Connect = { param($Uri) Connect-SafeMobiService wrong-token -AccountName x -BaseUri $Uri }; Path = 'safemobi/' }
        @{ Name = 'a refused password'; Connect = { param($Uri) Connect-ResellerService one wrong-word -BaseUri $Uri }; Path = 'reseller/' }
        @{ Name = 'an unknown reseller'; Connect = { param($Uri) Connect-ResellerService unknown word -BaseUri $Uri }; Path = 'reseller/' }
        @{
            Name = 'a refused client secret'; Path = 'cloudcockpit/'
            Connect = {
                param($Uri)
                Connect-CcService contoso.example -ClientId client -ClientSecret wrong -TokenUri "${Uri}oauth2/v2.0/token" -BaseUri $Uri
            }
        }
    ) {
        $connection = & $Connect "$address$Path" 6>$null
        $null = $connection
        $found = Test-ProvisioningConnection (Get-ProvisioningConnection)[-1] -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        "$($found.Outcome) $($found.Error)" | Should -Be 'Fails CredentialsRefused'
        $found.Message | Should -Not -BeNullOrEmpty
        $found | Format-List | Out-String -Width 500 | Should -Not -Match 'wrong-|client-secret'
    }

    It 'Makes one call, and tells at once that nobody answers' {
        Connect-SafeMobiService mobi-token -AccountName x -BaseUri http://127.0.0.1:1/ -MaximumRetryCount 50 6>$null
        $found = Test-ProvisioningConnection SafeMobi -WarningVariable warnings
        "$($found.Outcome) $($found.Error)" | Should -Be 'Fails Unanswered'
        $found.Message | Should -BeLike '*was not sent*'
        $warnings | Should -BeNullOrEmpty
    }

    It 'Leaves the connection as it was' {
        $null = Test-ProvisioningConnection
        (Get-ProvisioningConnection | Where-Object IsClosed) | Should -BeNullOrEmpty
        (Get-Row SafeMobi | New-SafeMobiAccount).Outcome | Should -Be 'Created'
    }

    It 'Takes names and objects from the pipeline' {
        ('Reseller', 'safemobi' | Test-ProvisioningConnection).Name | Should -Be 'Reseller', 'SafeMobi'
        (Get-ProvisioningConnection Cloud* | Test-ProvisioningConnection).Outcome | Should -Be 'Works'
    }

    It 'Refuses a connection that was closed, and goes on with the next' {
        $connections = @(Get-ProvisioningConnection Reseller, SafeMobi)
        Disconnect-ProvisioningConnection Reseller
        ($connections | Test-ProvisioningConnection -ErrorVariable failed -ErrorAction SilentlyContinue).Name | Should -Be 'SafeMobi'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionClosed,*'
    }

    It 'Shows its call with -Debug, masked' {
        $shown = Test-ProvisioningConnection Reseller -Debug 5>&1 | Out-String -Width 500
        $shown | Should -BeLike '*> POST *services/rest/admin/balance*reseller=harborline*'
        $shown | Should -Not -BeLike '*reseller-secret*'
    }
}
