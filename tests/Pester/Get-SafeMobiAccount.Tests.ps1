BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:info = @{ CompanyShortName = 'Contoso'; CompanyFullName = 'Contoso, Lda.'; MobileDomain = 'm.contoso.example' }

    # One account per external ID, one after the other, so that the vendor lists them in this order.
    function Add-Account([string[]] $ExternalId, [hashtable] $With = @{}) {
        $ExternalId | ForEach-Object { Get-Row SafeMobi ($With + @{ ExternalId = $_ }) } |
            New-SafeMobiAccount -ThrottleLimit 1 -NoJournal
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Get-SafeMobiAccount' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
    }

    It 'Gets all accounts in the order of the vendor, and none where there are none' {
        Get-SafeMobiAccount | Should -BeNullOrEmpty
        $created = Add-Account crm-1, crm-2, crm-3
        $found = @(Get-SafeMobiAccount)
        $found.Id | Should -Be $created.Id
        $found.ExternalId | Should -Be 'crm-1', 'crm-2', 'crm-3'
        @($found[0].PSObject.Properties.Name)[0] | Should -BeExactly 'Id'
        $sent = Get-SentRequest { Get-SafeMobiAccount -Debug }
        $sent.Method | Should -Be 'GET'
        $sent.Uri | Should -Be "${address}safemobi/accounts?externalid=&skip=0&take=500"
        $sent.Whole | Should -BeLike '*Authentication: `*`*`**'
    }

    It 'Reads every field, the sites and the accounts below' {
        $row = Get-Row SafeMobi @{ ExternalId = 'crm-1'; Type = 'Premium'; AccountPlanId = '3'; FirstName = 'Ana'; LastName = 'Silva' }
        $row | Add-Member -NotePropertyName PremiumAccountInfo -NotePropertyValue $info
        $premium = $row | New-SafeMobiAccount -NoJournal
        $child = Add-Account crm-2 @{ ParentAccountId = "$($premium.Id)"; Email = 'rui@contoso.example' }
        $found = Get-SafeMobiAccount -Id $premium.Id
        "$($found.Type)" | Should -Be 'Premium'
        $found.AccountPlanId | Should -Be 3
        $found.Status | Should -Be 'Active'
        $found.FirstName, $found.LastName | Should -Be 'Ana', 'Silva'
        $found.CompanyShortName, $found.CompanyFullName, $found.MobileDomain | Should -Be 'Contoso', 'Contoso, Lda.', 'm.contoso.example'
        $found.SubAccounts | Should -Be $child.Id
        $found.Sites | Should -BeLike 'site-*.safemobi.example'
        $found = Get-SafeMobiAccount -Id $child.Id
        "$($found.Type)" | Should -Be 'Basic'
        $found.ParentAccountId | Should -Be $premium.Id
        $found.Email | Should -Be 'rui@contoso.example'
    }

    It 'Finds the accounts with an external ID: <Count>' -ForEach @(
        @{ Count = 'none'; ExternalId = 'crm-9' }, @{ Count = 'one'; ExternalId = 'crm-2' }, @{ Count = 'two'; ExternalId = 'crm-1' }
    ) {
        $created = @(Add-Account crm-1, crm-2; Add-Account crm-1 @{ Email = 'other@contoso.example' })
        $found = @(Get-SafeMobiAccount -ExternalId $ExternalId)
        $found.Id | Should -Be @($created | Where-Object ExternalId -EQ $ExternalId).Id
        (Get-SentRequest { Get-SafeMobiAccount -ExternalId $ExternalId -Debug }).Uri |
            Should -Be "${address}safemobi/accounts?externalid=$ExternalId&skip=0&take=500"
    }

    It 'Finds an external ID whatever characters it has' {
        $id = "crm/1 & M$([char] 0xFC)ller+?#"
        $created = Add-Account $id
        (Get-SafeMobiAccount -ExternalId $id).Id | Should -Be $created.Id
    }

    It 'Refuses an external ID of 251 characters, and sends nothing' {
        $sent = Get-SentRequest {
            Get-SafeMobiAccount -ExternalId ('x' * 251) -Debug -ErrorVariable script:failed -ErrorAction SilentlyContinue
        }

        $sent | Should -BeNullOrEmpty
        Assert-QueryError $failed RuleViolation InvalidData 'externalid: may be up to 250 characters'
    }

    It 'Does not take an empty -ExternalId for all accounts: <What>' -ForEach @(
        @{ What = 'an empty text'; Value = '' }, @{ What = 'nothing'; Value = $null }, @{ What = 'blanks'; Value = '  ' }
    ) {
        $null = Add-Account crm-1
        $found = try { Get-SafeMobiAccount -ExternalId $Value -ErrorAction SilentlyContinue } catch { $null = $_ }
        $found | Should -BeNullOrEmpty -Because 'a script with an empty variable must not change every account'
    }

    It 'Takes the ids of New-SafeMobiAccount from the pipeline, in their order' {
        $created = @(Add-Account crm-1, crm-2)
        $sent = Get-SentRequest { $created[1], $created[0] | Get-SafeMobiAccount -Debug }
        $sent.Uri | Should -Be ($created[1], $created[0] | ForEach-Object { "${address}safemobi/accounts/$($_.Id)" })
        ($created[1], $created[0] | Get-SafeMobiAccount).ExternalId | Should -Be 'crm-2', 'crm-1'
    }

    It 'Reports an account that is not there as NotFound, which stops no other' {
        $created = @(Add-Account crm-1, crm-2)
        $missing = [pscustomobject]@{ Id = [guid]::NewGuid() }
        $found = @($created[0], $missing, $created[1] | Get-SafeMobiAccount -ErrorVariable failed -ErrorAction SilentlyContinue)
        $found.ExternalId | Should -Be 'crm-1', 'crm-2'
        Assert-QueryError $failed NotFound ObjectNotFound 'The account was not found'
        $failed[0].Exception.HttpStatus | Should -Be 404
        "$($failed[0]) $($failed[0].TargetObject)" | Should -BeLike "*$($missing.Id)*"
    }

    It 'Refuses an id that is no GUID' {
        { Get-SafeMobiAccount -Id 4711 } | Should -Throw -ErrorId 'CannotConvertArgument*'
    }

    It 'Gets 500 at once, takes as many as -First and -Skip say, and does not know the total' {
        $created = Add-Account crm-1, crm-2, crm-3
        (Get-SafeMobiAccount -Skip 1 -First 1).Id | Should -Be $created[1].Id
        $counted = @(Get-SafeMobiAccount -First 1 -IncludeTotalCount)
        $counted[0].ToString() | Should -BeLike 'Unknown total count*'
        $counted[1].Id | Should -Be $created[0].Id
        Get-SafeMobiAccount -Skip 3 | Should -BeNullOrEmpty
    }

    It 'Gets the next 500 where there are more' {
        $null = 1..501 | ForEach-Object { Get-Row SafeMobi @{ ExternalId = "crm-$_" } } | New-SafeMobiAccount -NoJournal -ThrottleLimit 16
        $sent = Get-SentRequest { Get-SafeMobiAccount -Debug }
        $sent.Uri | ForEach-Object { $_ -replace '^.*&skip=' } | Should -Be '0&take=500', '500&take=500'
        @((Get-SafeMobiAccount).ExternalId | Sort-Object -Unique).Count | Should -Be 501
        (Get-SafeMobiAccount -Skip 500).ExternalId | Should -BeLike 'crm-*'
    }

    It 'Reports a list that was not answered, and makes no journal' {
        $null = Add-Account crm-1
        Enable-Fault html @{ reads = $true }
        Get-SafeMobiAccount -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-QueryError $failed Unanswered ConnectionError
        Get-ChildItem -Path "$env:PROVISIONING_JOURNAL*" | Should -BeNullOrEmpty
    }

    It 'Ends with one error where the token is refused' {
        Connect-SafeMobiService -Token wrong -AccountName mobi -BaseUri "${address}safemobi/"
        { Get-SafeMobiAccount } | Should -Throw -ErrorId 'CredentialsRefused,*'
    }

    It 'Shows the IframeStatsToken nowhere, although the vendor sends it' {
        $created = Add-Account crm-1
        $token = [regex]::new('stats-[0-9a-f]{40}')
        $wire = Invoke-RestMethod -Uri "${address}safemobi/accounts/$($created.Id)" -Headers @{ Authentication = 'mobi-token' }
        $wire.Data.IframeStatsToken | Should -Match $token
        $found = @(Get-SafeMobiAccount; Get-SafeMobiAccount -Id $created.Id)
        $found.ForEach({ $_.PSObject.Properties.Name }) -like '*Token*' | Should -BeNullOrEmpty
        $shown = @(
            $found | ConvertTo-Json -Depth 5
            $found | Format-List -Property * -Force | Out-String -Width 4096
            Get-SafeMobiAccount -Debug -Verbose *>&1 | Out-String -Width 4096
            Get-SafeMobiAccount -Id $created.Id -Debug -Verbose *>&1 | Out-String -Width 4096
        ) -join "`n"
        $shown | Should -BeLike '*"IframeStatsToken":"`*`*`*"*'
        $shown | Should -Not -Match $token
    }
}
