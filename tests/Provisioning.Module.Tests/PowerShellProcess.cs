using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;

namespace Provisioning.Module.Tests;

/// <summary>
/// Starts PowerShell: the one that the tool manifest pins, or the one that PROVISIONING_PWSH names. The process that is started is PowerShell itself
/// and not the tool's shim, so that whoever kills it has killed PowerShell.
/// </summary>
internal sealed class PowerShellProcess
{
    private static readonly Lazy<PowerShellProcess> s_project = new(Restore);
    private static readonly Lazy<PowerShellProcess> s_toTest = new(Choose);

    private readonly string _file;
    private readonly string[] _leading;

    private PowerShellProcess(string file, params string[] leading) => (_file, _leading) = (file, leading);

    /// <summary>The PowerShell of the tool manifest.</summary>
    /// <exception cref="InvalidOperationException">It could not be restored.</exception>
    public static PowerShellProcess OfTheProject => s_project.Value;

    /// <summary>The PowerShell that the tests are for: PROVISIONING_PWSH, else the one of the tool manifest.</summary>
    /// <exception cref="InvalidOperationException">It could not be restored, or cannot be started.</exception>
    public static PowerShellProcess ToTest => s_toTest.Value;

    /// <summary>Runs a script, and ends it with all that it started once its time is over.</summary>
    /// <param name="script">The script.</param>
    /// <param name="folder">The folder to run it in.</param>
    /// <param name="atMost">How long it may take.</param>
    /// <param name="variables">Environment variables to add; a null takes one away.</param>
    /// <returns>The exit code, -1 where it did not end; and what it wrote.</returns>
    public (int ExitCode, string Text) Run(string script, string folder, TimeSpan atMost, params (string Name, string? Value)[] variables)
    {
        string encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes(
            "$ErrorActionPreference = 'Continue'; $ProgressPreference = 'SilentlyContinue'\n" + script));
        return Run(_file, [.. _leading, "-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-EncodedCommand", encoded], folder, atMost, variables);
    }

    private static PowerShellProcess Choose()
    {
        if (Environment.GetEnvironmentVariable("PROVISIONING_PWSH") is not { Length: > 0 } chosen)
            return OfTheProject;
        var process = new PowerShellProcess(chosen);
        try
        {
            (int exitCode, string text) = process.Run("exit 0", Repository.Root, TimeSpan.FromMinutes(2));
            return exitCode == 0
                ? process
                : throw new InvalidOperationException($"PROVISIONING_PWSH names '{chosen}', which does not run as PowerShell does: {text}");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"PROVISIONING_PWSH names '{chosen}', which cannot be started: {exception.Message}", exception);
        }
    }

    private static PowerShellProcess Restore()
    {
        (int exitCode, string text) = Run("dotnet", ["tool", "restore"], Repository.Root, TimeSpan.FromMinutes(10), []);
        if (exitCode != 0)
            throw new InvalidOperationException("PowerShell could not be restored from .config/dotnet-tools.json; "
                + $"'dotnet tool restore' said:{Environment.NewLine}{text}");

        // Where it stands only it can tell: the package folder may be anywhere.
        (exitCode, text) = Run("dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-Command", "\"PSHOME=$PSHOME\""],
            Repository.Root, TimeSpan.FromMinutes(2), []);
        string? home = text.Split('\n').Select(static line => line.Trim()).FirstOrDefault(static line => line.StartsWith("PSHOME=",
            StringComparison.Ordinal))?["PSHOME=".Length..];
        return exitCode == 0 && home is not null
            ? new PowerShellProcess("dotnet", Path.Combine(home, "pwsh.dll"))
            : throw new InvalidOperationException($"The restored PowerShell did not start:{Environment.NewLine}{text}");
    }

    private static (int ExitCode, string Text) Run(
        string file, IEnumerable<string> arguments, string folder, TimeSpan atMost, (string Name, string? Value)[] variables)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        start.Environment["TERM"] = "dumb";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";

        // The test host's own settings for MSBuild are not those of a build that is started from a prompt.
        start.Environment.Remove("MSBuildSDKsPath");
        foreach ((string name, string? value) in variables)
            start.Environment[name] = value;

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
            lock (text)
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
