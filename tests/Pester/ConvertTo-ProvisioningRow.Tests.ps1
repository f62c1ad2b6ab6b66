# Objects from elsewhere as rows for the cmdlets.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:for = @{ For = 'New-QhCustomerAccount' }
}

AfterAll {
    Close-Sandbox
}

Describe 'ConvertTo-ProvisioningRow' {
    It 'Renames, fills, converts and numbers' {
        $map = @{ companyName = 'Firma'; licenses = 'Lizenzen'; expirationDate = 'Ende' }
        $rows = @(
            [pscustomobject]@{ Firma = 'A'; Lizenzen = '1.200'; Ende = '31.12.2027' }
            [pscustomobject]@{ Firma = 'B'; Lizenzen = ''; Ende = '' }
        ) | ConvertTo-ProvisioningRow @for -ColumnMap $map -Default @{ licenses = 5 } -DateFormat dd.MM.yyyy -Culture de-DE -Strict
        $rows[0].PSObject.Properties.Name | Should -Be 'RowNumber', 'companyName', 'licenses', 'expirationDate'
        $rows.licenses | Should -Be '1200', '5'
        $rows[0].expirationDate | Should -Be '2027-12-31'
        $rows.RowNumber | Should -Be 1, 2
    }

    It 'Passes values that are not text as they are, and takes DBNull for empty' {
        $day = [datetime]::new(2027, 7, 31)
        $row = [pscustomobject]@{ companyName = 'A'; expirationDate = $day; licenses = 7; routeURL = [System.DBNull]::Value } |
            ConvertTo-ProvisioningRow @for -Culture de-DE -Default @{ routeURL = 'a' }
        $row.expirationDate | Should -BeOfType datetime
        $row.licenses | Should -BeOfType int
        $row.routeURL | Should -Be 'a'
    }

    It 'Takes hashtables and rows of a database' {
        (@{ companyName = 'A'; routeURL = 'a' } | ConvertTo-ProvisioningRow @for).routeURL | Should -Be 'a'
        $table = [System.Data.DataTable]::new()
        'companyName', 'licenses', 'Notes' | ForEach-Object { $null = $table.Columns.Add($_) }
        $null = $table.Rows.Add('A', [System.DBNull]::Value, 'x')
        $said = @($table.Rows | ConvertTo-ProvisioningRow @for 3>&1)
        $said.Count | Should -Be 2
        "$($said[0])" | Should -BeLike "*left over*'Notes'*"
        $said[1].companyName | Should -Be 'A'
        $said[1].licenses | Should -BeNullOrEmpty
        $said[1].PSObject.Properties.Name | Should -Not -Contain 'RowState'
    }

    It 'Keeps the number and the file of a row that has them' {
        $row = [pscustomobject]@{ RowNumber = '17'; companyName = 'A'; SourceFile = 'x.csv' } | ConvertTo-ProvisioningRow @for
        $row.RowNumber | Should -Be 17
        $row.SourceFile | Should -Be 'x.csv'
    }

    It 'Says once what is left over, and refuses it with -Strict' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ companyName = "A$_"; Notes = 'x' } }
        @($rows | ConvertTo-ProvisioningRow @for 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Count | Should -Be 1
        { $rows | ConvertTo-ProvisioningRow @for -Strict } | Should -Throw -ErrorId 'StrictColumns,*'
        { [pscustomobject]@{ x = 1 } | ConvertTo-ProvisioningRow @for } | Should -Throw -ErrorId 'NoKnownColumn,*'
        { 'text' | ConvertTo-ProvisioningRow @for } | Should -Throw -ErrorId 'NoKnownColumn,*'
    }

    It 'Takes the output of another command without its other properties' {
        Initialize-Sandbox
        $customer = Get-Row CloudCockpit | New-CcCustomer 6>$null
        $row = $customer | ConvertTo-ProvisioningRow @for
        $row.companyName | Should -Be 'Contoso'
        $row.PSObject.Properties.Name | Should -Not -Contain 'Outcome'
        ($row | New-QhCustomerAccount 6>$null).Outcome | Should -Be 'Created'
    }
}
