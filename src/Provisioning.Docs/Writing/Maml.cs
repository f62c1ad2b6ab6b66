using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Provisioning.Docs.Reading;

namespace Provisioning.Docs.Writing;

/// <summary>Writes the file that <c>Get-Help</c> reads.</summary>
internal static class Maml
{
    private static readonly XNamespace s_help = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Of(IEnumerable<CmdletHelp> cmdlets)
    {
        var root = new XElement(s_help + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Command));
        using var text = new Utf8Writer();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Replace };
        using (var writer = XmlWriter.Create(text, settings))
            root.Save(writer);
        return text + "\n";
    }

    private static XElement Command(CmdletHelp cmdlet) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", cmdlet.Name),
            new XElement(s_command + "verb", cmdlet.Verb),
            new XElement(s_command + "noun", cmdlet.Noun),
            Paragraphs("description", cmdlet.Synopsis)),
        Paragraphs("description", [.. cmdlet.Description]),
        new XElement(s_command + "syntax", cmdlet.Syntax.Select(syntax => new XElement(
            s_command + "syntaxItem",
            new XElement(s_maml + "name", cmdlet.Name),
            syntax.Parameters.Select(parameter => InSyntax(parameter, parameter.UseIn(syntax.SetName)!))))),
        new XElement(s_command + "parameters", cmdlet.Parameters.Select(Parameter)),
        new XElement(s_command + "inputTypes", cmdlet.Inputs.Select(static input => Type("inputType", input))),
        new XElement(s_command + "returnValues", cmdlet.Outputs.Select(static output => Type("returnValue", output))),
        new XElement(s_maml + "alertSet", Paragraphs("alert", [.. cmdlet.Notes])),
        new XElement(s_command + "examples", cmdlet.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", Links(cmdlet.Links)));

    // PowerShell's own view offers -Online as soon as there are links, unless their Length is 0. Without an address, -Online can only fail. A
    // list has a Length that cannot be set, so links without an address are one element with several lines.
    private static IEnumerable<XElement> Links(IReadOnlyList<LinkHelp> links) => links.Any(static link => link.Address is not null)
        ? links.Select(static link => new XElement(
            s_maml + "navigationLink", new XElement(s_maml + "linkText", link.Name), new XElement(s_maml + "uri", link.Address)))
        : [
            new XElement(
                s_maml + "navigationLink",
                new XElement(s_maml + "linkText", string.Join('\n', links.Select(static link => link.Name))),
                new XElement(s_maml + "uri"),
                new XElement(s_maml + "Length", 0)),
        ];

    private static XElement Paragraphs(string name, params IEnumerable<Prose> paragraphs) =>
        new(s_maml + name, paragraphs.Select(static paragraph => new XElement(s_maml + "para", paragraph.Plain)));

    // The syntax contains no descriptions: they are in the list of parameters.
    private static XElement InSyntax(ParameterHelp parameter, ParameterUse use) => new(
        s_command + "parameter",
        Facts(parameter, use),
        new XElement(s_maml + "name", parameter.Name),
        parameter.IsSwitch ? null : Value(parameter, isRequired: true));

    private static XElement Parameter(ParameterHelp parameter) => new(
        s_command + "parameter",
        Facts(parameter, Usual(parameter)),
        new XElement(s_maml + "name", parameter.Name),
        Paragraphs("description", parameter.Text),
        Value(parameter, isRequired: !parameter.IsSwitch),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.Type), new XElement(s_maml + "uri")),
        new XElement(s_dev + "defaultValue", parameter.Default ?? (parameter.IsSwitch ? "False" : "None")));

    private static XAttribute[] Facts(ParameterHelp parameter, ParameterUse use) =>
    [
        new("required", use.IsMandatory ? "true" : "false"),
        new("variableLength", "false"),
        new("globbing", parameter.TakesWildcards ? "true" : "false"),
        new("pipelineInput", parameter.PipelineInput),
        new("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
    ];

    private static XElement Value(ParameterHelp parameter, bool isRequired) =>
        new(
            s_command + "parameterValue",
            new XAttribute("required", isRequired ? "true" : "false"),
            new XAttribute("variableLength", "false"),
            parameter.Type);

    // A parameter that is not in all sets is required if it is mandatory in each set that contains it.
    private static ParameterUse Usual(ParameterHelp parameter) => new(
        parameter.Uses.Values.All(static use => use.IsMandatory),
        parameter.Uses.Values.Select(static use => use.Position).FirstOrDefault(static position => position is not null));

    private static XElement Type(string name, TypeHelp type) => new(
        s_command + name,
        new XElement(s_dev + "type", new XElement(s_maml + "name", type.Name)),
        Paragraphs(
            "description",
            [type.Text, .. type.Properties.Select(static property => Prose.Of($"{property.Name}: {property.Text.Plain}"))]));

    // Get-Help writes no empty line between two examples; the empty paragraph adds one.
    private static XElement Example(ExampleHelp example, int index) => new(
        s_command + "example",
        new XElement(
            s_maml + "title",
            $"---------- Example {(index + 1).ToString(CultureInfo.InvariantCulture)}: {example.Title.Plain} ----------"),
        new XElement(s_dev + "code", example.Code),
        new XElement(
            s_dev + "remarks",
            example.Remarks.Append(Prose.Of(string.Empty)).Select(static remark => new XElement(s_maml + "para", remark.Plain))));

    /// <summary>Makes the XML declaration say UTF-8.</summary>
    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
