BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Set-SafeMobiAccount' {
    BeforeEach {
        Initialize-Sandbox
        $script:basic = Get-Row SafeMobi @{ FirstName = 'Ana'; LastName = 'Silva'; Email = 'ana@contoso.example' } | New-SafeMobiAccount
        $row = Get-Row SafeMobi @{
            ExternalId = 'crm-2'; Type = 'Premium'; AccountPlanId = '3'; CompanyShortName = 'Contoso'
            CompanyFullName = 'Contoso, Lda.'; MobileDomain = 'm.contoso.example'; ControlPanelDomains = 'cp.contoso.example'
        }
        $script:premium = $row | New-SafeMobiAccount
        $script:path = "$(Get-SandboxAddress)safemobi/accounts"
    }

    It 'Changes one field, and sends all others as the vendor has them' {
        $sent = @(Get-SentRequest { Set-SafeMobiAccount -Id $basic.Id -LastName Costa -Debug })
        $sent.Method | Should -Be 'GET', 'POST'
        $sent.Uri | Should -Be "$path/$($basic.Id)", "$path/$($basic.Id)"
        $sent[1].Text | Should -BeExactly ('{"ExternalId":"crm-1","FirstName":"Ana","LastName":"Costa","Email":"ana@contoso.example",' +
            '"Type":"Basic","AccountPlanId":1}')
        $now = Get-SafeMobiAccount -Id $basic.Id
        $now.LastName, $now.FirstName, $now.ExternalId | Should -Be 'Costa', 'Ana', 'crm-1'
    }

    It 'Keeps what a Premium account has besides' {
        $changed = $premium | Set-SafeMobiAccount -MobileDomain mobile.contoso.example
        "$($changed.Outcome)" | Should -Be 'Updated'
        $changed.Id | Should -Be $premium.Id
        $now = Get-SafeMobiAccount -Id $premium.Id
        $now.MobileDomain, $now.CompanyShortName, $now.CompanyFullName, $now.ControlPanelDomains |
            Should -Be 'mobile.contoso.example', 'Contoso', 'Contoso, Lda.', 'cp.contoso.example'
        $now.AccountPlanId | Should -Be 3
    }

    It 'Sets <Field>' -ForEach @(
        @{ Field = 'ExternalId'; Value = 'crm-9' }, @{ Field = 'FirstName'; Value = 'Rui' }, @{ Field = 'LastName'; Value = 'Costa' }
        @{ Field = 'Email'; Value = 'rui@contoso.example' }, @{ Field = 'AccountPlanId'; Value = 2 }
        @{ Field = 'ParentAccountId'; Value = [guid]::NewGuid() }
    ) {
        $change = @{ $Field = $Value }
        (Set-SafeMobiAccount -Id $basic.Id @change).$Field | Should -Be $Value
        (Get-SafeMobiAccount -Id $basic.Id).$Field | Should -Be $Value
    }

    It 'Sends a password only if there is one, and shows it nowhere' {
        $quiet = Get-SentRequest { Set-SafeMobiAccount -Id $basic.Id -LastName Costa -Debug }
        $quiet[1].Text | Should -Not -BeLike '*Password*'
        foreach ($given in 'New-Passphrase-77', (ConvertTo-Secure 'New-Passphrase-77')) {
            Enable-Fault echoSecrets
            $shown = $(
                $loud = @{ Debug = $true; Verbose = $true; Confirm = $false }
                Set-SafeMobiAccount -Id $basic.Id -Password $given @loud -ErrorVariable failed -ErrorAction Continue
                Set-SafeMobiAccount -Id $basic.Id -Password $given @loud
                Set-SafeMobiAccount -Id $basic.Id -Password $given -WhatIf
                $failed | Format-List -Property * -Force
                $failed.TargetObject
            ) *>&1 | Out-String -Width 4096
            $shown | Should -BeLike '*"Password":"`*`*`*"*'
            $shown | Should -BeLike '*Updated*'
            $shown | Should -Not -BeLike '*New-Passphrase*'
        }
    }

    It 'Sets the status <Status> of a <Type> account' -ForEach @(
        @{ Type = 'Basic'; Status = 'Disabled' }, @{ Type = 'Basic'; Status = 'Active' }
        @{ Type = 'Premium'; Status = 'Suspended' }, @{ Type = 'Premium'; Status = 'Active' }
    ) {
        $account = if ($Type -eq 'Basic') { $basic } else { $premium }
        $sent = @(Get-SentRequest { Set-SafeMobiAccount -Id $account.Id -Status $Status -Debug })
        $sent.Method | Should -Be 'GET', 'POST'
        $sent[1].Uri | Should -Be "$path/$($account.Id)/changeaccountstatus/$Status"
        $sent[1].Whole | Should -Not -BeLike '*Content-Type*'
        (Get-SafeMobiAccount -Id $account.Id).Status | Should -Be $Status
        (Set-SafeMobiAccount -Id $account.Id -Status $Status).Status | Should -Be $Status -Because 'what is set already can be set'
    }

    It 'Refuses the status <Status> for a <Type> account, and changes nothing' -ForEach @(
        @{ Type = 'Basic'; Status = 'Suspended' }, @{ Type = 'Basic'; Status = 'Canceled' }, @{ Type = 'Premium'; Status = 'Disabled' }
    ) {
        $account = if ($Type -eq 'Basic') { $basic } else { $premium }
        $change = @{ Id = $account.Id; FirstName = 'Rui'; Status = $Status; Confirm = $false }
        $sent = @(Get-SentRequest { Set-SafeMobiAccount @change -Debug -ErrorVariable script:failed -ErrorAction SilentlyContinue })
        $sent.Method | Should -Be 'GET'
        Assert-RowError $failed RuleViolation InvalidData "Status: must be Active or *for a $Type account (is $Status)"
        $now = Get-SafeMobiAccount -Id $account.Id
        $now.Status | Should -Be 'Active'
        $now.FirstName | Should -Be $account.FirstName
    }

    It 'Refuses a status that there is not' {
        [pscustomobject]@{ Id = $basic.Id; Status = 'Closed' } | Set-SafeMobiAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'Status: must be', "(is 'Closed')"
    }

    It 'Makes two calls for a field and a status, and gives one result' {
        $sent = @(Get-SentRequest { Set-SafeMobiAccount -Id $basic.Id -LastName Costa -Status Disabled -Debug })
        ($sent | Where-Object Method -EQ POST).Uri | Should -Be "$path/$($basic.Id)", "$path/$($basic.Id)/changeaccountstatus/Disabled"
        $changed = @(Set-SafeMobiAccount -Id $basic.Id -LastName Sousa -Status Active)
        $changed.Count | Should -Be 1
        $changed.Attempts | Should -Be 2
        $changed.LastName, $changed.Status | Should -Be 'Sousa', 'Active'
        $now = Get-SafeMobiAccount -Id $basic.Id
        $now.LastName, $now.Status | Should -Be 'Sousa', 'Active'
    }

    It 'Says what is done if the second call fails, and works when it is run again' {
        Enable-Fault ok, echoSecrets
        $change = @{ Id = $basic.Id; LastName = 'Costa'; Status = 'Disabled' }
        Set-SafeMobiAccount @change -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Assert-RowError $failed Rejected InvalidOperation 'Account.Update', 'done'
        $failed[0].Exception.Operation | Should -Be 'Account.ChangeStatus'
        (Get-SafeMobiAccount -Id $basic.Id).LastName | Should -Be 'Costa'
        (Set-SafeMobiAccount @change).Status | Should -Be 'Disabled'
    }

    It 'Takes accounts from Get-SafeMobiAccount: their properties are no changes' {
        $read = Get-SafeMobiAccount
        $null = Set-SafeMobiAccount -Id $basic.Id -FirstName Rui -Status Disabled
        $changed = @($read | Set-SafeMobiAccount -Email office@contoso.example -WarningVariable warned)
        $changed.ExternalId | Should -Be 'crm-1', 'crm-2'
        $warned | Should -BeNullOrEmpty
        $now = @(Get-SafeMobiAccount)
        $now.Email | Should -Be 'office@contoso.example', 'office@contoso.example'
        $now[0].FirstName, $now[0].Status | Should -Be 'Rui', 'Disabled' -Because 'somebody else has set them in the meantime'
        $now[1].CompanyShortName | Should -Be 'Contoso'
    }

    It 'Keeps what somebody else has changed, also where the value to set is the one that was read' {
        $read = Get-SafeMobiAccount -Id $basic.Id
        $null = Set-SafeMobiAccount -Id $basic.Id -FirstName Rui -Status Disabled
        "$(($read | Set-SafeMobiAccount -LastName $read.LastName).Outcome)" | Should -Be 'Updated'
        $now = Get-SafeMobiAccount -Id $basic.Id
        $now.FirstName, $now.Status | Should -Be 'Rui', 'Disabled'
    }

    It 'Refuses a row with nothing to set: <What>' -ForEach @(
        @{ What = 'an id alone'; Given = { [pscustomobject]@{ Id = $basic.Id } } }
        @{ What = 'an account as it was read'; Given = { Get-SafeMobiAccount -Id $basic.Id } }
    ) {
        $read = & $Given
        $sent = Get-SentRequest { $read | Set-SafeMobiAccount -Debug -ErrorVariable script:failed -ErrorAction SilentlyContinue }
        $sent | Should -BeNullOrEmpty
        Assert-RowError $failed RuleViolation InvalidData 'has nothing to set'
    }

    It 'Refuses what only a Premium account has, for a Basic one' {
        Set-SafeMobiAccount -Id $basic.Id -CompanyShortName Contoso -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'is for Premium accounts only'
    }

    It 'Says that the account is not there, and goes on' {
        $changed = @([pscustomobject]@{ Id = [guid]::NewGuid() }, $basic |
                Set-SafeMobiAccount -LastName Costa -ErrorVariable failed -ErrorAction SilentlyContinue)
        $changed.Id | Should -Be $basic.Id
        Assert-RowError $failed NotFound ObjectNotFound 'The account was not found'
    }

    It 'Closes a Premium account with -Confirm:$false' {
        (Set-SafeMobiAccount -Id $premium.Id -Status Canceled -Confirm:$false).Status | Should -Be 'Canceled'
        (Get-SafeMobiAccount -Id $premium.Id).Status | Should -Be 'Canceled'
    }

    It 'Does not close an account where nobody can answer' {
        $said = Invoke-FreshSession @'
            Import-Module $env:TEST_MODULE
            Connect-SafeMobiService -Token mobi-token -AccountName mobi -BaseUri "${env:TEST_ADDRESS}safemobi/"
            try { Set-SafeMobiAccount -Id $env:TEST_ID -Status Canceled } catch { $_.FullyQualifiedErrorId; "$_" }
            Set-SafeMobiAccount -Id $env:TEST_ID -Status Suspended | ForEach-Object Outcome
'@ @{
            TEST_MODULE = Get-TestModulePath; TEST_ADDRESS = Get-SandboxAddress; PROVISIONING_JOURNAL = $env:PROVISIONING_JOURNAL
            TEST_ID = "$($premium.Id)"
        }
        $said | Should -BeLike '*ConfirmationNeeded,*'
        $said | Should -BeLike '*the host cannot ask*close the account*'
        $said | Should -BeLike '*Updated*'
        (Get-SafeMobiAccount -Id $premium.Id).Status | Should -Be 'Suspended'
    }

    It 'Does not ask about an account that is closed already if something else is changed' {
        $null = Set-SafeMobiAccount -Id $premium.Id -Status Canceled -Confirm:$false
        $said = Invoke-FreshSession @'
            Import-Module $env:TEST_MODULE
            Connect-SafeMobiService -Token mobi-token -AccountName mobi -BaseUri "${env:TEST_ADDRESS}safemobi/"
            try { Get-SafeMobiAccount | Set-SafeMobiAccount -Email office@contoso.example } catch { $_.FullyQualifiedErrorId }
'@ @{ TEST_MODULE = Get-TestModulePath; TEST_ADDRESS = Get-SandboxAddress; PROVISIONING_JOURNAL = $env:PROVISIONING_JOURNAL }
        $said | Should -Not -BeLike '*ConfirmationNeeded*'
        (Get-SafeMobiAccount).Email | Should -Be 'office@contoso.example', 'office@contoso.example'
    }

    It 'Shows both calls with -WhatIf, and sends nothing' {
        $shown = Get-HostText { $basic | Set-SafeMobiAccount -LastName Costa -Status Disabled -WhatIf -Verbose }
        $shown -replace '\r?\n' | Should -BeLike ("*Row 1: POST $path/$($basic.Id) {`"LastName`":`"Costa`"}, then " +
            "POST $path/$($basic.Id)/changeaccountstatus/Disabled*Performing the operation `"Set`" on target `"$($basic.Id) at *`".*")
        (Get-SafeMobiAccount -Id $basic.Id).LastName | Should -Be 'Silva'
    }

    It 'Makes the call again if its answer was lost, without a person: <What>' -ForEach @(
        @{ What = 'a field'; Change = @{ LastName = 'Costa' } }, @{ What = 'a status'; Change = @{ Status = 'Disabled' } }
    ) {
        Enable-Fault resetAfter
        $changed = Set-SafeMobiAccount -Id $basic.Id @Change
        "$($changed.Outcome)" | Should -Be 'Updated'
        $changed.Attempts | Should -Be 2
        Get-ProvisioningOperation -State InDoubt | Should -BeNullOrEmpty
    }

    It 'Changes the rows of a CSV, and records each call as an operation of the kind Update' {
        $rows = "Id,LastName,Status`n$($basic.Id),Costa,Disabled`n$($premium.Id),Sousa," | ConvertFrom-Csv
        ($rows | Set-SafeMobiAccount).RowNumber | Should -Be 1, 2
        $now = @(Get-SafeMobiAccount)
        $now.LastName | Should -Be 'Costa', 'Sousa'
        $now.Status | Should -Be 'Disabled', 'Active'
        (Get-ProvisioningOperation | Where-Object Kind -EQ Update).Operation | Sort-Object |
            Should -Be 'Account.ChangeStatus', 'Account.Update', 'Account.Update'
    }
}
