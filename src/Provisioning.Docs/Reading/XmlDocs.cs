using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace Provisioning.Docs.Reading;

/// <summary>The documentation comments in the files that the compiler writes next to the assemblies.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    public XmlDocs(params IEnumerable<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            var comments = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"), LoadOptions.PreserveWhitespace);
            foreach (XElement member in comments.Descendants("member"))
                _members[(string)member.Attribute("name")!] = member;
        }
    }

    public XElement? Of(Type type) => _members.GetValueOrDefault("T:" + Id(type));

    public XElement? Of(PropertyInfo property) => _members.GetValueOrDefault($"P:{Id(property.DeclaringType!)}.{property.Name}");

    /// <summary>Returns the summary; empty if there is none, which the tests find.</summary>
    public Prose Summary(Type type) => Summary(Of(type));

    public Prose Summary(PropertyInfo property) => Summary(Of(property));

    /// <summary>Returns the elements with a name of a type, and then those of its base classes.</summary>
    public IEnumerable<XElement> Elements(Type type, string name)
    {
        for (Type? t = type; t is not null; t = t.BaseType)
        {
            foreach (XElement element in Of(t)?.Elements(name) ?? [])
                yield return element;
        }
    }

    private static Prose Summary(XElement? member) => new(member?.Element("summary") ?? new XElement("summary"));

    private static string Id(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
}
