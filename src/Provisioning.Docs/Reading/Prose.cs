using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Provisioning.Docs.Reading;

/// <summary>A paragraph of a documentation comment, for any format of help.</summary>
internal sealed partial class Prose(XElement element)
{
    /// <summary>The text without markup.</summary>
    public string Plain => Render(static code => code, static text => text);

    /// <summary>The text as Markdown.</summary>
    public string Markdown => Render(
        static code => $"`{code}`",
        static text => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal));

    public static Prose Of(string text) => new(new XElement("para", text));

    /// <summary>Returns the paragraphs of an element: its <c>para</c> elements, or the element itself if it has none.</summary>
    public static IEnumerable<Prose> Paragraphs(XElement? element)
    {
        if (element is null)
            return [];
        return element.Elements("para").Any() ? element.Elements("para").Select(static para => new Prose(para)) : [new Prose(element)];
    }

    public override string ToString() => Plain;

    // Line breaks and indentation of the source are white space like any other.
    private string Render(Func<string, string> code, Func<string, string> text)
    {
        IEnumerable<string> parts = element.Nodes().Select(node => node switch
        {
            XText plain => text(plain.Value),
            XElement { Name.LocalName: "c" } part => code(part.Value),
            XElement { Name.LocalName: "see" } part => code(Name(part)),
            XElement { Name.LocalName: "paramref" } part => code((string?)part.Attribute("name") ?? string.Empty),
            XElement part => throw new FormatException($"The help does not support <{part.Name}>: {part}"),
            _ => string.Empty,
        });
        return Spaces().Replace(string.Concat(parts), " ").Trim();
    }

    // P:Provisioning.Connection.BaseUri is BaseUri.
    private static string Name(XElement see)
    {
        string id = (string?)see.Attribute("cref")
            ?? (string?)see.Attribute("langword")
            ?? throw new FormatException($"The help cannot name {see}.");
        return id[(id.LastIndexOf('.') + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
