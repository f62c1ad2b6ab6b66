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
        $sent.Text | Should -BeExactly ('{"id":"84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3","companyName":"Contoso, Lda.",' +
            '"taxId":"PT500000000","country":"PT","addressLine1":"Rua Augusta 1","addressLine2":"2.",' +
            '"city":"Lisboa","state":"Lisboa","zip":"1100-048","firstName":"Ana","middleName":"M.","lastName":"Silva",' +
            '"email":"ana@contoso.example","phone":"+351 921 231 231","internalIdentifier":"ERP-1",' +
            '"resellerId":"5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70",' +
            '"providerCustomers":{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerInstanceId":"cb3cd15b-1d6e-45be-b493-c71549cbfd87",' +
            '"providerCustomerData":"{\"Domain\":\"contoso.example\",\"AcceptedMCA\":true}","margin":{"marginRule":{"name":"markup"},' +
            '"value":10.6}}},' +
            '"customerAssociations":[{"resellerId":"5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70","name":"Reseller"}]}')
    }

    It 'Gives the id first, then the fields, then how it came to be' {
        $created = Get-Row CloudCockpit | New-CcCustomer
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'Id'
        $names[-4..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId', 'RowNumber'
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
        @{
            Form = 'a hashtable'
            Given = @{
                'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{
                    providerCustomerData = @{ Domain = 'contoso.example' }; margin = @{ value = 10.6 }
                }
            }
        }
        @{
            Form = 'an object'
            Given = [pscustomobject]@{
                'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = [pscustomobject]@{
                    ProviderCustomerData = [pscustomobject]@{ Domain = 'contoso.example' }; Margin = [pscustomobject]@{ value = 10.6 }
                }
            }
        }
        @{
            Form = 'JSON'
            Given = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":{"Domain":"contoso.example"},"margin":{"value":10.6}}}'
        }
        @{
            Form = 'JSON with the data as text'
            Given = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":"{\"Domain\":\"contoso.example\"}","margin":{"value":10.6}}}'
        }
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
        $row.providerCustomers = @{
            $instance = @{ providerCustomerData = @{ AgreementDate = [datetime]::new(2026, 9, 1, 0, 0, 0, [System.DateTimeKind]::Utc) } }
        }
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

    It 'Takes <Name> for the code of the country, sends the code and says so' -ForEach @(
        @{ Name = 'Germany'; Code = 'DE'; English = 'Germany' }
        @{ Name = 'deutschland'; Code = 'DE'; English = 'Germany' }
        @{ Name = 'Suisse'; Code = 'CH'; English = 'Switzerland' }
        @{ Name = 'the Netherlands'; Code = 'NL'; English = 'Netherlands' }
        @{ Name = "Cote d'Ivoire"; Code = 'CI'; English = "C$([char] 0xf4)te d'Ivoire" }
    ) {
        $row = Get-Row CloudCockpit @{ country = $Name }
        (Get-SentRequest { $row | New-CcCustomer -Debug }).Body.country | Should -BeExactly $Code
        $shown = $row | New-CcCustomer -Verbose -WarningAction SilentlyContinue 4>&1
        ($shown | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }).Message |
            Should -Contain "Row 1: country: '$Name' is taken for $Code ($English)."
        ($shown | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }).Country | Should -BeExactly $Code
        ($shown | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }).Outcome | Should -Be 'Replayed' -Because 'it is the same data'
    }

    It 'Takes a name on the command line, and its code for the same data' {
        $null = Get-Row CloudCockpit @{ country = 'PT' } | New-CcCustomer
        $again = Get-Row CloudCockpit @{ country = $null } | New-CcCustomer -Country Portugal -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Be 'Replayed'
    }

    It 'Refuses a name that may be several countries, with their codes: <Name>' -ForEach @(
        @{ Name = 'Korea'; Says = 'KP (North Korea) or KR (South Korea)' }
        @{ Name = 'congo'; Says = 'CD (*CG (*' }
    ) {
        Get-Row CloudCockpit @{ country = $Name } | New-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData $Says, "(is '$Name')"
        (Get-SandboxState).calls | Should -Be 0
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

    It 'Recovers a customer whose answer was lost, by reading it back' {
        Enable-Fault resetAfter
        $created = Get-Row CloudCockpit | New-CcCustomer
        "$($created.Outcome)" | Should -Be 'Recovered'
        $item = @((Get-SandboxState cloudcockpit).items)
        $item.Count | Should -Be 1
        $item[0].id | Should -Be $created.Id
    }

    It 'Names every required column that is missing' {
        $null = 'companyName,country', 'Contoso,PT' | ConvertFrom-Csv | New-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData @(
            'addressLine1: is required', 'city: is required', 'state: is required', 'zip: is required', 'firstName: is required'
            'lastName: is required', 'email: is required', 'phone: is required', 'providerCustomers: is required')
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Refuses <Field> = ''<Value>''' -ForEach @(
        @{ Field = 'country'; Value = 'XX'; Says = "country: *(is 'XX')" }
        @{ Field = 'country'; Value = 'prt'; Says = "country: *(is 'prt')" }
        @{ Field = 'id'; Value = '4711'; Says = "id: must be a GUID (is '4711')" }
        @{
            Field = 'providerCustomers'; Value = '{"cb3cd15b'
            Says = 'providerCustomers: must be a hashtable, an object or JSON whose keys are provider instances'' GUIDs (is '
        }
        @{
            Field = 'providerCustomers'; Value = '{"Microsoft":{}}'
            Says = 'providerCustomers: must be an object whose keys are provider instances'' GUIDs'
        }
        @{
            Field = 'providerCustomers'; Value = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":"{oops"}}'
            Says = 'providerCustomers: must hold JSON in each providerCustomerData'
        }
    ) {
        Assert-CellRefused -Kind CloudCockpit -Command New-CcCustomer -Field $Field -Value $Value -Says $Says
    }

    It 'Refuses a companyName of 256 characters' {
        Assert-CellRefused -Kind CloudCockpit -Command New-CcCustomer -Field companyName -Value ('x' * 256) -Says 'companyName: may be up to 255 characters (is'
    }

    It 'Says that a CloudCockpit id exists' {
        $id = [guid]::NewGuid()
        $null = Get-Row CloudCockpit @{ id = "$id" } | New-CcCustomer -NoJournal
        $null = Get-Row CloudCockpit @{ id = "$id" } | New-CcCustomer -NoJournal -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed AlreadyExists ResourceExists 'id: already exists'
    }

    It 'Gives a customer that is created a second time an id of its own' {
        $first = Get-Row CloudCockpit | New-CcCustomer
        $second = Get-Row CloudCockpit | New-CcCustomer -CreateAgain -Confirm:$false
        $second.Id | Should -Not -Be $first.Id
        (Get-SandboxState).created | Should -Be 2
    }
}
