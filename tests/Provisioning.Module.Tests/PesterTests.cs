using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;
using Xunit.Abstractions;

namespace Provisioning.Module.Tests;

/// <summary>The built module in a real PowerShell.</summary>
public sealed class PesterTests(ITestOutputHelper output)
{
    [PwshFact]
    public void The_Pester_suite_passes()
    {
        const string Script = """
            $ErrorActionPreference = 'Stop'
            ./build.ps1 -Task Build

            # The tests see the preference that a person's session has.
            $ErrorActionPreference = 'Continue'
            Import-Module Pester -MinimumVersion 5.0
            $options = New-PesterConfiguration
            $options.Run.Path = 'tests/Pester'
            $options.Run.PassThru = $true
            $options.Output.Verbosity = 'Normal'
            $options.Output.RenderMode = 'Plaintext'
            $result = Invoke-Pester -Configuration $options
            "Pester: $($result.PassedCount) passed, $($result.FailedCount) failed, $($result.SkippedCount) skipped in $($result.FailedContainersCount) broken files"
            exit [int]($result.Result -ne 'Passed' -or $result.PassedCount -eq 0)
            """;
        (int exitCode, string text) = Pwsh.Run(Script, Repository.Root, TimeSpan.FromMinutes(25));
        output.WriteLine(text);
        Assert.True(exitCode == 0, text);
        Assert.Contains("passed, 0 failed", text, StringComparison.Ordinal);
    }
}

/// <summary>A test that needs PowerShell 7 with Pester 5, and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PwshFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_missing = new(Missing);

    /// <summary>Looks for them.</summary>
    public PwshFactAttribute() => Skip = s_missing.Value;

    private static string? Missing()
    {
        if (!Pwsh.IsFound)
            return "There is no pwsh on the PATH: the Pester suite is not run.";
        (int exitCode, _) = Pwsh.Run("exit [int]($null -eq (Get-Module -ListAvailable Pester | Where-Object Version -GE '5.0'))", Repository.Root, TimeSpan.FromMinutes(2));
        return exitCode == 0 ? null : "There is no Pester 5 for pwsh: the Pester suite is not run.";
    }
}

/// <summary>Runs PowerShell.</summary>
internal static class Pwsh
{
    public static bool IsFound { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")));

    public static (int ExitCode, string Text) Run(string script, string folder, TimeSpan atMost)
    {
        var start = new ProcessStartInfo("pwsh") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        foreach (string argument in new[] { "-NoProfile", "-NonInteractive", "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes(script)) })
            start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        start.Environment["TERM"] = "dumb";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";

        var text = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(atMost))
        {
            process.Kill(entireProcessTree: true);
            return (-1, text + $"{Environment.NewLine}It did not end within {atMost}.");
        }

        process.WaitForExit();
        return (process.ExitCode, text.ToString());

        void Append(string? line)
        {
            if (line is null)
                return;
            lock (text)
                text.AppendLine(line);
        }
    }
}
