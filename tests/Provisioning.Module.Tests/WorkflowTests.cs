using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Provisioning.Module.Tests;

/// <summary>The hosted CI cannot be run here, so its commands are compared with what the repository has.</summary>
public sealed class WorkflowTests
{
    private static readonly string s_workflow = Read(".github/workflows/ci.yml");

    private static readonly IReadOnlyList<string> s_commands =
        [.. Regex.Matches(s_workflow, @"^ *(?:- )?run:(.*)$", RegexOptions.Multiline).Select(static match => match.Groups[1].Value.Trim())];

    [Fact]
    public void Every_command_of_the_workflow_is_a_task_or_a_test_run_that_exists()
    {
        string set = Regex.Match(Read("build.ps1"), @"\[ValidateSet\(([^)]*)\)\]\s*\[string\] \$Task\b").Groups[1].Value;
        string[] tasks = [.. Regex.Matches(set, "'([^']+)'").Select(static match => match.Groups[1].Value)];

        Assert.NotEmpty(tasks);
        Assert.NotEmpty(s_commands);
        Assert.All(s_commands, command =>
        {
            if (Regex.Match(command, @"^dotnet tool exec --yes powershell -- \./build\.ps1 -Task (\S+)$") is { Success: true } task)
                Assert.Contains(task.Groups[1].Value, tasks);
            else if (Regex.Match(command, @"^dotnet test(?: (\S+))?$") is { Success: true } test)
                Assert.True(Path.Exists(Path.Combine(Repository.Root, test.Groups[1].Value)), $"'{command}': there is no such project.");
            else
                Assert.Fail($"'{command}' is neither a task of build.ps1 nor a test run.");
        });
    }

    [Fact]
    public void The_workflow_runs_the_commands_at_the_top_of_README_on_every_system()
    {
        Match block = Regex.Match(Read("README.md"), @"^```\w*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);
        string[] commands = block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Contains(command, s_commands));
        Assert.All(["ubuntu", "macos", "windows"], system => Assert.Matches($@"\bos: \[.*\b{system}-", s_workflow));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");
}
