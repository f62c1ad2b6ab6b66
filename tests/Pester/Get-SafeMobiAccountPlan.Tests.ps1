BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Get-SafeMobiAccountPlan' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
    }

    It 'Gets the plans for <Type> accounts with their limits' -ForEach @(
        @{ Type = 'Basic'; Ids = 1, 2; Sites = 1, 5; Pages = 10, 50; Admins = $null, $null; Below = $null, $null }
        @{ Type = 'Premium'; Ids = 3, 4; Sites = 25, -1; Pages = $null, $null; Admins = 5, -1; Below = 100, -1 }
    ) {
        $plans = @(Get-SafeMobiAccountPlan $Type)
        @($plans[0].PSObject.Properties.Name)[0] | Should -BeExactly 'Id'
        $plans.Id | Should -Be $Ids
        $plans.Type | ForEach-Object { "$_" | Should -Be $Type }
        $plans.Name[0] | Should -Be $Type
        $plans[0].Description | Should -Not -BeNullOrEmpty
        $plans.SitesLimit | Should -Be $Sites
        $plans.PagesLimit | Should -Be $Pages
        $plans.AdminsLimit | Should -Be $Admins
        $plans.SubAccountsLimit | Should -Be $Below
    }

    It 'Asks for the plans of the caller, or of a parent account' {
        $parent = [guid]::NewGuid()
        $sent = @(Get-SentRequest { Get-SafeMobiAccountPlan Basic -Debug; Get-SafeMobiAccountPlan Premium -AccountId $parent -Debug })
        $sent.Method | Should -Be 'GET', 'GET'
        $path = "${address}safemobi/accountplans"
        $sent.Uri | Should -Be "${path}?accounttype=Basic", "$path/${parent}?accounttype=Premium"
    }

    It 'Takes the type from the pipeline: the plans that an account can have' {
        $account = Get-Row SafeMobi | New-SafeMobiAccount
        ($account | Get-SafeMobiAccountPlan).Id | Should -Be 1, 2
    }

    It 'Refuses a type that there is not, and completes those that there are' {
        { Get-SafeMobiAccountPlan Gold } | Should -Throw -ErrorId 'CannotConvertArgument*'
        $line = 'Get-SafeMobiAccountPlan -Type '
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.ListItemText | Should -Be 'Basic', 'Premium'
    }

    It 'Reports a query that was not answered, and makes no journal' {
        Enable-Fault html @{ reads = $true }
        Get-SafeMobiAccountPlan Basic -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'Unanswered,*'
        Assert-NoStackTrace $failed[0]
        Get-ChildItem -Path "$env:PROVISIONING_JOURNAL*" | Should -BeNullOrEmpty
    }
}
