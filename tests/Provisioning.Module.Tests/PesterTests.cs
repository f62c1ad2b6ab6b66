using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Provisioning.Module.Tests;

/// <summary>The built module in a real PowerShell.</summary>
public sealed class PesterTests(PesterSuite suite, ITestOutputHelper output) : IClassFixture<PesterSuite>
{
    [Fact]
    public void The_Pester_suite_passes()
    {
        (int exitCode, string text) = suite.Run();
        output.WriteLine(text);
        Assert.True(exitCode == 0, text);
        Assert.Matches("Pester [0-9.]+ in PowerShell [0-9.]+: [1-9][0-9]* passed, 0 failed", text);
    }
}

/// <summary>The suite mirrors the module: what is about one cmdlet is in a file of its name.</summary>
public sealed class PesterFilesTests
{
    private const string Suffix = ".Tests.ps1";

    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Pester");

    private static readonly string[] s_files =
        [.. Directory.GetFiles(s_folder, "*" + Suffix).Select(static path => Path.GetFileName(path)[..^Suffix.Length])];

    private static readonly string[] s_cmdlets = [.. ModuleAssembly.Commands.Select(static command => $"{command.Verb}-{command.Noun}")];

    public static TheoryData<string> Cmdlets => [.. s_cmdlets];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_exported_cmdlet_has_a_file_of_its_name_that_tests_it(string cmdlet)
    {
        Assert.Contains(cmdlet, s_files);
        string text = File.ReadAllText(Path.Combine(s_folder, cmdlet + Suffix));
        Assert.Contains($"Describe '{cmdlet}' {{", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^    It ", text);
    }

    [Fact]
    public void Each_file_named_like_a_cmdlet_is_about_one_that_is_exported() => Assert.All(
        s_files.Where(static name => name.Contains('-', StringComparison.Ordinal)),
        static name => Assert.Contains(name, s_cmdlets));
}

/// <summary>Builds the module, runs the Pester suite over it, and tells its counts on the console.</summary>
/// <param name="console">What is told here is shown by <c>dotnet test</c> even where everything passes.</param>
public sealed class PesterSuite(IMessageSink console)
{
    private const string Build = "./build.ps1 -Task Build -Destination $env:PROVISIONING_TEST_MODULE";

    // Written for Windows PowerShell 5.1 as well: PROVISIONING_PWSH may name that one.
    private const string RunSuite = """
        Import-Module $env:PROVISIONING_TEST_PESTER
        $options = New-PesterConfiguration
        $options.Run.Path = 'tests/Pester'
        $options.Run.PassThru = $true
        $options.Output.Verbosity = 'Normal'
        $options.Output.RenderMode = 'Plaintext'
        $result = Invoke-Pester -Configuration $options
        $broken = if ($result.FailedContainersCount) { " ($($result.FailedContainersCount) broken files)" }
        "Pester $((Get-Module Pester).Version) in PowerShell $($PSVersionTable.PSVersion): " +
            "$($result.PassedCount) passed, $($result.FailedCount) failed, $($result.SkippedCount) skipped$broken"
        exit [int]($result.Result -ne 'Passed' -or $result.PassedCount -eq 0)
        """;

    /// <summary>Runs the suite.</summary>
    /// <returns>The exit code, and all that was written.</returns>
    public (int ExitCode, string Text) Run()
    {
        // A folder of its own: another test run on this machine may build the module meanwhile.
        string folder = Path.Combine(Path.GetTempPath(), "provisioning-module-" + Guid.NewGuid().ToString("N"));
        (string, string?)[] variables = [("PROVISIONING_TEST_MODULE", folder), ("PROVISIONING_TEST_PESTER", Repository.PesterManifest)];
        try
        {
            // The build is for PowerShell 7; the suite runs in whatever is to be tested.
            (int exitCode, string text) = PowerShellProcess.OfTheProject.Run(Build, Repository.Root, TimeSpan.FromMinutes(15), variables);
            if (exitCode == 0)
                (exitCode, text) = PowerShellProcess.ToTest.Run(RunSuite, Repository.Root, TimeSpan.FromMinutes(25), variables);
            if (Regex.Match(text, "^Pester [0-9.]+ in PowerShell .*$", RegexOptions.Multiline) is { Success: true } counts)
                console.OnMessage(new DiagnosticMessage(counts.Value.TrimEnd()));
            return (exitCode, text);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }
}
