# -WhatIf, -Confirm, -CreateAgain, and -Debug, which must not ask.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe '-WhatIf' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Shows what <Command> would send, and sends nothing' -ForEach @(
        @{
            Command = 'New-QhCustomerAccount'; Kind = 'QuickHelp'
            Shows = 'contoso at 127.0.0.1:*: POST http://127.0.0.1:*/quickhelp/v1/Account/Create {"companyName":"Contoso","routeURL":"contoso"}'
        }
        @{
            Command = 'New-CcCustomer'; Kind = 'CloudCockpit'
            Shows = 'ERP-1 at 127.0.0.1:*: POST http://127.0.0.1:*/cloudcockpit/v1/Customers {"companyName":"Contoso",*' +
                '"internalIdentifier":"ERP-1","providerCustomers":{*}}'
        }
        @{
            Command = 'New-ResellerCustomerUser'; Kind = 'CustomerUser'
            Shows = 'contoso at 127.0.0.1:*: POST http://127.0.0.1:*/reseller/services/rest/customer-user/create ' +
                '{"username":"ana@contoso","customer":"contoso","applyFreeCredits":false}'
        }
        @{
            Command = 'New-ResellerCustomer'; Kind = 'Customer'
            Shows = 'contoso at 127.0.0.1:*: POST http://127.0.0.1:*/reseller/services/rest/customer/create {"name":"contoso"}'
        }
        @{
            Command = 'New-ResellerUser'; Kind = 'User'
            Shows = 'ana at 127.0.0.1:*: POST http://127.0.0.1:*/reseller/services/rest/user/create ' +
                '{"username":"ana","customerId":"0123456789abcdef01234567","email":"ana@contoso.example","phoneNumber":"+351 921"}'
        }
        @{
            Command = 'New-SafeMobiAccount'; Kind = 'SafeMobi'
            Shows = 'crm-1 at 127.0.0.1:*: PUT http://127.0.0.1:*/safemobi/accounts {"ExternalId":"crm-1","Type":"Basic","AccountPlanId":1}'
        }
    ) {
        $target, $request = $Shows -split ': ', 2
        $shown = Get-HostText { Get-Row $Kind | & $Command -WhatIf }
        $shown -replace '\r?\n' | Should -BeLike "*What if: Performing the operation ""Create"" on target ""$target"".*"
        $shown | Should -Not -BeLike '*http*'
        $lines = @(Get-Row $Kind | & $Command -WhatIf -Verbose 4>&1)
        @($lines -like "Row 1: $($request.Replace('[', '`['))").Count | Should -Be 1
        $shown += "$lines"
        $shown | Should -Not -BeLike '*Sample-Passphrase*'
        $shown | Should -Not -BeLike '*reseller-secret*'
        (Get-SandboxState).calls | Should -Be 0
        (Get-SandboxState).tokensIssued | Should -Be 0
        Get-ChildItem -Path "$env:PROVISIONING_JOURNAL*" | Should -BeNullOrEmpty
    }

    It 'Checks every row, and gives no object' {
        $rows = @(
            Get-Row QuickHelp
            Get-Row QuickHelp @{ licenses = 'ten' }
            Get-Row QuickHelp @{ companyName = '' }
        )
        $created = $rows | New-QhCustomerAccount -WhatIf -ErrorVariable failed -ErrorAction SilentlyContinue
        $created | Should -BeNullOrEmpty
        $failed.TargetObject.RowNumber | Should -Be 2, 3
        $failed.FullyQualifiedErrorId | ForEach-Object { $_ | Should -BeLike 'RuleViolation,*' }
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Is meant by $WhatIfPreference as well' {
        & {
            $WhatIfPreference = $true
            $null = $WhatIfPreference
            Get-Row QuickHelp | New-QhCustomerAccount
        } | Should -BeNullOrEmpty
        (Get-SandboxState).calls | Should -Be 0
    }
}

Describe '-Confirm and -CreateAgain' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Creates without asking where -Confirm:$false is given' {
        (Get-Row QuickHelp | New-QhCustomerAccount -Confirm:$false).CompanyName | Should -Be 'Contoso'
    }

    It 'Says that it cannot ask, and sends nothing, where it is told to ask and nobody is there' {
        $output = Invoke-FreshSession @'
            Import-Module $env:TEST_MODULE
            Connect-QhService -SubscriptionKey key -BaseUri "${env:TEST_ADDRESS}quickhelp/"
            [pscustomobject]@{ companyName = 'Contoso' } | New-QhCustomerAccount -Confirm
            [pscustomobject]@{ companyName = 'Contoso' } | New-QhCustomerAccount | ForEach-Object Outcome
'@ @{ TEST_MODULE = Get-TestModulePath; TEST_ADDRESS = Get-SandboxAddress }
        $output | Should -BeLike '*NonInteractive*'
        $output | Should -BeLike '*Created*'
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Never asks when a mandatory parameter is missing and nobody is there' {
        $output = Invoke-FreshSession 'Import-Module $env:TEST_MODULE; Connect-QhService; "went on"' @{ TEST_MODULE = Get-TestModulePath }
        $output | Should -BeLike '*missing mandatory parameters: SubscriptionKey*'
        $output | Should -BeLike '*went on*'
    }

    It 'Creates what is confirmed again only with -CreateAgain' {
        $first = Get-Row QuickHelp | New-QhCustomerAccount
        $second = Get-Row QuickHelp | New-QhCustomerAccount -WarningAction SilentlyContinue
        "$($second.Outcome)" | Should -Be 'Replayed'
        $second.Attempts | Should -Be 0
        $second.CustomerId | Should -Be $first.CustomerId
        $second.CorrelationId | Should -Be $first.CorrelationId
        (Get-SandboxState).calls | Should -Be 1

        $third = Get-Row QuickHelp | New-QhCustomerAccount -CreateAgain -Confirm:$false
        "$($third.Outcome)" | Should -Be 'Created'
        $third.CustomerId | Should -Not -Be $first.CustomerId
        (Get-SandboxState).calls | Should -Be 2
        @(Get-ProvisioningOperation -State Confirmed).Count | Should -Be 2
    }

    It 'Needs a confirmation for -CreateAgain, whatever $ConfirmPreference says, and sends nothing where nobody can give it' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount
        $output = Invoke-FreshSession @'
            Import-Module $env:TEST_MODULE
            $ConfirmPreference = 'None'
            Connect-QhService -SubscriptionKey key -BaseUri "${env:TEST_ADDRESS}quickhelp/"
            try { [pscustomobject]@{ companyName = 'Contoso' }, [pscustomobject]@{ companyName = 'Fabrikam' } | New-QhCustomerAccount -CreateAgain }
            catch { $_.FullyQualifiedErrorId }
'@ @{ TEST_MODULE = Get-TestModulePath; TEST_ADDRESS = Get-SandboxAddress }
        $output | Should -BeLike '*ConfirmationNeeded*'
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Keeps what is confirmed whole if the second creation is refused' {
        $first = Get-Row CloudCockpit | New-CcCustomer
        $null = Get-Row CloudCockpit @{ country = 'ZZ' } | New-CcCustomer -CreateAgain -Confirm:$false -ErrorAction SilentlyContinue
        Enable-Fault (@('error500Before') * 8)
        $null = Get-Row CloudCockpit @{ city = 'Porto' } | New-CcCustomer -CreateAgain -Confirm:$false -ErrorAction SilentlyContinue
        $after = Get-Row CloudCockpit | New-CcCustomer -WarningAction SilentlyContinue
        "$($after.Outcome)" | Should -Be 'Replayed'
        $after.Id | Should -Be $first.Id
    }

    It 'Shows -CreateAgain with -WhatIf without asking' {
        $null = Get-Row QuickHelp | New-QhCustomerAccount -CreateAgain -WhatIf
        (Get-SandboxState).calls | Should -Be 0
    }
}

# Before 7.6, PowerShell itself acts under -Debug as if $ConfirmPreference were Low: these tests set it, to see that in any version.
Describe '-Debug' {
    BeforeAll {
        # In a process where nobody can answer: a question is an error there, which names the mode.
        function Invoke-WithNobodyThere([string] $Script) {
            $variables = @{
                TEST_MODULE = Get-TestModulePath
                TEST_ADDRESS = Get-SandboxAddress
                PROVISIONING_JOURNAL = $env:PROVISIONING_JOURNAL
            }
            Invoke-FreshSession -Variables $variables -Script @"
                Import-Module `$env:TEST_MODULE
                Connect-QhService -SubscriptionKey key -BaseUri "`${env:TEST_ADDRESS}quickhelp/" -MaximumRetryCount 1
                $Script
"@
        }
    }

    BeforeEach {
        Initialize-Sandbox
    }

    It 'Creates without asking, whatever form $ConfirmPreference has' {
        $output = Invoke-WithNobodyThere @'
            foreach ($preference in 'Low', [System.Management.Automation.ConfirmImpact]::Low, 'None', 'High', 'no such word') {
                $ConfirmPreference = $preference
                (New-QhCustomerAccount -CompanyName "$preference" -NoJournal -Debug).Outcome
            }
            $ConfirmPreference = 'Low'
            (New-QhCustomerAccount -CompanyName last -Debug -Confirm:$false).Outcome
'@
        $output | Should -BeLike '*Performing the operation "Create" on target "Low at 127.0.0.1:*".*> POST *Created*'
        $output | Should -Not -BeLike '*NonInteractive*'
        (Get-SandboxState).created | Should -Be 6
    }

    It 'Asks where $ConfirmPreference is Medium, as without -Debug, and with -Confirm' {
        $output = Invoke-WithNobodyThere @'
            $ConfirmPreference = 'Medium'
            New-QhCustomerAccount -CompanyName Contoso -Debug
            $ConfirmPreference = 'Low'
            New-QhCustomerAccount -CompanyName Contoso -Debug -Confirm
'@
        [regex]::Matches($output, 'NonInteractive').Count | Should -Be 2
        (Get-SandboxState).calls | Should -Be 0
    }

    It 'Does not make the cmdlets ask that create nothing' {
        $output = Invoke-WithNobodyThere @'
            Connect-QhService -SubscriptionKey key -BaseUri "${env:TEST_ADDRESS}quickhelp/" -Debug
            Get-ProvisioningConnection -Debug | ForEach-Object Name
            Get-ProvisioningOperation -Debug
            Disconnect-ProvisioningConnection QuickHelp -Debug
'@
        $output | Should -BeLike '*Created the connection*There is no journal*'
        $output | Should -Not -BeLike '*NonInteractive*'
    }

    It 'Creates nothing with -WhatIf' {
        $output = Invoke-WithNobodyThere '$ConfirmPreference = "Low"; New-QhCustomerAccount -CompanyName Contoso -Debug -WhatIf'
        $output | Should -BeLike '*What if: Performing the operation "Create"*'
        $output | Should -Not -BeLike '*NonInteractive*'
        (Get-SandboxState).calls | Should -Be 0
        $env:PROVISIONING_JOURNAL | Should -Not -Exist
    }

    It 'Shows warnings, verbose lines and errors, and does not ask whether to go on after each' {
        Enable-Fault throttle429RetryAfter
        $output = Invoke-WithNobodyThere @'
            $row = [pscustomobject]@{ companyName = 'Contoso' }
            ($row | New-QhCustomerAccount -Debug).Outcome
            ($row | New-QhCustomerAccount -Debug).Outcome
            [pscustomobject]@{ companyName = '' } | New-QhCustomerAccount -Debug
            'the end'
'@
        $output | Should -BeLike '*Retrying in * s (1 of 1).*'
        $output | Should -BeLike '*Created*1 row was already confirmed in the journal*Replayed*companyName: is required*'
        $output | Should -BeLike '*the end*'
        $output | Should -Not -BeLike '*NonInteractive*'
    }

    It 'Leaves a warning to -WarningAction and $WarningPreference' {
        $output = Invoke-WithNobodyThere @'
            $row = [pscustomobject]@{ companyName = 'Contoso' }
            $null = $row | New-QhCustomerAccount
            ($row | New-QhCustomerAccount -Debug -WarningAction SilentlyContinue).Outcome
            $WarningPreference = 'SilentlyContinue'
            ($row | New-QhCustomerAccount -Debug).Outcome
            $row | New-QhCustomerAccount -Debug -WarningAction Inquire
'@
        @([regex]::Matches($output, 'Replayed\r?$', 'Multiline')).Count | Should -Be 2
        @([regex]::Matches($output, 'already confirmed in the journal')).Count | Should -Be 1 -Because 'the third call was told to ask'
        $output | Should -BeLike '*NonInteractive*'
    }

    It 'Settles operations without asking' {
        Enable-Fault resetAfter
        $output = Invoke-WithNobodyThere @'
            $null = New-QhCustomerAccount -CompanyName Contoso -ErrorAction SilentlyContinue
            $ConfirmPreference = 'Low'
            $operation = Get-ProvisioningOperation -State InDoubt
            (Resolve-ProvisioningOperation -Id $operation.Id -Succeeded -PassThru -Debug).State
            Resolve-ProvisioningOperation -Id $operation.Id -Failed -Debug
            Resolve-ProvisioningOperation -Id 4711 -Failed -Debug
'@
        $output | Should -BeLike '*Performing the operation "Settle as Confirmed" on target "QuickHelp *Contoso*"*Confirmed*'
        $output | Should -BeLike '*Only operations in doubt can be settled*'
        $output | Should -Not -BeLike '*NonInteractive*'
    }

    It 'Asks before it removes operations, as without -Debug' {
        $output = Invoke-WithNobodyThere @'
            $null = New-QhCustomerAccount -CompanyName Contoso
            $ConfirmPreference = 'Low'
            Remove-ProvisioningOperation -OlderThan ([datetime]::UtcNow.AddDays(1)) -Debug
'@
        $output | Should -BeLike '*NonInteractive*'
        @(Get-ProvisioningOperation).Count | Should -Be 1
    }

    It 'Removes operations without asking where $ConfirmPreference is None, with -Force and with -Confirm:$false' {
        $output = Invoke-WithNobodyThere @'
            $old = @{ OlderThan = [datetime]::UtcNow.AddDays(1); Debug = $true }
            $null = New-QhCustomerAccount -CompanyName Contoso
            $ConfirmPreference = 'None'
            Remove-ProvisioningOperation @old
            $ConfirmPreference = 'Low'
            $null = New-QhCustomerAccount -CompanyName Contoso -Confirm:$false
            Remove-ProvisioningOperation @old -Force
            $null = New-QhCustomerAccount -CompanyName Contoso -Confirm:$false
            Remove-ProvisioningOperation @old -Confirm:$false
'@
        [regex]::Matches($output, '1 operations removed').Count | Should -Be 3
        $output | Should -Not -BeLike '*NonInteractive*'
        Get-ProvisioningOperation | Should -BeNullOrEmpty
    }

    It 'Disconnects without asking' {
        $output = Invoke-WithNobodyThere @'
            $ConfirmPreference = 'Low'
            Disconnect-ProvisioningConnection QuickHelp -Debug
            Disconnect-ProvisioningConnection nobody -Debug
            "$(@(Get-ProvisioningConnection).Count) left"
'@
        $output | Should -BeLike '*0 left*'
        $output | Should -Not -BeLike '*NonInteractive*'
    }
}
