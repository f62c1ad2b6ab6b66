BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'New-SafeMobiAccount' {
    BeforeEach {
        Initialize-Sandbox
    }

    It "Sends every column of a CSV with the document's names" {
        $row = @'
ExternalId,FirstName,LastName,Email,Password,Type,AccountPlanId,ParentAccountId,CompanyShortName,CompanyFullName,MobileDomain,ControlPanelDomains
crm-1,Ana,Silva,ana@contoso.example,Sample-Passphrase,premium,2,fa516117-9d6a-4eb0-b5c1-0ca80db618c4,Contoso,"Contoso, Lda.",m.contoso.example,cp.contoso.example
'@ | ConvertFrom-Csv
        $sent = Get-SentRequest { $row | New-SafeMobiAccount -Debug }
        $sent.Method | Should -Be 'PUT'
        $sent.Uri | Should -Be "$(Get-SandboxAddress)safemobi/accounts"
        $sent.Whole | Should -BeLike '*Authentication: `*`*`**'
        $sent.Text | Should -BeExactly ('{"ExternalId":"crm-1","FirstName":"Ana","LastName":"Silva","Email":"ana@contoso.example",' +
            '"Password":"***","Type":"Premium","AccountPlanId":2,' +
            '"ParentAccountId":"fa516117-9d6a-4eb0-b5c1-0ca80db618c4","PremiumAccountInfo":{"CompanyShortName":"Contoso",' +
            '"CompanyFullName":"Contoso, Lda.","MobileDomain":"m.contoso.example","ControlPanelDomains":"cp.contoso.example"}}')
    }

    It 'Gives the id first, then the fields, then how it came to be' {
        $created = Get-Row SafeMobi | New-SafeMobiAccount
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'Id'
        $names[-4..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId', 'RowNumber'
        $names | Should -Not -Contain 'Password'
        $created.Id | Should -BeOfType guid
        $created.Status | Should -Be 'Active'
        "$($created.Type)" | Should -Be 'Basic'
        $created.AccountPlanId | Should -Be 1
    }

    It 'Reads the premium info given as <Form>' -ForEach @(
        @{ Form = 'a hashtable'; Info = @{ CompanyShortName = 'Contoso'; mobileDomain = 'm.contoso.example' } }
        @{ Form = 'an object'; Info = [pscustomobject]@{ CompanyShortName = 'Contoso'; MobileDomain = 'm.contoso.example' } }
        @{ Form = 'JSON'; Info = '{"CompanyShortName":"Contoso","MobileDomain":"m.contoso.example"}' }
    ) {
        $sent = Get-SentRequest { New-SafeMobiAccount -ExternalId crm-1 -Type Premium -AccountPlanId 2 -PremiumAccountInfo $Info -Debug }
        $sent.Text | Should -BeExactly ('{"ExternalId":"crm-1","Type":"Premium","AccountPlanId":2,' +
            '"PremiumAccountInfo":{"CompanyShortName":"Contoso","MobileDomain":"m.contoso.example"}}')
    }

    It 'Is one row of flat cells in a CSV, which can be read in again' {
        $created = Get-Row SafeMobi @{ Type = 'Premium'; CompanyShortName = 'Contoso'; ControlPanelDomains = 'cp.contoso.example' } |
            New-SafeMobiAccount
        $row = $created | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.ExternalId = 'crm-2'
        (Get-SentRequest { $row | New-SafeMobiAccount -Debug }).Text |
            Should -BeExactly ('{"ExternalId":"crm-2","Type":"Premium","AccountPlanId":1,' +
                '"PremiumAccountInfo":{"CompanyShortName":"Contoso","ControlPanelDomains":"cp.contoso.example"}}')
    }

    It 'Ends the run where the token is refused' {
        Connect-SafeMobiService -Token 'wrong' -AccountName mobi -BaseUri "$(Get-SandboxAddress)safemobi/"
        $thrown = { Get-Row SafeMobi | New-SafeMobiAccount } | Should -Throw -ErrorId 'CredentialsRefused,*' -PassThru
        "$thrown" | Should -BeLike '*The authentication token is not valid*'
    }

    It 'Refuses <Field> = ''<Value>''' -ForEach @(
        @{ Field = 'Type'; Value = 'Premium'; Says = 'PremiumAccountInfo: is required when Type is Premium' }
        @{ Field = 'MobileDomain'; Value = 'm.contoso.example'; Says = 'PremiumAccountInfo: is for Premium accounts only' }
        @{ Field = 'ParentAccountId'; Value = 'parent'; Says = "ParentAccountId: must be a GUID (is 'parent')" }
    ) {
        Assert-CellRefused -Kind SafeMobi -Command New-SafeMobiAccount -Field $Field -Value $Value -Says $Says
    }

    It 'Refuses an ExternalId of 251 characters' {
        Assert-CellRefused -Kind SafeMobi -Command New-SafeMobiAccount -Field ExternalId -Value ('x' * 251) -Says 'ExternalId: may be up to 250 characters (is'
    }

    It "Takes SafeMobi's Success: false with HTTP 200 for the refusal it is" {
        Enable-Fault echoSecrets
        $null = Get-Row SafeMobi | New-SafeMobiAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation 'The request could not be understood'
        $failed[0].Exception.HttpStatus | Should -Be 200
        $failed[0].ErrorDetails.RecommendedAction | Should -Be 'Correct what the vendor objects to and run the row again.'
    }
}
