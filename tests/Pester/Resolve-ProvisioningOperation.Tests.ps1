BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Resolve-ProvisioningOperation' {
    BeforeEach {
        Initialize-Sandbox
        Enable-Fault resetAfter
        $row = Get-Row QuickHelp
        $null = $row | New-QhCustomerAccount -ErrorAction SilentlyContinue
    }

    It 'Settles with -Succeeded: the next run gives it as Replayed, with the id that was told' {
        $settled = Get-ProvisioningOperation -State InDoubt | Resolve-ProvisioningOperation -Succeeded -VendorId 1001 -PassThru
        "$($settled.State)" | Should -Be 'Confirmed'
        $settled.VendorId | Should -Be '1001'
        $again = $row | New-QhCustomerAccount -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Be 'Replayed'
        $again.CustomerId | Should -Be 1001
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Settles with -Succeeded without an id' {
        Get-ProvisioningOperation | Resolve-ProvisioningOperation -Succeeded | Should -BeNullOrEmpty
        $again = $row | New-QhCustomerAccount -WarningAction SilentlyContinue
        $again.CompanyName | Should -Be 'Contoso'
        $again.CustomerId | Should -BeNullOrEmpty
    }

    It 'Settles with -<Way>: the next run sends it' -ForEach @(
        @{ Way = 'Failed'; State = 'Rejected' }
        @{ Way = 'Retry'; State = 'NotSent' }
    ) {
        $how = @{ $Way = $true }
        $settled = Get-ProvisioningOperation | Resolve-ProvisioningOperation @how -PassThru
        "$($settled.State)" | Should -Be $State
        "$(($row | New-QhCustomerAccount).Outcome)" | Should -Be 'Created'
        (Get-SandboxState).calls | Should -Be 2
    }

    It 'Refuses one -VendorId for several operations, and settles none of them' {
        Enable-Fault resetAfter
        $null = Get-Row QuickHelp @{ companyName = 'Contoso EMEA'; routeURL = 'contoso-emea' } | New-QhCustomerAccount -ErrorAction SilentlyContinue
        { Get-ProvisioningOperation -Key 'contoso*' | Resolve-ProvisioningOperation -Succeeded -VendorId 1001 -Confirm:$false } |
            Should -Throw -ErrorId 'SeveralOperations,*' -ExpectedMessage '*2 operations were given. Nothing was settled.*'
        { Resolve-ProvisioningOperation -Id (Get-ProvisioningOperation).Id -Succeeded -VendorId 1001 -Confirm:$false } |
            Should -Throw -ErrorId 'SeveralOperations,*'
        @(Get-ProvisioningOperation -State InDoubt).Count | Should -Be 2
    }

    It 'Takes the same operation twice for one' {
        $id = (Get-ProvisioningOperation).Id
        (Resolve-ProvisioningOperation -Id $id, $id -Succeeded -VendorId 1001 -PassThru).VendorId | Should -Be '1001'
    }

    It 'Asks about each of several, and a host that cannot ask gets one error' {
        Enable-Fault resetAfter
        $null = Get-Row QuickHelp @{ companyName = 'Fabrikam'; routeURL = 'fabrikam' } | New-QhCustomerAccount -ErrorAction SilentlyContinue
        $said = Invoke-FreshSession -Variables @{ PROVISIONING_JOURNAL = $env:PROVISIONING_JOURNAL } -Script @"
Import-Module '$(Get-TestModulePath)'
try { Get-ProvisioningOperation | Resolve-ProvisioningOperation -Retry } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
(Get-ProvisioningOperation -State InDoubt).Count
Get-ProvisioningOperation | Resolve-ProvisioningOperation -Retry -Confirm:`$false
(Get-ProvisioningOperation -State NotSent).Count
"@
        $said -split '\r?\n' | Should -Be @(
            'ConfirmationNeeded,Provisioning.Cmdlets.Commands.Journal.ResolveProvisioningOperationCommand'
            'Check that it is what you want, then run the command again with -Confirm:$false. Nothing was done.', '2', '2')
    }

    It 'Keeps who settled it, when, and why' {
        $settled = Get-ProvisioningOperation | Resolve-ProvisioningOperation -Failed -Reason 'not in the portal' -PassThru
        $settled.SettledBy | Should -Be ([Environment]::UserName)
        $settled.Reason | Should -Be 'not in the portal'
        ([datetimeoffset]::UtcNow - $settled.Settled).TotalMinutes | Should -BeLessThan 5
    }

    It 'Takes a settlement back with -Reopen, until a run has sent it again' {
        $id = (Get-ProvisioningOperation | Resolve-ProvisioningOperation -Succeeded -VendorId 99 -PassThru).Id
        $reopened = Resolve-ProvisioningOperation -Id $id -Reopen -Reason 'wrong customer' -PassThru
        "$($reopened.State)" | Should -Be 'InDoubt'
        $reopened.VendorId | Should -BeNullOrEmpty
        $reopened.Message | Should -BeLike 'Reopened by *: wrong customer.*the connection was reset*'
        Resolve-ProvisioningOperation -Id $id -Reopen -ErrorVariable twice -ErrorAction SilentlyContinue
        $twice.FullyQualifiedErrorId | Should -BeLike 'NotSettled,*'
        Resolve-ProvisioningOperation -Id $id -Retry
        $null = $row | New-QhCustomerAccount
        Resolve-ProvisioningOperation -Id $id -Reopen -ErrorVariable sent -ErrorAction SilentlyContinue
        $sent.FullyQualifiedErrorId | Should -BeLike 'NotSettled,*'
        "$((Get-ProvisioningOperation).State)" | Should -Be 'Confirmed'
    }

    It 'Is what the error of the doubt itself advises, for that one operation' {
        Enable-Fault resetAfter
        Get-Row QuickHelp @{ companyName = "O'Neill"; routeURL = 'oneill' } | New-QhCustomerAccount -ErrorAction SilentlyContinue -ErrorVariable doubt
        $operation = Get-ProvisioningOperation -Key oneill
        $doubt[0].Exception.OperationId | Should -Be $operation.Id
        $line = [regex]::Match($doubt[0].ErrorDetails.RecommendedAction, "Resolve-ProvisioningOperation -Id \d+ -Journal '[^']+'").Value
        $line | Should -Be "Resolve-ProvisioningOperation -Id $($operation.Id) -Journal '$($operation.Journal)'"
        Invoke-Expression "$line -Succeeded -VendorId 7"
        (Get-ProvisioningOperation -Key oneill).VendorId | Should -Be '7'
        "$((Get-ProvisioningOperation -Key contoso).State)" | Should -Be 'InDoubt'
    }

    It 'Settles nothing with -WhatIf' {
        Get-ProvisioningOperation | Resolve-ProvisioningOperation -Failed -WhatIf
        "$((Get-ProvisioningOperation).State)" | Should -Be 'InDoubt'
    }

    It 'Settles only what is in doubt' {
        $null = Get-Row QuickHelp @{ routeURL = 'done' } | New-QhCustomerAccount
        Get-ProvisioningOperation done | Resolve-ProvisioningOperation -Failed -ErrorVariable refused -ErrorAction SilentlyContinue
        $refused.FullyQualifiedErrorId | Should -BeLike 'NotInDoubt,*'
        "$refused" | Should -BeLike "*('done') is Confirmed. Only operations in doubt can be settled."
        Resolve-ProvisioningOperation 4711 -Failed -ErrorVariable missing -ErrorAction SilentlyContinue
        $missing.FullyQualifiedErrorId | Should -BeLike 'OperationNotFound,*'
        $missing[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}

Describe 'Resolve-ProvisioningOperation -FromVendor' {
    BeforeAll {
        # Neither the calls nor the questions are answered, so that the rows stay in doubt. They are asked about for some seconds: hence once
        # for all tests, with operations for each of them.
        function Add-Doubt([string] $Fault, [scriptblock] $Script) {
            Enable-Fault @() @{ rates = @{ $Fault = 1 }; reads = $true }
            $null = & $Script -ErrorAction SilentlyContinue
            Enable-Fault
        }

        function Get-CcRow([string] $Key, [hashtable] $With = @{}) {
            Get-Row CloudCockpit ($With + @{ companyName = "Company $Key"; internalIdentifier = $Key })
        }

        function Get-MobiRow([string] $Key) {
            Get-Row SafeMobi @{ ExternalId = $Key; Email = "$Key@contoso.example" }
        }

        function Get-Doubt([string] $Key) {
            Get-ProvisioningOperation -Key $Key -State InDoubt
        }

        Initialize-Sandbox
        $script:address = Get-SandboxAddress
        $script:taken = '84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3'
        Add-Doubt resetAfter {
            Get-CcRow cc-there | New-CcCustomer @args
            Get-MobiRow mobi-there | New-SafeMobiAccount @args
        }
        Add-Doubt resetBefore {
            'cc-absent', 'cc-waiting' | ForEach-Object { Get-CcRow $_ } | New-CcCustomer @args
            Get-CcRow cc-taken @{ id = $taken; operationKey = 'cc-taken' } | New-CcCustomer @args
            'mobi-absent', 'mobi-taken', 'mobi-twice' | ForEach-Object { Get-MobiRow $_ } | New-SafeMobiAccount @args
        }
        Enable-Fault resetAfter
        Get-Row QuickHelp @{ routeURL = 'qh' } | New-QhCustomerAccount -ErrorAction SilentlyContinue
        Enable-Fault ok, resetAfter, html, html, html @{ reads = $true }
        Get-Row Customer @{ name = 'reseller' } | New-ResellerCustomer -ErrorAction SilentlyContinue
    }

    BeforeEach {
        Enable-Fault
        Disconnect-ProvisioningConnection * 6>$null
        Connect-Sandbox
    }

    It 'Begins with doubts' {
        (Get-ProvisioningOperation -State InDoubt).Key | Sort-Object | Should -Be @(
            'cc-absent', 'cc-taken', 'cc-there', 'cc-waiting', 'mobi-absent', 'mobi-taken', 'mobi-there', 'mobi-twice', 'qh', 'reseller')
    }

    It 'Confirms what the vendor has, with its id: <Key>' -ForEach @(
        @{ Key = 'cc-there'; Vendor = 'cloudcockpit'; Command = 'New-CcCustomer'; Row = { Get-CcRow cc-there } }
        @{ Key = 'mobi-there'; Vendor = 'safemobi'; Command = 'New-SafeMobiAccount'; Row = { Get-MobiRow mobi-there } }
    ) {
        $settled = Get-Doubt $Key | Resolve-ProvisioningOperation -FromVendor -PassThru
        "$($settled.State)" | Should -Be 'Confirmed'
        $settled.VendorId | Should -Be ((Get-SandboxState $Vendor).items | Where-Object key -EQ $Key).id
        $settled.SettledBy | Should -Be ([Environment]::UserName)
        $settled.Reason | Should -BeLike '*The vendor was asked, and has the customer*'
        $again = & $Row | & $Command -WarningAction SilentlyContinue
        "$($again.Outcome)" | Should -Be 'Replayed'
        "$($again.Id)" | Should -Be $settled.VendorId
    }

    It 'Frees what the vendor does not have for the next run, which creates it: <Key>' -ForEach @(
        @{ Key = 'cc-absent'; Command = 'New-CcCustomer'; Row = { Get-CcRow cc-absent } }
        @{ Key = 'mobi-absent'; Command = 'New-SafeMobiAccount'; Row = { Get-MobiRow mobi-absent } }
    ) {
        $settled = Get-Doubt $Key | Resolve-ProvisioningOperation -FromVendor -Reason 'asked at noon' -PassThru
        "$($settled.State)" | Should -Be 'NotSent'
        $settled.Reason | Should -Be 'asked at noon'
        "$((& $Row | & $Command).Outcome)" | Should -Be 'Created'
        @((Get-SandboxState).vendors.cloudcockpit.items + (Get-SandboxState).vendors.safemobi.items | Where-Object key -EQ $Key).Count |
            Should -Be 1
    }

    It 'Leaves in doubt what the vendor has with other data, and says what it found: <Key>' -ForEach @(
        @{
            Key = 'cc-taken'; Says = "a customer with the id 84db3bd3-*that is not the row's", 'companyName'
            Others = { Get-CcRow cc-other @{ id = $taken } | New-CcCustomer -NoJournal }
        }
        @{
            Key = 'mobi-taken'; Says = "with the ExternalId 'mobi-taken', which is not the row's", 'Email'
            Others = { Get-Row SafeMobi @{ ExternalId = 'mobi-taken'; Email = 'else@contoso.example' } | New-SafeMobiAccount -NoJournal }
        }
        @{
            Key = 'mobi-twice'; Says = "has 2 accounts with the ExternalId 'mobi-twice'"
            Others = { 1..2 | ForEach-Object { Get-MobiRow mobi-twice | New-SafeMobiAccount -NoJournal } }
        }
    ) {
        $null = & $Others
        $doubt = Get-Doubt $Key
        $doubt | Resolve-ProvisioningOperation -FromVendor -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
        "$failed" | Should -BeLike "The operation $($doubt.Id) ('$Key') is still in doubt. *"
        foreach ($text in $Says) {
            "$failed" | Should -BeLike "*$text*"
        }

        $failed[0].TargetObject.Id | Should -Be $doubt.Id
        "$((Get-ProvisioningOperation -Key $Key).State)" | Should -Be 'InDoubt'
    }

    It 'Confirms a customer of a reseller that was not there before' {
        $settled = Get-Doubt reseller | Resolve-ProvisioningOperation -FromVendor -PassThru
        "$($settled.State)" | Should -Be 'Confirmed'
    }

    It 'Says that QuickHelp cannot be asked, and settles the others all the same' {
        $doubts = Get-ProvisioningOperation -Key qh, cc-waiting
        $settled = @($doubts | Resolve-ProvisioningOperation -FromVendor -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue)
        $settled.Key | Should -Be 'cc-waiting'
        $failed.FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
        "$failed" | Should -BeLike "*('qh') is still in doubt. The vendor cannot be asked about it*check the portal*"
        Resolve-ProvisioningOperation -Id $settled.Id -Reopen
    }

    It 'Advises how to settle this one operation' {
        Get-Doubt qh | Resolve-ProvisioningOperation -FromVendor -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike "*Resolve-ProvisioningOperation -Id $((Get-Doubt qh).Id) *"
    }

    It 'Asks nothing, and settles nothing, <What>' -ForEach @(
        @{
            What = 'without a connection'; Id = 'NotConnected'; Says = '*Connect-CcService*'; With = @{}
            Connect = { Disconnect-ProvisioningConnection CloudCockpit }
        }
        @{
            What = 'on a connection of another account'; Id = 'OutcomeUnknown'; With = @{}
            Says = "*It was not asked about: it belongs to the account 'contoso.example', and *'fabrikam.example'*"
            Connect = { Connect-CcService fabrikam.example -AccessToken token -BaseUri "${address}cloudcockpit/" }
        }
        @{
            What = 'on a connection to another address'; Id = 'OutcomeUnknown'; Says = '*It was not asked about: it was sent to *'
            With = @{ Connection = 'Elsewhere' }
            Connect = { Connect-CcService contoso.example -AccessToken token -BaseUri "${address}elsewhere/" -Name Elsewhere }
        }
        @{
            What = 'on a connection to another vendor'; Id = 'OutcomeUnknown'; Says = '*It was not asked about: it was sent to Cloud*'
            With = @{ Connection = 'SafeMobi' }; Connect = { }
        }
        @{ What = 'with -WhatIf'; Id = $null; Says = $null; With = @{ WhatIf = $true }; Connect = { } }
    ) {
        & $Connect
        $doubt = Get-Doubt cc-waiting
        $options = $With + @{ FromVendor = $true; Debug = $true; Confirm = $false; ErrorAction = 'SilentlyContinue' }
        Get-SentRequest { $doubt | Resolve-ProvisioningOperation @options -ErrorVariable script:failed } | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike $(if ($Id) { "$Id,*" })
        if ($Says) {
            "$failed" | Should -BeLike $Says
        }

        Get-Doubt cc-waiting | Should -Not -BeNullOrEmpty
    }

    It 'Leaves in doubt what the vendor does not answer about' {
        Enable-Fault @() @{ rates = @{ html = 1 }; reads = $true }
        Get-Doubt cc-waiting | Resolve-ProvisioningOperation -FromVendor -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
        "$failed" | Should -BeLike '*is still in doubt. The question for the customer was answered with*'
        Get-Doubt cc-waiting | Should -Not -BeNullOrEmpty
    }

    It 'Settles only what is in doubt' {
        $null = Get-CcRow cc-done | New-CcCustomer
        $done = Get-ProvisioningOperation -Key cc-done
        $done | Resolve-ProvisioningOperation -FromVendor -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'NotInDoubt,*'
        Resolve-ProvisioningOperation 4711 -FromVendor -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'OperationNotFound,*'
    }
}
