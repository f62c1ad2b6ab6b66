# Files as spreadsheets and people write them, in several encodings, as rows for the cmdlets.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $script:folder = (Get-PSDrive TestDrive).Root

    # The text's own line breaks and no other; letters outside ASCII are written as \u escapes, so that this file is the same in each encoding.
    function New-TextFile([string] $Name, [string] $Text, [object] $Encoding = 65001, [switch] $Bom) {
        $codec = [System.Text.Encoding]::GetEncoding($Encoding)
        $path = Join-Path $folder $Name
        $bytes = if ($Bom) { $codec.GetPreamble() }
        [System.IO.File]::WriteAllBytes($path, [byte[]] @($bytes + $codec.GetBytes([regex]::Unescape($Text))))
        $path
    }

    function Import-Text([string] $Text, [hashtable] $With = @{}) {
        $options = @{ For = 'New-QhCustomerAccount' }
        foreach ($key in $With.Keys) { $options[$key] = $With[$key] }
        Import-ProvisioningCsv (New-TextFile "$([guid]::NewGuid()).csv" $Text) @options
    }

    function Assert-Refused([scriptblock] $Script, [string] $Id, [string[]] $Says) {
        $caught = try { $null = & $Script } catch { $_ }
        $caught | Should -Not -BeNullOrEmpty
        $caught.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        foreach ($text in $Says) {
            $caught.Exception.Message | Should -BeLike "*$text*"
        }

        Assert-NoStackTrace $caught
        $caught.Exception.Message | Should -Not -BeLike '*Sample-Passphrase*'
    }
}

AfterAll {
    Close-Sandbox
}

Describe 'Import-ProvisioningCsv' {
    It 'Reads <Name> by itself' -ForEach @(
        @{ Name = 'UTF-8 without a byte order mark'; Encoding = 65001; Bom = $false }
        @{ Name = 'UTF-8 with a byte order mark'; Encoding = 65001; Bom = $true }
        @{ Name = 'UTF-16 with a byte order mark'; Encoding = 1200; Bom = $true }
        @{ Name = 'big-endian UTF-16 with a byte order mark'; Encoding = 1201; Bom = $true }
    ) {
        $path = New-TextFile marked.csv 'companyName,routeURL\nM\u00fcller \u20ac,m\n' $Encoding -Bom:$Bom
        $row = Import-ProvisioningCsv $path -For New-QhCustomerAccount
        $row.companyName | Should -BeExactly "M$([char]0xFC)ller $([char]0x20AC)"
        $row.PSObject.Properties.Name | Should -Be 'RowNumber', 'companyName', 'routeURL', 'SourceFile'
        $row.SourceFile | Should -Be $path
    }

    It 'Refuses windows-1252 until it is named, and shows how it would read' {
        $path = New-TextFile ansi.csv 'companyName;routeURL\nA;a\nM\u00fcller;m\n' 1252
        Assert-Refused { Import-ProvisioningCsv $path -For New-QhCustomerAccount } UnknownEncoding 'offset 26 (line 3)',
            "-Encoding windows-1252 that word reads 'M$([char]0xFC)ller'"
        foreach ($name in 'windows-1252', 'Windows-1252', '1252') {
            (Import-ProvisioningCsv $path -For New-QhCustomerAccount -Encoding $name)[1].companyName | Should -BeExactly "M$([char]0xFC)ller"
        }
    }

    It 'Proposes the code page of -Culture' {
        $path = New-TextFile polish.csv 'companyName,routeURL\n\u0141\u00f3d\u017a,l\n' 1250
        Assert-Refused { Import-ProvisioningCsv $path -For New-QhCustomerAccount -Culture pl-PL } UnknownEncoding '-Encoding windows-1250',
            "$([char]0x141)$([char]0xF3)d$([char]0x17A)"
    }

    It 'Does not show a word of a secret column' {
        $path = New-TextFile secret.csv 'customer;username;password;applyFreeCredits\nA;a;Sample-Passphrase-\u00fc;yes\n' 1252
        Assert-Refused { Import-ProvisioningCsv $path -For New-ResellerCustomerUser } UnknownEncoding 'Try -Encoding windows-1252'
        $path = New-TextFile mapped.csv 'Firma;Merkwort\nA;Sample-Passphrase-\u00fc\n' 1252
        Assert-Refused {
            Import-ProvisioningCsv $path -For New-ResellerCustomerUser -ColumnMap @{ customer = 'Firma'; password = 'Merkwort' }
        } UnknownEncoding 'Try -Encoding windows-1252'
    }

    It 'Refuses a name that does not fit: <Name>' -ForEach @(
        @{ Name = 'UTF-8 read as windows-1252'; File = 65001; Bom = $false; Asked = 'windows-1252'; Says = 'is valid UTF-8' }
        @{ Name = 'a byte order mark of another encoding'; File = 1200; Bom = $true; Asked = 'windows-1252'; Says = 'byte order mark of utf-16' }
        @{ Name = 'ibm850 read as windows-1252'; File = 850; Bom = $false; Asked = 'windows-1252'; Says = '-Encoding ibm850' }
        @{ Name = 'windows-1252 read as UTF-8'; File = 1252; Bom = $false; Asked = 'utf8'; Says = 'is not UTF-8' }
    ) {
        $path = New-TextFile other.csv 'companyName,routeURL\nM\u00fcller,m\n' $File -Bom:$Bom
        Assert-Refused { Import-ProvisioningCsv $path -For New-QhCustomerAccount -Encoding $Asked } WrongEncoding $Says
    }

    It 'Refuses UTF-16 without a byte order mark until it is named' {
        $path = New-TextFile bare16.csv 'companyName,routeURL\nContoso,c\n' 1200
        Assert-Refused { Import-ProvisioningCsv $path -For New-QhCustomerAccount } UnknownEncoding 'UTF-16 without a byte order mark', '-Encoding utf-16'
        (Import-ProvisioningCsv $path -For New-QhCustomerAccount -Encoding unicode).companyName | Should -Be 'Contoso'
    }

    It 'Checks the whole file before the first row' {
        $rows = -join (1..5000 | ForEach-Object { "Customer $_,c$_\n" })
        $path = New-TextFile late.csv "companyName,routeURL\n${rows}M\u00fcller,m\n" 1252
        $seen = 0
        Assert-Refused { Import-ProvisioningCsv $path -For New-QhCustomerAccount | ForEach-Object { $script:seen++ } } UnknownEncoding 'line 5002'
        $seen | Should -Be 0
    }

    It 'Refuses <Name>' -ForEach @(
        @{ Name = 'an Excel workbook'; Bytes = 0x50, 0x4B, 3, 4, 0, 0; Id = 'NotText'; Says = '.xlsx' }
        @{ Name = 'an empty file'; Bytes = @(); Id = 'EmptyFile'; Says = 'is empty' }
        @{ Name = 'blank lines alone'; Bytes = 13, 10, 13, 10; Id = 'EmptyFile'; Says = 'no header line' }
        @{ Name = 'a NUL byte'; Bytes = 97, 44, 98, 10, 0, 10; Id = 'NotText'; Says = 'offset 4 (line 2) is NUL' }
    ) {
        $path = Join-Path $folder bytes.csv
        [System.IO.File]::WriteAllBytes($path, [byte[]] $Bytes)
        Assert-Refused { Import-ProvisioningCsv $path -For New-QhCustomerAccount } $Id $Says
    }

    It 'Refuses an encoding that does not exist, and a file that does not' {
        $path = New-TextFile any.csv 'companyName\nA\n'
        Assert-Refused { Import-ProvisioningCsv $path -For New-QhCustomerAccount -Encoding klingon } UnknownEncoding "no encoding 'klingon'"
        Assert-Refused { Import-ProvisioningCsv missing.csv -For New-QhCustomerAccount } FileNotFound 'missing.csv'
        Assert-Refused { Import-ProvisioningCsv "$folder/*.nothing" -For New-QhCustomerAccount } FileNotFound '.nothing'
    }

    It 'Leaves U+FFFD for the cmdlet to refuse' {
        Initialize-Sandbox
        Import-Text 'companyName,routeURL\nJos\ufffd,jose\n' | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
        Assert-RowError $failed RuleViolation InvalidData 'U+FFFD'
    }
}

Describe 'Import-ProvisioningCsv: delimiters and records' {
    It 'Finds <_> by the header line' -ForEach ',', ';', '\t', '|' {
        $text = "companyName${_}routeURL${_}`"domains`"\nA${_}`"x,;|\ty`"${_}z"
        $row = Import-Text $text
        $row.companyName | Should -Be 'A'
        $row.routeURL | Should -Be "x,;|`ty"
        $row.domains | Should -Be 'z'
    }

    It 'Lets known columns decide, and asks where nothing does' {
        (Import-Text 'companyName;routeURL;a,b,c,d\nA;a;x' 3>$null).routeURL | Should -Be 'a'
        Assert-Refused { Import-Text 'x;y,z\n1;2,3' } UnclearDelimiter '-Delimiter'
        (Import-Text 'companyName\nA\nB').companyName | Should -Be 'A', 'B'
        (Import-Text 'companyName#routeURL\nA#a' -With @{ Delimiter = '#' }).routeURL | Should -Be 'a'
    }

    It 'Honors the first line of Excel, and skips that of Windows PowerShell' {
        (Import-Text 'sep=;\r\ncompanyName;routeURL\r\nA;a,b').routeURL | Should -Be 'a,b'
        (Import-Text '#TYPE System.Object\r\n"companyName","routeURL"\r\n"A","a"').routeURL | Should -Be 'a'
    }

    It 'Keeps quotes, line breaks in cells and rows that begin with #, as PowerShell reads them' {
        $rows = Import-Text 'companyName,routeURL\r\n"A ""B"", C","a\r\nb"\r\n#1 Plumbing,p\r\n\r\n  D , d '
        $rows.Count | Should -Be 3
        $rows[0].companyName | Should -Be 'A "B", C'
        $rows[0].routeURL | Should -Be "a`r`nb"
        $rows[1].companyName | Should -Be '#1 Plumbing'
        $rows[2].routeURL | Should -Be ("a,b`n  D , d " | ConvertFrom-Csv).b
        $rows.RowNumber | Should -Be 1, 2, 3
    }

    It 'Refuses <Name>' -ForEach @(
        @{
            Name = 'more cells than headers'
            Text = 'companyName,routeURL\nA,a\nB,b,c\n"x\ny",z\nC,c,,d'
            Id = 'TooManyCells'
            Says = 'row 2 (line 3)', 'row 4 (line 6)'
        }
        @{ Name = 'a quote that is not closed'; Text = 'companyName,routeURL\nA,a\n"B,b\nC,c\n'; Id = 'OpenQuote'; Says = 'line 3' }
        @{ Name = 'two headers alike'; Text = 'companyName,Notes,notes \nA,a,b'; Id = 'DuplicateColumn'; Says = "'notes '" }
        @{
            Name = 'two columns for one field'
            Text = 'companyName,primaryContactName,primaryContact.name\nA,a,b'
            Id = 'AmbiguousColumn'
            Says = 'primaryContactName'
        }
        @{ Name = 'no header'; Text = 'Contoso,Sample-Passphrase-1,Sample-Passphrase-1\nA,a,b'; Id = 'NoKnownColumn'; Says = 'header line' }
    ) {
        Assert-Refused { Import-Text $Text } $Id $Says
    }

    It 'Takes cells without content that are too many, and cells that are missing' {
        $rows = Import-Text 'companyName,routeURL,domains,,\nA,a,,,\nB,,,,,\nC'
        $rows.companyName | Should -Be 'A', 'B', 'C'
        $rows[2].routeURL | Should -BeNullOrEmpty
    }

    It 'Warns of a file that has a header alone' {
        $rows = Import-Text 'companyName,routeURL\n' -With @{ WarningVariable = 'warned'; WarningAction = 'SilentlyContinue' }
        $rows | Should -BeNullOrEmpty
        Import-Text 'companyName,routeURL\n' 3>&1 | Should -BeLike '*a header line and no rows*'
    }

    It 'Imports several files, by pattern and from the pipeline, and looks at all before the first row' {
        $null = New-Item -ItemType Directory -Path (Join-Path $folder several) -Force
        $null = New-TextFile several/1.csv 'companyName\nA\n'
        $null = New-TextFile several/2.csv 'companyName\nB\n'
        $rows = Import-ProvisioningCsv "$folder/several/*.csv" -For New-QhCustomerAccount
        $rows.companyName | Should -Be 'A', 'B'
        $rows.RowNumber | Should -Be 1, 1
        (Get-ChildItem "$folder/several" | Import-ProvisioningCsv -For New-QhCustomerAccount).companyName | Should -Be 'A', 'B'
        $null = New-TextFile several/3.csv 'companyName,routeURL\nB,b,c\n'
        $script:seen = 0
        Assert-Refused {
            Import-ProvisioningCsv "$folder/several/*.csv" -For New-QhCustomerAccount | ForEach-Object { $script:seen++ }
        } TooManyCells '3.csv'
        $seen | Should -Be 0
    }

    It 'Takes a path exactly as it is' {
        $path = New-TextFile '[x].csv' 'companyName\nA\n'
        (Import-ProvisioningCsv -LiteralPath $path -For New-QhCustomerAccount).companyName | Should -Be 'A'
    }

    It 'Imports 100,000 rows in the time that a person waits' {
        $rows = [string]::Concat([string[]] (1..100000 | ForEach-Object { "Customer $_;c$_;1.200;31.12.2027`n" }))
        $path = Join-Path $folder large.csv
        [System.IO.File]::WriteAllText($path, "Firma;Kurz;Lizenzen;Ende`n$rows")
        $map = @{ companyName = 'Firma'; routeURL = 'Kurz'; licenses = 'Lizenzen'; expirationDate = 'Ende' }
        $took = Measure-Command {
            $script:last = Import-ProvisioningCsv $path -For New-QhCustomerAccount -ColumnMap $map -DateFormat dd.MM.yyyy -Culture de-DE |
                Select-Object -Last 1
        }
        $last.RowNumber | Should -Be 100000
        $last.licenses | Should -Be '1200'
        $took.TotalSeconds | Should -BeLessThan 60
    }
}

Describe 'Import-ProvisioningCsv: columns' {
    It 'Renames by a hashtable, whatever case, blanks and invisible characters the header has' {
        $row = Import-Text ' FIRMA ,Kurz\u00a0Name\u200b,NOTIZ\nA,a,n' -With @{ ColumnMap = @{ companyname = 'Firma'; routeUrl = 'kurz name' } } 3>$null
        $row.PSObject.Properties.Name | Should -Be 'RowNumber', 'companyName', 'routeURL', 'NOTIZ', 'SourceFile'
    }

    It 'Names columns that are left over in one warning, which the cmdlet does not repeat' {
        Initialize-Sandbox
        $warnings = @(Import-Text 'companyName,Notiz,licences,routeURL\nA,n,1,a\nB,n,1,b' 3>&1 |
            Where-Object { $_ -is [System.Management.Automation.WarningRecord] })
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike "*left over*'Notiz', 'licences' (did you mean licenses?)*"
        $said = @(Import-Text 'companyName,Notiz,routeURL\nA,n,a' 3>$null | New-QhCustomerAccount 3>&1 6>$null)
        $said.Count | Should -Be 1
        $said[0].Outcome | Should -Be 'Created'
    }

    It 'Refuses left-over and missing columns with -Strict, before any row' {
        Assert-Refused { Import-Text 'companyName,Notiz\nA,n' -With @{ Strict = $true } } StrictColumns "'Notiz'", 'Nothing was imported'
        Assert-Refused { Import-Text 'routeURL\na' -With @{ Strict = $true } } StrictColumns 'no column companyName'
        (Import-Text 'companyName,RowNumber,Error\nA,7,x' -With @{ Strict = $true }).RowNumber | Should -Be 7
    }

    It 'Says that the column of an entry is missing where it matters' {
        Import-Text 'Firna,routeURL\nA,a' -With @{ ColumnMap = @{ companyName = 'Firma' } } 3>&1 |
            Where-Object { $_ -is [System.Management.Automation.WarningRecord] } |
            Where-Object { "$_" -like "*no column 'Firma' (did you mean Firna?)*companyName*requires*" } |
            Should -Not -BeNullOrEmpty
        @(Import-Text 'Firma\nA' -With @{ ColumnMap = @{ companyName = 'Firma'; licenses = 'Lizenzen' } } 3>&1).Count | Should -Be 1
    }

    It 'Takes one map for several cmdlets, with sections that take precedence' {
        $map = @{
            companyName             = 'Firma'
            zip                     = 'PLZ'
            routeURL                = 'Kurz'
            'New-QhCustomerAccount' = @{ companyName = 'Name'; routeURL = $null }
            'New-CcCustomer'        = @{ city = 'Ort' }
        }
        $text = 'Firma,Name,PLZ,Kurz,Ort\nF,N,P,K,O'
        $row = Import-Text $text -With @{ ColumnMap = $map } 3>$null
        $row.companyName | Should -Be 'N'
        $row.PSObject.Properties['routeURL'] | Should -BeNullOrEmpty
        $row.PLZ | Should -Be 'P'
        $row = Import-Text $text -With @{ ColumnMap = $map; For = 'New-CcCustomer' } 3>$null
        $row.companyName, $row.zip, $row.city | Should -Be 'F', 'P', 'O'
    }

    It 'Reads the map from <Name>' -ForEach @(
        @{ Name = 'map.psd1'; Text = '@{ companyName = ''Firma''; routeURL = ''K\u00fcrzel'' }' }
        @{ Name = 'map.json'; Text = '{ "companyName": "Firma", "routeURL": ["Kurz", "K\u00fcrzel"] }' }
    ) {
        $path = New-TextFile $Name $Text
        $row = Import-Text 'Firma;K\u00fcrzel\nA;a' -With @{ ColumnMap = $path; Strict = $true }
        $row.companyName, $row.routeURL | Should -Be 'A', 'a'
    }

    It 'Reads no code, and names the file: <Name>' -ForEach @(
        @{ Name = 'code.psd1'; Text = '@{ companyName = $(New-Item TestDrive:/ran) }'; Says = 'no code' }
        @{ Name = 'variable.psd1'; Text = '@{ companyName = $HOME }'; Says = 'no variables' }
        @{ Name = 'script.psd1'; Text = 'Get-Date'; Says = 'one hashtable' }
        @{ Name = 'twice.psd1'; Text = '@{ companyName = ''a''; companyName = ''b'' }'; Says = 'Line 1' }
        @{ Name = 'comment.json'; Text = '{ // x\n "companyName": "Firma" }'; Says = 'Line 1' }
        @{ Name = 'list.json'; Text = '[1]'; Says = 'one JSON object' }
        @{ Name = 'number.json'; Text = '{ "companyName": 5 }'; Id = 'ColumnMapEntry'; Says = 'must be a text' }
        @{ Name = 'map.txt'; Text = 'x'; Says = '.psd1 or .json' }
    ) {
        $path = New-TextFile $Name $Text
        $expected = if ($Id) { $Id } else { 'ColumnMapFile' }
        Assert-Refused { Import-Text 'companyName\nA' -With @{ ColumnMap = $path } } $expected $Says
        Join-Path $folder ran | Should -Not -Exist
        if (-not $Id) { Assert-Refused { Import-Text 'companyName\nA' -With @{ ColumnMap = $path } } ColumnMapFile $Name }
    }

    It 'Refuses a map that cannot be meant: <Says>' -ForEach @(
        @{ Map = @{ companyNam = 'Firma' }; Says = 'did you mean companyName?' }
        @{ Map = @{ Firma = 'companyName' }; Says = "@{ companyName = 'Firma' }" }
        @{ Map = @{ 'New-QhCustomer' = @{ companyName = 'a' } }; Says = 'New-QhCustomerAccount?' }
        @{ Map = @{ 'New-CcCustomer' = @{ routeURL = 'a' } }; Says = 'New-CcCustomer does not have' }
        @{ Map = @{ primaryContactName = 'a'; 'primaryContact.name' = 'b' }; Says = 'twice' }
    ) {
        Assert-Refused { Import-Text 'companyName\nA' -With @{ ColumnMap = $Map } } ColumnMapEntry $Says
    }

    It 'Uses the first source that is there, one source for several columns, and refuses a source next to its target' {
        $map = @{ companyName = 'Firma', 'Name'; routeURL = 'Name' }
        $row = Import-Text 'Name\nA' -With @{ ColumnMap = $map }
        $row.companyName, $row.routeURL | Should -Be 'A', 'A'
        (Import-Text 'Name,Firma\nN,F' -With @{ ColumnMap = $map }).companyName | Should -Be 'F'
        Assert-Refused { Import-Text 'companyName,Firma\nA,B' -With @{ ColumnMap = @{ companyName = 'Firma' } } } AmbiguousColumn 'companyName', "'Firma'"
    }

    It 'Exchanges two columns, but not those of a file that came back' {
        $map = @{ firstName = 'lastName'; lastName = 'firstName' }
        $options = @{ ColumnMap = $map; For = 'New-CcCustomer' }
        $row = Import-Text 'companyName,firstName,lastName\nA,Gro\u00df,J\u00f6rg' -With $options 3>$null
        $row.lastName | Should -BeLike 'Gro*'
        $row = Import-Text 'companyName,firstName,lastName,SourceFile\nA,J\u00f6rg,Gro\u00df,x.csv' -With $options 3>$null
        $row.lastName | Should -BeLike 'Gro*'
    }

    It 'Refuses a cmdlet that takes no rows' {
        Assert-Refused { Import-Text 'companyName\nA' -With @{ For = 'New-QhCustomer' } } UnknownCommand 'Did you mean New-QhCustomerAccount?'
        Assert-Refused { Import-Text 'companyName\nA' -With @{ For = 'Get-Date' } } UnknownCommand 'New-CcCustomer'
    }
}

Describe 'Import-ProvisioningCsv: cells' {
    It 'Fills empty cells, but no row that is empty' {
        Initialize-Sandbox
        $rows = Import-Text 'companyName,routeURL,accountType\nA,a,\n, ,\u00a0\nB,b,2' -With @{ Default = @{ AccountType = 1; eula = '5'; zip = 'x' } }
        $rows[0].accountType, $rows[0].eula | Should -Be '1', '5'
        $rows[1].accountType.Trim() | Should -BeNullOrEmpty -Because 'emptiness is judged before -Default'
        $rows[1].eula | Should -BeNullOrEmpty
        $rows[2].accountType, $rows[2].RowNumber | Should -Be '2', 3
        $created = $rows | New-QhCustomerAccount -WarningVariable warned -WarningAction SilentlyContinue 6>$null
        $created.Count | Should -Be 2
        "$warned" | Should -BeLike '*1 row is empty*'
        Assert-Refused { Import-Text 'companyName\nA' -With @{ Default = @{ acountType = 1 } } } UnknownDefault 'accountType?'
    }

    It 'Reads <Cell> of <Column> in <Culture> as <Value>' -ForEach @(
        @{ Column = 'licenses'; Cell = '1.000'; Culture = 'de-DE'; Value = '1000' }
        @{ Column = 'licenses'; Cell = '12,00'; Culture = 'de-DE'; Value = '12' }
        @{ Column = 'licenses'; Cell = '10,6'; Culture = 'de-DE'; Value = '10.6' }
        @{ Column = 'licenses'; Cell = '10.6'; Culture = 'de-DE'; Value = '10.6' }
        @{ Column = 'licenses'; Cell = '1,000'; Culture = 'en-US'; Value = '1000' }
        @{ Column = 'licenses'; Cell = '1\u00a0000'; Culture = 'fr-FR'; Value = '1000' }
        @{ Column = 'licenses'; Cell = '-5'; Culture = 'de-DE'; Value = '-5' }
        @{ Column = 'isEulaAccepted'; Cell = 'WAHR'; Culture = 'de-AT'; Value = 'true' }
        @{ Column = 'isEulaAccepted'; Cell = 'nein'; Culture = 'de-DE'; Value = 'false' }
        @{ Column = 'isEulaAccepted'; Cell = 'FAUX'; Culture = 'fr-FR'; Value = 'false' }
        @{ Column = 'isEulaAccepted'; Cell = 's\u00ed'; Culture = 'es-ES'; Value = 'true' }
        @{ Column = 'isEulaAccepted'; Cell = 'N\u00c3O'; Culture = 'pt-PT'; Value = 'false' }
        @{ Column = 'expirationDate'; Cell = '31.12.2027'; Culture = 'de-DE'; Value = '2027-12-31' }
        @{ Column = 'expirationDate'; Cell = '2027-12-31'; Culture = 'de-DE'; Value = '2027-12-31' }
        @{ Column = 'expirationDate'; Cell = '31. Dezember 2027'; Culture = 'de-DE'; Value = '2027-12-31' }
        @{ Column = 'companyName'; Cell = '1.000'; Culture = 'de-DE'; Value = '1.000' }
    ) {
        $options = @{ Culture = $Culture; DateFormat = 'dd.MM.yyyy', 'd. MMMM yyyy'; WarningAction = 'SilentlyContinue' }
        $once = Import-Text "$Column;routeURL\n$Cell;a" -With $options
        $once.$Column | Should -BeExactly $Value
        $twice = Import-Text "$Column;routeURL;SourceFile\n$($once.$Column);a;x" -With $options
        $twice.$Column | Should -BeExactly $Value -Because 'a second import changes nothing'
    }

    It 'Leaves <Cell> of <Column> as it is, and says in which rows' -ForEach @(
        @{ Column = 'licenses'; Cell = '1,234'; What = 'a number' }
        @{ Column = 'licenses'; Cell = '1.00'; What = $null }
        @{ Column = 'licenses'; Cell = 'zw\u00f6lf'; What = 'a number' }
        @{ Column = 'expirationDate'; Cell = '31.13.2027'; What = 'a date' }
        @{ Column = 'isEulaAccepted'; Cell = 'vielleicht'; What = 'true or false' }
    ) {
        $options = @{ Culture = 'de-DE'; DateFormat = 'dd.MM.yyyy' }
        $said = @(Import-Text "companyName;$Column\nA;$Cell\nB;\nC;$Cell" -With $options 3>&1)
        $said[0].$Column | Should -BeExactly ([regex]::Unescape($Cell))
        if ($What) {
            $said.Count | Should -Be 4
            "$($said[3])" | Should -BeLike "*cells of $Column in rows 1, 3 cannot be read as $What*"
            "$($said[3])" | Should -Not -BeLike "*$([regex]::Unescape($Cell))*"
        }
    }

    It 'Refuses a -DateFormat that is none, or that reads ISO 8601 as another day' {
        Assert-Refused { Import-Text 'companyName\nA' -With @{ DateFormat = 'yyyy-dd-MM' } } InvalidValue 'as another day'
        Assert-Refused { Import-Text 'companyName\nA' -With @{ DateFormat = '%' } } InvalidValue 'no date format'
    }
}

Describe 'Import-ProvisioningCsv: end to end' {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Brings a German export to two vendors with one map file, and the rows that failed once more by the same command line' {
        $map = New-TextFile kunden.psd1 @'
@{
    companyName = 'Firma'; internalIdentifier = 'Nr'; country = 'Land'; addressLine1 = 'Stra\u00dfe'; zip = 'PLZ'; city = 'Ort'
    state = 'Bundesland'; firstName = 'Vorname'; lastName = 'Nachname'; email = 'Mail'; phone = 'Telefon'; providerCustomers = 'Anbieter'
    routeURL = 'Kurz'; licenses = 'Lizenzen'; expirationDate = 'Ende'; isEulaAccepted = 'EULA'
}
'@
        $head = 'Nr;Firma;Kurz;Land;Stra\u00dfe;PLZ;Ort;Bundesland;Vorname;Nachname;Mail;Telefon;Anbieter;Lizenzen;Ende;EULA'
        $provider = '"{""cb3cd15b-1d6e-45be-b493-c71549cbfd87"":{""providerCustomerData"":{""Domain"":""m.example""}}}"'
        $lines = 1..30 | ForEach-Object {
            $end = if ($_ -eq 7) { '31.13.2027' } else { '31.12.2027' }
            $country = if ($_ -eq 9) { 'Deutschlnd' } else { 'Deutschland' }
            "K-$_;M\u00fcller $_ GmbH;m$_;$country;K\u00f6nigstra\u00dfe $_;50667;K\u00f6ln;NRW;J\u00f6rg;Gro\u00df;j@m.example;" +
                "+49 221 $_;$provider;1.200;$end;WAHR"
        }
        $path = New-TextFile kunden.csv "$head\r\n$($lines -join '\r\n')\r\n;;;;;;;;;;;;;;;\r\n" 1252
        foreach ($for in 'New-QhCustomerAccount', 'New-CcCustomer') {
            $options = @{
                For = $for; ColumnMap = $map; DateFormat = 'dd.MM.yyyy'; Culture = 'de-DE'; Encoding = 'windows-1252'; Delimiter = ';'; Strict = $true
                WarningAction = 'SilentlyContinue'
            }
            $failures = Join-Path $folder "$for.failed.csv"
            $created = Import-ProvisioningCsv $path @options |
                & $for -FailurePath $failures -ErrorAction SilentlyContinue -WarningAction SilentlyContinue 6>$null
            $created.Count | Should -Be 29
            $created[0].CompanyName | Should -BeExactly "M$([char]0xFC)ller 1 GmbH"
            $text = [System.IO.File]::ReadAllText($failures)
            $text | Should -BeLike '*"SourceFile","Error","Reason"*'
            $text = $text.Replace('31.13.2027', '31.12.2027').Replace('Deutschlnd', 'Deutschland')
            [System.IO.File]::WriteAllText($failures, $text, [System.Text.UTF8Encoding]::new($true))
            $mended = @(Import-ProvisioningCsv $failures @options | & $for 6>$null)
            $mended.Count | Should -Be 1
            $mended[0].Outcome | Should -Be 'Created'
            $mended[0].RowNumber | Should -BeIn 7, 9
        }

        (Get-SandboxState quickhelp).created | Should -Be 30
        (Get-SandboxState cloudcockpit).created | Should -Be 30
        $licenses = Get-SentRequest {
            Import-Text 'companyName,routeURL,licenses\nZ,z,"1.200"' -With @{ Culture = 'de-DE' } | New-QhCustomerAccount -Debug -Confirm:$false
        }
        $licenses.Body.licenses | Should -Be 1200
    }

    It 'Keeps passwords out of everything but the row' {
        $text = 'customer,username,password,applyFreeCredits,Notiz\nacme,ana@acme,Sample-Passphrase-9,vielleicht,n'
        $rows = Import-Text $text -With @{ For = 'New-ResellerCustomerUser'; Verbose = $true; Culture = 'de-DE' } 3>&1 4>&1
        $row = $rows | Where-Object { $_ -is [System.Management.Automation.PSCustomObject] }
        $row.password | Should -Be 'Sample-Passphrase-9'
        ($rows | Where-Object { $_ -isnot [System.Management.Automation.PSCustomObject] } | Out-String) | Should -Not -BeLike '*Sample-Passphrase*'
    }
}
