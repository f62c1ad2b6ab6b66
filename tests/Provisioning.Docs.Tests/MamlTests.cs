using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Provisioning.Docs.Reading;
using Provisioning.Docs.Writing;
using Xunit;

namespace Provisioning.Docs.Tests;

/// <summary>The file that Get-Help reads; that Get-Help does read it is for Help.Tests.ps1 to see.</summary>
public sealed class MamlTests
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XDocument s_file = XDocument.Parse(Maml.Of(Help.All));

    public static TheoryData<string> Names => Help.Names;

    [Fact]
    public void It_has_every_cmdlet() => Assert.Equal(Help.All.Select(static cmdlet => cmdlet.Name), Commands().Select(NameOf));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_every_parameter_and_example(string name)
    {
        CmdletHelp cmdlet = Help.Of(name);
        XElement command = Commands().Single(command => NameOf(command) == name);
        XElement[] parameters = [.. command.Element(s_command + "parameters")!.Elements()];
        Assert.Equal(cmdlet.Parameters.Select(static parameter => parameter.Name),
            parameters.Select(static parameter => parameter.Element(s_maml + "name")!.Value));
        Assert.Equal(cmdlet.Parameters.Select(static parameter => parameter.Text.Plain),
            parameters.Select(static parameter => parameter.Element(s_maml + "description")!.Value));
        Assert.Equal(cmdlet.Examples.Count, command.Element(s_command + "examples")!.Elements().Count());
        Assert.Equal(cmdlet.Syntax.Count, command.Element(s_command + "syntax")!.Elements().Count());
    }

    private static IEnumerable<XElement> Commands() => s_file.Root!.Elements(s_command + "command");

    private static string NameOf(XElement command) => command.Element(s_command + "details")!.Element(s_command + "name")!.Value;
}
