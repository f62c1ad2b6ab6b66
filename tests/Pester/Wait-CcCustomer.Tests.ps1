# A domain that begins with 'slow' is Processing for 2 s, and one that begins with 'fail' has failed with DomainExists.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:instance = 'cb3cd15b-1d6e-45be-b493-c71549cbfd87'

    function Get-RowWithDomain([string[]] $Domain) {
        $Domain | ForEach-Object {
            $provider = "{`"$instance`":{`"providerCustomerData`":{`"Domain`":`"$_`"}}}"
            Get-Row CloudCockpit @{ companyName = "Company $_"; internalIdentifier = $_; providerCustomers = $provider }
        }
    }

    function Add-Customer([string[]] $Domain) {
        Get-RowWithDomain $Domain | New-CcCustomer -NoJournal -ThrottleLimit 1
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Wait-CcCustomer' {
    BeforeEach {
        Initialize-Sandbox
        $script:address = Get-SandboxAddress
    }

    It 'Gives a customer that is ready at once, with the state of its providers' {
        $created = Add-Customer quick.example
        $ready = $created | Wait-CcCustomer
        $ready.Id | Should -Be $created.Id
        $ready.CompanyName | Should -Be 'Company quick.example'
        $ready.Providers[0].Status | Should -Be 'Success'
        (Get-SentRequest { $created | Wait-CcCustomer -Debug }).Uri | Should -Be "${address}cloudcockpit/v1/Customers/$($created.Id)"
    }

    It 'Waits until no provider is processing the customer any more' {
        $created = Add-Customer slow.example
        (Get-CcCustomer -Id $created.Id).Providers[0].Status | Should -Be 'Processing'
        ($created | Wait-CcCustomer).Providers[0].Status | Should -Be 'Success'
    }

    It 'Watches all customers at once: what is ready first comes first' {
        $created = Add-Customer slow-1.example, slow-2.example, slow-3.example, slow-4.example, slow-5.example, quick.example
        $ready = @($created | Wait-CcCustomer)
        $ready[0].CompanyName | Should -Be 'Company quick.example'
        $ready.Id | Sort-Object | Should -Be ($created.Id | Sort-Object)
        $ready.Providers.Status | Sort-Object -Unique | Should -Be 'Success'
    }

    It 'Writes a customer as soon as it is ready, while others are still watched' {
        $first = Add-Customer slow-1.example, quick.example | Wait-CcCustomer | ForEach-Object {
            (Get-CcCustomer -Search slow-1.example -SearchField Domain).Providers[0].Status
        } | Select-Object -First 1
        $first | Should -Be 'Processing'
    }

    It 'Reports a provider that failed, with its reason, and gives the customer all the same' {
        $created = @(Add-Customer fail.example, quick.example)
        $ready = @($created | Wait-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue)
        $ready.Id | Sort-Object | Should -Be ($created.Id | Sort-Object)
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ProviderFailed,*'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        "$($failed[0])" | Should -Be "The provider $instance could not set up 'Company fail.example' ($($created[0].Id)): DomainExists."
        $failed[0].TargetObject.Id | Should -Be $created[0].Id
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Restart-CcProviderCustomer*'
        Assert-NoStackTrace $failed[0]
    }

    It 'Leads on to the restart of what failed, and waits for that too' {
        $created = Add-Customer fail.example
        $stuck = $created | Wait-CcCustomer -ErrorAction SilentlyContinue
        $null = $stuck.Providers | Where-Object Status -EQ Failed | Restart-CcProviderCustomer
        $ready = $created | Wait-CcCustomer -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        $ready.Providers[0].Status | Should -Be 'Success'
    }

    It 'Gives up after -TimeoutSec, and does not give a customer that is not ready' {
        $created = @(Add-Customer slow.example, quick.example)
        $ready = @($created | Wait-CcCustomer -TimeoutSec 0 -ErrorVariable failed -ErrorAction SilentlyContinue)
        $ready.Id | Should -Be $created[1].Id
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*'
        $failed[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        "$($failed[0])" | Should -BeLike "*the customer $($created[0].Id) are still processing it after 0 s."
        $failed[0].TargetObject.Id | Should -Be $created[0].Id
        ($failed[0].TargetObject | Wait-CcCustomer).Id | Should -Be $created[0].Id
    }

    It 'Reports a customer that is not there, and goes on: <What>' -ForEach @(
        @{ What = 'unknown' }, @{ What = 'removed' }
    ) {
        $created = @(Add-Customer quick.example, other.example)
        $missing = [pscustomobject]@{ Id = [guid]::NewGuid() }
        if ($What -eq 'removed') {
            $missing = $created[1]
            $null = $missing | Remove-CcCustomer -NoJournal -Confirm:$false
        }

        $ready = @($missing, $created[0] | Wait-CcCustomer -ErrorVariable failed -ErrorAction SilentlyContinue)
        $ready.Id | Should -Be $created[0].Id
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be $missing.Id
        Assert-NoStackTrace $failed[0]
    }

    It 'Takes a file from Import-Csv to Export-Csv' {
        $in = Join-Path $TestDrive 'new.csv'
        $out = Join-Path $TestDrive 'ready.csv'
        Get-RowWithDomain quick.example, slow.example | Export-Csv -LiteralPath $in -NoTypeInformation
        Import-Csv -LiteralPath $in | New-CcCustomer | Wait-CcCustomer | Export-Csv -LiteralPath $out -NoTypeInformation
        $ready = @(Import-Csv -LiteralPath $out)
        $ready.CompanyName | Sort-Object | Should -Be 'Company quick.example', 'Company slow.example'
        $ready.Id | Sort-Object | Should -Be ((Get-CcCustomer).Id | ForEach-Object { "$_" } | Sort-Object)
        $ready.ProviderCustomers | ForEach-Object { $_ | Should -BeLike '*"status":"Success"*' }
    }

    It 'Keeps on watching if a call is not answered, as often as the connection allows' {
        Connect-Sandbox -MaximumRetryCount 1
        $created = Add-Customer quick.example
        Enable-Fault resetBefore @{ reads = $true }
        ($created | Wait-CcCustomer).Id | Should -Be $created.Id
    }

    It 'Reports a customer that the vendor does not answer for, and gives the others' {
        $created = @(Add-Customer quick.example, other.example)
        Enable-Fault resetBefore @{ reads = $true }
        $ready = @($created | Wait-CcCustomer -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue)
        $ready.Count | Should -Be 1
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'Unanswered,*'
        $failed[0].TargetObject | Should -BeIn $created.Id
        $failed[0].TargetObject | Should -Not -Be $ready[0].Id
    }

    It 'Ends with one error where the credentials are refused' {
        Connect-CcService -Tenant contoso.example -AccessToken wrong -BaseUri "${address}cloudcockpit/"
        { 1..3 | ForEach-Object { [pscustomobject]@{ Id = [guid]::NewGuid() } } | Wait-CcCustomer } |
            Should -Throw -ErrorId 'CredentialsRefused,*'
    }

    It 'Stops watching when the pipeline stops' {
        $created = Add-Customer slow-1.example, quick.example
        ($created | Wait-CcCustomer | Select-Object -First 1).CompanyName | Should -Be 'Company quick.example'
        (Get-CcCustomer -Id $created[0].Id).Providers[0].Status | Should -Be 'Processing'
    }

    It 'Changes nothing, and makes no journal' {
        $null = Add-Customer quick.example | Wait-CcCustomer
        Get-ChildItem -Path "$env:PROVISIONING_JOURNAL*" | Should -BeNullOrEmpty
        (Get-SandboxState).calls | Should -Be 1
    }

    It 'Refuses -TimeoutSec <_>' -ForEach -1, 86401 {
        { Wait-CcCustomer -Id ([guid]::NewGuid()) -TimeoutSec $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
