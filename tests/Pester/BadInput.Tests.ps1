# What a new user gets wrong, and what is said to him.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Connections that do not fit' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Says which Connect cmdlet is missing: <Command>' -ForEach @(
        @{ Command = 'New-QhCustomerAccount'; Kind = 'QuickHelp'; Connect = 'Connect-QhService' }
        @{ Command = 'New-CcCustomer'; Kind = 'CloudCockpit'; Connect = 'Connect-CcService' }
        @{ Command = 'New-ResellerCustomerUser'; Kind = 'CustomerUser'; Connect = 'Connect-ResellerService' }
        @{ Command = 'New-ResellerCustomer'; Kind = 'Customer'; Connect = 'Connect-ResellerService' }
        @{ Command = 'New-ResellerUser'; Kind = 'User'; Connect = 'Connect-ResellerService' }
        @{ Command = 'New-SafeMobiAccount'; Kind = 'SafeMobi'; Connect = 'Connect-SafeMobiService' }
    ) {
        Disconnect-ProvisioningConnection *
        $thrown = { Get-Row $Kind | & $Command } | Should -Throw -ErrorId 'NotConnected,*' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'ConnectionError'
        "$thrown" | Should -BeLike "There is no connection to *Run $Connect first*"
        Assert-NoStackTrace $thrown
    }

    It 'Refuses the connection of another vendor' {
        $thrown = { Get-Row QuickHelp | New-QhCustomerAccount -Connection Reseller } | Should -Throw -ErrorId 'WrongVendor,*' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$thrown" | Should -Be "The connection 'Reseller' is to Reseller, but this command requires a connection to QuickHelp. Use Connect-QhService to create one."
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Refuses a name that no connection has' {
        $thrown = { Get-Row QuickHelp | New-QhCustomerAccount -Connection nobody } | Should -Throw -PassThru
        "$thrown" | Should -BeLike "*There is no connection named 'nobody' in this session*"
        Assert-NoStackTrace $thrown
    }

    It 'Refuses http to a host that is not this machine' {
        $thrown = { Connect-QhService -SubscriptionKey 'key' -BaseUri 'http://example.com' } | Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$thrown" | Should -BeLike "*'http://example.com/' is neither https nor a loopback address*"
        Assert-NoStackTrace $thrown
    }

    It 'Refuses a token endpoint that is neither https nor loopback' {
        { Connect-CcService -Tenant 'contoso.example' -ClientId 'id' -ClientSecret 'secret' -TokenUri 'http://login.example/token' } |
            Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage '*neither https nor a loopback address*'
    }

    It 'Refuses an address that is none: <Address>' -ForEach @(
        @{ Address = 'example.com' }
        @{ Address = 'ftp://example.com/' }
        @{ Address = 'https://user:word@example.com/' }
        @{ Address = 'https://example.com/?a=1' }
    ) {
        $thrown = { Connect-QhService -SubscriptionKey 'key' -BaseUri $Address } | Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        "$thrown" | Should -BeLike 'The address*'
        "$thrown" | Should -Not -BeLike '*word@*'
    }
}

Describe 'CSV files that do not fit' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Makes nothing of a file without rows' -ForEach @(
        @{ Text = '' }
        @{ Text = 'companyName,routeURL' }
    ) {
        $path = Join-Path $TestDrive 'empty.csv'
        Set-Content -LiteralPath $path -Value $Text
        $created = Import-Csv -LiteralPath $path | New-QhCustomerAccount -ErrorVariable failed
        $created | Should -BeNullOrEmpty
        $failed | Should -BeNullOrEmpty
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Names every required column that is missing' {
        $null = 'companyName,country', 'Contoso,PT' | ConvertFrom-Csv | New-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData @(
            'addressLine1: is required', 'city: is required', 'state: is required', 'zip: is required', 'firstName: is required'
            'lastName: is required', 'email: is required', 'phone: is required', 'providerCustomers: is required')
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Ignores a column that it does not know' {
        $created = Get-Row QuickHelp @{ 'Sales region' = 'North'; remarks = 'none' } | New-QhCustomerAccount
        $created.CompanyName | Should -Be 'Contoso'
    }

    It 'Says so where a row is no object of columns' {
        $null = 'Contoso' | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'companyName: is required'
    }
}

Describe 'Cells that do not fit' {
    BeforeEach {
        Initialize-Sandbox
    }

    It '<Kind>: <Field> = <Shown>' -ForEach @(
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'licenses'; Value = 'ten'; Says = "licenses: must be a whole number (is 'ten')" }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'licenses'; Value = '3000000000'; Says = "licenses: must be a whole number (is '3000000000')" }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'licenses'; Value = '1.5'; Says = "licenses: must be a whole number (is '1.5')" }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'expirationDate'; Value = '31/12/2026'; Says = "expirationDate: must be a date in ISO 8601, such as 2026-12-31 or 2026-12-31T23:59:59Z (is '31/12/2026')" }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'expirationDate'; Value = '2026-02-30'; Says = "expirationDate: must be a date in ISO 8601*(is '2026-02-30')" }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'isEulaAccepted'; Value = 'maybe'; Says = "isEulaAccepted: must be true or false (or yes, no, 1, 0) (is 'maybe')" }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'accountType'; Value = '8'; Says = "accountType: must be one of CustomerAccount (1), *SmcSandbox (13) (is '8')" }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'contractStatus'; Value = 'Lost'; Says = "contractStatus: must be one of Signed (1), Unsigned (2) (is 'Lost')" }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'skUs'; Value = '23'; Says = "skUs: must be SKU ids with license counts, such as 23=34;12=433 (is '23')" }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'primaryContact'; Value = '{"name":'; Says = 'primaryContact: must be a hashtable, an object or JSON with the fields Name, Email, Phone' }
        @{ Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Field = 'primaryContact'; Value = '{"fax":"1"}'; Says = 'primaryContact: must be a hashtable, an object or JSON with the fields Name, Email, Phone' }
        @{ Kind = 'CloudCockpit'; Command = 'New-CcCustomer'; Field = 'country'; Value = 'XX'; Says = "country: *(is 'XX')" }
        @{ Kind = 'CloudCockpit'; Command = 'New-CcCustomer'; Field = 'country'; Value = 'prt'; Says = "country: *(is 'prt')" }
        @{ Kind = 'CloudCockpit'; Command = 'New-CcCustomer'; Field = 'companyName'; Value = 'x' * 256; Says = 'companyName: may be up to 255 characters (is' }
        @{ Kind = 'CloudCockpit'; Command = 'New-CcCustomer'; Field = 'id'; Value = '4711'; Says = "id: must be a GUID (is '4711')" }
        @{ Kind = 'CloudCockpit'; Command = 'New-CcCustomer'; Field = 'providerCustomers'; Value = '{"cb3cd15b'; Says = 'providerCustomers: must be a hashtable, an object or JSON whose keys are provider instances'' GUIDs (is ' }
        @{ Kind = 'CloudCockpit'; Command = 'New-CcCustomer'; Field = 'providerCustomers'; Value = '{"Microsoft":{}}'; Says = 'providerCustomers: must be an object whose keys are provider instances'' GUIDs' }
        @{ Kind = 'CloudCockpit'; Command = 'New-CcCustomer'; Field = 'providerCustomers'; Value = '{"cb3cd15b-1d6e-45be-b493-c71549cbfd87":{"providerCustomerData":"{oops"}}'; Says = 'providerCustomers: must hold JSON in each providerCustomerData' }
        @{ Kind = 'CustomerUser'; Command = 'New-ResellerCustomerUser'; Field = 'email'; Value = 'ana.contoso.example'; Says = "email: must be a valid e-mail address (is 'ana.contoso.example')" }
        @{ Kind = 'CustomerUser'; Command = 'New-ResellerCustomerUser'; Field = 'username'; Value = 'ana maria'; Says = "username: must not contain spaces (is 'ana maria')" }
        @{ Kind = 'CustomerUser'; Command = 'New-ResellerCustomerUser'; Field = 'phoneNumber'; Value = '+351-921'; Says = "phoneNumber: may contain only '+', spaces and digits (is '+351-921')" }
        @{ Kind = 'CustomerUser'; Command = 'New-ResellerCustomerUser'; Field = 'password'; Value = ''; Says = 'password: is required' }
        @{ Kind = 'Customer'; Command = 'New-ResellerCustomer'; Field = 'billingType'; Value = 'FREE'; Says = "billingType: must be one of PrePaid (0), PostPaid (1) (is 'FREE')" }
        @{ Kind = 'SafeMobi'; Command = 'New-SafeMobiAccount'; Field = 'Type'; Value = 'Premium'; Says = 'PremiumAccountInfo: is required when Type is Premium' }
        @{ Kind = 'SafeMobi'; Command = 'New-SafeMobiAccount'; Field = 'MobileDomain'; Value = 'm.contoso.example'; Says = 'PremiumAccountInfo: is for Premium accounts only' }
        @{ Kind = 'SafeMobi'; Command = 'New-SafeMobiAccount'; Field = 'ExternalId'; Value = 'x' * 251; Says = 'ExternalId: may be up to 250 characters (is' }
        @{ Kind = 'SafeMobi'; Command = 'New-SafeMobiAccount'; Field = 'ParentAccountId'; Value = 'parent'; Says = "ParentAccountId: must be a GUID (is 'parent')" }
    ).ForEach{ $_.Shown = if ($_.Value.Length -gt 60) { "$($_.Value.Length) characters" } else { "'$($_.Value)'" }; $_ } {
        $rows = @(
            Get-Row $Kind @{ companyName = 'First'; routeURL = 'first'; internalIdentifier = 'first'; customer = 'first'; name = 'first'; username = 'first'; ExternalId = 'first' }
            Get-Row $Kind @{ $Field = $Value }
            Get-Row $Kind @{ companyName = 'Last'; routeURL = 'last'; internalIdentifier = 'last'; customer = 'last'; name = 'last'; username = 'last'; ExternalId = 'last' }
        )
        $created = @($rows | & $Command -ErrorVariable failed -ErrorAction SilentlyContinue)
        Assert-RowError $failed RuleViolation InvalidData $Says -Row 2
        $failed[0].ErrorDetails.RecommendedAction | Should -Be 'Correct the named fields and run the row again. Nothing was sent.'
        $failed[0].Exception.Delivery | Should -Be 'NotSent'
        $failed[0].Exception.FieldErrors.Count | Should -Be 1 -Because 'what could not be read is named once'
        $created.Count | Should -Be 2 -Because 'a bad row stops nothing'
        (Get-SandboxState).calls | Should -Be 2
    }

    It "Checks a reseller's user too" {
        $customer = Get-Row Customer | New-ResellerCustomer
        $rows = @(
            Get-Row User @{ customerId = '0123' }
            Get-Row User @{ customerId = $customer.CustomerId }
        )
        $created = @($rows | New-ResellerUser -ErrorVariable failed -ErrorAction SilentlyContinue)
        Assert-RowError $failed RuleViolation InvalidData "customerId: must be 24 hexadecimal digits (is '0123')"
        $created.CustomerId | Should -Be $customer.CustomerId
    }

    It 'Reports all that is wrong with a row in one error' {
        $row = Get-Row QuickHelp @{ companyName = ''; licenses = 'ten'; expirationDate = '31/12/2026'; accountType = 'Gold'; sandBoxModeOn = 'perhaps' }
        $null = $row | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'companyName: is required', "licenses: *'ten'", "expirationDate: *'31/12/2026'", "accountType: *'Gold'", "sandBoxModeOn: *'perhaps'", 'Rules: QuickHelp, Customer API V1.0'
        $failed[0].Exception.FieldErrors.Count | Should -Be 5
        $failed[0].Exception.FieldErrors.Field | Should -Contain 'licenses'
    }

    It 'Never shows a secret that breaks a rule, nor one beside it' {
        $row = Get-Row CustomerUser @{ username = 'ana maria'; password = 'Marked-Passphrase' }
        $null = $row | New-ResellerCustomerUser -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'username: must not contain spaces'
        $failed | Format-List * -Force | Out-String | Should -Not -BeLike '*Marked-Passphrase*'
    }

    It 'Gives the fields of the row with the error, named so that they bind again' {
        $row = Get-Row QuickHelp @{ licenses = 'ten'; primaryContactName = 'Ana'; skUs = '23=34' }
        $null = $row | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        $target = $failed[0].TargetObject
        $target.companyName | Should -Be 'Contoso'
        $target.primaryContactName | Should -Be 'Ana'
        $mended = $target | New-QhCustomerAccount -Licenses 10
        $mended.Licenses | Should -Be 10
        $mended.PrimaryContactName | Should -Be 'Ana'
        "$($mended.Skus)" | Should -Be '23=34'
    }
}

Describe 'Hosts that do not answer' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Says that a host name does not resolve' {
        Connect-QhService -SubscriptionKey 'key' -BaseUri 'https://no-such-host.invalid/' -MaximumRetryCount 0
        $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed NotSent ConnectionError 'the host name could not be resolved'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Nothing was sent.'
        (Get-ProvisioningOperation).State | Should -Be 'NotSent'
    }

    It 'Says that nothing is listening on a port' {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $address = "http://$($listener.LocalEndpoint)/"
        $listener.Stop()
        Connect-QhService -SubscriptionKey 'key' -BaseUri $address -MaximumRetryCount 0
        $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed NotSent ConnectionError 'the connection was refused: nothing is listening on that port'
        $failed[0].Exception.Attempts | Should -Be 0
    }

    It 'Refuses a certificate that nobody vouches for' {
        $server = Open-SandboxProcess 'https://127.0.0.1:0;http://127.0.0.1:0'
        try {
            Connect-QhService -SubscriptionKey 'key' -BaseUri "$($server.Addresses[0])quickhelp/"
            $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
            Assert-RowError $failed NotSent ConnectionError "the server's certificate or TLS version was not accepted"
            (Invoke-RestMethod -Uri "$($server.Addresses[1])_sandbox/state").calls | Should -Be 0
        }
        finally {
            $server.Process.Kill()
        }
    }

    It 'Gives up a call that is not answered in time, as in doubt' {
        Connect-Sandbox -TimeoutSec 1
        Enable-Fault hangAfter -Plan @{ hangMs = 8000 }
        $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed OutcomeUnknown ConnectionError '1 s'
    }
}

Describe 'Answers that do not fit' {
    BeforeEach {
        Initialize-Sandbox
    }

    It '<Vendor>: <Fault> is <Id>' -ForEach @(
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'html'; Id = 'OutcomeUnknown'; Category = 'ConnectionError'; Says = "the answer is a web page, not JSON (its title: 'Sign in to the network')" }
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'empty'; Id = 'OutcomeUnknown'; Category = 'ConnectionError'; Says = 'the answer is empty' }
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'truncated'; Id = 'OutcomeUnknown'; Category = 'ConnectionError'; Says = 'cut off' }
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'wrongType'; Id = 'OutcomeUnknown'; Category = 'ConnectionError'; Says = 'it has no customerId' }
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'huge'; Id = 'OutcomeUnknown'; Category = 'ConnectionError'; Says = 'longer than 4 MiB' }
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'deep'; Id = 'OutcomeUnknown'; Category = 'ConnectionError'; Says = 'nested deeper than 64 levels' }
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'error500Before'; Id = 'OutcomeUnknown'; Category = 'ConnectionError'; Says = 'HTTP 500' }
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'redirect'; Id = 'Rejected'; Category = 'InvalidOperation'; Says = '302' }
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'throttle429'; Id = 'Throttled'; Category = 'LimitsExceeded'; Says = '429' }
        @{ Vendor = 'QuickHelp'; Kind = 'QuickHelp'; Command = 'New-QhCustomerAccount'; Fault = 'unavailable503RetryAfter'; Id = 'Throttled'; Category = 'LimitsExceeded'; Says = '503' }
        @{ Vendor = 'SafeMobi'; Kind = 'SafeMobi'; Command = 'New-SafeMobiAccount'; Fault = 'html'; Id = 'OutcomeUnknown'; Category = 'ConnectionError'; Says = 'the answer is a web page' }
        @{ Vendor = 'SafeMobi'; Kind = 'SafeMobi'; Command = 'New-SafeMobiAccount'; Fault = 'empty'; Id = 'OutcomeUnknown'; Category = 'ConnectionError'; Says = 'the answer is empty' }
    ) {
        Enable-Fault $Fault
        $null = Get-Row $Kind | & $Command -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed $Id $Category $Says
        $failed[0].Exception.Vendor | Should -Be $Vendor
        $failed[0].Exception.Operation | Should -Be 'Account.Create'
        $failed[0].Exception.CorrelationId | Should -Not -BeNullOrEmpty
        (Get-SandboxState).calls | Should -Be 1
        (Get-SandboxState).redirectsFollowed | Should -Be 0
    }

    It "Takes SafeMobi's Success: false with HTTP 200 for the refusal it is" {
        Enable-Fault echoSecrets
        $null = Get-Row SafeMobi | New-SafeMobiAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation 'The request could not be understood'
        $failed[0].Exception.HttpStatus | Should -Be 200
        $failed[0].ErrorDetails.RecommendedAction | Should -Be 'Correct what the vendor objects to and run the row again.'
    }

    It 'Says that a reseller customer exists (status 301)' {
        $null = Get-Row CustomerUser | New-ResellerCustomerUser -NoJournal
        $null = Get-Row CustomerUser @{ username = 'other' } | New-ResellerCustomerUser -NoJournal -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed AlreadyExists ResourceExists 'status 301: customer name already taken'
        $failed[0].Exception.VendorCode | Should -Be '301'
    }

    It 'Says that a CloudCockpit id exists' {
        $id = [guid]::NewGuid()
        $null = Get-Row CloudCockpit @{ id = "$id" } | New-CcCustomer -NoJournal
        $null = Get-Row CloudCockpit @{ id = "$id" } | New-CcCustomer -NoJournal -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed AlreadyExists ResourceExists 'id: already exists'
    }

    It 'Finds out about a reseller status that says nothing (<Fault>) by calling again' -ForEach @(
        @{ Fault = 'status9999' }
        @{ Fault = 'status777' }
    ) {
        Enable-Fault $Fault, 'ok'
        $created = Get-Row CustomerUser | New-ResellerCustomerUser
        $created.Attempts | Should -Be 2
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Knows a reseller customer that was created behind status 9999 by its name being taken' {
        Enable-Fault status9999After
        $created = Get-Row CustomerUser | New-ResellerCustomerUser
        $created.Outcome | Should -Be 'Recovered'
        (Get-SandboxState).created | Should -Be 1
        (Get-SandboxState).duplicates.byKey | Should -Be 0
    }

    It 'Finds out about a page or nothing at all in place of an answer, where the vendor lets it: <Kind>, <Fault>' -ForEach @(
        @{ Kind = 'CustomerUser'; Command = 'New-ResellerCustomerUser'; Fault = 'html'; Outcome = 'Created' }
        @{ Kind = 'CustomerUser'; Command = 'New-ResellerCustomerUser'; Fault = 'htmlAfter'; Outcome = 'Recovered' }
        @{ Kind = 'CloudCockpit'; Command = 'New-CcCustomer'; Fault = 'empty'; Outcome = 'Recovered' }
    ) {
        Enable-Fault $Fault
        $created = Get-Row $Kind | & $Command
        "$($created.Outcome)" | Should -Be $Outcome
        (Get-SandboxState).created | Should -Be 1
        (Get-SandboxState).duplicates.byKey | Should -Be 0
    }

    It 'Goes on with the rows after one that the vendor refused' {
        Enable-Fault 'ok', 'echoSecrets', 'ok'
        $rows = 1..3 | ForEach-Object { Get-Row SafeMobi @{ ExternalId = "crm-$_" } }
        $created = @($rows | New-SafeMobiAccount -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue)
        $created.ExternalId | Should -Be 'crm-1', 'crm-3'
        Assert-RowError $failed Rejected InvalidOperation 'Row 2 (crm-2)' -Row 2
    }

    It 'Passes on what QuickHelp says of single fields' {
        Enable-Fault echoSecrets
        $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation 'The request could not be understood'
        $failed[0].Exception.HttpStatus | Should -Be 400
        $failed[0].Exception.FieldErrors.Count | Should -Be 1
    }
}
