# Other PowerShell processes, and a host that can be read. Part of Support.psm1.

# A host that keeps what is written to it, for what cannot be seen in a pipeline that was stopped.
function New-RecordingHost {
    if (-not ('Provisioning.TestHost' -as [type])) {
        Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Provisioning
{
    public sealed class TestHost : PSHost
    {
        private readonly Guid _id = Guid.NewGuid();
        private readonly TestUI _ui = new TestUI();

        public IList<string> Lines { get { lock (_ui.Lines) { return _ui.Lines.ToArray(); } } }
        public override string Name { get { return "test"; } }
        public override Version Version { get { return new Version(1, 0); } }
        public override Guid InstanceId { get { return _id; } }
        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
        public override PSHostUserInterface UI { get { return _ui; } }
        public override void EnterNestedPrompt() { throw new NotSupportedException(); }
        public override void ExitNestedPrompt() { throw new NotSupportedException(); }
        public override void NotifyBeginApplication() { }
        public override void NotifyEndApplication() { }
        public override void SetShouldExit(int exitCode) { }
    }

    public sealed class TestUI : PSHostUserInterface
    {
        public readonly List<string> Lines = new List<string>();

        public override PSHostRawUserInterface RawUI { get { return null; } }
        public override void Write(string value) { Add(value); }
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { Add(value); }
        public override void WriteLine(string value) { Add(value); }
        public override void WriteErrorLine(string value) { Add(value); }
        public override void WriteDebugLine(string value) { Add(value); }
        public override void WriteVerboseLine(string value) { Add(value); }
        public override void WriteWarningLine(string value) { Add(value); }
        public override void WriteProgress(long sourceId, ProgressRecord record) { }
        public override string ReadLine() { throw new NotSupportedException(); }
        public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
        {
            throw new NotSupportedException();
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        {
            throw new NotSupportedException();
        }

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options)
        {
            throw new NotSupportedException();
        }

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            throw new NotSupportedException();
        }

        private void Add(string value)
        {
            lock (Lines) { Lines.Add(value); }
        }
    }
}
'@
    }

    [Provisioning.TestHost]::new()
}

# One text of many arguments, quoted as every program reads them that takes .NET's or Microsoft's rules.
function Join-Argument([string[]] $Argument) {
    $quoted = foreach ($each in $Argument) {
        if ($each -match '^[^\s"]+$') {
            $each
        }
        else {
            # Backslashes count as such, save before a quotation mark: there each needs another.
            '"{0}"' -f ($each -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1')
        }
    }

    $quoted -join ' '
}

# Starts a program whose output is read here, with variables of its own.
function Open-TestProcess([string] $FilePath, [string[]] $Argument, [hashtable] $Variables = @{}, [switch] $WithAllStreams) {
    $start = [System.Diagnostics.ProcessStartInfo]::new($FilePath)
    if ($PSVersionTable.PSVersion.Major -ge 7) {
        foreach ($each in $Argument) {
            $start.ArgumentList.Add($each)
        }
    }
    else {
        $start.Arguments = Join-Argument $Argument
    }

    foreach ($name in $Variables.Keys) {
        $start.EnvironmentVariables[$name] = $Variables[$name]
    }

    # .NET Framework would start it by the Windows shell, which can neither redirect nor hand over variables.
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardInput = $WithAllStreams
    $start.RedirectStandardError = $WithAllStreams
    [System.Diagnostics.Process]::Start($start)
}

# The PowerShell that runs this, as a program to start: its file, and an argument before all others where it needs one. What is started is
# PowerShell itself and no shim that starts it: to kill that process is to kill PowerShell.
function Get-PowerShellProgram {
    if ($PSVersionTable.PSEdition -eq 'Desktop') {
        return Join-Path $PSHOME 'powershell.exe'
    }

    # The .NET tool is a DLL that 'dotnet' runs. It has an executable too, but that finds no .NET which is installed in an unusual place.
    $current = Get-Process -Id $PID
    $isTool = $current.ProcessName -eq 'dotnet'
    $file = (Join-Path $PSHOME 'pwsh'), (Join-Path $PSHOME 'pwsh.exe') |
        Where-Object { Test-Path -LiteralPath $_ -PathType Leaf } | Select-Object -First 1
    if ($file -and -not $isTool) {
        return $file
    }

    if ($isTool) { $current.Path } else { 'dotnet' }
    Join-Path $PSHOME 'pwsh.dll'
}

# Starts a script in a PowerShell process of its own, where nobody can answer a prompt.
function Open-FreshProcess([string] $Script, [hashtable] $Variables = @{}) {
    # The script goes by a file: a command line is too short for some, and standard input is read in the console's encoding.
    $path = Join-Path (Get-PSDrive TestDrive).Root "$([guid]::NewGuid()).txt"
    [System.IO.File]::WriteAllText($path, $Script)
    $command = "& ([scriptblock]::Create([System.IO.File]::ReadAllText('$($path.Replace("'", "''"))')))"
    $encoded = [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($command))
    $file, $argument = Get-PowerShellProgram
    $arguments = @($argument | Where-Object { $_ }) + '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', $encoded
    $process = Open-TestProcess -FilePath $file -Argument $arguments -Variables ($Variables + @{ NO_COLOR = '1' }) -WithAllStreams
    $process.StandardInput.Close()
    $process
}

# Runs a script in a PowerShell process of its own, and returns its output as one text. Ends it after four minutes.
function Invoke-FreshProcess([string] $Script, [hashtable] $Variables = @{}) {
    $process = Open-FreshProcess -Script $Script -Variables $Variables
    try {
        $output = $process.StandardOutput.ReadToEndAsync()
        $problems = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit(240000)) {
            $process.Kill()
            throw "The process did not end: $($output.Result) $($problems.Result)"
        }

        ($output.Result + $problems.Result).Trim()
    }
    finally {
        $process.Dispose()
    }
}

# Runs a script like that, and returns as one text all that it writes to any stream. Each record is there as its own words alone: Windows
# PowerShell breaks the lines of errors and warnings at the console's width, in the middle of a word.
function Invoke-FreshSession([string] $Script, [hashtable] $Variables = @{}) {
    Invoke-FreshProcess -Variables $Variables -Script "& {`n$Script`n} *>&1 | ForEach-Object { ""`$_"" }"
}
