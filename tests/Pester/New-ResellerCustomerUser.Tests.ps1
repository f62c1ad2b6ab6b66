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
        $row = @'
contactName,email,username,password,customer,phoneNumber,applyFreeCredits
Ana Silva,ana@contoso.example,ana@contoso,Sample-Passphrase,contoso,+351 921,yes
'@ | ConvertFrom-Csv
        $sent = Get-SentRequest { $row | New-ResellerCustomerUser -Debug }
        $sent.Method | Should -Be 'POST'
        $sent.Uri | Should -Be "$(Get-SandboxAddress)reseller/services/rest/customer-user/create"
        $sent.Text | Should -BeExactly ('contactName=Ana+Silva&email=ana%40contoso.example&username=ana%40contoso&password=***&' +
            'customer=contoso&phoneNumber=%2B351+921&applyFreeCredits=true&resellerName=harborline&resellerPassword=***')
    }

    It 'Gives the id first, then the fields, then how it came to be' {
        $created = Get-Row CustomerUser | New-ResellerCustomerUser
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'CustomerId'
        $names[-4..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId', 'RowNumber'
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

    It 'Refuses <Field> = ''<Value>''' -ForEach @(
        @{ Field = 'email'; Value = 'ana.contoso.example'; Says = "email: must be a valid e-mail address (is 'ana.contoso.example')" }
        @{ Field = 'username'; Value = 'ana maria'; Says = "username: must not contain spaces (is 'ana maria')" }
        @{ Field = 'phoneNumber'; Value = '+351-921'; Says = "phoneNumber: may contain only '+', spaces and digits (is '+351-921')" }
        @{ Field = 'password'; Value = ''; Says = 'password: is required' }
    ) {
        Assert-CellRefused -Kind CustomerUser -Command New-ResellerCustomerUser -Field $Field -Value $Value -Says $Says
    }

    It 'Says that a reseller customer exists (status 301)' {
        $null = Get-Row CustomerUser | New-ResellerCustomerUser -NoJournal
        $null = Get-Row CustomerUser @{ username = 'other' } |
            New-ResellerCustomerUser -NoJournal -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed AlreadyExists ResourceExists 'status 301: customer name already taken'
        $failed[0].Exception.VendorCode | Should -Be '301'
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
}
