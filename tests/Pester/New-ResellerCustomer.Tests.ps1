BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'New-ResellerCustomer' {
    BeforeEach {
        Initialize-Sandbox
    }

    It "Sends every column of a CSV with the document's names" {
        $row = "name,integrationId,rotationAlgorithm,billingType,moCharge`ncontoso,int-1,CONVERSATION,PRE_PAID,5" | ConvertFrom-Csv
        $sent = Get-SentRequest { $row | New-ResellerCustomer -Debug }
        $sent.Uri | Should -Be "$(Get-SandboxAddress)reseller/services/rest/customer/create"
        $sent.Text | Should -BeExactly ('name=contoso&integrationId=int-1&rotationAlgorithm=CONVERSATION&billingType=PRE_PAID&' +
            'moCharge=5&resellerName=harborline&resellerPassword=***')
    }

    It 'Gives a customer whose columns can be read in again' {
        $created = Get-Row Customer @{ rotationAlgorithm = 'MaxRotation'; billingType = 'post_paid'; moCharge = '0' } | New-ResellerCustomer
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'CustomerId'
        $names[-4..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId', 'RowNumber'
        $row = $created | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        (Get-SentRequest { $row | New-ResellerCustomer -NoJournal -Debug -ErrorAction SilentlyContinue }).Text |
            Should -BeLike 'name=contoso&rotationAlgorithm=MAX_ROTATION&billingType=POST_PAID&moCharge=0&*'
    }

    It 'Calls another path where it is told to' {
        $script:thrown = $null
        $sent = Get-SentRequest {
            try { Get-Row Customer | New-ResellerCustomer -RequestPath 'services/rest/other' -Debug }
            catch { $script:thrown = $_ }
        }
        $sent.Uri | Should -Be "$(Get-SandboxAddress)reseller/services/rest/other"
        $thrown.FullyQualifiedErrorId | Should -BeLike 'WrongBaseAddress,*'
        "$thrown" | Should -BeLike "*nothing is at $($sent.Uri). The run ended at row 1*"
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike '*-RequestPath*'
    }

    It "Refuses a path that would lead to another host: '<_>'" -ForEach @(
        '//evil.example/x', '/x', 'https://evil.example/', ' //evil.example/x', '\\evil.example\x', 'a\b', 'a?b=c', "x`n"
    ) {
        { Get-Row Customer | New-ResellerCustomer -RequestPath $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'Refuses <Field> = ''<Value>''' -ForEach @(
        @{ Field = 'billingType'; Value = 'FREE'; Says = "billingType: must be one of PrePaid (0), PostPaid (1) (is 'FREE')" }
    ) {
        Assert-CellRefused -Kind Customer -Command New-ResellerCustomer -Field $Field -Value $Value -Says $Says
    }

    It 'Shows the path that was asked for' {
        Get-HostText { Get-Row Customer | New-ResellerCustomer -RequestPath 'services/rest/other' -WhatIf -Verbose } |
            Should -BeLike '*Row 1: POST */reseller/services/rest/other *'
    }
}
