# Nothing of a row is lost on its way in, out and back.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    function Import-Text([string] $Text, [string] $Delimiter = ',') {
        $Text | ConvertFrom-Csv -Delimiter $Delimiter
    }

    # The QuickHelp bodies that were sent, in the order of the calls.
    function Get-Sent([object[]] $Row, [hashtable] $Options = @{}) {
        (Get-SentRequest { $Row | New-QhCustomerAccount -ThrottleLimit 1 -Debug -WarningAction SilentlyContinue -ErrorAction SilentlyContinue @Options }).Text
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Rows on their way out and back' {
    BeforeEach {
        Initialize-Sandbox
        $script:mixed = Import-Text @'
companyName,routeURL,licenses,expirationDate,isEulaAccepted
BAD,r1,,31/12/2027,
Fabrikam,r2,"1,000",2027-12-31,yes
Tailspin,r3,34,31/12/2027,yes
'@
    }

    It 'Gives each failed row back as it was, so that it can be exported, mended and run' {
        $failed = $null
        $mixed | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 3
        $path = Join-Path $TestDrive 'failed.csv'
        $failed.TargetObject | Export-Csv $path -NoTypeInformation -Encoding UTF8
        $again = @(Import-Csv $path)
        $again[1].licenses | Should -Be '1,000'
        $again[2].expirationDate | Should -Be '31/12/2027'
        $again.RowNumber | Should -Be '1', '2', '3'
        $again[1].licenses = '1000'
        $again[0].expirationDate = $again[2].expirationDate = '2027-12-31'
        Get-Sent $again | Should -Be @(
            '{"companyName":"BAD","routeURL":"r1","expirationDate":"2027-12-31T00:00:00Z"}'
            '{"companyName":"Fabrikam","routeURL":"r2","expirationDate":"2027-12-31T00:00:00Z","licenses":1000,"isEulaAccepted":true}'
            '{"companyName":"Tailspin","routeURL":"r3","expirationDate":"2027-12-31T00:00:00Z","licenses":34,"isEulaAccepted":true}'
        )
    }

    It 'Takes rows that were shown before, and gives the failed ones back' {
        $null = $mixed | Format-Table | Out-String
        $mixed | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed -WarningVariable warned
        $failed.Count | Should -Be 3
        $failed[0].TargetObject.companyName | Should -Be 'BAD'
        $warned | Should -BeNullOrEmpty
    }

    It 'Writes the failed rows to -FailurePath, with why, and takes them back' {
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $mixed | New-QhCustomerAccount -ErrorAction SilentlyContinue -FailurePath $path
        $rows = @(Import-Csv $path)
        $rows.Count | Should -Be 3
        $rows[0].PSObject.Properties.Name | Should -Be 'RowNumber', 'companyName', 'routeURL', 'licenses', 'expirationDate', 'isEulaAccepted', 'Error', 'Reason'
        $rows[2].Error | Should -Be 'RuleViolation'
        $rows[2].Reason | Should -BeLike '*expirationDate: must be a date*'
        $rows[2].expirationDate = '2027-12-31'
        $warnings = $null
        $result = $rows[2] | New-QhCustomerAccount -WarningVariable warnings
        $result.RowNumber | Should -Be 3
        $result.Licenses | Should -Be 34
        $warnings | Should -BeNullOrEmpty
    }

    It 'Writes the rest of the input to -FailurePath after an error that ends the run' {
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        Connect-CcService -Tenant contoso.example -AccessToken 'wrong' -BaseUri "$(Get-SandboxAddress)cloudcockpit/"
        $rows = 1..40 | ForEach-Object { Get-Row CloudCockpit @{ internalIdentifier = "ERP-$_" } }
        { $rows | New-CcCustomer -FailurePath $path -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'CredentialsRefused,*'
        $back = @(Import-Csv $path)
        ($back.internalIdentifier | Sort-Object -Unique).Count | Should -Be 40
        $back.Count | Should -Be 40
    }

    It 'Numbers results and errors by the input' {
        $failed = $null
        $results = @($mixed + (Import-Text "companyName,routeURL`nGood,r4") | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed)
        $results.RowNumber | Should -Be 4
        $failed.TargetObject.RowNumber | Should -Be 1, 2, 3
    }

    It 'Masks secrets in what it gives back: <Name>' -ForEach @(
        @{ Name = 'the password''s own column'; Column = 'password'; Value = 'Marked-Word-77' }
        @{ Name = 'a mistyped password column'; Column = 'pasword'; Value = 'Other-Word-78' }
        @{ Name = 'a column named like a secret'; Column = 'api key'; Value = 'Other-Word-79' }
        @{ Name = 'a cell that equals the password'; Column = 'note'; Value = 'Marked-Word-77' }
    ) {
        $with = @{ password = 'Marked-Word-77'; phoneNumber = 'bad phone' }
        $with[$Column] = $Value
        $row = Get-Row CustomerUser $with
        $failed = $null
        $row | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue
        $failed[0].TargetObject.$Column | Should -Be '***'
        $failed[0].TargetObject.phoneNumber | Should -Be 'bad phone'
        $failed | Format-List * -Force | Out-String | Should -Not -Match 'Word-7'
    }

    It 'Refuses a masked secret that comes back' {
        $failed = $null
        Get-Row CustomerUser @{ password = '***' } | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says 'password: is masked'
        (Get-SandboxState).calls | Should -Be 0
    }
}

Describe 'Columns' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Binds a header that only looks like the name: <Name>' -ForEach @(
        @{ Name = 'a trailing blank'; Header = 'routeURL ' }
        @{ Name = 'a no-break space'; Header = "routeURL$([char] 0xa0)" }
        @{ Name = 'a zero-width space'; Header = "$([char] 0x200b)routeURL" }
        @{ Name = 'a byte order mark'; Header = "$([char] 0xfeff)routeURL" }
    ) {
        $rows = @(
            [pscustomobject]@{ companyName = 'One'; $Header = 'first'; 'licenses ' = '34' }
            [pscustomobject]@{ companyName = 'Two'; $Header = ''; 'licenses ' = '' }
            [pscustomobject]@{ companyName = 'Three'; $Header = 'third'; 'licenses ' = 'x' }
        )
        $script:warnings = $script:failed = $null
        $kept = @{ WarningVariable = 'script:warnings'; ErrorVariable = 'script:failed'; ErrorAction = 'SilentlyContinue' }
        (Get-SentRequest {
                $rows | New-QhCustomerAccount -ThrottleLimit 1 -Debug @kept
            }).Text | Should -Be '{"companyName":"One","routeURL":"first","licenses":34}', '{"companyName":"Two"}'
        $warnings | Should -BeNullOrEmpty
        $failed[0].Exception.FieldErrors.Field | Should -Be 'licenses'
    }

    It 'Names the columns that nothing was made of in one warning, with what they may have meant' {
        $rows = 1..3 | ForEach-Object {
            [pscustomobject]@{ companyName = "Company $_"; routURL = "r$_"; 'Licenses Count' = '3'; 'Company-Name' = 'x'; colour = 'red' }
        }
        $warnings = $null
        $null = $rows | New-QhCustomerAccount -WarningVariable warnings -WarningAction SilentlyContinue -WhatIf
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike "*'routURL' (did you mean routeUrl?)*"
        "$warnings" | Should -BeLike "*'Company-Name' (did you mean CompanyName?)*"
        "$warnings" | Should -BeLike "*'colour'.*"
    }

    It 'Says nothing of the properties of another command''s output' {
        $warnings = $null
        $null = Get-Row CloudCockpit | New-CcCustomer | New-QhCustomerAccount -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'Ends with one error where no column is known: <Name>' -ForEach @(
        @{ Name = 'another delimiter'; Rows = { "companyName;routeURL`nA;a`nB;b" | ConvertFrom-Csv }; Says = '*delimiter*' }
        @{ Name = 'hashtables'; Rows = { @{ companyName = 'A' }, @{ companyName = 'B' } }; Says = '*hashtable*' }
        @{ Name = 'text'; Rows = { 'A', 'B' }; Says = '*No column*' }
    ) {
        $failed = $null
        { & $Rows | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed } |
            Should -Throw -ErrorId 'NoKnownColumn,*' -ExpectedMessage $Says
        @($failed | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).Count | Should -BeLessOrEqual 1
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Skips rows that are empty in every column, and counts them once' {
        $warnings = $failed = $null
        $results = @(Import-Text "companyName,routeURL,licenses`nA,a,1`n,,`n , ,$([char] 0xa0)`nB,b,2" |
                New-QhCustomerAccount -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable failed)
        $results.RowNumber | Should -Be 1, 4
        $failed | Should -BeNullOrEmpty
        "$warnings" | Should -Be '2 rows are empty in every column and were skipped.'
    }
}
