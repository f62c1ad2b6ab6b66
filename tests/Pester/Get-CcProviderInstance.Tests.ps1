BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Get-CcProviderInstance' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Gets the provider instances with their types of offer and countries' {
        $instances = @(Get-CcProviderInstance)
        $instances.Alias | Should -Be 'Microsoft', 'Adobe', 'Backup'
        @($instances[0].PSObject.Properties.Name)[0] | Should -BeExactly 'Id'
        $instances[0].Id | Should -BeOfType guid
        $instances[0].Id | Should -Be 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'
        $instances[0].InstanceProviderId | Should -Be '1f0a3c52-8f7d-4a51-9b63-0d2f6a1c4e01'
        $instances[0].OfferTypes | Should -Be 'license', 'azure', 'softwareSubscription'
        $instances[0].SupportedCountries | Should -Be 'DE', 'ES', 'FR', 'PT', 'US'
        ($instances | Where-Object SupportedCountries -Contains US).Alias | Should -Be 'Microsoft'
    }

    It 'Asks for all of them in one call' {
        $sent = Get-SentRequest { Get-CcProviderInstance -Debug }
        $sent.Method | Should -Be 'GET'
        $sent.Uri | Should -Be "$(Get-SandboxAddress)cloudcockpit/v1/Providers/Instances?pageNumber=1&pageSize=500"
        $sent.Whole | Should -BeLike '*X-Tenant: contoso.example*'
    }

    It 'Takes -First, -Skip and -IncludeTotalCount' {
        (Get-CcProviderInstance -First 1).Alias | Should -Be 'Microsoft'
        (Get-CcProviderInstance -Skip 1 -First 1).Alias | Should -Be 'Adobe'
        $counted = @(Get-CcProviderInstance -Skip 2 -IncludeTotalCount)
        $counted[0] | Should -Be 3
        $counted[1].Alias | Should -Be 'Backup'
    }

    It 'Has the ids that New-CcCustomer takes as keys' {
        $instance = Get-CcProviderInstance | Where-Object Alias -EQ Backup
        $row = Get-Row CloudCockpit
        $row.providerCustomers = @{ "$($instance.Id)" = @{ providerCustomerData = @{ Domain = 'contoso.example' } } }
        $created = $row | New-CcCustomer
        ($created | Get-CcCustomer).Providers[0].ProviderInstanceId | Should -Be $instance.Id
    }

    It 'Reports a query that was not answered, and makes no journal' {
        Enable-Fault html @{ reads = $true }
        Get-CcProviderInstance -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'Unanswered,*'
        Assert-NoStackTrace $failed[0]
        Get-ChildItem -Path "$env:PROVISIONING_JOURNAL*" | Should -BeNullOrEmpty
    }
}
