BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Disconnect-ProvisioningConnection' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Forgets connections by name, wildcard and pipeline' {
        Disconnect-ProvisioningConnection QuickHelp
        (Get-ProvisioningConnection).Name | Should -Be 'CloudCockpit', 'Reseller', 'SafeMobi'
        Disconnect-ProvisioningConnection *Cock*
        (Get-ProvisioningConnection).Name | Should -Be 'Reseller', 'SafeMobi'
        Disconnect-ProvisioningConnection Reseller -WhatIf
        (Get-ProvisioningConnection).Name | Should -Be 'Reseller', 'SafeMobi'
        Get-ProvisioningConnection | Disconnect-ProvisioningConnection
        Get-ProvisioningConnection | Should -BeNullOrEmpty
        { Get-Row QuickHelp | New-QhCustomerAccount } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'Says so where there is none of that name' {
        Disconnect-ProvisioningConnection nobody -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
