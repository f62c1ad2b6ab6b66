BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'Export-ProvisioningReport' {
    BeforeEach {
        Initialize-Sandbox
        $script:folder = New-Item -ItemType Directory -Path (Join-Path (Get-PSDrive TestDrive).Root ([guid]::NewGuid()))
        $script:markup = '<script>alert(1)</script> | **x** & Co'
        $rows = @(
            Get-Row QuickHelp @{ routeURL = 'alpha' }
            Get-Row QuickHelp @{ routeURL = 'alpha' }
            Get-Row QuickHelp @{ companyName = '=1+1'; routeURL = $null; expirationDate = 'soon' }
            Get-Row QuickHelp @{ companyName = $markup; routeURL = $null }
        )
        Enable-Fault ok, resetAfter
        $null = $rows | New-QhCustomerAccount -ThrottleLimit 1 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $script:run = Get-ProvisioningRun
    }

    It 'Writes <_> by the ending of the file, and returns it where it is asked to' -ForEach 'html', 'htm', 'csv', 'md', 'json' {
        $path = Join-Path $folder "report.$_"
        Export-ProvisioningReport -Path $path | Should -BeNullOrEmpty
        $path | Should -Exist
        $file = $run | Export-ProvisioningReport $path -Force -PassThru
        $file | Should -BeOfType System.IO.FileInfo
        $file.FullName | Should -Be $path
        @(Get-ChildItem $folder).Count | Should -Be 1 -Because 'nothing else is left there'
    }

    It 'Has all rows in CSV, none of which is a formula' {
        $path = Join-Path $folder 'report.csv'
        $run | Export-ProvisioningReport $path
        $rows = @(Import-Csv -LiteralPath $path)
        $rows.RowNumber | Should -Be '1', '2', '3', '4'
        $rows.Status | Should -Be 'Created', 'Replayed', 'Failed', 'InDoubt'
        $rows[0].Outcome | Should -Be 'Created'
        $rows[2].Error | Should -Be 'RuleViolation'
        $rows[2].Key | Should -Be "'=1+1"
        $rows[3].Key | Should -Be $markup
        $rows[3].Advice | Should -BeLike '*Resolve-ProvisioningOperation -Id *'
        $rows.Run | Select-Object -Unique | Should -Be $run.Run.ToString('N')
        [System.IO.File]::ReadAllBytes($path)[0..2] | Should -Be 0xEF, 0xBB, 0xBF
    }

    It 'Has everything in JSON' {
        $path = Join-Path $folder 'report.json'
        $run | Export-ProvisioningReport $path
        $report = Get-Content -LiteralPath $path -Raw | ConvertFrom-Json
        $report.runs.run | Should -Be $run.Run.ToString('N')
        $report.summary.rows | Should -Be 4
        $report.summary.openDoubts | Should -Be 1
        $report.rows.status | Should -Be 'Created', 'Replayed', 'Failed', 'InDoubt'
        $report.rows[3].key | Should -Be $markup
    }

    It 'Has what did not work in Markdown and HTML, as text' {
        $run | Export-ProvisioningReport (Join-Path $folder 'report.md')
        $text = Get-Content -LiteralPath (Join-Path $folder 'report.md') -Raw
        $text | Should -Match ([regex]::Escape('| 4 | &lt;script&gt;alert(1)&lt;/script&gt; \| \*\*x\*\* &amp; Co |'))
        $text | Should -Not -Match '<script'
        $run | Export-ProvisioningReport (Join-Path $folder 'report.html')
        $page = Get-Content -LiteralPath (Join-Path $folder 'report.html') -Raw
        $page | Should -Not -Match '<script'
        $page | Should -Match ([regex]::Escape('&lt;script&gt;alert(1)&lt;/script&gt; | **x** &amp; Co'))
        $page | Should -Not -Match '(src|href)=' -Because 'nothing is fetched'
    }

    It 'Contains no secret' {
        $null = Get-Row SafeMobi | New-SafeMobiAccount
        $null = Get-Row CustomerUser | New-ResellerCustomerUser
        foreach ($ending in 'html', 'csv', 'md', 'json') {
            $file = Get-ProvisioningRun | Export-ProvisioningReport (Join-Path $folder "all.$ending") -PassThru
            Get-Content -LiteralPath $file -Raw | Should -Not -Match 'Sample-Passphrase|reseller-secret|client-secret|subscription-key|mobi-token'
        }
    }

    It 'Makes one report of several runs, also of several journals, each once' {
        $other = Join-Path $folder 'other.db'
        $null = Get-Row QuickHelp @{ routeURL = 'elsewhere' } | New-QhCustomerAccount -Journal $other
        $runs = @(Get-ProvisioningRun) + @(Get-ProvisioningRun -Journal $other) + @(Get-ProvisioningRun)
        $runs | Export-ProvisioningReport (Join-Path $folder 'fleet.json')
        $report = Get-Content -LiteralPath (Join-Path $folder 'fleet.json') -Raw | ConvertFrom-Json
        $report.runs.Count | Should -Be 2
        $report.rows.Count | Should -Be 5
        $report.rows.key | Should -Contain 'elsewhere'
    }

    It 'Shows what was settled since' {
        Get-ProvisioningOperation -State InDoubt | Resolve-ProvisioningOperation -Succeeded -VendorId 1042 -Reason 'It is in the portal.'
        $run | Export-ProvisioningReport (Join-Path $folder 'report.csv')
        $row = (Import-Csv -LiteralPath (Join-Path $folder 'report.csv'))[3]
        $row.Status, $row.VendorId, $row.Reason, $row.Advice | Should -Be 'Recovered', '1042', 'It is in the portal.', ''
    }

    It 'Replaces no file without -Force, and writes nothing with -WhatIf' {
        $path = Join-Path $folder 'report.md'
        Set-Content -LiteralPath $path -Value 'mine'
        { Export-ProvisioningReport $path } | Should -Throw -ErrorId 'FileExists,*'
        Export-ProvisioningReport $path -Force -WhatIf
        Get-Content -LiteralPath $path | Should -Be 'mine'
        Export-ProvisioningReport $path -Force
        (Get-Content -LiteralPath $path)[0] | Should -Be '# Provisioning report'
    }

    It 'Takes a path that is relative to the location' {
        Push-Location -LiteralPath $folder
        try {
            (Export-ProvisioningReport -Run $run.Run.ToString('N').Substring(0, 10) -Path nearby.html -PassThru).FullName |
                Should -Be (Join-Path $folder 'nearby.html')
        }
        finally {
            Pop-Location
        }
    }

    It 'Writes nothing where no run was piped in' {
        $path = Join-Path $folder 'none.html'
        Get-ProvisioningRun -Since 0m | Export-ProvisioningReport $path -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*no report was written*'
        $path | Should -Not -Exist
    }

    It 'Refuses <Path>: <Id>' -ForEach @(
        @{ Path = 'report.txt'; Id = 'UnknownReportFormat' }
        @{ Path = 'report'; Id = 'UnknownReportFormat' }
        @{ Path = 'missing/report.html'; Id = 'ReportNotWritten' }
    ) {
        { Export-ProvisioningReport (Join-Path $folder $Path) } | Should -Throw -ErrorId "$Id,*"
    }

    It 'Names a run that is not there' {
        { Export-ProvisioningReport -Run 00000000 -Path (Join-Path $folder 'x.md') } | Should -Throw -ErrorId 'RunNotFound,*'
    }
}
