# The three cmdlets of the reseller platform.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'New-ResellerCustomerUser' {
    BeforeEach {
        Initialize-Sandbox
    }

    It "Sends every column of a CSV with the document's names, and the reseller's credentials" {
        $row = "contactName,email,username,password,customer,phoneNumber,applyFreeCredits`nAna Silva,ana@contoso.example,ana@contoso,Sample-Passphrase,contoso,+351 921,yes" | ConvertFrom-Csv
        $sent = Get-SentRequest { $row | New-ResellerCustomerUser -Debug }
        $sent.Method | Should -Be 'POST'
        $sent.Uri | Should -Be "$(Get-SandboxAddress)reseller/services/rest/customer-user/create"
        $sent.Text | Should -BeExactly 'contactName=Ana+Silva&email=ana%40contoso.example&username=ana%40contoso&password=***&customer=contoso&phoneNumber=%2B351+921&applyFreeCredits=true&resellerName=harborline&resellerPassword=***'
    }

    It 'Gives the id first, then the fields, then how it came to be' {
        $created = Get-Row CustomerUser | New-ResellerCustomerUser
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'CustomerId'
        $names[-3..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId'
        $names | Should -Not -Contain 'Password'
        $created.CustomerId | Should -Match '^[0-9a-f]{24}$'
        $created.ApplyFreeCredits | Should -BeOfType bool
        "$($created.Outcome)" | Should -Be 'Created'
    }

    It 'Takes a password as <Form>' -ForEach @(
        @{ Form = 'text' }
        @{ Form = 'a SecureString' }
        @{ Form = 'a credential' }
    ) {
        $password = switch ($Form) {
            'text' { 'Sample-Passphrase' }
            'a SecureString' { ConvertTo-Secure 'Sample-Passphrase' }
            'a credential' { [pscredential]::new('ana', (ConvertTo-Secure 'Sample-Passphrase')) }
        }
        $created = New-ResellerCustomerUser -Customer contoso -UserName ana -Password $password -ApplyFreeCredits no
        $created.Customer | Should -Be 'contoso'
    }

    It 'Waits for a throttling vendor and then creates, once' {
        Connect-ResellerService harborline 'reseller-secret' -BaseUri "$(Get-SandboxAddress)reseller/"
        Enable-Fault throttle429RetryAfter -Plan @{ retryAfterSeconds = 1 }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $created = Get-Row CustomerUser | New-ResellerCustomerUser
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 0.9
        $created.Attempts | Should -Be 2
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Ends the run where the reseller is refused: <Name>' -ForEach @(
        @{ Name = 'harborline'; Word = 'wrong'; Says = 'status 3: authentication failed' }
        @{ Name = 'blocked'; Word = 'reseller-secret'; Says = 'status 4: account blocked' }
        @{ Name = 'unknown'; Word = 'reseller-secret'; Says = 'status 400: reseller does not exist' }
    ) {
        Connect-ResellerService $Name $Word -BaseUri "$(Get-SandboxAddress)reseller/"
        $rows = 1..50 | ForEach-Object { Get-Row CustomerUser @{ customer = "c$_"; username = "u$_" } }
        $thrown = { $rows | New-ResellerCustomerUser } | Should -Throw -ErrorId 'CredentialsRefused,*' -PassThru
        "$thrown" | Should -BeLike "*$Says*The run ended at row*"
        (Get-SandboxState).calls | Should -BeLessThan 15
        (Get-SandboxState).created | Should -Be 0
    }
}

Describe 'New-ResellerCustomer' {
    BeforeEach {
        Initialize-Sandbox
    }

    It "Sends every column of a CSV with the document's names" {
        $row = "name,integrationId,rotationAlgorithm,billingType,moCharge`ncontoso,int-1,CONVERSATION,PRE_PAID,5" | ConvertFrom-Csv
        $sent = Get-SentRequest { $row | New-ResellerCustomer -Debug }
        $sent.Uri | Should -Be "$(Get-SandboxAddress)reseller/services/rest/customer/create"
        $sent.Text | Should -BeExactly 'name=contoso&integrationId=int-1&rotationAlgorithm=CONVERSATION&billingType=PRE_PAID&moCharge=5&resellerName=harborline&resellerPassword=***'
    }

    It 'Gives a customer whose columns can be read in again' {
        $created = Get-Row Customer @{ rotationAlgorithm = 'MaxRotation'; billingType = 'post_paid'; moCharge = '0' } | New-ResellerCustomer
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'CustomerId'
        $names[-3..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId'
        $row = $created | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        (Get-SentRequest { $row | New-ResellerCustomer -OperationKey again -Debug -ErrorAction SilentlyContinue }).Text |
            Should -BeLike 'name=contoso&rotationAlgorithm=MAX_ROTATION&billingType=POST_PAID&moCharge=0&*'
    }

    It 'Calls another path where it is told to' {
        $sent = Get-SentRequest { Get-Row Customer | New-ResellerCustomer -RequestPath 'services/rest/other' -Debug -ErrorAction SilentlyContinue }
        $sent.Uri | Should -Be "$(Get-SandboxAddress)reseller/services/rest/other"
    }

    It "Refuses a path that would lead to another host: '<_>'" -ForEach '//evil.example/x', '/x', 'https://evil.example/', ' //evil.example/x', '\\evil.example\x', 'a\b', 'a?b=c', "x`n" {
        { Get-Row Customer | New-ResellerCustomer -RequestPath $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'New-ResellerUser' {
    BeforeEach {
        Initialize-Sandbox
    }

    It "Sends every column of a CSV with the document's names" {
        $row = "username,password,customerId,email,phoneNumber`nana,Sample-Passphrase,0123456789abcdef01234567,ana@contoso.example,+351 921" | ConvertFrom-Csv
        $sent = Get-SentRequest { $row | New-ResellerUser -Debug -ErrorAction SilentlyContinue }
        $sent.Uri | Should -Be "$(Get-SandboxAddress)reseller/services/rest/user/create"
        $sent.Text | Should -BeExactly 'username=ana&password=***&customerId=0123456789abcdef01234567&email=ana%40contoso.example&phoneNumber=%2B351+921&resellerName=harborline&resellerPassword=***'
    }

    It 'Takes the customer from the pipeline and the rest from the command line' {
        $created = Get-Row Customer | New-ResellerCustomer | New-ResellerUser -UserName ana -Password 'Sample-Passphrase' -Email ana@contoso.example -PhoneNumber '+351 921'
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'UserId'
        $names[-3..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId'
        $created.UserId | Should -Match '^[0-9a-f]{24}$'
        (Get-SandboxState).created | Should -Be 2
    }

    It 'Says that the customer does not exist (status 300)' {
        $null = Get-Row User | New-ResellerUser -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation 'status 300: customer does not exist'
        $failed[0].Exception.VendorCode | Should -Be '300'
    }
}
