BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Connect-SafeMobiService' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Has the address of the document where none is given' {
        (Connect-SafeMobiService -Token token -PassThru).BaseUri | Should -Be 'https://files.safemobi.net/rest/v2/'
        (Connect-SafeMobiService -ApiKey key -PassThru).BaseUri | Should -Be 'https://files.safemobi.net/rest/v2/'
    }

    It 'Takes a credential as the token' {
        $token = [pscredential]::new('any', (ConvertTo-Secure 'token'))
        Connect-SafeMobiService -Token $token -AccountName mobi -BaseUri "$(Get-SandboxAddress)safemobi/"
        (Get-Row SafeMobi | New-SafeMobiAccount).Id | Should -Not -BeNullOrEmpty
    }

    It 'Refuses a header value that would break the request' {
        $thrown = { Connect-SafeMobiService -Token "token`r`nX-Evil: 1" } | Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        "$thrown" | Should -BeLike '*-Token must not contain line breaks*'
        "$thrown" | Should -Not -BeLike '*X-Evil*'
    }

    It 'Takes either a token or an API key' {
        { Connect-SafeMobiService -Token token -ApiKey key } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }
}

Describe 'Connect-SafeMobiService -ApiKey' {
    BeforeAll {
        # A token that the sandbox has issued.
        $script:issued = [regex]::new('sandbox-[0-9a-f]{40}')
        $script:key = 'KEY-7f3a9c51e2'

        function Connect-WithKey([object] $ApiKey = $key, [hashtable] $With = @{}) {
            $options = @{ BaseUri = "$(Get-SandboxAddress)safemobi/"; MaximumRetryCount = 0; TimeoutSec = 20; SettlingTimeSec = 1 }
            Connect-SafeMobiService -ApiKey $ApiKey @options @With 6>$null
        }

        function Get-AccountRow([int[]] $Number) {
            $Number | ForEach-Object { Get-Row SafeMobi @{ ExternalId = "crm-$_" } }
        }

        function Clear-Token {
            $body = @{ Body = '{"expireTokens":true}'; ContentType = 'application/json' }
            $null = Invoke-RestMethod -Method Post -Uri "$(Get-SandboxAddress)_sandbox/faults" @body
        }
    }

    BeforeEach {
        Initialize-Sandbox
    }

    It 'Takes the key as <Form>' -ForEach @(
        @{ Form = 'text'; Make = { $key } }
        @{ Form = 'a SecureString'; Make = { ConvertTo-Secure $key } }
        @{ Form = 'a credential'; Make = { [pscredential]::new('any', (ConvertTo-Secure $key)) } }
        @{ Form = 'text with characters that an address does not have'; Make = { 'a&b=c d+e#f%41/?g' } }
    ) {
        Connect-WithKey (& $Make)
        (Get-AccountRow 1 | New-SafeMobiAccount).Id | Should -Not -BeNullOrEmpty
        (Get-SandboxState).tokensIssued | Should -Be 1
    }

    It 'Refuses a key that is <What>' -ForEach @(
        @{ What = 'empty'; Key = ''; Says = '*ApiKey*' }
        @{ What = 'several lines'; Key = "KEY`nX"; Says = '-ApiKey must not contain line breaks*' }
    ) {
        $thrown = { Connect-WithKey $Key } | Should -Throw -PassThru
        "$thrown" | Should -BeLike $Says
        (Get-ProvisioningConnection SafeMobi).AccountName | Should -Be 'mobi' -Because 'the connection before is kept'
    }

    It 'Makes no call before the first row, and fetches one token for all rows' {
        Connect-WithKey
        (Get-SandboxState).tokensIssued | Should -Be 0
        @(Get-AccountRow (1..20) | New-SafeMobiAccount -ThrottleLimit 8).Count | Should -Be 20
        $null = Get-SafeMobiAccount
        $null = Set-SafeMobiAccount -Id (Get-SafeMobiAccount -First 1).Id -LastName Silva
        (Get-SandboxState).tokensIssued | Should -Be 1
    }

    It 'Sends the token in the header Authentication' {
        Connect-WithKey
        $sent = Get-SentRequest { Get-AccountRow 1 | New-SafeMobiAccount -Debug }
        $sent.Whole | Should -BeLike '*Authentication: `*`*`**'
        $sent.Whole | Should -Not -BeLike '*Authorization*'
    }

    It 'Renews a token that has expired, once for all rows that wait, and goes on' {
        Connect-WithKey
        $null = Get-AccountRow 1 | New-SafeMobiAccount
        Clear-Token
        @(Get-AccountRow (2..9) | New-SafeMobiAccount -ThrottleLimit 8).Count | Should -Be 8
        $state = Get-SandboxState
        $state.tokensIssued | Should -Be 2
        $state.created | Should -Be 9
        $state.duplicates.byKey | Should -Be 0
    }

    It 'Renews a token that is refused in the middle of a run' {
        Connect-WithKey
        Enable-Fault ok, ok, ok, expiredToken
        $created = Get-AccountRow (1..8) | New-SafeMobiAccount -ThrottleLimit 2
        $created.ExternalId | Should -Be (1..8 | ForEach-Object { "crm-$_" })
        $created.Outcome | ForEach-Object { "$_" } | Sort-Object -Unique | Should -Be 'Created'
        (Get-SandboxState).tokensIssued | Should -Be 2
        (Get-SandboxState).created | Should -Be 8
    }

    It 'Sends no row while no token can be fetched (<Fault>), and goes on with the next run' -ForEach @(
        @{ Fault = 'resetBefore' }, @{ Fault = 'html' }, @{ Fault = 'error500Before' }
    ) {
        Connect-WithKey
        Enable-Fault $Fault @{ tokens = $true }
        $failed = @(try { Get-AccountRow 1 | New-SafeMobiAccount -ErrorAction Stop } catch { $_ })
        $failed.Count | Should -Be 1
        $failed[0].Exception.Delivery | Should -Be 'NotSent'
        (Get-SandboxState).calls | Should -Be 0
        "$((Get-AccountRow 1 | New-SafeMobiAccount).Outcome)" | Should -Be 'Created'
    }

    It 'Renews the token for queries and changes too' {
        Connect-WithKey
        $account = Get-AccountRow 1 | New-SafeMobiAccount
        Clear-Token
        (Get-SafeMobiAccount).Id | Should -Be $account.Id
        Clear-Token
        (Set-SafeMobiAccount -Id $account.Id -Status Disabled).Status | Should -Be 'Disabled'
        Clear-Token
        (Get-SafeMobiAccountPlan Basic).Id | Should -Be 1, 2
        (Get-SandboxState).tokensIssued | Should -Be 4
    }

    It 'Ends the run with one error where the key is refused, and sends no row' {
        Connect-WithKey "wrong-$key"
        $thrown = { Get-AccountRow (1..5) | New-SafeMobiAccount } | Should -Throw -ErrorId 'CredentialsRefused,*' -PassThru
        "$thrown" | Should -BeLike '*The API key is not valid*The run ended at row*'
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike 'Connect again with credentials that the vendor accepts*'
        (Get-SandboxState).calls | Should -Be 0
        { Get-SafeMobiAccount } | Should -Throw -ErrorId 'CredentialsRefused,*'
    }

    It 'Says that the address is wrong where no token can be fetched, and shows the key nowhere' {
        Connect-SafeMobiService -ApiKey $key -BaseUri "$(Get-SandboxAddress)nowhere/" -MaximumRetryCount 0
        $thrown = { Get-AccountRow 1 | New-SafeMobiAccount } | Should -Throw -ErrorId 'WrongBaseAddress,*' -PassThru
        "$thrown" | Should -BeLike '*-BaseUri*'
        $thrown | Format-List -Property * -Force | Out-String -Width 4096 | Should -Not -BeLike "*$key*"
    }

    It 'Is what Test-ProvisioningConnection tests' {
        Connect-WithKey
        "$((Test-ProvisioningConnection SafeMobi).Outcome)" | Should -Be 'Works'
        (Get-SandboxState).tokensIssued | Should -Be 1
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Names the account in the journal by the key: the same key replays' {
        Connect-WithKey
        $null = Get-AccountRow 1 | New-SafeMobiAccount
        Connect-WithKey (ConvertTo-Secure $key)
        "$((Get-AccountRow 1 | New-SafeMobiAccount -WarningAction SilentlyContinue).Outcome)" | Should -Be 'Replayed'
        (Get-ProvisioningOperation).Account | Should -Not -BeNullOrEmpty
        (Get-ProvisioningOperation).Account | Should -Not -BeLike "*$key*"
    }

    It 'Ends the run where the journal does not know the key, and says which accounts it knows' {
        Connect-WithKey
        $null = Get-AccountRow 1 | New-SafeMobiAccount
        $known = (Get-ProvisioningOperation).Account
        Connect-WithKey 'KEY-rotated'
        $thrown = { Get-AccountRow 1 | New-SafeMobiAccount } | Should -Throw -ErrorId 'AccountUnclear,*' -PassThru
        "$thrown" | Should -BeLike "*$known*"
        "$thrown" | Should -Not -BeLike '*KEY-*'
        (Get-SandboxState).calls | Should -Be 1
        (Get-SandboxState).tokensIssued | Should -Be 1 -Because 'nothing is sent, not even for a token'

        Connect-WithKey 'KEY-rotated' @{ AccountName = $known }
        "$((Get-AccountRow 1 | New-SafeMobiAccount -WarningAction SilentlyContinue).Outcome)" | Should -Be 'Replayed'
        Connect-WithKey 'KEY-other' @{ AccountName = 'second'; NewAccount = $true }
        "$((Get-AccountRow 1 | New-SafeMobiAccount).Outcome)" | Should -Be 'Created'
    }

    # Secrets.Tests.ps1 looks into a console, a transcript and a journal as well.
    It 'Shows neither the key nor a token in any stream, error or $Error' {
        $number = $Error.Count
        $loud = @{ Debug = $true; Verbose = $true; Confirm = $false; ErrorAction = 'Continue' }
        $seen = $(
            Connect-WithKey $key @{ PassThru = $true; Verbose = $true; Debug = $true }
            Get-AccountRow 1 | New-SafeMobiAccount @loud
            Enable-Fault echoSecrets
            Get-AccountRow 2 | New-SafeMobiAccount @loud
            Get-SafeMobiAccount -Debug -Verbose
            Set-SafeMobiAccount -Id (Get-SafeMobiAccount -First 1).Id -LastName Silva @loud
            Clear-Token
            # The call for the token is answered with its own address, where the key stands.
            Enable-Fault echoSecrets, echoSecrets @{ tokens = $true }
            try { Get-SafeMobiAccount -Debug -Verbose } catch { $_ }
            try { Get-AccountRow 3 | New-SafeMobiAccount @loud } catch { $_ }
            Enable-Fault
            Connect-WithKey "wrong-$key" @{ Name = 'Refused'; AccountName = 'main' }
            try { Get-SafeMobiAccount -Connection Refused -Debug } catch { $_ }
            Get-ProvisioningConnection
            Get-ProvisioningOperation
        ) *>&1
        $errors = @($Error | Select-Object -First ($Error.Count - $number))
        $text = @(
            $seen | Out-String -Width 4096
            $seen | Format-List -Property * -Force | Out-String -Width 4096
            $errors | Format-List -Property * -Force | Out-String -Width 4096
            $errors.Exception | ForEach-Object { $_.ToString() }
        ) -join "`n"
        $text | Should -BeLike '*PUT /safemobi/accounts*' -Because 'the vendor has echoed the whole request'
        $text | Should -BeLike '*getapitoken`?key=`*`*`**' -Because 'the vendor has echoed the address, and the key in it is masked'
        $text | Should -Not -BeLike "*$key*"
        $text | Should -Not -Match $issued
    }
}
