BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:instance = 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'
}

AfterAll {
    Close-Sandbox
}

Describe 'New-CcCustomer' {
    BeforeEach {
        Initialize-Sandbox
    }

    It "Sends every column of a CSV with the document's names" {
        $row = @'
id,companyName,taxId,country,addressLine1,addressLine2,city,state,zip,firstName,middleName,lastName,email,phone,internalIdentifier,resellerId,providerCustomers,customerAssociations
84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3,"Contoso, Lda.",PT500000000,pt,Rua Augusta 1,2.,Lisboa,Lisboa,1100-048,Ana,M.,Silva,ana@contoso.example,+351 921 231 231,ERP-1,5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70,"{""cb3cd15b-1d6e-45be-b493-c71549cbfd87"":{""providerCustomerData"":{""Domain"":""contoso.example"",""AcceptedMCA"":true},""margin"":{""marginRule"":{""name"":""markup""},""value"":10.6}}}","[{""resellerId"":""5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70"",""name"":""Reseller""}]"
'@ | ConvertFrom-Csv
        $sent = Get-SentRequest { $row | New-CcCustomer -Debug }
        $sent.Method | Should -Be 'POST'
        $sent.Uri | Should -Be "$(Get-SandboxAddress)cloudcockpit/v1/Customers"
        $sent.Whole | Should -BeLike '*Authorization: `*`*`**'
        $sent.Whole | Should -BeLike '*X-Tenant: contoso.example*'
        $sent.Whole | Should -Match 'X-Correlation-Id: [0-9a-f-]{36}'
        $sent.Text | Should -BeExactly ('{"id":"84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3","companyName":"Contoso, Lda.","taxId":"PT500000000","country":"PT","addressLine1":"Rua Augusta 1","addressLine2":"2.",' +
            '"city":"Lisboa","state":"Lisboa","zip":"1100-048","firstName":"Ana","middleName":"M.","lastName":"Silva","email":"ana@contoso.example","phone":"+351 921 231 231","internalIdentifier":"ERP-1",' +
            '"resellerId":"5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70","providerCustomers":{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerInstanceId":"cb3cd15b-1d6e-45be-b493-c71549cbfd87",' +
            '"providerCustomerData":"{\"Domain\":\"contoso.example\",\"AcceptedMCA\":true}","margin":{"marginRule":{"name":"markup"},"value":10.6}}},' +
            '"customerAssociations":[{"resellerId":"5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70","name":"Reseller"}]}')
    }

    It 'Gives the id first, then the fields, then how it came to be' {
        $created = Get-Row CloudCockpit | New-CcCustomer
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'Id'
        $names[-3..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId'
        $created.Id | Should -BeOfType guid
        "$($created.Outcome)" | Should -Be 'Created'
        $item = (Get-SandboxState cloudcockpit).items[0]
        $item.id | Should -Be $created.Id
        $item.key | Should -Be 'ERP-1'
        $item.correlationId | Should -Be $created.CorrelationId
    }

    It 'Chooses an id itself where the row has none' {
        (Get-SentRequest { Get-Row CloudCockpit | New-CcCustomer -Debug }).Body.id | Should -Match '^[0-9a-f-]{36}$'
    }

    It 'Sends provider customers given as <Form> as the wire wants them' -ForEach @(
        @{ Form = 'a hashtable'; Given = @{ 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{ providerCustomerData = @{ Domain = 'contoso.example' }; margin = @{ value = 10.6 } } } }
        @{ Form = 'an object'; Given = [pscustomobject]@{ 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = [pscustomobject]@{ ProviderCustomerData = [pscustomobject]@{ Domain = 'contoso.example' }; Margin = [pscustomobject]@{ value = 10.6 } } } }
        @{ Form = 'JSON'; Given = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":{"Domain":"contoso.example"},"margin":{"value":10.6}}}' }
        @{ Form = 'JSON with the data as text'; Given = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":"{\"Domain\":\"contoso.example\"}","margin":{"value":10.6}}}' }
    ) {
        $row = Get-Row CloudCockpit
        $row.providerCustomers = $Given
        $sent = Get-SentRequest { $row | New-CcCustomer -Debug }
        $sent.Body.providerCustomers.$instance.providerInstanceId | Should -Be $instance
        $sent.Body.providerCustomers.$instance.providerCustomerData | Should -BeExactly '{"Domain":"contoso.example"}'
        $sent.Body.providerCustomers.$instance.margin.value | Should -Be 10.6
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Sends a date inside a nested object in ISO 8601, whatever the culture' {
        $row = Get-Row CloudCockpit
        $row.providerCustomers = @{ $instance = @{ providerCustomerData = @{ AgreementDate = [datetime]::new(2026, 9, 1, 0, 0, 0, [System.DateTimeKind]::Utc) } } }
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'ar-SA'
            $sent = Get-SentRequest { $row | New-CcCustomer -Debug }
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }

        $sent.Body.providerCustomers.$instance.providerCustomerData | Should -BeExactly '{"AgreementDate":"2026-09-01T00:00:00Z"}'
    }

    It 'Takes a country in any case' {
        (Get-Row CloudCockpit @{ country = 'de' } | New-CcCustomer).Country | Should -BeExactly 'DE'
    }

    It 'Accepts a company name of 255 characters' {
        (Get-Row CloudCockpit @{ companyName = 'x' * 255 } | New-CcCustomer).CompanyName.Length | Should -Be 255
    }

    It 'Binds by property name into the next cmdlet' {
        $accounts = @(Get-Row CloudCockpit | New-CcCustomer | New-QhCustomerAccount)
        $accounts.Count | Should -Be 1
        $accounts[0].CompanyName | Should -Be 'Contoso'
        $state = Get-SandboxState
        $state.vendors.cloudcockpit.created | Should -Be 1
        $state.vendors.quickhelp.created | Should -Be 1
    }

    It 'Renews a token that has expired, once, and goes on' {
        $null = Get-Row CloudCockpit | New-CcCustomer
        $null = Invoke-RestMethod -Method Post -Uri "$(Get-SandboxAddress)_sandbox/faults" -Body '{"expireTokens":true}' -ContentType 'application/json'
        $rows = 2..9 | ForEach-Object { Get-Row CloudCockpit @{ internalIdentifier = "ERP-$_" } }
        @($rows | New-CcCustomer -ThrottleLimit 8).Count | Should -Be 8
        $state = Get-SandboxState
        $state.tokensIssued | Should -Be 2
        $state.duplicates.byKey | Should -Be 0
    }

    It 'Recovers a customer whose answer was lost, by reading it back' {
        Enable-Fault resetAfter
        $created = Get-Row CloudCockpit | New-CcCustomer
        "$($created.Outcome)" | Should -Be 'Recovered'
        $item = @((Get-SandboxState cloudcockpit).items)
        $item.Count | Should -Be 1
        $item[0].id | Should -Be $created.Id
    }

    It 'Ends the run where the client secret is refused' {
        $address = Get-SandboxAddress
        Connect-CcService -Tenant contoso.example -ClientId client -ClientSecret wrong -TokenUri "${address}cloudcockpit/oauth2/v2.0/token" -BaseUri "${address}cloudcockpit/"
        $thrown = { 1..20 | ForEach-Object { Get-Row CloudCockpit @{ internalIdentifier = "ERP-$_" } } | New-CcCustomer } | Should -Throw -ErrorId 'CredentialsRefused,*' -PassThru
        "$thrown" | Should -BeLike '*Invalid client secret provided*The run ended at row*'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Ends the run where a ready token has expired' {
        Connect-CcService -Tenant contoso.example -AccessToken expired-token -BaseUri "$(Get-SandboxAddress)cloudcockpit/"
        { Get-Row CloudCockpit | New-CcCustomer } | Should -Throw -ErrorId 'CredentialsRefused,*'
    }
}
