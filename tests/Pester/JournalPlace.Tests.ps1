# Where a journal is: links, homes, relative paths, and a runtime that cannot compare names.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    # A script that imports the module in another process, connects to this sandbox and creates one customer.
    function Get-CreatingScript {
        $address = Get-SandboxAddress
        @"
Import-Module '$(Get-TestModulePath)'
Connect-QhService -SubscriptionKey subscription-key -BaseUri '${address}quickhelp/'
try {
    (New-QhCustomerAccount -CompanyName Contoso -RouteUrl contoso -WarningAction SilentlyContinue -InformationAction Ignore).Outcome
}
catch {
    `$_.FullyQualifiedErrorId; "`$_"; `$_.ErrorDetails.RecommendedAction
}
"@
    }
}

AfterAll {
    Close-Sandbox
}

Describe "The journal's place" {
    BeforeEach {
        Initialize-Sandbox
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $data = (New-Item -ItemType Directory -Path (Join-Path $folder 'data')).FullName
        $real = Join-Path $data 'journal.db'
    }

    It 'Is the same through <What>' -Skip:($env:OS -eq 'Windows_NT') -ForEach @(
        @{ What = 'a link to the file'; Link = 'journal.db'; Target = 'data/journal.db'; Path = 'journal.db' }
        @{ What = 'a link to its folder'; Link = 'linked'; Target = 'data'; Path = 'linked/journal.db' }
        @{ What = 'a link to a link'; Link = 'outer.db'; Target = 'inner.db'; Path = 'outer.db' }
    ) {
        $null = Get-Row QuickHelp | New-QhCustomerAccount -Journal $real
        if ($Target -eq 'inner.db') {
            $null = New-Item -ItemType SymbolicLink -Path (Join-Path $folder inner.db) -Target $real
        }

        $null = New-Item -ItemType SymbolicLink -Path (Join-Path $folder $Link) -Target (Join-Path $folder $Target)
        $again = Get-Row QuickHelp | New-QhCustomerAccount -Journal (Join-Path $folder $Path) -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Be 'Replayed'
        (Get-ProvisioningOperation -Journal (Join-Path $folder $Path)).Journal | Should -Be $real
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Is made where a link leads that nothing is at yet' -Skip:($env:OS -eq 'Windows_NT') {
        $null = New-Item -ItemType SymbolicLink -Path (Join-Path $folder journal.db) -Target $real -Force
        $null = Get-Row QuickHelp | New-QhCustomerAccount -Journal (Join-Path $folder journal.db)
        $real | Should -Exist
        (Get-Item -LiteralPath (Join-Path $folder journal.db)).LinkType | Should -Be 'SymbolicLink'
    }

    It 'Of PROVISIONING_JOURNAL counts from $PWD, wherever the process was started' {
        $env:PROVISIONING_JOURNAL = './relative.db'
        Push-Location -LiteralPath $folder
        try {
            "$((Get-Row QuickHelp | New-QhCustomerAccount).Outcome)" | Should -Be 'Created'
            Join-Path $folder 'relative.db' | Should -Exist
            $other = Invoke-FreshSession -Variables @{ PROVISIONING_JOURNAL = './relative.db' } -Script (
                "Set-Location -LiteralPath '$folder'; " + (Get-CreatingScript))
            $other | Should -BeLike '*Replayed*'
            @(Get-ProvisioningOperation).Count | Should -Be 1
        }
        finally {
            Pop-Location
        }
    }

    It 'Is JournalUnavailable with advice where <What>' -Skip:(-not (Test-Path -LiteralPath /proc/self)) -ForEach @(
        @{ What = 'the home folder may not be written'; Set = @{ HOME = '/proc/self/home'; XDG_DATA_HOME = ''; PROVISIONING_JOURNAL = '' } }
        @{ What = "the user's data folder is a file"; Set = @{ XDG_DATA_HOME = '/proc/version'; PROVISIONING_JOURNAL = '' } }
        @{ What = 'the environment names a folder that nobody can make'; Set = @{ PROVISIONING_JOURNAL = '/proc/nowhere/journal.db' } }
    ) {
        # Set in the session: PowerShell itself does not start without a home folder.
        $variables = -join $(foreach ($name in $Set.Keys) { "`$env:$name = '$($Set[$name])'; " })
        $said = Invoke-FreshSession -Script ($variables + (Get-CreatingScript))
        $said | Should -BeLike "*JournalUnavailable*The journal '*' cannot be used:*-Journal*"
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Is refused by a runtime that does not normalize Unicode, or names are compared as everywhere' {
        $null = Get-Row QuickHelp @{ routeURL = "caf$([char] 0xe9)"; companyName = 'Cafe' } | New-QhCustomerAccount
        $said = Invoke-FreshSession -Variables @{ DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = '1'; PROVISIONING_JOURNAL = $env:PROVISIONING_JOURNAL } -Script (
            (Get-CreatingScript).Replace("-RouteUrl contoso", '-RouteUrl "cafe$([char] 0x301)"').Replace('-CompanyName Contoso', '-CompanyName Cafe'))
        $said | Should -Match 'Replayed|DOTNET_SYSTEM_GLOBALIZATION_INVARIANT'
        (Get-SandboxState).created | Should -Be 1
    }
}
