BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:instance = 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'

    # One customer per name, one after the other, so that the vendor lists them in this order.
    function Add-Customer([string[]] $Name, [hashtable] $With = @{}) {
        $Name | ForEach-Object { Get-Row CloudCockpit ($With + @{ companyName = $_; internalIdentifier = "ERP-$_" }) } |
            New-CcCustomer -ThrottleLimit 1 -NoJournal
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Get-CcCustomer' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
    }

    It 'Gets all customers in the order of the vendor, and none where there are none' {
        Get-CcCustomer | Should -BeNullOrEmpty
        $created = Add-Customer Contoso, Fabrikam, Tailspin
        $found = @(Get-CcCustomer)
        $found.Id | Should -Be $created.Id
        $found.CompanyName | Should -Be 'Contoso', 'Fabrikam', 'Tailspin'
        $found[0].Id | Should -BeOfType guid
        @($found[0].PSObject.Properties.Name)[0] | Should -BeExactly 'Id'
    }

    It 'Reads every field, and the state of each provider' {
        $id = (Add-Customer Contoso @{ taxId = 'PT500000000'; addressLine2 = '2.'; middleName = 'M.' }).Id
        $found = Get-CcCustomer -Id $id
        $row = Get-Row CloudCockpit
        foreach ($field in 'country', 'addressLine1', 'city', 'state', 'zip', 'firstName', 'lastName', 'email', 'phone') {
            $found.$field | Should -BeExactly $row.$field -Because $field
        }

        $found.TaxId | Should -BeExactly 'PT500000000'
        $found.AddressLine2 | Should -BeExactly '2.'
        $found.MiddleName | Should -BeExactly 'M.'
        $found.InternalIdentifier | Should -BeExactly 'ERP-Contoso'
        @($found.Providers).Count | Should -Be 1
        $found.Providers[0].CustomerId | Should -Be $id
        $found.Providers[0].ProviderInstanceId | Should -Be $instance
        $found.Providers[0].Status | Should -Be 'Success'
        $found.Providers[0].CustomerCreationError | Should -BeNullOrEmpty
    }

    It 'Searches by <Field>, in part or as a whole: <Search>' -ForEach @(
        @{ Field = 'CompanyName'; Search = 'fabri'; Wire = 'Company.Name'; Found = 'Fabrikam' }
        @{ Field = 'Domain'; Search = 'fabrikam.ex'; Wire = 'Domain'; Found = 'Fabrikam' }
        @{ Field = 'InternalIdentifier'; Search = 'ERP-Fabrikam'; Wire = 'InternalIdentifier'; Found = 'Fabrikam' }
        @{ Field = 'InternalIdentifier'; Search = 'Fabrikam'; Wire = 'InternalIdentifier'; Found = $null }
        @{ Field = 'ProviderCustomerId'; Search = 'pc-2'; Wire = 'ProviderCustomerId'; Found = 'Fabrikam' }
    ) {
        $null = Add-Customer Contoso
        $provider = "{`"$instance`":{`"providerCustomerId`":`"pc-2`",`"providerCustomerData`":{`"Domain`":`"fabrikam.example`"}}}"
        $null = Add-Customer Fabrikam @{ providerCustomers = $provider }
        (Get-CcCustomer -Search $Search -SearchField $Field).CompanyName | Should -Be $Found
        (Get-SentRequest { Get-CcCustomer -Search $Search -SearchField $Field -Debug }).Uri |
            Should -Be "${address}cloudcockpit/v1/Customers?pageNumber=1&pageSize=500&searchValue=$Search&searchField=$Wire"
    }

    It 'Searches all fields where none is named, whatever characters the text has' {
        $name = "M$([char] 0xFC)ller & S$([char] 0xF6)hne +1 = 50%"
        $null = Add-Customer $name, Contoso
        (Get-CcCustomer -Search $name).CompanyName | Should -BeExactly $name
        (Get-CcCustomer -Search 'ERP-Contoso').CompanyName | Should -Be 'Contoso'
        (Get-SentRequest { Get-CcCustomer -Search 'a&b+c' -Debug }).Uri | Should -BeLike '*&searchValue=a%26b%2Bc'
    }

    It 'Takes the ids of New-CcCustomer from the pipeline, in their order' {
        $created = @(Add-Customer Contoso, Fabrikam)
        $sent = Get-SentRequest { $created[1], $created[0] | Get-CcCustomer -Debug }
        $sent.Method | Should -Be 'GET', 'GET'
        $sent.Uri | Should -Be ($created[1], $created[0] | ForEach-Object { "${address}cloudcockpit/v1/Customers/$($_.Id)" })
        ($created[1], $created[0] | Get-CcCustomer).CompanyName | Should -Be 'Fabrikam', 'Contoso'
    }

    It 'Gets page after page with -PageSize, and requests none that it does not need' {
        $created = Add-Customer (1..5 | ForEach-Object { "Customer $_" })
        (Get-CcCustomer -PageSize 2).Id | Should -Be $created.Id
        $pages = { param($sent) $sent.Uri -replace '^.*pageNumber=(\d+)&pageSize=(\d+).*$', '$1/$2' }
        & $pages (Get-SentRequest { Get-CcCustomer -PageSize 2 -Debug }) | Should -Be '1/2', '2/2', '3/2'
        & $pages (Get-SentRequest { Get-CcCustomer -PageSize 5 -Debug }) | Should -Be '1/5'
        & $pages (Get-SentRequest { Get-CcCustomer -PageSize 2 -First 2 -Debug }) | Should -Be '1/2'
        & $pages (Get-SentRequest { Get-CcCustomer -PageSize 2 -Skip 3 -First 1 -Debug }) | Should -Be '2/2'
    }

    It 'Requests no further page once Select-Object -First has enough' {
        $created = Add-Customer (1..4 | ForEach-Object { "Customer $_" })
        (Get-SentRequest { Get-CcCustomer -PageSize 2 -Debug | Select-Object -First 1 }).Uri | Should -BeLike '*pageNumber=1&*'
        Enable-Fault ok, resetBefore @{ reads = $true }
        (Get-CcCustomer -PageSize 2 | Select-Object -First 2).Id | Should -Be $created[0..1].Id
        (Get-SandboxState).faultsShown.resetBefore | Should -BeNullOrEmpty
    }

    It 'Skips and takes as many as -Skip and -First say, over the pages' {
        $created = Add-Customer (1..5 | ForEach-Object { "Customer $_" })
        (Get-CcCustomer -Skip 1 -First 3 -PageSize 2).Id | Should -Be $created[1..3].Id
        (Get-CcCustomer -Skip 4 -PageSize 2).Id | Should -Be $created[4].Id
        Get-CcCustomer -Skip 5 -PageSize 2 | Should -BeNullOrEmpty
        Get-CcCustomer -First 0 | Should -BeNullOrEmpty
    }

    It 'Gives nothing where -Skip <_> is beyond the last customer' -ForEach 5000000000000, ([uint64]::MaxValue) {
        $null = Add-Customer Contoso
        Get-CcCustomer -Skip $_ | Should -BeNullOrEmpty
    }

    It 'Counts all with -IncludeTotalCount, before the customers' {
        $null = Add-Customer Contoso, Fabrikam, Tailspin
        $found = @(Get-CcCustomer -First 1 -IncludeTotalCount)
        $found[0] | Should -BeOfType uint64
        $found[0] | Should -Be 3
        $found[0].ToString() | Should -Be 'Total count: 3'
        $found[1..9].CompanyName | Should -Be 'Contoso'
    }

    It 'Counts with -IncludeTotalCount where it gives no customer: <Call>' -ForEach @(
        @{ Call = '-First 0'; Given = @{ First = 0 }; Count = 1 }
        @{ Call = '-Search nobody'; Given = @{ Search = 'nobody' }; Count = 0 }
        @{ Call = '-Skip 5'; Given = @{ Skip = 5 }; Count = 1 }
    ) {
        $null = Add-Customer Contoso
        $counted = @(Get-CcCustomer @Given -IncludeTotalCount)
        $counted.Count | Should -Be 1
        $counted[0] | Should -Be $Count
    }

    It 'Lists removed customers as the vendor does, and leaves them out with -ExcludeDeleted, in the same order' {
        $created = Add-Customer (1..20 | ForEach-Object { "Customer $_" })
        $null = $created[1], $created[7], $created[19] | Remove-CcCustomer -NoJournal -Confirm:$false
        (Get-CcCustomer).Id | Should -Be $created.Id
        $left = @($created | Where-Object Id -NotIn $created[1].Id, $created[7].Id, $created[19].Id)
        (Get-CcCustomer -ExcludeDeleted -PageSize 3).Id | Should -Be $left.Id
        (Get-CcCustomer -Search 'Customer 2' -ExcludeDeleted).Id | Should -BeNullOrEmpty
        (Get-CcCustomer -ExcludeDeleted -First 3).Id | Should -Be $left[0..2].Id
    }

    It 'Reports a customer that is not there as NotFound, which stops no other: <What>' -ForEach @(
        @{ What = 'removed' }
        @{ What = 'never there' }
    ) {
        $created = @(Add-Customer Contoso, Fabrikam, Tailspin)
        $missing = [pscustomobject]@{ Id = [guid]::NewGuid() }
        if ($What -eq 'removed') {
            $missing = $created[1]
            $null = $missing | Remove-CcCustomer -NoJournal -Confirm:$false
        }

        $found = @($created[0], $missing, $created[2] | Get-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue)
        $found.CompanyName | Should -Be 'Contoso', 'Tailspin'
        Assert-QueryError $failed NotFound ObjectNotFound 'The customer was not found'
        $failed[0].Exception.HttpStatus | Should -Be 404
    }

    It 'Says which id is not there' {
        $ids = 1..3 | ForEach-Object { [guid]::NewGuid() }
        $ids | ForEach-Object { [pscustomobject]@{ Id = $_ } } | Get-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 3
        0..2 | ForEach-Object { "$($failed[$_]) $($failed[$_].TargetObject)" | Should -BeLike "*$($ids[$_])*" }
    }

    It 'Refuses an id that is no GUID, and goes on with the next one' {
        { Get-CcCustomer -Id 4711 } | Should -Throw -ErrorId 'CannotConvertArgument*'
        $created = Add-Customer Contoso
        $found = @([pscustomobject]@{ Id = '4711' }, $created | Get-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue)
        $found.CompanyName | Should -Be 'Contoso'
        $failed.FullyQualifiedErrorId | Should -BeLike 'InputObjectNotBound,*'
        (Get-SentRequest { [pscustomobject]@{ Id = '4711' } | Get-CcCustomer -Debug -ErrorAction Ignore }) | Should -BeNullOrEmpty
    }

    It 'Does not find the customers of another tenant' {
        $id = (Add-Customer Contoso).Id
        Connect-CcService -Tenant fabrikam.example -AccessToken token -BaseUri "${address}cloudcockpit/" -Name Other -MaximumRetryCount 0
        Get-CcCustomer -Connection Other | Should -BeNullOrEmpty
        Get-CcCustomer -Connection Other -Id $id -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-QueryError $failed NotFound ObjectNotFound 'The customer was not found'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*it may belong to another account*'
        (Get-CcCustomer -Connection CloudCockpit -Id $id).CompanyName | Should -Be 'Contoso'
    }

    It 'Reads the customers of one reseller, and says so where the reseller has no relation' {
        $reseller = '5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70'
        $null = Add-Customer Contoso
        $id = (Add-Customer Fabrikam @{ resellerId = $reseller }).Id
        (Get-CcCustomer -ResellerId $reseller).CompanyName | Should -Be 'Fabrikam'
        (Get-CcCustomer -Id $id -ResellerId $reseller).ResellerId | Should -Be $reseller
        Get-CcCustomer -Id $id -ResellerId ([guid]::NewGuid()) -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-QueryError $failed Rejected InvalidOperation 'the caller has no rights to this customer or tenant'
    }

    It 'Refuses a search for 256 characters, and sends nothing' {
        Get-CcCustomer -Search ('x' * 256) -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-QueryError $failed RuleViolation InvalidData 'searchValue: may be up to 255 characters'
        (Get-SandboxState).tokensIssued | Should -Be 0
        Get-CcCustomer -Search ('x' * 255) | Should -BeNullOrEmpty
    }

    It 'Does not take an empty -Search for all customers: <What>' -ForEach @(
        @{ What = 'an empty text'; Value = '' }, @{ What = 'nothing'; Value = $null }, @{ What = 'blanks'; Value = '  ' }
    ) {
        $null = Add-Customer Contoso
        $found = try { Get-CcCustomer -Search $Value -ErrorAction SilentlyContinue } catch { $null = $_ }
        $found | Should -BeNullOrEmpty -Because 'a script with an empty variable must not remove every customer'
    }

    It 'Refuses -PageSize <_>' -ForEach 0, 2001 {
        { Get-CcCustomer -PageSize $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        (Get-SandboxState).tokensIssued | Should -Be 0
    }

    It 'Keeps what came before a page that is not answered (<Fault>), and says which page it was' -ForEach @(
        @{ Fault = 'resetBefore' }, @{ Fault = 'html' }, @{ Fault = 'truncated' }, @{ Fault = 'error500Before' }, @{ Fault = 'badJson' }
        @{ Fault = 'unavailable503' }
    ) {
        $created = Add-Customer (1..5 | ForEach-Object { "Customer $_" })
        Enable-Fault ok, $Fault @{ reads = $true }
        $found = @(Get-CcCustomer -PageSize 2 -ErrorVariable failed -ErrorAction SilentlyContinue)
        $found.Id | Should -Be $created[0..1].Id
        Assert-QueryError $failed Unanswered ConnectionError 'on page 2', 'previous pages were returned'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Nothing was changed*'
    }

    It 'Asks again for a page that was not answered, as often as the connection allows' {
        Connect-Sandbox -MaximumRetryCount 1
        $created = Add-Customer (1..3 | ForEach-Object { "Customer $_" })
        Enable-Fault ok, resetAfter @{ reads = $true }
        (Get-CcCustomer -PageSize 2).Id | Should -Be $created.Id
        (Get-SandboxState).faultsShown.resetAfter | Should -Be 1
    }

    It 'Makes no journal, and touches none' {
        $null = Add-Customer Contoso
        (Get-CcCustomer | Get-CcCustomer).CompanyName | Should -Be 'Contoso'
        Get-ChildItem -Path "$env:PROVISIONING_JOURNAL*" | Should -BeNullOrEmpty
        [System.IO.File]::WriteAllText($env:PROVISIONING_JOURNAL, 'no journal at all')
        (Get-CcCustomer).CompanyName | Should -Be 'Contoso'
        [System.IO.File]::ReadAllText($env:PROVISIONING_JOURNAL) | Should -Be 'no journal at all'
    }

    It 'Ends with one error where the credentials are refused' {
        Connect-CcService -Tenant contoso.example -AccessToken wrong -BaseUri "${address}cloudcockpit/"
        { 1..3 | ForEach-Object { [pscustomobject]@{ Id = [guid]::NewGuid() } } | Get-CcCustomer } |
            Should -Throw -ErrorId 'CredentialsRefused,*'
    }

    It 'Completes -SearchField' {
        $line = 'Get-CcCustomer -SearchField '
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.ListItemText |
            Should -Be 'CompanyName', 'Domain', 'InternalIdentifier', 'ProviderCustomerId'
    }
}
