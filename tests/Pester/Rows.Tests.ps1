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
        (Get-SentRequest {
                $rows | New-QhCustomerAccount -ThrottleLimit 1 -Debug -WarningVariable script:warnings -ErrorAction SilentlyContinue -ErrorVariable script:failed
            }).Text | Should -Be '{"companyName":"One","routeURL":"first","licenses":34}', '{"companyName":"Two"}'
        $warnings | Should -BeNullOrEmpty
        $failed[0].Exception.FieldErrors.Field | Should -Be 'licenses'
    }

    It 'Names the columns that nothing was made of in one warning, with what they may have meant' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ companyName = "Company $_"; routURL = "r$_"; 'Licenses Count' = '3'; 'Company-Name' = 'x'; colour = 'red' } }
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
        { & $Rows | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed } | Should -Throw -ErrorId 'NoKnownColumn,*' -ExpectedMessage $Says
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

Describe 'Cells' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Takes <Name> for not given where a field is required' -ForEach @(
        @{ Name = 'a blank'; Value = ' ' }
        @{ Name = 'a tab'; Value = "`t" }
        @{ Name = 'a no-break space'; Value = "$([char] 0xa0)" }
        @{ Name = 'a zero-width space'; Value = "$([char] 0x200b)" }
    ) {
        $failed = $null
        [pscustomobject]@{ companyName = $Value; routeURL = 'r' } | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says 'companyName: is required'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Takes a database''s NULL for an empty cell' {
        $row = [pscustomobject]@{
            companyName = 'A'; routeURL = [DBNull]::Value; licenses = [DBNull]::Value; expirationDate = [DBNull]::Value; skUs = [DBNull]::Value
            domains = [DBNull]::Value; isEulaAccepted = [DBNull]::Value; primaryContact = [DBNull]::Value
        }
        Get-Sent $row | Should -Be '{"companyName":"A"}'
    }

    It 'Reads a list however it is split: <Text>' -ForEach @(
        @{ Text = 'a.example, b.example' }
        @{ Text = 'a.example;b.example' }
        @{ Text = '["a.example","b.example"]' }
        @{ Text = ' a.example ; b.example; ' }
    ) {
        Get-Sent ([pscustomobject]@{ companyName = 'A'; domains = $Text }) | Should -Be '{"companyName":"A","domains":["a.example","b.example"]}'
    }

    It 'Writes nested values of other types as the JSON that a person means' {
        $data = [ordered]@{
            Big = [bigint]::Parse('123456789012345678901234567890'); Unsigned = [uint32] 7; Long = [uint64]::MaxValue; Day = [datetime]::new(2026, 12, 31, 0, 0, 0, [System.DateTimeKind]::Utc)
            Kind = [System.DayOfWeek]::Monday; Id = [guid] 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'; Missing = [DBNull]::Value
        }
        $row = Get-Row CloudCockpit @{ providerCustomers = $null }
        $sent = (Get-SentRequest { $row | New-CcCustomer -ProviderCustomers @{ 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{ providerCustomerData = $data } } -Debug }).Text
        foreach ($text in '\"Big\":123456789012345678901234567890', '\"Unsigned\":7', '\"Long\":18446744073709551615', '\"Day\":\"2026-12-31T00:00:00Z\"', '\"Kind\":\"Monday\"') {
            $sent | Should -BeLike "*$([wildcardpattern]::Escape($text))*"
        }
    }

    It 'Refuses a nested value that has no form in JSON: <Name>' -ForEach @(
        @{ Name = 'not a number'; Value = { [double]::NaN } }
        @{ Name = 'a process'; Value = { Get-Process -Id $PID } }
        @{ Name = 'a SecureString'; Value = { [securestring]::new() } }
    ) {
        $failed = $null
        Get-Row CloudCockpit @{ providerCustomers = $null } |
            New-CcCustomer -ProviderCustomers @{ 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{ providerCustomerData = @{ X = & $Value } } } -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says 'providerCustomers: holds a value of the type'
    }

    It 'Sees that a file was read in another encoding than its own' {
        $failed = $null
        [pscustomobject]@{ companyName = "Jos$([char] 0xfffd) Lda"; routeURL = 'r' } | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says 'companyName: holds U+FFFD', 'encoding'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Refuses what a spreadsheet made of a number: <Value>' -ForEach @(
        @{ Value = '3.51E+11' }
        @{ Value = '="00351210000"' }
    ) {
        foreach ($field in 'phone', 'zip', 'internalIdentifier') {
            $failed = $null
            Get-Row CloudCockpit @{ $field = $Value } | New-CcCustomer -ErrorAction SilentlyContinue -ErrorVariable failed
            Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says "${field}: looks as if a spreadsheet changed it"
        }

        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Takes 12E3 for somebody''s id' {
        (Get-Row CloudCockpit @{ internalIdentifier = '12E3'; zip = '12E3' } | New-CcCustomer).Outcome | Should -Be 'Created'
    }

    It 'Shows what nobody sees' {
        $failed = $null
        Get-Row CustomerUser @{ phoneNumber = "+351 210$([char] 0xa0)000" } | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says '+351 210<U+00A0>000'
    }

    It 'Refuses an invisible character in <Field>' -ForEach @(
        @{ Field = 'email'; Value = "ana@contoso.example$([char] 0x200b)" }
        @{ Field = 'customer'; Value = "acme$([char] 0x200b)" }
        @{ Field = 'username'; Value = "ana$([char] 0xfeff)" }
    ) {
        $failed = $null
        Get-Row CustomerUser @{ $Field = $Value } | New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says "${Field}:", '<U+'
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Refuses a secret with a line break where it is given' {
        $thrown = { Connect-ResellerService -ResellerName acme -ResellerPassword "Marked-Word-80`n" -BaseUri "$(Get-SandboxAddress)reseller/" } |
            Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        "$thrown" | Should -BeLike '*-ResellerPassword must not contain line breaks*'
        "$thrown" | Should -Not -BeLike '*Marked-Word*'
        $failed = $null
        Get-Row CustomerUser | Select-Object *, @{ Name = 'x'; Expression = { } } | ForEach-Object { $_.password = "Marked-Word-81`r`n"; $_ } |
            New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue
        Assert-RowError $failed -Id RuleViolation -Category InvalidData -Says 'password: must not contain line breaks'
    }
}

Describe 'Runs that end early' {
    BeforeEach {
        Initialize-Sandbox
        $script:rows = 1..40 | ForEach-Object { Get-Row QuickHelp @{ companyName = "Company $_"; routeURL = "r$_" } }
    }

    It 'Writes what was created under -ErrorAction Stop, and begins nothing new' {
        $rows[0].routeURL = '3.51E+11'
        Enable-Fault -Plan @{ latencyMs = 20 }
        $created = $thrown = $null
        try { $null = $rows | New-QhCustomerAccount -ErrorAction Stop -OutVariable created } catch { $thrown = $_ }
        $thrown.FullyQualifiedErrorId | Should -BeLike 'RuleViolation,*'
        "$thrown" | Should -BeLike 'Row 1 *'
        @($created).Count | Should -Be (Get-SandboxState).created
        (Get-SandboxState).created | Should -BeLessThan 40
    }

    It 'Writes what was in flight when an error in the middle stops the run' {
        Enable-Fault -Next (@('ok') * 5 + 'echoSecrets') -Plan @{ latencyMs = 20 }
        $created = $thrown = $null
        try { $null = $rows | New-QhCustomerAccount -ErrorAction Stop -OutVariable created -ThrottleLimit 4 } catch { $thrown = $_ }
        $thrown.FullyQualifiedErrorId | Should -BeLike 'Rejected,*'
        @($created).Count | Should -Be (Get-SandboxState).created
        @($created).Count | Should -BeGreaterThan 4
        @($created).Count | Should -BeLessThan 40
    }

    It 'Tells in its last line what it came to' {
        $rows[1].companyName = ''
        $told = $null
        $null = $rows | New-QhCustomerAccount -ErrorAction SilentlyContinue -InformationVariable told
        "$told" | Should -Match '^40 rows: 39 created, 1 refused in \d+(\.\d)? s\. Run [0-9a-f]{32}\.$'
    }

    It 'Writes what was created under -WarningAction Stop, begins nothing new, and then stops: <Name>' -ForEach @(
        @{ Name = 'the parameter'; Stop = @{ WarningAction = 'Stop' }; Preference = 'Continue' }
        @{ Name = 'the preference'; Stop = @{}; Preference = 'Stop' }
    ) {
        Enable-Fault -Plan @{ latencyMs = 20 }
        $rows[0].PSObject.Properties.Add([psnoteproperty]::new('nonsense', 'x'))
        $created = $thrown = $told = $null
        $WarningPreference = $Preference
        try { $null = $rows | New-QhCustomerAccount @Stop -OutVariable created -InformationVariable told } catch { $thrown = $_ }
        "$thrown" | Should -BeLike "*Columns that no parameter knows are not used: 'nonsense'*"
        @($created).Count | Should -Be (Get-SandboxState).created
        @($created).Count | Should -BeLessThan 5 -Because 'the first row brings the warning'
        "$told" | Should -Match '^\d+ rows?: .+ in \d+(\.\d)? s\. Run [0-9a-f]{32}\.$'
        @(Get-ProvisioningOperation -State Sending, InDoubt).Count | Should -Be 0
    }

    It 'Writes what was in flight when a warning in the middle stops the run' {
        Enable-Fault -Plan @{ latencyMs = 100 }
        $rows[9].PSObject.Properties.Add([psnoteproperty]::new('nonsense', 'x'))
        $created = $thrown = $null
        try {
            $null = & {
                $rows[0..8]
                $limit = [datetime]::UtcNow.AddSeconds(60)
                while ((Get-SandboxState).created -lt 2 -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 10 }
                $rows[9..39]
            } | New-QhCustomerAccount -WarningAction Stop -OutVariable created
        }
        catch {
            $thrown = $_
        }

        "$thrown" | Should -BeLike '*nonsense*'
        @($created).Count | Should -BeGreaterOrEqual 2
        @($created).Count | Should -Be (Get-SandboxState).created
        @($created).Count | Should -BeLessThan 40
    }

    It 'Stops so before the first call, too, and after the last' {
        $thrown = $created = $null
        $bad = 'companyName;routeURL', 'A;a' | ConvertFrom-Csv -Delimiter ';' | Select-Object *, @{ Name = 'nonsense'; Expression = { 'x' } }
        $bad.companyName = ''
        try { $bad | New-QhCustomerAccount -WarningAction Stop -ErrorAction SilentlyContinue -ErrorVariable failed } catch { $thrown = $_ }
        "$thrown" | Should -BeLike '*nonsense*'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'RuleViolation,*'

        $null = $rows[0..4] | New-QhCustomerAccount
        $thrown = $null
        try { $null = $rows[0..4] | New-QhCustomerAccount -WarningAction Stop -OutVariable created } catch { $thrown = $_ }
        "$thrown" | Should -BeLike '*5 rows were already confirmed in the journal*'
        @($created).Count | Should -Be 5
    }

    It 'Surfaces the error that ended the run, and no warning in its place' {
        $null = $rows[0] | New-QhCustomerAccount
        Connect-QhService -SubscriptionKey wrong-key -AccountName qh-1 -BaseUri "$(Get-SandboxAddress)quickhelp/" 6>$null
        { $rows[0..1] | New-QhCustomerAccount -WarningAction Stop } | Should -Throw -ErrorId 'CredentialsRefused,*'
    }

    It 'Tells on the host what a run came to that was stopped by Ctrl+C<Name>' -ForEach @(
        @{ Name = ''; Options = @{}; End = '' }
        @{ Name = ', with -FailurePath'; Options = @{ FailurePath = 'failures.csv' }; End = ' Rows that were not read may follow.' }
    ) {
        Enable-Fault -Plan @{ latencyMs = 250 }
        if ($Options.FailurePath) {
            $Options = @{ FailurePath = Join-Path $TestDrive "$([guid]::NewGuid()).csv" }
        }

        $recorder = New-RecordingHost
        $runspace = [runspacefactory]::CreateRunspace($recorder)
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $null = $shell.AddScript({
                param($Module, $Address, $Rows, $Options)
                Import-Module $Module
                Connect-QhService subscription-key -BaseUri "${Address}quickhelp/" 6>$null
                $Rows | New-QhCustomerAccount @Options
            }.ToString()).AddArgument((Get-TestModulePath)).AddArgument((Get-SandboxAddress)).AddArgument($rows).AddArgument($Options)
            $running = $shell.BeginInvoke()
            $limit = [datetime]::UtcNow.AddSeconds(60)
            while ((Get-SandboxState).created -lt 4 -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 10 }
            $shell.EndStop($shell.BeginStop($null, $null))
            $running.AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }

        $created = (Get-SandboxState).created
        $created | Should -BeLessThan 40
        $lines = @($recorder.Lines)
        $lines.Count | Should -Be 1 -Because "a run has one last line: $lines"
        $lines[0] | Should -Match ('^\d+ rows: \d+ created(, \d+ not sent)? in \d+(\.\d)? s\. Run [0-9a-f]{32}\.' + [regex]::Escape($End) + '$')
        $counts = [regex]::Match($lines[0], '^(\d+) rows: (\d+) created(?:, (\d+) not sent)?')
        [int] $counts.Groups[2].Value | Should -Be $created
        if ($Options.FailurePath) {
            $notSent = [int] "0$($counts.Groups[3].Value)"
            $notSent | Should -BeGreaterThan 0
            @(Import-Csv -LiteralPath $Options.FailurePath).Count | Should -Be $notSent
        }
    }
}
