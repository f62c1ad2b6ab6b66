using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Provisioning.Docs.Writing;
using Xunit;

namespace Provisioning.Docs.Tests;

/// <summary>What is generated and committed is what the source says.</summary>
public sealed class DriftTests
{
    private const string Remedy = "; run: dotnet run --project src/Provisioning.Docs -- ";

    public static TheoryData<string> Names => Help.Names;

    private static string Pages => Path.Combine(Help.Root, "docs", "en-US");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_is_as_generated(string name)
    {
        string generated = MarkdownPages.Of([Help.Of(name)]).Single().Text;
        AssertSame(generated, Path.Combine(Pages, name + ".md"), "markdown docs/en-US");
    }

    [Fact]
    public void No_page_is_of_a_cmdlet_that_is_gone() =>
        Assert.Empty(Directory.GetFiles(Pages).Select(static file => Path.GetFileNameWithoutExtension(file))
            .Except(Help.All.Select(static cmdlet => cmdlet.Name)));

    [Fact]
    public void The_CSV_topic_is_as_generated() => AssertSame(CsvTopic.Of(Help.All), Help.Topic("about_Provisioning_CSV"), "topics module/en-US");

    private static void AssertSame(string generated, string path, string command)
    {
        Assert.True(File.Exists(path), $"There is no {path}" + Remedy + command);
        Assert.True(generated == File.ReadAllText(path).ReplaceLineEndings("\n"), $"{path} is not what the source says" + Remedy + command);
    }
}
