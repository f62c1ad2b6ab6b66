BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Connect-ResellerService' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
    }

    It 'Takes a credential' {
        Connect-ResellerService -Credential ([pscredential]::new('harborline', (ConvertTo-Secure 'word'))) -BaseUri "${address}reseller/"
        (Get-Row Customer | New-ResellerCustomer).CustomerId | Should -Not -BeNullOrEmpty
    }

    It "Refuses a reseller's name with a space or an @: '<_>'" -ForEach 'harbor line', 'harbor@line' {
        { Connect-ResellerService $_ word -BaseUri $address } |
            Should -Throw -ErrorId 'InvalidConnection,*' -ExpectedMessage "The reseller's name must not contain spaces or '@' (is '$_')."
    }
}
