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

    # Kinds of tokens, by name: Windows PowerShell's parser does not know these kinds.
    $script:newTokens = @{
        QuestionQuestion       = 'the operator ??'
        QuestionQuestionEquals = 'the operator ??='
        QuestionDot            = 'the operator ?.'
        QuestionLBracket       = 'the operator ?[]'
        QuestionMark           = 'the ternary operator'
        AndAnd                 = 'the operator &&'
        OrOr                   = 'the operator ||'
        Clean                  = 'a clean block'
    }

    # Cmdlets that came after 5.1, or that Windows has only as separate modules. Wildcards are allowed.
    $script:newCmdlets = @(
        'Get-Error', 'Get-Uptime', 'Remove-Alias', 'Remove-Service', 'Join-String', 'Test-Json', 'Start-ThreadJob', 'Switch-Process'
        'ConvertFrom-Markdown', 'Show-Markdown', 'Get-MarkdownOption', 'Set-MarkdownOption', 'ConvertTo-CliXml', 'ConvertFrom-CliXml'
        '*-ExperimentalFeature', 'Get-PSSubsystem', '*-PSResource', '*-PSResourceRepository'
        '*-PSScriptFileInfo', 'Get-InstalledPSResource', 'Update-PSModuleManifest', '*-Secret', '*-SecretInfo', '*-SecretVault'
    )

    # Parameters that came after 5.1. '*' stands for every cmdlet.
    $script:newParameters = @{
        '*'                        = 'ProgressAction'
        'Add-Content'              = 'AsByteStream'
        'Add-Type'                 = 'CompilerOptions'
        'ConvertFrom-Json'         = 'AsHashtable', 'DateKind', 'Depth', 'NoEnumerate'
        'ConvertFrom-SecureString' = 'AsPlainText'
        'ConvertFrom-StringData'   = 'Delimiter'
        'ConvertTo-Csv'            = 'IncludeTypeInformation', 'QuoteFields', 'UseQuotes', 'NoHeader'
        'ConvertTo-Html'           = 'Charset', 'Meta', 'Transitional'
        'ConvertTo-Json'           = 'AsArray', 'EnumsAsStrings', 'EscapeHandling'
        'Debug-Runspace'           = 'BreakAll'
        'Disable-PSBreakpoint'     = 'Runspace'
        'Enable-PSBreakpoint'      = 'Runspace'
        'Enter-PSHostProcess'      = 'CustomPipeName'
        'Enter-PSSession'          = 'HostName', 'KeyFilePath', 'SSHTransport', 'Subsystem'
        'Export-Csv'               = 'IncludeTypeInformation', 'QuoteFields', 'UseQuotes', 'NoHeader'
        'ForEach-Object'           = 'Parallel', 'ThrottleLimit', 'TimeoutSeconds', 'AsJob', 'UseNewRunspace'
        'Format-Hex'               = 'Count', 'Offset'
        'Format-Table'             = 'RepeatHeader'
        'Get-ChildItem'            = 'FollowSymlink'
        'Get-Clipboard'            = 'Delimiter'
        'Get-Command'              = 'UseFuzzyMatching', 'UseAbbreviationExpansion', 'FuzzyMinimumDistance', 'ExcludeModule'
        'Get-Content'              = 'AsByteStream'
        'Get-Culture'              = 'ListAvailable', 'Name', 'NoUserOverrides'
        'Get-Date'                 = 'AsUTC', 'UnixTimeSeconds'
        'Get-Module'               = 'SkipEditionCheck'
        'Get-PSBreakpoint'         = 'Runspace'
        'Get-Random'               = 'Shuffle'
        'Get-Unique'               = 'CaseInsensitive'
        'Get-Verb'                 = 'Group'
        'Import-Module'            = 'SkipEditionCheck', 'UseWindowsPowerShell'
        'Import-PowerShellDataFile' = 'SkipLimitCheck'
        'Invoke-Command'           = 'HostName', 'KeyFilePath', 'RemoteDebug', 'SSHConnection', 'SSHTransport', 'Subsystem'
        'Invoke-RestMethod'        = @(
            'AllowInsecureRedirect', 'AllowUnencryptedAuthentication', 'Authentication', 'ConnectionTimeoutSeconds'
            'CustomMethod', 'FollowRelLink', 'Form'
            'HttpVersion', 'MaximumFollowRelLink', 'MaximumRetryCount', 'NoProxy', 'OperationTimeoutSeconds'
            'PreserveAuthorizationOnRedirect'
            'PreserveHttpMethodOnRedirect', 'ResponseHeadersVariable', 'Resume', 'RetryIntervalSec', 'SkipCertificateCheck'
            'SkipHeaderValidation'
            'SkipHttpErrorCheck', 'SslProtocol', 'StatusCodeVariable', 'Token', 'UnixSocket'
        )
        'Invoke-WebRequest'        = @(
            'AllowInsecureRedirect', 'AllowUnencryptedAuthentication', 'Authentication', 'ConnectionTimeoutSeconds'
            'CustomMethod', 'Form', 'HttpVersion'
            'MaximumRetryCount', 'NoProxy', 'OperationTimeoutSeconds', 'PreserveAuthorizationOnRedirect'
            'PreserveHttpMethodOnRedirect', 'Resume'
            'RetryIntervalSec', 'SkipCertificateCheck', 'SkipHeaderValidation', 'SkipHttpErrorCheck', 'SslProtocol', 'Token', 'UnixSocket'
        )
        'Join-Path'                = 'AdditionalChildPath', 'Extension'
        'Measure-Object'           = 'AllStats', 'StandardDeviation'
        'New-Guid'                 = 'Empty', 'InputObject'
        'New-PSSession'            = 'HostName', 'KeyFilePath', 'SSHConnection', 'SSHTransport', 'Subsystem', 'UseWindowsPowerShell'
        'New-Service'              = 'SecurityDescriptorSddl'
        'Out-String'               = 'NoNewline'
        'Register-ArgumentCompleter' = 'NativeFallback'
        'Resolve-Path'             = 'RelativeBasePath', 'Force'
        'Select-Object'            = 'CaseInsensitive', 'SkipIndex'
        'Select-String'            = 'Culture', 'NoEmphasis', 'Raw'
        'Send-MailMessage'         = 'ReplyTo'
        'Set-Clipboard'            = 'AsOSC52', 'PassThru'
        'Set-Content'              = 'AsByteStream'
        'Set-PSBreakpoint'         = 'Runspace'
        'Set-Service'              = 'Credential', 'Force', 'SecurityDescriptorSddl'
        'Sort-Object'              = 'Bottom', 'Stable', 'Top'
        'Split-Path'               = 'Extension', 'LeafBase'
        'Start-Job'                = 'WorkingDirectory'
        'Start-Process'            = 'Environment'
        'Start-Sleep'              = 'Duration'
        'Start-Transcript'         = 'UseMinimalHeader'
        'Tee-Object'               = 'Encoding'
        'Test-Connection'          = @(
            'Detailed', 'IPv4', 'IPv6', 'MaxHops', 'MtuSize', 'Ping', 'Repeat', 'ResolveDestination', 'TargetName', 'TcpPort'
            'Traceroute'
        )
        'Update-Help'              = 'Scope'
        'Wait-Process'             = 'Any', 'PassThru'
    }

    # What a parameter takes only since 5.1.
    $script:newValues = @{
        Encoding = 'utf8NoBOM', 'utf8BOM', 'ansi', 'bigendianutf32'
    }

    # What 5.1 does otherwise where it is not told: a first line "#TYPE ...".
    $script:neededParameters = @{
        'ConvertTo-Csv' = 'NoTypeInformation'
        'Export-Csv'    = 'NoTypeInformation'
    }

    # IsCoreCLR is not among them: undefined is the right answer of 5.1 there.
    $script:newVariables = @(
        'IsWindows', 'IsLinux', 'IsMacOS', 'PSStyle', 'EnabledExperimentalFeatures'
        'PSNativeCommandUseErrorActionPreference', 'PSNativeCommandArgumentPassing'
    )

    # Types that .NET Framework lacks, or that Windows PowerShell does not load.
    $script:newTypes = @(
        'semver', 'System.Management.Automation.SemanticVersion', 'System.Runtime.Loader.*', 'System.Reflection.Metadata.*'
        'System.Reflection.PortableExecutable.*', 'System.Text.Json.*', 'System.Half', 'System.Index', 'System.Range'
        'System.DateOnly', 'System.TimeOnly', 'System.HashCode', 'System.OperatingSystem', 'System.Buffers.*'
        'System.Threading.Channels.*', 'System.Net.Http.SocketsHttpHandler'
        'System.Security.Cryptography.AesGcm', 'System.Runtime.InteropServices.NativeLibrary'
    )

    # Static members, by the type's own name.
    $script:newStaticMembers = @{
        Array                 = 'Fill'
        BitConverter          = 'ToHalf'
        Convert               = 'ToHexString', 'ToHexStringLower', 'FromHexString'
        DateTime              = 'UnixEpoch'
        DateTimeOffset        = 'UnixEpoch'
        Encoding              = 'Latin1'
        Environment           = 'ProcessPath', 'ProcessId', 'TickCount64', 'IsPrivilegedProcess', 'CpuUsage'
        File                  = @(
            'AppendAllBytes', 'AppendAllLinesAsync', 'AppendAllTextAsync', 'GetUnixFileMode', 'ReadAllBytesAsync'
            'ReadAllLinesAsync', 'ReadAllTextAsync'
            'ReadLinesAsync', 'ResolveLinkTarget', 'CreateSymbolicLink', 'SetUnixFileMode', 'WriteAllBytesAsync'
            'WriteAllLinesAsync', 'WriteAllTextAsync'
        )
        Directory             = 'CreateSymbolicLink', 'CreateTempSubdirectory', 'ResolveLinkTarget'
        Guid                  = 'CreateVersion7', 'AllBitsSet'
        Math                  = 'Clamp', 'Cbrt', 'Log2', 'FusedMultiplyAdd', 'CopySign', 'ScaleB', 'BitIncrement', 'BitDecrement'
        Path                  = @(
            'EndsInDirectorySeparator', 'Exists', 'GetRelativePath', 'IsPathFullyQualified', 'Join'
            'TrimEndingDirectorySeparator', 'TryJoin'
        )
        Random                = 'Shared'
        RandomNumberGenerator = 'Fill', 'GetBytes', 'GetInt32', 'GetHexString', 'GetString'
        Regex                 = 'Count', 'EnumerateMatches'
        RuntimeInformation    = 'RuntimeIdentifier'
        SHA1                  = 'HashData'
        SHA256                = 'HashData'
        SHA384                = 'HashData'
        SHA512                = 'HashData'
        MD5                   = 'HashData'
        HMACSHA256            = 'HashData'
        Stopwatch             = 'GetElapsedTime'
        String                = 'Create'
        Task                  = 'WaitAsync'
    }

    # Members of objects, whose types a parser does not know: those whose names are clear enough.
    $script:newMembers = @(
        'ArgumentList', 'UnixMode', 'UnixFileMode', 'LinkTarget', 'ResolveLinkTarget', 'WaitForExitAsync', 'WaitAsync'
        'TryAdd', 'GetValueOrDefault', 'EnumerateRunes', 'ReplaceLineEndings', 'CancelAsync', 'PEHeaders'
        'TotalNanoseconds', 'Nanoseconds', 'Microseconds', 'ReadExactly', 'NextInt64'
    )

    $script:aliases = @{}
    foreach ($alias in Get-Alias) {
        $aliases[$alias.Name] = $alias.Definition
    }

    # One line of text for each use that is not guarded.
    function Get-Finding([string] $Text, [int] $FirstLine = 1) {
        $tokens = $null
        $problems = $null
        $tree = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $problems)
        $nodes = $tree.FindAll({ $true }, $true)
        foreach ($use in @(Find-NewToken $tokens) + @(Find-NewUse $nodes)) {
            if (-not (Test-Guarded $use.At $use.Name $tree)) {
                "line $($use.At.Extent.StartLineNumber + $FirstLine - 1): $($use.What)"
            }
        }

        # What looks like code in a here-string may be anything else, so nothing is wrong with what does not parse.
        if ($FirstLine -eq 1) {
            foreach ($problem in $problems) {
                "line $($problem.Extent.StartLineNumber): $($problem.Message)"
            }
        }

        foreach ($string in $nodes) {
            $isHereString = $string.StringConstantType -and "$($string.StringConstantType)" -like '*HereString'
            if ($isHereString -and -not (Test-Guarded $string '' $tree)) {
                Get-Finding $string.Value ($string.Extent.StartLineNumber + $FirstLine)
            }
        }
    }

    function Select-Use([object] $At, [string] $Name, [string] $What) {
        [pscustomobject]@{ At = $At; Name = $Name; What = $What }
    }

    function Find-NewToken([object[]] $Tokens) {
        foreach ($token in $Tokens) {
            $kind = "$($token.Kind)"
            if ($newTokens.ContainsKey($kind)) {
                Select-Use $token $kind $newTokens[$kind]
            }
            elseif ($kind -eq 'Number' -and $token.Text -match '^0b|^(?!0x)[\d.]+(e[+-]?\d+)?(u|uy|us|ul|y|s|n)(kb|mb|gb|tb|pb)?$') {
                Select-Use $token $kind "the number $($token.Text)"
            }
            elseif ($kind -like '*StringExpandable' -and $token.Text -match '(?<!`)(``)*`(e|u\{)') {
                Select-Use $token $kind 'the escape sequence `e or `u{}'
            }
        }
    }

    function Find-NewUse([object[]] $Nodes) {
        foreach ($node in $Nodes) {
            switch ($node.GetType().Name) {
                'CommandAst' { Find-NewCommand $node }
                'MemberExpressionAst' { Find-NewMember $node }
                'InvokeMemberExpressionAst' { Find-NewMember $node }
                'VariableExpressionAst' {
                    if ($node.VariablePath.UserPath -in $newVariables) {
                        Select-Use $node '' "the variable `$$($node.VariablePath.UserPath)"
                    }
                }
                { $_ -in 'TypeExpressionAst', 'TypeConstraintAst' } {
                    $name = $node.TypeName.FullName
                    foreach ($type in $newTypes) {
                        if ($name -like $type -or "System.$name" -like $type) {
                            Select-Use $node '' "the type $name"
                        }
                    }
                }
                'PipelineAst' {
                    if ($node.Background) {
                        Select-Use $node '' 'the background operator &'
                    }
                }
                'BinaryExpressionAst' {
                    if ("$($node.Operator)" -eq 'DotDot' -and "$($node.Left.Value)" -match '^\D$') {
                        Select-Use $node '' 'a range of letters'
                    }
                }
            }
        }
    }

    function Find-NewCommand([object] $Command) {
        $name = "$($Command.GetCommandName())" -replace '^.*\\'
        if ($aliases.ContainsKey($name)) {
            $name = $aliases[$name]
        }

        foreach ($cmdlet in $newCmdlets) {
            if ($name -like $cmdlet) {
                return Select-Use $Command $name $name
            }
        }

        $elements = @($Command.CommandElements | Select-Object -Skip 1)
        $given = @($elements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] })
        $names = @($given | ForEach-Object ParameterName)

        # A parameter may be cut short; four letters and fewer mostly mean an older one.
        foreach ($parameter in @($newParameters[$name]) + $newParameters['*']) {
            if ($names | Where-Object { $_ -eq $parameter -or ($_.Length -gt 4 -and $parameter -like "$_*") }) {
                Select-Use $Command $name "$name -$parameter"
            }
        }

        $needed = $neededParameters[$name]
        if ($needed -and -not ($names | Where-Object { $needed -like "$_*" })) {
            Select-Use $Command $name "$name without -$needed"
        }

        foreach ($parameter in $given | Where-Object { $newValues.ContainsKey($_.ParameterName) }) {
            $next = $elements | Select-Object -Skip ($elements.IndexOf($parameter) + 1) -First 1
            $value = if ($parameter.Argument) { $parameter.Argument } else { $next }
            if ("$value".Trim('"', "'") -in $newValues[$parameter.ParameterName]) {
                Select-Use $Command $name "-$($parameter.ParameterName) $value"
            }
        }

        if ($name -eq 'Join-Path' -and $elements.Count - $given.Count -gt 2) {
            Select-Use $Command $name 'Join-Path with more than two parts'
        }
    }

    function Find-NewMember([object] $Node) {
        $member = "$($Node.Member.Value)"
        $arguments = @($Node.Arguments | Where-Object { $null -ne $_ })
        $type = if ($Node.Static) { "$($Node.Expression.TypeName.Name)" -replace '^.*\.' }
        $what = if ($type -and $newStaticMembers.ContainsKey($type) -and $member -in $newStaticMembers[$type]) {
            "[$type]::$member"
        }
        elseif (-not $type -and $member -in $newMembers) {
            "the member $member"
        }
        elseif ($Node.GenericTypeArguments) {
            'type arguments of a method call'
        }
        elseif ($member -eq 'Kill' -and $arguments) {
            'Kill with an argument'
        }
        elseif ($member -eq 'Replace' -and $arguments.Count -gt 2 -and -not $type) {
            'Replace with a comparison'
        }
        elseif ($member -eq 'Contains' -and $arguments.Count -gt 1) {
            'Contains with a comparison'
        }
        elseif ($member -eq 'Split' -and -not $type -and $arguments -and "$($arguments[0].Value)".Length -gt 1) {
            'Split at a text of several characters, at each of which .NET Framework splits'
        }

        if ($what) {
            Select-Use $Node $member $what
        }
    }

    # Inside a test that is skipped, or a branch that is not taken, where the version is too low.
    function Test-Guarded([object] $At, [string] $Name, [object] $Tree) {
        $node = $At
        if ($At -is [System.Management.Automation.Language.Token]) {
            # A token has no parent: the smallest node around it has.
            $node = $Tree.FindAll({ $true }, $true) |
                Where-Object { $_.Extent.StartOffset -le $At.Extent.StartOffset -and $_.Extent.EndOffset -ge $At.Extent.EndOffset } |
                Sort-Object -Property { $_.Extent.EndOffset - $_.Extent.StartOffset } | Select-Object -First 1
        }

        for (; $node; $node = $node.Parent) {
            if ($node -is [System.Management.Automation.Language.CommandAst] -and $node.GetCommandName() -in 'It', 'Context', 'Describe') {
                foreach ($element in $node.CommandElements) {
                    if ($element.ParameterName -eq 'Skip' -and (Test-AsksForVersion "$($element.Argument)" $Name $Tree)) {
                        return $true
                    }
                }
            }
            elseif ($node -is [System.Management.Automation.Language.IfStatementAst]) {
                foreach ($clause in $node.Clauses) {
                    if (Test-AsksForVersion "$($clause.Item1)" $Name $Tree) {
                        return $true
                    }
                }
            }
        }

        $false
    }

    # The condition names the version, a variable that was set from it, the cmdlet that it looks for, or systems other than Windows.
    function Test-AsksForVersion([string] $Condition, [string] $Name, [object] $Tree) {
        $cmdlet = "Get-Command\s+$([regex]::Escape($Name))\b"
        if ($Condition -match 'PSVersion|-not \(Test-WindowsHost\)' -or ($Name -match '-' -and $Condition -match $cmdlet)) {
            return $true
        }

        foreach ($node in $Tree.FindAll({ $true }, $true)) {
            if ($node -is [System.Management.Automation.Language.AssignmentStatementAst] -and "$($node.Right)" -match 'PSVersion') {
                $variable = [regex]::Escape(("$($node.Left)" -replace '^\$(script:)?'))
                if ($Condition -match "\`$(script:)?$variable\b") {
                    return $true
                }
            }
        }

        $false
    }
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
