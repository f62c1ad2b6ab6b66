# The header line of a file for a cmdlet.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:folder = (Get-PSDrive TestDrive).Root
}

AfterAll {
    Close-Sandbox
}

Describe 'New-ProvisioningTemplate' {
    It 'Writes the columns of <Name> in the order of the document, which import without a warning' -ForEach @(
        @{ Name = 'New-QhCustomerAccount'; First = 'companyName,eula,templateId,accountType' }
        @{ Name = 'New-CcCustomer'; First = 'id,companyName' }
        @{ Name = 'New-SafeMobiAccount'; First = 'ExternalId' }
        @{ Name = 'New-ResellerCustomerUser'; First = 'contactName,email,username,password,customer' }
    ) {
        $file = New-ProvisioningTemplate -For $Name -Path (Join-Path $folder "$Name.csv")
        $file | Should -BeOfType System.IO.FileInfo
        [System.IO.File]::ReadAllBytes($file.FullName)[0..2] | Should -Be 0xEF, 0xBB, 0xBF
        $header = (Get-Content -LiteralPath $file.FullName -Encoding utf8)
        $header | Should -BeLike "$First*"
        $columns = $header.TrimStart([char]0xFEFF).Split(',')
        $columns | Should -Be @((Get-ProvisioningColumn $Name).Name | Where-Object { $_ -notin 'primaryContact', 'supportInfo', 'PremiumAccountInfo' })
        Add-Content -LiteralPath $file.FullName -Value ('x' + ',' * ($columns.Count - 1))
        @(Import-ProvisioningCsv $file.FullName -For $Name -Strict 3>&1).Count | Should -Be 1
    }

    It 'Writes only required columns, with another delimiter' {
        $file = New-ProvisioningTemplate New-ResellerCustomerUser (Join-Path $folder required.csv) -Required -Delimiter ';'
        (Get-Content -LiteralPath $file.FullName -Encoding utf8).TrimStart([char]0xFEFF) | Should -Be 'username;password;customer;applyFreeCredits'
    }

    It 'Replaces a file only with -Force, and writes nothing with -WhatIf' {
        $path = Join-Path $folder there.csv
        Set-Content -LiteralPath $path -Value 'mine'
        { New-ProvisioningTemplate New-CcCustomer $path } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content -LiteralPath $path | Should -Be 'mine'
        (New-ProvisioningTemplate New-CcCustomer $path -Force).Length | Should -BeGreaterThan 100
        New-ProvisioningTemplate New-CcCustomer (Join-Path $folder no.csv) -WhatIf | Should -BeNullOrEmpty
        Join-Path $folder no.csv | Should -Not -Exist
        { New-ProvisioningTemplate New-CcCustomer (Join-Path $folder no/no.csv) } | Should -Throw -ErrorId 'FileUnavailable,*'
        { New-ProvisioningTemplate New-CcCustomr $path } | Should -Throw -ErrorId 'UnknownCommand,*'
    }
}
