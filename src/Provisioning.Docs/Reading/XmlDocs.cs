using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace Provisioning.Docs.Reading;

/// <summary>The documentation comments that the compiler has left beside the assemblies.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    public XmlDocs(params IEnumerable<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            foreach (XElement member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"), LoadOptions.PreserveWhitespace).Descendants("member"))
                _members[(string)member.Attribute("name")!] = member;
        }
    }

    public XElement? Of(Type type) => _members.GetValueOrDefault("T:" + Id(type));

    public XElement? Of(PropertyInfo property) => _members.GetValueOrDefault($"P:{Id(property.DeclaringType!)}.{property.Name}");

    /// <summary>The summary, and nothing where there is none: that is for the tests to find.</summary>
    public Prose Summary(Type type) => Summary(Of(type));

    public Prose Summary(PropertyInfo property) => Summary(Of(property));

    /// <summary>A type's own elements of a name, then those of its bases.</summary>
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
