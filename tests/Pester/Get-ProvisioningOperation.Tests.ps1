BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Get-ProvisioningOperation' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Gives nothing where there is no journal yet, and says so to who asks' {
        $told = Get-ProvisioningOperation -Verbose 4>&1
        "$told" | Should -BeLike 'There is no journal at *'
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Lists and filters' {
        $start = [datetimeoffset]::UtcNow
        $null = 'alpha', 'beta', 'gamma_1', 'gammax1' | ForEach-Object { Get-Row QuickHelp @{ routeURL = $_ } } |
            New-QhCustomerAccount -ThrottleLimit 1
        Enable-Fault echoSecrets
        $null = Get-Row SafeMobi | New-SafeMobiAccount -ErrorAction SilentlyContinue

        $all = @(Get-ProvisioningOperation)
        $all.Count | Should -Be 5
        $all[0].Vendor | Should -Be 'SafeMobi' -Because 'the newest comes first'
        (Get-ProvisioningOperation -Vendor quickhelp).Count | Should -Be 4
        (Get-ProvisioningOperation -Vendor QuickHelp, SafeMobi).Count | Should -Be 5
        @(Get-ProvisioningOperation -State Rejected).Key | Should -Be 'crm-1'
        @(Get-ProvisioningOperation -State Rejected)[0].Error | Should -Be 'Rejected'
        @(Get-ProvisioningOperation -State Rejected)[0].Message | Should -BeLike '*could not be understood*'
        (Get-ProvisioningOperation -Key ALPHA).Key | Should -Be 'alpha'
        (Get-ProvisioningOperation -Key *a*).Count | Should -Be 4
        (Get-ProvisioningOperation -Key gamma_1).Key | Should -Be 'gamma_1' -Because 'an underscore is no wildcard'
        (Get-ProvisioningOperation -Key gamma?1).Count | Should -Be 2
        (Get-ProvisioningOperation -Key alpha, beta).Count | Should -Be 2
        @(Get-ProvisioningOperation -Id $all[1].Id).Id | Should -Be $all[1].Id
        (Get-ProvisioningOperation -Since $start.AddMinutes(-1)).Count | Should -Be 5
        Get-ProvisioningOperation -Since $start.AddMinutes(5).ToString('yyyy-MM-ddTHH:mm:ssZ') | Should -BeNullOrEmpty
        (Get-ProvisioningOperation -Run $all[1].Run).Count | Should -Be 4
        $all[1].Created | Should -BeGreaterOrEqual $start.AddSeconds(-1)
    }

    It 'Gives pages' {
        $null = 1..5 | ForEach-Object { Get-Row QuickHelp @{ routeURL = "route$_" } } | New-QhCustomerAccount -ThrottleLimit 1
        $all = (Get-ProvisioningOperation).Id
        (Get-ProvisioningOperation -First 2).Id | Should -Be $all[0..1]
        (Get-ProvisioningOperation -Skip 3).Id | Should -Be $all[3..4]
        (Get-ProvisioningOperation -Skip 1 -First 2).Id | Should -Be $all[1..2]
        $page = @(Get-ProvisioningOperation -Skip 1 -First 2 -IncludeTotalCount)
        $page[0] | Should -Be 5 -Because 'the total is of all pages'
        $page.Count | Should -Be 3
    }

    It 'Finds a key by [wildcardpattern]::Escape: <Key>' -ForEach @(
        @{ Key = 'a[1]b' }, @{ Key = 'what?' }, @{ Key = '100*' }, @{ Key = 'back`tick' }, @{ Key = ']left' }, @{ Key = '[a-z]' }
    ) {
        $null = Get-Row QuickHelp @{ companyName = $Key; routeURL = $null } | New-QhCustomerAccount
        $null = Get-Row QuickHelp @{ companyName = 'a1b'; routeURL = $null } | New-QhCustomerAccount -WarningAction SilentlyContinue
        @(Get-ProvisioningOperation -Key ([wildcardpattern]::Escape($Key))).Key | Should -Be $Key
    }

    It 'Takes an age or a word for -Since: <_>' -ForEach '1d', '12h', '30m', '2w', '1', 'yesterday', ([timespan]::FromHours(1)), '01:00:00' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount
        @(Get-ProvisioningOperation -Since $_).Count | Should -Be 1
        @(Get-ProvisioningOperation -Since '0m').Count | Should -Be 0
    }

    It 'Takes today for the day on this computer' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount
        $expected = @(Get-ProvisioningOperation | Where-Object { $_.Updated.LocalDateTime -ge [datetime]::Today }).Count
        @(Get-ProvisioningOperation -Since today).Count | Should -Be $expected
    }

    It 'Reads -Since the same in every culture' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = 'fa-IR'
        try {
            @(Get-ProvisioningOperation -Since '2020-01-01').Count | Should -Be 1
            @(Get-ProvisioningOperation -Since '1D').Count | Should -Be 1
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }

    It 'Says what is wrong with -Since <Value>, as an error of the command' -ForEach @(
        @{ Value = '99999999'; Says = '-Since must be at most *days*' }
        @{ Value = '9999999999w'; Says = '-Since must be at most *days*' }
        @{ Value = 'tomorrow'; Says = '-Since must be a date in ISO 8601, a number of days or a time span, *today or yesterday*' }
        @{ Value = [timespan]::FromDays(-1); Says = '-Since must not be in the future*' }
    ) {
        $thrown = { Get-ProvisioningOperation -Since $Value } | Should -Throw -ErrorId 'InvalidValue,*' -PassThru
        "$thrown" | Should -BeLike $Says
        "$thrown" | Should -Not -BeLike '*Cannot bind*'
        Assert-NoStackTrace $thrown
    }

    It 'Refuses a date that is none' {
        { Get-ProvisioningOperation -Since '31/12/2026' } | Should -Throw -ExpectedMessage "*-Since must be a date in ISO 8601*"
    }
}
