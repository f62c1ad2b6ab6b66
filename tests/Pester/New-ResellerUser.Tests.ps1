BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'New-ResellerUser' {
    BeforeEach {
        Initialize-Sandbox
    }

    It "Sends every column of a CSV with the document's names" {
        $row = "username,password,customerId,email,phoneNumber`nana,Sample-Passphrase,0123456789abcdef01234567,ana@contoso.example,+351 921" |
            ConvertFrom-Csv
        $sent = Get-SentRequest { $row | New-ResellerUser -Debug -ErrorAction SilentlyContinue }
        $sent.Uri | Should -Be "$(Get-SandboxAddress)reseller/services/rest/user/create"
        $sent.Text | Should -BeExactly ('username=ana&password=***&customerId=0123456789abcdef01234567&email=ana%40contoso.example&' +
            'phoneNumber=%2B351+921&resellerName=harborline&resellerPassword=***')
    }

    It 'Takes the customer from the pipeline and the rest from the command line' {
        $created = Get-Row Customer | New-ResellerCustomer |
            New-ResellerUser -UserName ana -Password 'Sample-Passphrase' -Email ana@contoso.example -PhoneNumber '+351 921'
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'UserId'
        $names[-4..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId', 'RowNumber'
        $created.UserId | Should -Match '^[0-9a-f]{24}$'
        (Get-SandboxState).created | Should -Be 2
    }

    It 'Says that the customer does not exist (status 300)' {
        $null = Get-Row User | New-ResellerUser -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation 'status 300: customer does not exist'
        $failed[0].Exception.VendorCode | Should -Be '300'
    }

    It 'Refuses a customerId that is no ObjectId, and goes on' {
        $customer = Get-Row Customer | New-ResellerCustomer
        $rows = @(
            Get-Row User @{ customerId = '0123' }
            Get-Row User @{ customerId = $customer.CustomerId }
        )
        $created = @($rows | New-ResellerUser -ErrorVariable failed -ErrorAction SilentlyContinue)
        Assert-RowError $failed RuleViolation InvalidData "customerId: must be 24 hexadecimal digits (is '0123')"
        $created.CustomerId | Should -Be $customer.CustomerId
    }
}
