# The suite, and all that ships as script, run in Windows PowerShell 5.1 as well. Where that is not at hand, this finds what it lacks:
# syntax, cmdlets, parameters, automatic variables and members of .NET. A use is in order where Windows PowerShell does not get to it:
# inside an It, Context or Describe whose -Skip asks for the version or for that cmdlet, or inside an 'if' that does. Code in here-strings
# is read too: it is what the child processes of the tests run.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    $root = Get-RepositoryPath
    $script:files = @(Get-ChildItem -Path (Join-Path $root 'tests/Pester'), (Join-Path $root 'module') -Recurse -File |
        Where-Object Extension -In '.ps1', '.psm1' | ForEach-Object { @{ Name = Get-RelativePath $root $_.FullName; Path = $_.FullName } })
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')

    . (Join-Path $PSScriptRoot 'NewInPowerShell7.ps1')
    . (Join-Path $PSScriptRoot 'FindNewUses.ps1')
}

Describe 'What Windows PowerShell 5.1 lacks' {
    It 'Is not needed by <Name>' -ForEach $files {
        (Get-Finding ([System.IO.File]::ReadAllText($Path))) -join "`n" | Should -BeNullOrEmpty
    }

    # Windows PowerShell takes a file without a mark for the system's code page.
    It 'Cannot be a letter outside ASCII in <Name>' -ForEach $files {
        @([System.IO.File]::ReadAllBytes($Path) -gt 127).Count | Should -Be 0
    }
}

Describe 'The search for what Windows PowerShell 5.1 lacks' {
    It 'Finds <What>' -ForEach @(
        @{ Code = 'ConvertFrom-Json $text -DateKind String'; What = 'ConvertFrom-Json -DateKind' }
        @{ Code = '$text | ConvertFrom-Json -AsHash'; What = 'ConvertFrom-Json -AsHashtable' }
        @{ Code = '1..8 | ForEach-Object -ThrottleLimit 4 -Parallel { 1 }'; What = 'ForEach-Object -Parallel' }
        @{ Code = '1..8 | % -Parallel { 1 }'; What = 'ForEach-Object -Parallel' }
        @{ Code = 'Invoke-RestMethod $uri -SkipHttpErrorCheck'; What = 'Invoke-RestMethod -SkipHttpErrorCheck' }
        @{ Code = 'irm $uri -SkipHttpErrorCheck'; What = 'Invoke-RestMethod -SkipHttpErrorCheck' }
        @{ Code = 'Get-Content x -AsByteStream'; What = 'Get-Content -AsByteStream' }
        @{ Code = 'Start-Process x -Environment @{}'; What = 'Start-Process -Environment' }
        @{ Code = 'Get-Item x -ProgressAction Ignore'; What = 'Get-Item -ProgressAction' }
        @{ Code = 'Get-Error'; What = 'Get-Error' }
        @{ Code = 'Start-ThreadJob { 1 }'; What = 'Start-ThreadJob' }
        @{ Code = 'Test-Json $text'; What = 'Test-Json' }
        @{ Code = 'Save-PSResource x'; What = 'Save-PSResource' }
        @{ Code = '$rows | Export-Csv $path'; What = 'Export-Csv without -NoTypeInformation' }
        @{ Code = '$rows | ConvertTo-Csv'; What = 'ConvertTo-Csv without -NoTypeInformation' }
        @{ Code = 'Set-Content x y -Encoding utf8NoBOM'; What = '-Encoding utf8NoBOM' }
        @{ Code = 'Join-Path a b c'; What = 'Join-Path with more than two parts' }
        @{ Code = 'if (-not $IsWindows) { 1 }'; What = 'the variable $IsWindows' }
        @{ Code = '$PSStyle.Reset'; What = 'the variable $PSStyle' }
        @{ Code = '[System.Environment]::ProcessPath'; What = '[Environment]::ProcessPath' }
        @{ Code = '[Environment]::ProcessPath'; What = '[Environment]::ProcessPath' }
        @{ Code = '[System.IO.Path]::GetRelativePath($a, $b)'; What = '[Path]::GetRelativePath' }
        @{ Code = '[System.Text.Encoding]::Latin1'; What = '[Encoding]::Latin1' }
        @{ Code = '[System.Runtime.Loader.AssemblyLoadContext]::Default'; What = 'the type System.Runtime.Loader.AssemblyLoadContext' }
        @{ Code = '$start.ArgumentList.Add("x")'; What = 'the member ArgumentList' }
        @{ Code = '$process.Kill($true)'; What = 'Kill with an argument' }
        @{ Code = '$text.Split("ab")'; What = 'Split at a text of several characters*' }
        @{ Code = '"`e[0m"'; What = 'the escape sequence*' }
        @{ Code = 'It "x" { Get-Error }'; What = 'Get-Error' }
        @{ Code = 'It "x" -Skip:$missing { Get-Error }'; What = 'Get-Error' }
        @{ Code = 'It "x" -Skip:(-not (Get-Command Test-Json)) { Get-Error }'; What = 'Get-Error' }
        @{ Code = 'Describe "x" -Skip:($PSVersionTable.PSVersion.Major -lt 7) { 1 }; Get-Error'; What = 'Get-Error' }
    ) {
        @(Get-Finding $Code) -like "line 1: $($What.Replace('[', '`['))" | Should -Not -BeNullOrEmpty
    }

    # Windows PowerShell's own parser finds these: they are errors there.
    It 'Finds <What>' -Skip:($PSVersionTable.PSVersion.Major -lt 7) -ForEach @(
        @{ Code = '$a ?? $b'; What = 'the operator ??' }
        @{ Code = '$a ??= $b'; What = 'the operator ??=' }
        @{ Code = '${a}?.Length'; What = 'the operator ?.' }
        @{ Code = '${a}?[0]'; What = 'the operator ?[]' }
        @{ Code = '$a ? 1 : 2'; What = 'the ternary operator' }
        @{ Code = 'dotnet build && dotnet test'; What = 'the operator &&' }
        @{ Code = 'dotnet build || exit 1'; What = 'the operator ||' }
        @{ Code = 'Get-Item x &'; What = 'the background operator &' }
        @{ Code = '"a".."c"'; What = 'a range of letters' }
        @{ Code = '7ul'; What = 'the number 7ul' }
        @{ Code = '0b11'; What = 'the number 0b11' }
        @{ Code = '$list.Cast[int]()'; What = 'type arguments of a method call' }
    ) {
        @(Get-Finding $Code) -like "line 1: $($What.Replace('[', '`['))" | Should -Not -BeNullOrEmpty
    }

    It 'Finds a use in a here-string, on its own line' {
        Get-Finding "`n`$script = @'`nGet-Item x`nGet-Error`n'@" | Should -Be 'line 4: Get-Error'
    }

    It 'Finds what is no PowerShell at all' {
        Get-Finding 'if (' | Should -Not -BeNullOrEmpty
    }

    It 'Lets pass <Code>' -ForEach @(
        @{ Code = 'It "x" -Skip:($PSVersionTable.PSVersion.Major -lt 7) { Get-Error; 1..8 | ForEach-Object -Parallel { 1 } }' }
        @{ Code = 'Describe "x" -Skip:($PSVersionTable.PSVersion -lt "7.5") { It "y" { ConvertFrom-Json $text -DateKind String } }' }
        @{ Code = '$old = $PSVersionTable.PSVersion.Major -lt 7; It "x" -Skip:$old { $PSStyle.Reset }' }
        @{ Code = 'It "x" -Skip:(-not (Get-Command Get-Error -ErrorAction Ignore)) { Get-Error }' }
        @{ Code = 'if ($PSVersionTable.PSVersion.Major -ge 7) { $start.ArgumentList.Add("x") } else { 1 }' }
        @{ Code = 'Join-Path $a $b -Resolve; Join-Path -Path a -ChildPath b' }
        @{ Code = '$rows | Export-Csv $path -NoTypeInformation -Encoding UTF8' }
        @{ Code = '$process.Kill(); $text.Split(";"); $text.Replace("a", "b"); [Math]::Max(1, 2); 1kb; 0x1f; "``e"' }
        @{ Code = 'if (-not $IsCoreCLR) { 1 }' }
    ) {
        Get-Finding $Code | Should -BeNullOrEmpty
    }
}

Describe 'Child processes' {
    It 'Are PowerShell itself, of the version that runs this suite: the process that is started, and killed, runs the script' {
        $process = Open-FreshProcess -Script '"$PID $($PSVersionTable.PSVersion) $env:TEST_WORD"' -Variables @{ TEST_WORD = 'a word' }
        try {
            $process.StandardOutput.ReadToEnd().Trim() | Should -Be "$($process.Id) $($PSVersionTable.PSVersion) a word"
        }
        finally {
            $process.Dispose()
        }
    }

    It 'Get their arguments as they were given, in one text as well' {
        $given = 'plain', 'two words', '', 'a "quoted" word', 'folder\', 'a folder\', '\"', 'C:\a b\\"c"\\', "it's"
        $script = Join-Path $TestDrive 'arguments.ps1'
        Set-Content -LiteralPath $script -Value '$args | ForEach-Object { "<$_>" }'
        $file, $first = Get-PowerShellProgram
        $start = [System.Diagnostics.ProcessStartInfo]::new($file)
        $start.Arguments = Join-Argument (@($first | Where-Object { $_ }) + '-NoProfile', '-File', $script + $given)
        $start.UseShellExecute = $false
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $process.StandardOutput.ReadToEnd().Trim() -split '\r?\n' | Should -Be ($given | ForEach-Object { "<$_>" })
        $process.Dispose()
    }
}

Describe 'A request as it went over the wire' {
    It 'Has its dates as text, in every place' {
        $object = ConvertFrom-WireJson ('{"a":"2026-12-31T23:59:59.50Z","b":{"c":["2026-01-01T00:00:00Z","~x"],' +
            '"d":"{\"e\":\"2026-01-01T00:00:00\"}"},"f":7,"g":[],"h":[{"i":"2026-01-01T00:00:00Z"}]}')
        $object.a | Should -BeExactly '2026-12-31T23:59:59.50Z'
        $object.b.c | Should -BeExactly '2026-01-01T00:00:00Z', '~x'
        $object.b.d | Should -BeExactly '{"e":"2026-01-01T00:00:00"}'
        $object.f | Should -Be 7
        @($object.g).Count | Should -Be 0
        @($object.h)[0].i | Should -BeExactly '2026-01-01T00:00:00Z'
    }
}
