# What Windows PowerShell 5.1 lacks, by name. The tests of portability read it.

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
