BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Get-ProvisioningConnection' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
    }

    It 'Lists the connections, which were made without a call' {
        $connections = @(Get-ProvisioningConnection)
        $connections.Name | Should -Be 'QuickHelp', 'CloudCockpit', 'Reseller', 'SafeMobi'
        $connections[0].BaseUri | Should -Be "${address}quickhelp/"
        $connections[1].Account | Should -Be 'contoso.example'
        $connections[2].Account | Should -Be 'harborline'
        $connections[3].TimeoutSec | Should -Be 20
        (Get-SandboxState).calls | Should -Be 0
        (Get-SandboxState).tokensIssued | Should -Be 0
    }

    It 'Marks the default of each vendor, in the view too' {
        Connect-ResellerService two word -BaseUri "${address}reseller/" -Name Two 6>$null
        (Get-ProvisioningConnection | Where-Object IsDefault).Name | Should -Be 'QuickHelp', 'CloudCockpit', 'SafeMobi', 'Two'
        $lines = (Get-ProvisioningConnection | Format-Table | Out-String -Width 200) -split '\r?\n'
        $lines -match '^Reseller ' | Should -Not -Match ' yes '
        $lines -match '^Two ' | Should -Match ' yes '
        Disconnect-ProvisioningConnection Two 6>$null
        (Get-ProvisioningConnection Reseller).IsDefault | Should -BeTrue
    }

    It 'Says so where there is none of that name' {
        Get-ProvisioningConnection nobody -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Get-ProvisioningConnection no* | Should -BeNullOrEmpty
    }
}
