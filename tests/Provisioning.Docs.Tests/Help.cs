using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Provisioning.Docs.Reading;
using Xunit;

namespace Provisioning.Docs.Tests;

/// <summary>The help as it is read from the source, and the repository that it is written to.</summary>
internal static class Help
{
    public static IReadOnlyList<CmdletHelp> All { get; } = CmdletReader.ReadAll();

    public static string Root { get; } = FindRoot();

    public static TheoryData<string> Names => [.. All.Select(static cmdlet => cmdlet.Name)];

    /// <summary>The cmdlets that take rows.</summary>
    public static TheoryData<string> Creators => [.. All.Where(static cmdlet => cmdlet.Request is not null).Select(static cmdlet => cmdlet.Name)];

    public static CmdletHelp Of(string name) => All.Single(cmdlet => cmdlet.Name == name);

    public static string Topic(string name) => Path.Combine(Root, "module", "en-US", name + ".help.txt");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Provisioning.psd1")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("The repository is not around the tests.");
    }
}
