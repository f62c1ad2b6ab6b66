# The same customer is the same, however it is spelled, and another one is not.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:nfc = "Caf$([char] 0xe9) Lda"

    # Runs a row and gives the outcome, or the name of the error.
    function Get-QhOutcome([hashtable] $With, [hashtable] $Options = @{}) {
        $row = Get-Row QuickHelp $With
        try {
            "$(($row | New-QhCustomerAccount -ErrorAction Stop -WarningAction SilentlyContinue @Options).Outcome)"
        }
        catch {
            $_.FullyQualifiedErrorId.Split(',')[0]
        }
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Identity' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Takes <Name> for the same name' -ForEach @(
        @{ Name = 'a decomposed letter'; Other = "Cafe$([char] 0x301) Lda" }
        @{ Name = 'a trailing blank'; Other = "Caf$([char] 0xe9) Lda " }
        @{ Name = 'a no-break space'; Other = "Caf$([char] 0xe9)$([char] 0xa0)Lda" }
        @{ Name = 'a zero-width space'; Other = "Caf$([char] 0xe9) $([char] 0x200b)Lda" }
        @{ Name = 'two blanks'; Other = "Caf$([char] 0xe9)  Lda" }
        @{ Name = 'a tab'; Other = "Caf$([char] 0xe9)`tLda" }
        @{ Name = 'a byte order mark'; Other = "$([char] 0xfeff)Caf$([char] 0xe9) Lda" }
    ) {
        Get-QhOutcome @{ companyName = $nfc; routeURL = $null } | Should -Be 'Created'
        Get-QhOutcome @{ companyName = $Other; routeURL = $null } | Should -Be 'Replayed'
        Get-QhOutcome @{ companyName = 'Fabrikam'; routeURL = $Other } | Should -Be 'Created'
        Get-QhOutcome @{ companyName = 'Fabrikam'; routeURL = $nfc } | Should -Be 'Replayed'
        (Get-SandboxState).created | Should -Be 2
    }

    It 'Replays a row with a corrected password, and warns that the vendor has the old one' {
        $rows = @(
            Get-Row CustomerUser
            Get-Row CustomerUser @{ customer = 'fabrikam'; username = 'fab@fabrikam' }
        )
        $null = $rows | New-ResellerCustomerUser
        $rows[1].password = 'Corrected-Passphrase-01'
        $again = $rows | New-ResellerCustomerUser -WarningVariable warned -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Be 'Replayed Replayed'
        @($warned -like '*of row 2 was created with another password*still has the old one.').Count | Should -Be 1
        "$warned" | Should -Not -BeLike '*Passphrase*'
        $null = $rows[0] | New-ResellerCustomerUser -WarningVariable same -WarningAction SilentlyContinue
        "$same" | Should -Not -BeLike '*password*'
    }

    It 'Warns likewise where an earlier call in doubt turns out to have been done with the old password' {
        Enable-Fault (@('resetAfter') * 10) @{ reads = $true }
        $null = Get-Row SafeMobi @{ Password = 'First-Passphrase-01' } | New-SafeMobiAccount -ErrorAction SilentlyContinue
        Enable-Fault
        $row = Get-Row SafeMobi @{ Password = 'Corrected-Passphrase-01' }
        $again = $row | New-SafeMobiAccount -WarningVariable warned -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Be 'Recovered'
        "$warned" | Should -BeLike '*of row 1 was created with another password*'
    }

    It 'Leaves a reseller''s call in doubt where the user has another password than the row' {
        Enable-Fault (@('resetAfter') * 10) @{ reads = $true }
        $null = Get-Row CustomerUser | New-ResellerCustomerUser -ErrorAction SilentlyContinue
        Enable-Fault
        $problem = $null
        $null = Get-Row CustomerUser @{ password = 'Corrected-Passphrase-01' } |
            New-ResellerCustomerUser -ErrorAction SilentlyContinue -ErrorVariable problem
        Assert-RowError $problem -Id OutcomeUnknown -Category ConnectionError -Says 'with another password than the row'
        "$((Get-Row CustomerUser | New-ResellerCustomerUser).Outcome)" | Should -Be 'Recovered'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Refuses names that differ in letter case alone, and tells both' {
        Get-QhOutcome @{ routeURL = 'contoso' } | Should -Be 'Created'
        $problem = $null
        Get-Row QuickHelp @{ routeURL = 'Contoso' } | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable problem
        Assert-RowError $problem -Id NameConflict -Category InvalidData -Says "'contoso'", "'Contoso'"
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Lets such names through with a key for each and -AllowSimilar, and only then' {
        Get-QhOutcome @{ routeURL = 'contoso' } @{ OperationKey = 'one' } | Should -Be 'Created'
        Get-QhOutcome @{ routeURL = 'Contoso' } @{ OperationKey = 'two' } | Should -Be 'NameConflict'
        Get-QhOutcome @{ routeURL = 'Contoso' } @{ AllowSimilar = $true } | Should -Be 'NameConflict'
        Get-QhOutcome @{ routeURL = 'Contoso' } @{ OperationKey = 'one'; AllowSimilar = $true } | Should -Be 'NameConflict'
        Get-QhOutcome @{ routeURL = 'Contoso' } @{ OperationKey = 'two'; AllowSimilar = $true } | Should -Be 'Created'
    }

    It 'Refuses a confirmed customer that comes back with a key column added, and creates one that was never done' {
        Get-QhOutcome @{ companyName = 'Tailspin'; routeURL = $null } | Should -Be 'Created'
        Get-QhOutcome @{ companyName = 'Wingtip'; routeURL = $null; licenses = 'x' } | Should -Be 'RuleViolation'
        Get-QhOutcome @{ companyName = 'Tailspin'; routeURL = 'tailspin' } | Should -Be 'NameConflict'
        Get-QhOutcome @{ companyName = 'Wingtip'; routeURL = 'wingtip'; licenses = '7' } | Should -Be 'Created'
        (Get-SandboxState).created | Should -Be 2
    }

    It 'Refuses a confirmed customer that comes back with its key column gone' {
        Get-QhOutcome @{ companyName = 'Tailspin'; routeURL = 'tailspin' } | Should -Be 'Created'
        Get-QhOutcome @{ companyName = 'Tailspin'; routeURL = $null } | Should -Be 'NameConflict'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Takes two customers of one description for two where a unique name says so' {
        Get-QhOutcome @{ companyName = 'Contoso'; routeURL = 'contoso-emea' } | Should -Be 'Created'
        Get-QhOutcome @{ companyName = 'Contoso'; routeURL = 'contoso-us' } | Should -Be 'Created'
    }

    It 'Does not mix up a key of one kind with the same text of another' {
        Get-QhOutcome @{ companyName = 'contoso'; routeURL = $null } | Should -Be 'Created'
        Get-QhOutcome @{ companyName = 'Other Ltd'; routeURL = 'contoso' } | Should -Be 'Created'
    }

    It 'Finds a customer by its other name when a column was added' {
        $first = Get-Row CloudCockpit @{ internalIdentifier = 'ERP-1' } | New-CcCustomer
        $second = $null
        Get-Row CloudCockpit @{ internalIdentifier = 'ERP-1'; id = '3fa85f64-5717-4562-b3fc-2c963f66afa6' } |
            New-CcCustomer -ErrorAction SilentlyContinue -ErrorVariable second
        $first.Outcome | Should -Be 'Created'
        Assert-RowError $second -Id KeyReusedWithOtherData -Category InvalidData -Says 'id differs'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Replays under another -OperationKey what has the same names' {
        $row = Get-Row CustomerUser
        ($row | New-ResellerCustomerUser -OperationKey ticket-1).Outcome | Should -Be 'Created'
        ($row | New-ResellerCustomerUser -OperationKey ticket-2 -WarningAction SilentlyContinue).Outcome | Should -Be 'Replayed'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Takes a tenant in another letter case, with a blank or at the other host for the same account' {
        $address = Get-SandboxAddress
        $row = Get-Row CloudCockpit
        $addresses = @{ TokenUri = "${address}cloudcockpit/oauth2/v2.0/token"; BaseUri = "${address}cloudcockpit/" }
        $outcomes = foreach ($tenant in 'contoso.example', 'Contoso.Example', 'contoso.example ') {
            Connect-CcService -Tenant $tenant -ClientId client -ClientSecret 'client-secret' @addresses
            ($row | New-CcCustomer -WarningAction SilentlyContinue).Outcome
        }

        $outcomes | Should -Be 'Created', 'Replayed', 'Replayed'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Takes data for the same whatever the order of its keys, the case of a GUID, and whether it is text or a hashtable' {
        $id = 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'
        $forms = @(
            ("{""$id"":{""providerCustomerData"":{""Domain"":""a.example"",""AcceptedMCA"":true}," +
                '"margin":{"marginRule":{"name":"markup"},"value":10.60}}}')
            ("{""$($id.ToUpperInvariant())"":{""margin"":{""value"":10.6,""marginRule"":{""name"":""markup""}}," +
                '"providerCustomerData":{"AcceptedMCA":true,"Domain":"a.example"}}}')
            @{
                $id = @{
                    margin = @{ value = 10.6; marginRule = @{ name = 'markup' } }
                    providerCustomerData = '{ "AcceptedMCA": true, "Domain": "a.example" }'
                }
            }
        )
        $outcomes = foreach ($form in $forms) {
            ((Get-Row CloudCockpit @{ providerCustomers = $null }) | New-CcCustomer -ProviderCustomers $form -WarningAction SilentlyContinue).Outcome
        }

        $outcomes | Should -Be 'Created', 'Replayed', 'Replayed'
    }

    It 'Names the fields that differ, and no value' {
        $problem = $null
        Get-QhOutcome @{ licenses = '5'; domains = 'a.example' } | Should -Be 'Created'
        Get-Row QuickHelp @{ licenses = '7'; domains = 'b.example' } |
            New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable problem
        Assert-RowError $problem -Id KeyReusedWithOtherData -Category InvalidData -Says 'domains, licenses differ'
        "$problem" | Should -Not -BeLike '*b.example*'
    }

    It 'Sees rows of one file that are the same customer' {
        $rows = @(
            [pscustomobject]@{ companyName = 'Contoso'; routeURL = 'contoso' }
            [pscustomobject]@{ companyName = 'Contoso '; routeURL = "contoso$([char] 0xa0)" }
            [pscustomobject]@{ companyName = 'Contoso'; routeURL = 'CONTOSO' }
        )
        $problems = $null
        $results = @($rows | New-QhCustomerAccount -ThrottleLimit 8 -ErrorAction SilentlyContinue -ErrorVariable problems -WarningAction SilentlyContinue)
        $results.Outcome | Should -Be 'Created', 'Replayed'
        $problems.FullyQualifiedErrorId | Should -BeLike 'NameConflict,*'
        (Get-SandboxState).created | Should -Be 1
    }
}

Describe 'Accounts' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress

        # Connects with a key, creates the one customer, and gives the outcome or the name of the error.
        function Get-AccountOutcome([string] $Key, [hashtable] $Connect = @{}, [hashtable] $Run = @{}) {
            Connect-QhService -SubscriptionKey $Key -BaseUri "${address}quickhelp/" @Connect
            try {
                "$((Get-Row QuickHelp | New-QhCustomerAccount -ErrorAction Stop -WarningAction SilentlyContinue @Run).Outcome)"
            }
            catch {
                $script:problem = $_
                $_.FullyQualifiedErrorId.Split(',')[0]
            }
        }
    }

    It 'Does not give one account the customers of another, and says which it knows' {
        Get-AccountOutcome 'partner-a-key' | Should -Be 'Created'
        Get-AccountOutcome 'partner-b-key' | Should -Be 'AccountUnclear'
        "$problem" | Should -BeLike '*qh-1 (1 operations, last used *-AccountName qh-1*-NewAccount*'
        "$problem" | Should -Not -BeLike '*partner-*-key*'
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*-AccountName*-NewAccount*'
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Creates the customer of a second account that is said to be new' {
        Get-AccountOutcome 'partner-a-key' | Should -Be 'Created'
        Get-AccountOutcome 'partner-b-key' @{ AccountName = 'b'; NewAccount = $true } | Should -Be 'Created'
        Get-AccountOutcome 'partner-b-key' | Should -Be 'Replayed'
        Get-AccountOutcome 'partner-a-key' | Should -Be 'Replayed'
        (Get-SandboxState).created | Should -Be 2
    }

    It 'Goes on where it stopped after a key was rotated, at one word' {
        Get-AccountOutcome 'old-key' | Should -Be 'Created'
        Get-AccountOutcome 'new-key' @{ AccountName = 'QH-1 ' } | Should -Be 'Replayed'
        Get-AccountOutcome 'new-key' | Should -Be 'Replayed'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Does not take a mistyped account for a new one' {
        Get-AccountOutcome 'key' @{ AccountName = 'north' } | Should -Be 'Created'
        Get-AccountOutcome 'key' @{ AccountName = 'nroth' } | Should -Be 'AccountUnclear'
        Get-AccountOutcome 'other-key' @{ AccountName = 'nroth' } | Should -Be 'AccountUnclear'
        Get-AccountOutcome 'key' @{ AccountName = 'south'; NewAccount = $true } |
            Should -Be 'AccountUnclear' -Because 'the key is known as another account''s'
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Requires a name for a SafeMobi token, which is another every four hours' {
        $row = Get-Row SafeMobi
        Connect-SafeMobiService -Token 'first' -BaseUri "${address}safemobi/"
        { $row | New-SafeMobiAccount -ErrorAction Stop } | Should -Throw -ErrorId 'AccountUnclear,*' -ExpectedMessage '*-AccountName*'
        Connect-SafeMobiService -Token 'first' -AccountName main -BaseUri "${address}safemobi/"
        ($row | New-SafeMobiAccount).Outcome | Should -Be 'Created'
        Connect-SafeMobiService -Token 'second' -AccountName main -BaseUri "${address}safemobi/"
        ($row | New-SafeMobiAccount -WarningAction SilentlyContinue).Outcome | Should -Be 'Replayed'
        (Get-SandboxState).created | Should -Be 1
    }

    It 'Keeps no credential in the journal' {
        Get-AccountOutcome 'Subscr1ption-Word' @{ ApiKey = 'Ap1-Word' } | Should -Be 'Created'
        $bytes = Get-ChildItem "$env:PROVISIONING_JOURNAL*" -File |
            ForEach-Object { [System.Text.Encoding]::ASCII.GetString([System.IO.File]::ReadAllBytes($_.FullName)) }
        "$bytes" | Should -Not -Match 'Subscr1ption-Word|Ap1-Word'
        "$bytes" | Should -Not -Match ([regex]::Escape([System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes('Ap1-Word'))))
    }

    It 'Needs no account without a journal' {
        Get-AccountOutcome 'partner-a-key' | Should -Be 'Created'
        Get-AccountOutcome 'partner-b-key' @{} @{ NoJournal = $true } | Should -Be 'Created'
    }
}
