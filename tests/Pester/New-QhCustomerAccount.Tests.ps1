BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'New-QhCustomerAccount' {
    BeforeEach {
        Initialize-Sandbox
    }

    It "Sends every column of a CSV with the document's names, and nothing that was not given" {
        $row = @'
companyName,eula,templateId,accountType,contractStatus,routeURL,domains,primaryContactName,primaryContactEmail,primaryContactPhone,expirationDate,licenses,timeZone,supportInfoWebsite,supportInfoEmail,supportInfoPhone,partnerId,ae,csm,suppressUserCreation,isEulaAccepted,sandBoxModeOn,skUs
Contoso,3,14,4,2,contoso,contoso.example; contoso.test,Ana Silva,ana@contoso.example,+351 921,2026-12-31,250,5,https://it.contoso.example,it@contoso.example,+351 922,6,7,8,yes,0,TRUE,23=34;12=433
'@ | ConvertFrom-Csv
        $sent = @(Get-SentRequest { $row | New-QhCustomerAccount -Debug })
        $sent.Count | Should -Be 1
        $sent[0].Method | Should -Be 'POST'
        $sent[0].Uri | Should -Be "$(Get-SandboxAddress)quickhelp/v1/Account/Create"
        $sent[0].Text | Should -BeExactly ('{"companyName":"Contoso","eula":3,"templateId":14,"accountType":4,"contractStatus":2,' +
            '"routeURL":"contoso","domains":["contoso.example","contoso.test"],' +
            '"primaryContact":{"name":"Ana Silva","email":"ana@contoso.example","phone":"+351 921"},' +
            '"expirationDate":"2026-12-31T00:00:00Z","licenses":250,"timeZone":5,' +
            '"supportInfo":{"website":"https://it.contoso.example","email":"it@contoso.example","phone":"+351 922"},"partnerId":6,' +
            '"ae":7,"csm":8,"suppressUserCreation":true,' +
            '"isEulaAccepted":false,"sandBoxModeOn":true,"skUs":[{"licenseCount":34,"skuId":23},{"licenseCount":433,"skuId":12}]}')
        $sent[0].Whole | Should -BeLike '*Ocp-Apim-Subscription-Key: `*`*`**'
    }

    It 'Sends an empty cell as nothing at all' {
        $row = "companyName,eula,accountType,domains,primaryContact,primaryContactName,expirationDate,licenses,suppressUserCreation,skUs`nContoso,,,,,, ,,," |
            ConvertFrom-Csv
        (Get-SentRequest { $row | New-QhCustomerAccount -Debug }).Text | Should -BeExactly '{"companyName":"Contoso"}'
    }

    It 'Gives the id first, then the fields, then how it came to be' {
        $created = Get-Row QuickHelp @{
            accountType = '1'; licenses = '10'; domains = 'a.example;b.example'; expirationDate = '2026-12-31'; isEulaAccepted = 'yes'
        } |
            New-QhCustomerAccount
        $names = @($created.PSObject.Properties.Name)
        $names[0] | Should -BeExactly 'CustomerId'
        $names[-4..-1] | Should -BeExactly 'Outcome', 'Attempts', 'CorrelationId', 'RowNumber'
        $created.PSObject.TypeNames[0] | Should -Be 'Provisioning.Vendors.QuickHelp.QuickHelpCustomer'
        $created.CustomerId | Should -BeOfType int
        $created.AccountType | Should -Be 'CustomerAccount'
        $created.Licenses | Should -Be 10
        $created.IsEulaAccepted | Should -BeTrue
        @($created.Domains) | Should -Be 'a.example', 'b.example'
        "$($created.Outcome)" | Should -Be 'Created'
        $created.Attempts | Should -Be 1
        [guid] $created.CorrelationId | Should -Not -Be ([guid]::Empty)
        $created.ExpirationDate | Should -Be '2026-12-31T00:00:00Z'
    }

    It 'Is one row of flat cells in a CSV, which can be read in again' {
        $created = Get-Row QuickHelp @{
            accountType = '1'; domains = 'a.example;b.example'; skUs = '23=34;12=433'; primaryContactName = 'Ana'
            expirationDate = '2026-12-31'
        } |
            New-QhCustomerAccount
        $row = $created | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.Domains | Should -Be 'a.example;b.example'
        $row.Skus | Should -Be '23=34;12=433'
        $sent = Get-SentRequest { $row | New-QhCustomerAccount -RouteUrl again -Debug }
        $sent.Body.domains | Should -Be 'a.example', 'b.example'
        $sent.Body.skUs.Count | Should -Be 2
        $sent.Body.primaryContact.name | Should -Be 'Ana'
        $sent.Body.expirationDate | Should -Be '2026-12-31T00:00:00Z'
    }

    It 'Is clean JSON' {
        $created = Get-Row QuickHelp @{ accountType = '1'; domains = 'a.example;b.example'; skUs = '23=34' } | New-QhCustomerAccount
        $json = $created | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        $json.CompanyName | Should -Be 'Contoso'
        $json.Domains | Should -Be 'a.example', 'b.example'
        $json.Skus[0].SkuId | Should -Be 23
    }

    It 'Reads <Cell> as <Sent>' -ForEach @(
        @{ Column = 'suppressUserCreation'; Cell = 'TRUE'; Sent = 'True' }
        @{ Column = 'suppressUserCreation'; Cell = 'Yes'; Sent = 'True' }
        @{ Column = 'suppressUserCreation'; Cell = '1'; Sent = 'True' }
        @{ Column = 'suppressUserCreation'; Cell = 'False'; Sent = 'False' }
        @{ Column = 'suppressUserCreation'; Cell = 'no'; Sent = 'False' }
        @{ Column = 'suppressUserCreation'; Cell = '0'; Sent = 'False' }
        @{ Column = 'licenses'; Cell = ' 12 '; Sent = '12' }
        @{ Column = 'licenses'; Cell = '-1'; Sent = '-1' }
        @{ Column = 'licenses'; Cell = '0'; Sent = '0' }
        @{ Column = 'expirationDate'; Cell = '2026-12-31'; Sent = '2026-12-31T00:00:00Z' }
        @{ Column = 'expirationDate'; Cell = '2026-12-31T23:59:59'; Sent = '2026-12-31T23:59:59Z' }
        @{ Column = 'expirationDate'; Cell = '2026-12-31 23:59'; Sent = '2026-12-31T23:59:00Z' }
        @{ Column = 'expirationDate'; Cell = '2026-12-31T23:59:59.5Z'; Sent = '2026-12-31T23:59:59.5Z' }
        @{ Column = 'expirationDate'; Cell = '2026-11-15T09:00:00+09:00'; Sent = '2026-11-15T00:00:00Z' }
        @{ Column = 'accountType'; Cell = 'customeraccount'; Sent = '1' }
        @{ Column = 'accountType'; Cell = '13'; Sent = '13' }
        @{ Column = 'accountType'; Cell = 'Smc_Sandbox'; Sent = '13' }
        @{ Column = 'contractStatus'; Cell = 'Unsigned'; Sent = '2' }
    ) {
        $row = Get-Row QuickHelp @{ $Column = $Cell }
        $request = Get-SentRequest { $row | New-QhCustomerAccount -Debug }
        "$($request.Body.$Column)" | Should -BeExactly $Sent
    }

    It 'Reads SKUs given as <Form>' -ForEach @(
        @{ Form = 'text'; Skus = '23=34;12=433' }
        @{ Form = 'a list of texts'; Skus = @('23=34', '12=433') }
        @{ Form = 'hashtables'; Skus = @(@{ SkuId = 23; LicenseCount = 34 }, @{ skuId = '12'; licenseCount = '433' }) }
        @{
            Form = 'objects'
            Skus = @([pscustomobject]@{ skuId = 23; licenseCount = 34 }, [pscustomobject]@{ skuId = 12; licenseCount = 433 })
        }
        @{ Form = 'JSON'; Skus = '[{"skuId":23,"licenseCount":34},{"skuId":12,"licenseCount":433}]' }
    ) {
        $sent = Get-SentRequest { New-QhCustomerAccount -CompanyName Contoso -Skus $Skus -Debug }
        $sent.Text | Should -BeExactly '{"companyName":"Contoso","skUs":[{"licenseCount":34,"skuId":23},{"licenseCount":433,"skuId":12}]}'
    }

    It 'Requires the license count of a SKU' {
        $null = New-QhCustomerAccount -CompanyName Contoso -Skus @{ SkuId = 23 } -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'skUs: needs a licenseCount in each item'
    }

    It 'Reads the contact and the support given as <Form>' -ForEach @(
        @{ Form = 'hashtables'; Contact = @{ Name = 'Ana'; email = 'ana@contoso.example' }; Support = @{ website = 'https://it.example' } }
        @{
            Form = 'objects'; Contact = [pscustomobject]@{ name = 'Ana'; Email = 'ana@contoso.example' }
            Support = [pscustomobject]@{ Website = 'https://it.example' }
        }
        @{ Form = 'JSON'; Contact = '{"name":"Ana","email":"ana@contoso.example"}'; Support = '{"website":"https://it.example"}' }
    ) {
        $row = [pscustomobject]@{ companyName = 'Contoso'; primaryContact = $Contact; supportInfo = $Support }
        $sent = Get-SentRequest { $row | New-QhCustomerAccount -Debug }
        $sent.Text | Should -BeExactly ('{"companyName":"Contoso","primaryContact":{"name":"Ana","email":"ana@contoso.example"},' +
            '"supportInfo":{"website":"https://it.example"}}')
    }

    It 'Lets a flat column go before the nested one' {
        $row = [pscustomobject]@{
            companyName = 'Contoso'; primaryContact = @{ name = 'Ana'; phone = '1' }; primaryContactName = 'Rui'; primaryContactPhone = ''
        }
        $sent = Get-SentRequest { $row | New-QhCustomerAccount -Debug }
        $sent.Body.primaryContact.name | Should -Be 'Rui'
        $sent.Body.primaryContact.phone | Should -Be '1'
    }

    It 'Takes typed values from a script' {
        $sent = Get-SentRequest {
            $values = @{
                AccountType = 'DemoAccount'; Domains = 'a.example', 'b.example'; Licenses = 5; SandBoxModeOn = $false
                ExpirationDate = [datetime]::new(2026, 12, 31, 1, 2, 3, [System.DateTimeKind]::Utc)
            }
            New-QhCustomerAccount -CompanyName Contoso @values -Debug
        }
        $sent.Text | Should -BeExactly ('{"companyName":"Contoso","accountType":3,"domains":["a.example","b.example"],' +
            '"expirationDate":"2026-12-31T01:02:03Z","licenses":5,"sandBoxModeOn":false}')
    }

    It 'Does not carry a cell over to the next row that has no such column' {
        $rows = @(
            [pscustomobject]@{
                companyName = 'One'; licenses = '5'; accountType = '3'; primaryContactName = 'Ana'; domains = 'a.example'; skUs = '1=2'
            }
            [pscustomobject]@{ companyName = 'Two' }
        )
        $sent = @(Get-SentRequest { $rows | New-QhCustomerAccount -ThrottleLimit 1 -Debug })
        $sent[1].Text | Should -BeExactly '{"companyName":"Two"}'
    }

    It 'Does not carry a bad cell over to the next row that has no such column' {
        $rows = @(
            [pscustomobject]@{ companyName = 'One'; licenses = 'ten' }
            [pscustomobject]@{ companyName = 'Two' }
            [pscustomobject]@{ companyName = 'Three'; licenses = '' }
        )
        $created = @($rows | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue)
        $created.CompanyName | Should -Be 'Two', 'Three'
        Assert-RowError $failed RuleViolation InvalidData "licenses: *(is 'ten')"
    }

    It 'Keeps a command-line value for all rows' {
        $rows = 1..2 | ForEach-Object { [pscustomobject]@{ companyName = "Company $_" } }
        $sent = @(Get-SentRequest { $rows | New-QhCustomerAccount -Licenses 7 -Debug })
        $sent.Body.licenses | Should -Be 7, 7
    }

    It 'Ends the run with one terminating error where the subscription key is refused' {
        Connect-QhService -SubscriptionKey 'wrong' -BaseUri "$(Get-SandboxAddress)quickhelp/"
        $rows = 1..100 | ForEach-Object { [pscustomobject]@{ companyName = "Company $_" } }
        $thrown = { $rows | New-QhCustomerAccount -ThrottleLimit 1 -ErrorVariable failed } |
            Should -Throw -ErrorId 'CredentialsRefused,*' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$thrown" | Should -BeLike '*invalid subscription key*The run ended at row*'
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike 'Connect again with credentials*'
        (Get-SandboxState).calls | Should -BeLessThan 5
        (Get-SandboxState).created | Should -Be 0
    }

    It 'Ends the run where the account is not a partner (403)' {
        Connect-QhService -SubscriptionKey 'forbidden' -BaseUri "$(Get-SandboxAddress)quickhelp/"
        { Get-Row QuickHelp | New-QhCustomerAccount } |
            Should -Throw -ErrorId 'CredentialsRefused,*' -ExpectedMessage '*Requires account type "Partner" or above.*'
    }

    It 'Refuses <Field> = ''<Value>''' -ForEach @(
        @{ Field = 'licenses'; Value = 'ten'; Says = "licenses: must be a whole number (is 'ten')" }
        @{ Field = 'licenses'; Value = '3000000000'; Says = "licenses: must be a whole number from -2147483648 to 2147483647 (is '3000000000')" }
        @{ Field = 'licenses'; Value = '1.5'; Says = "licenses: must be a whole number (is '1.5')" }
        @{
            Field = 'expirationDate'; Value = '31/12/2026'
            Says = "expirationDate: must be a date in ISO 8601, such as 2026-12-31 or 2026-12-31T23:59:59Z (is '31/12/2026')"
        }
        @{ Field = 'expirationDate'; Value = '2026-02-30'; Says = "expirationDate: must be a date in ISO 8601*(is '2026-02-30')" }
        @{ Field = 'isEulaAccepted'; Value = 'maybe'; Says = "isEulaAccepted: must be true or false (or yes, no, 1, 0) (is 'maybe')" }
        @{ Field = 'accountType'; Value = '8'; Says = "accountType: must be one of CustomerAccount (1), *SmcSandbox (13) (is '8')" }
        @{ Field = 'contractStatus'; Value = 'Lost'; Says = "contractStatus: must be one of Signed (1), Unsigned (2) (is 'Lost')" }
        @{ Field = 'skUs'; Value = '23'; Says = "skUs: must be SKU ids with license counts, such as 23=34;12=433 (is '23')" }
        @{
            Field = 'primaryContact'; Value = '{"name":'
            Says = 'primaryContact: must be a hashtable, an object or JSON with the fields Name, Email, Phone'
        }
        @{
            Field = 'primaryContact'; Value = '{"fax":"1"}'
            Says = 'primaryContact: must be a hashtable, an object or JSON with the fields Name, Email, Phone'
        }
    ) {
        Assert-CellRefused -Kind QuickHelp -Command New-QhCustomerAccount -Field $Field -Value $Value -Says $Says
    }

    It 'Passes on what QuickHelp says of single fields' {
        Enable-Fault echoSecrets
        $null = Get-Row QuickHelp | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed Rejected InvalidOperation 'The request could not be understood'
        $failed[0].Exception.HttpStatus | Should -Be 400
        $failed[0].Exception.FieldErrors.Count | Should -Be 1
    }
}
