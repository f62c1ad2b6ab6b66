BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Get-ResellerCustomer' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
        $null = Get-Row CustomerUser @{ applyFreeCredits = 'true' } | New-ResellerCustomerUser -NoJournal
    }

    It 'Gets a customer with its credits' {
        $found = Get-ResellerCustomer contoso
        @($found.PSObject.Properties.Name) | Should -BeExactly 'Name', 'Credits'
        $found.Name | Should -BeExactly 'contoso'
        $found.Credits | Should -Be 100
    }

    It 'Asks with a form, and with the names that this call has for the credentials' {
        $records = Get-ResellerCustomer contoso -Debug 5>&1
        $sent = @($records | Where-Object { $_ -is [System.Management.Automation.DebugRecord] -and $_.Message.StartsWith('> ') })
        $sent.Count | Should -Be 1
        $sent[0].Message | Should -BeLike "> POST ${address}reseller/services/rest/admin/balance*"
        ($sent[0].Message -split '\r?\n')[-1] | Should -BeExactly '> customer=contoso&reseller=harborline&password=***'
    }

    It 'Reports a name that no customer has as NotFound, which stops no other' {
        $rows = "customer`nnobody`ncontoso" | ConvertFrom-Csv
        $found = @($rows | Get-ResellerCustomer -ErrorVariable failed -ErrorAction SilentlyContinue)
        $found.Name | Should -Be 'contoso'
        Assert-QueryError $failed NotFound ObjectNotFound 'status 300: customer does not exist'
        "$($failed[0]) $($failed[0].TargetObject)" | Should -BeLike '*nobody*' -Because 'a person must see which of many it is'
    }

    It 'Takes the name from the column <_>' -ForEach 'customer', 'name' {
        ("$_`ncontoso" | ConvertFrom-Csv | Get-ResellerCustomer).Credits | Should -Be 100
    }

    It 'Takes the output of <Command>' -ForEach @(
        @{ Command = 'New-ResellerCustomer'; Row = { Get-Row Customer @{ name = 'fabrikam' } } }
        @{ Command = 'New-ResellerCustomerUser'; Row = { Get-Row CustomerUser @{ customer = 'fabrikam'; username = 'rui@fabrikam' } } }
    ) {
        $found = & $Row | & $Command -NoJournal | Get-ResellerCustomer
        $found.Name | Should -Be 'fabrikam'
        $found.Credits | Should -Be 0
    }

    It 'Says that a customer belongs to another reseller' {
        Connect-ResellerService other other-secret -BaseUri "${address}reseller/" -Name Other
        Get-ResellerCustomer contoso -Connection Other -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-QueryError $failed Rejected InvalidOperation 'status 420: reseller does not have rights to customer'
        $failed[0].Exception.VendorCode | Should -Be '420'
    }

    It 'Refuses ''<Name>'', and sends nothing' -ForEach @(
        @{ Name = 'two words'; Says = "customer: must not contain spaces (is 'two words')" }
        @{ Name = ' '; Says = 'customer: is required' }
    ) {
        $debug = Get-ResellerCustomer $Name -Debug -ErrorVariable failed -ErrorAction SilentlyContinue 5>&1
        Assert-QueryError $failed RuleViolation InvalidData $Says
        $debug | Should -BeNullOrEmpty
    }

    It 'Ends with one error where the password is refused' {
        Connect-ResellerService harborline wrong -BaseUri "${address}reseller/"
        { 1..3 | ForEach-Object { [pscustomobject]@{ Name = 'contoso' } } | Get-ResellerCustomer } |
            Should -Throw -ErrorId 'CredentialsRefused,*'
    }

    It 'Reports a call that was not answered, and makes no journal' {
        Enable-Fault html @{ reads = $true }
        Get-ResellerCustomer contoso -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-QueryError $failed Unanswered ConnectionError
        Get-ChildItem -Path "$env:PROVISIONING_JOURNAL*" | Should -BeNullOrEmpty
    }
}
