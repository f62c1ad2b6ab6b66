# The columns of the cmdlets, from the same source as the help.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Import-Module (Get-TestModulePath) -Global
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Get-ProvisioningColumn' {
    It 'Has each column of <_> that the pipeline binds, with the text of the help' -ForEach (
        Get-Command -Module Provisioning -Verb New, Set, Add -Noun Qh*, Cc*, Reseller*, SafeMobi*).Name {
        $columns = Get-ProvisioningColumn $_
        $bound = (Get-Command $_).Parameters.Values | Where-Object { $_.ParameterSets.Values.ValueFromPipelineByPropertyName -contains $true }
        $columns.Count | Should -Be $bound.Count
        $columns.Cmdlet | Select-Object -Unique | Should -Be $_
        foreach ($column in $columns) {
            $column.Description | Should -Not -BeNullOrEmpty -Because $column.Name
        }
    }

    It 'Says which are required, how they are read, their rules and an example' {
        $zip = Get-ProvisioningColumn New-CcCustomer zip
        $zip.Required | Should -BeTrue
        $zip.Type | Should -Be 'Text'
        $zip.Rule | Should -Be 'may be up to 30 characters'
        $zip.Example | Should -Be '4000-000'
        (Get-ProvisioningColumn New-QhCustomerAccount expirationDate).Rule | Should -BeLike '*ISO 8601*'
        (Get-ProvisioningColumn New-QhCustomerAccount skus).Name | Should -BeExactly 'skUs'
        (Get-ProvisioningColumn New-ResellerCustomerUser | Where-Object Required).Name | Should -Be 'username', 'password', 'customer', 'applyFreeCredits'
        (Get-ProvisioningColumn New-ResellerCustomerUser password).Example | Should -BeNullOrEmpty
        (Get-ProvisioningColumn New-ResellerCustomerUser password).Type | Should -Be 'Secret'
    }

    It 'Has examples that the cmdlet accepts' {
        foreach ($for in 'New-QhCustomerAccount', 'New-CcCustomer', 'New-SafeMobiAccount') {
            $row = [ordered]@{}
            foreach ($column in Get-ProvisioningColumn $for | Where-Object { $_.Example -and $_.Type -ne 'Object' -or $_.Name -eq 'providerCustomers' }) {
                $row[$column.Name] = $column.Example
            }

            Initialize-Sandbox
            [pscustomobject] $row | & $for -WhatIf -ErrorVariable failed -ErrorAction SilentlyContinue
            "$failed" | Should -BeNullOrEmpty -Because $for
        }
    }

    It 'Takes wildcards, and names what does not exist' {
        (Get-ProvisioningColumn New-Cc*, New-Qh* company*).Cmdlet | Should -Be 'New-CcCustomer', 'New-QhCustomerAccount'
        (Get-ProvisioningColumn Provisioning\New-CcCustomer zip).Name | Should -Be 'zip'
        Get-ProvisioningColumn New-CcCustomr -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UnknownCommand,*'
        "$failed" | Should -BeLike '*Did you mean New-CcCustomer?*'
        Get-ProvisioningColumn New-CcCustomer nothing | Should -BeNullOrEmpty
    }
}
