using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Provisioning.Docs.Reading;

/// <summary>A paragraph of a documentation comment, for any form of help.</summary>
internal sealed partial class Prose(XElement element)
{
    /// <summary>Without any mark-up.</summary>
    public string Plain => Render(static code => code, static text => text);

    /// <summary>As Markdown.</summary>
    public string Markdown => Render(static code => $"`{code}`", static text => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal));

    public static Prose Of(string text) => new(new XElement("para", text));

    /// <summary>The paragraphs of an element: its <c>para</c>s, or itself where it has none.</summary>
    public static IEnumerable<Prose> Paragraphs(XElement? element) =>
        element is null ? [] : element.Elements("para").Any() ? element.Elements("para").Select(static para => new Prose(para)) : [new Prose(element)];

    public override string ToString() => Plain;

    private string Render(Func<string, string> code, Func<string, string> text) => Spaces().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText plain => text(plain.Value),
        XElement { Name.LocalName: "c" } part => code(part.Value),
        XElement { Name.LocalName: "see" } part => code(Name(part)),
        XElement { Name.LocalName: "paramref" } part => code((string?)part.Attribute("name") ?? string.Empty),
        XElement part => throw new FormatException($"The help does not know <{part.Name}>: {part}"),
        _ => string.Empty,
    })), " ").Trim();

    // P:Provisioning.Connection.BaseUri is BaseUri.
    private static string Name(XElement see)
    {
        string id = (string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? throw new FormatException($"The help cannot name {see}.");
        return id[(id.LastIndexOf('.') + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
