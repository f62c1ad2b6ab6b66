# -WhatIf, -Confirm and -Force.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe '-WhatIf' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Shows what <Command> would send, and sends nothing' -ForEach @(
        @{ Command = 'New-QhCustomerAccount'; Kind = 'QuickHelp'; Shows = 'contoso at 127.0.0.1:*: POST http://127.0.0.1:*/quickhelp/v1/Account/Create {"companyName":"Contoso","routeURL":"contoso"}' }
        @{ Command = 'New-CcCustomer'; Kind = 'CloudCockpit'; Shows = 'ERP-1 at 127.0.0.1:*: POST http://127.0.0.1:*/cloudcockpit/v1/Customers {"companyName":"Contoso",*"internalIdentifier":"ERP-1","providerCustomers":{*}}' }
        @{ Command = 'New-ResellerCustomerUser'; Kind = 'CustomerUser'; Shows = 'contoso at 127.0.0.1:*: POST http://127.0.0.1:*/reseller/services/rest/customer-user/create {"username":"ana@contoso","customer":"contoso","applyFreeCredits":false}' }
        @{ Command = 'New-ResellerCustomer'; Kind = 'Customer'; Shows = 'contoso at 127.0.0.1:*: POST http://127.0.0.1:*/reseller/services/rest/customer/create {"name":"contoso"}' }
        @{ Command = 'New-ResellerUser'; Kind = 'User'; Shows = 'ana at 127.0.0.1:*: POST http://127.0.0.1:*/reseller/services/rest/user/create {"username":"ana","customerId":"0123456789abcdef01234567","email":"ana@contoso.example","phoneNumber":"+351 921"}' }
        @{ Command = 'New-SafeMobiAccount'; Kind = 'SafeMobi'; Shows = 'crm-1 at 127.0.0.1:*: PUT http://127.0.0.1:*/safemobi/accounts {"ExternalId":"crm-1","Type":"Basic","AccountPlanId":1}' }
    ) {
        $shown = Get-HostText { Get-Row $Kind | & $Command -WhatIf }
        $shown -replace '\r?\n' | Should -BeLike "*What if: Performing the operation ""Create"" on target ""$($Shows.Replace('[', '`['))"".*"
        $shown | Should -Not -BeLike '*Sample-Passphrase*'
        $shown | Should -Not -BeLike '*reseller-secret*'
        (Get-SandboxState).calls | Should -Be 0
        (Get-SandboxState).tokensIssued | Should -Be 0
        Get-ChildItem -Path "$env:PROVISIONING_JOURNAL*" | Should -BeNullOrEmpty
    }

    It 'Shows the path that was asked for' {
        Get-HostText { Get-Row Customer | New-ResellerCustomer -RequestPath 'services/rest/other' -WhatIf } | Should -BeLike '*/reseller/services/rest/other *'
    }

    It 'Checks every row, and gives no object' {
        $rows = @(
            Get-Row QuickHelp
            Get-Row QuickHelp @{ licenses = 'ten' }
            Get-Row QuickHelp @{ companyName = '' }
        )
        $created = $rows | New-QhCustomerAccount -WhatIf -ErrorVariable failed -ErrorAction SilentlyContinue
        $created | Should -BeNullOrEmpty
        $failed.TargetObject.RowNumber | Should -Be 2, 3
        $failed.FullyQualifiedErrorId | ForEach-Object { $_ | Should -BeLike 'RuleViolation,*' }
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Is meant by $WhatIfPreference as well' {
        & {
            $WhatIfPreference = $true
            $null = $WhatIfPreference
            Get-Row QuickHelp | New-QhCustomerAccount
        } | Should -BeNullOrEmpty
        (Get-SandboxState).calls | Should -Be 0
    }
}

Describe '-Confirm and -Force' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Creates without asking where -Confirm:$false is given' {
        (Get-Row QuickHelp | New-QhCustomerAccount -Confirm:$false).CompanyName | Should -Be 'Contoso'
    }

    It 'Says that it cannot ask, and sends nothing, where it is told to ask and nobody is there' {
        $output = Invoke-FreshProcess @'
            Import-Module $env:TEST_MODULE
            Connect-QhService -SubscriptionKey key -BaseUri "${env:TEST_ADDRESS}quickhelp/"
            [pscustomobject]@{ companyName = 'Contoso' } | New-QhCustomerAccount -Confirm
            [pscustomobject]@{ companyName = 'Contoso' } | New-QhCustomerAccount | ForEach-Object Outcome
'@ @{ TEST_MODULE = Get-TestModulePath; TEST_ADDRESS = Get-SandboxAddress }
        $output | Should -BeLike '*NonInteractive*'
        $output | Should -BeLike '*Created*'
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Never asks when a mandatory parameter is missing and nobody is there' {
        $output = Invoke-FreshProcess 'Import-Module $env:TEST_MODULE; Connect-QhService; "went on"' @{ TEST_MODULE = Get-TestModulePath }
        $output | Should -BeLike '*missing mandatory parameters: SubscriptionKey*'
        $output | Should -BeLike '*went on*'
    }

    It 'Sends what is confirmed again only with -Force' {
        $first = Get-Row QuickHelp | New-QhCustomerAccount
        $second = Get-Row QuickHelp | New-QhCustomerAccount -WarningAction SilentlyContinue
        "$($second.Outcome)" | Should -Be 'Replayed'
        $second.Attempts | Should -Be 0
        $second.CustomerId | Should -Be $first.CustomerId
        $second.CorrelationId | Should -Be $first.CorrelationId
        (Get-SandboxState).calls | Should -Be 1

        $third = Get-Row QuickHelp | New-QhCustomerAccount -Force
        "$($third.Outcome)" | Should -Be 'Created'
        $third.CustomerId | Should -Not -Be $first.CustomerId
        (Get-SandboxState).calls | Should -Be 2
    }

    It 'Gives a customer that is forced a second time an id of its own' {
        $first = Get-Row CloudCockpit | New-CcCustomer
        $second = Get-Row CloudCockpit | New-CcCustomer -Force
        $second.Id | Should -Not -Be $first.Id
        (Get-SandboxState).created | Should -Be 2
    }
}
