using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Provisioning.Operations;

namespace Provisioning.Docs.Reading;

/// <summary>One field of a vendor's request: its flat name, as a column has it, and the texts of its rules.</summary>
internal sealed record WireField(string Name, string Parent, IReadOnlyList<string> Rules);

/// <summary>How the vendor spells the fields that parameters stand for.</summary>
internal static class WireNames
{
    /// <summary>The vendor's spelling (<c>primaryContactName</c>) by the parameter's name in any case.</summary>
    public static IReadOnlyDictionary<string, string> Of(Type request)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (WireField field in Fields(request))
        {
            names[field.Name] = field.Name;
            if (field.Parent.Length > 0)
                names[field.Parent] = field.Parent;
        }

        return names;
    }

    /// <summary>The fields of the operation that takes a request.</summary>
    public static IReadOnlyList<WireField> Fields(Type request) =>
        (IReadOnlyList<WireField>)typeof(WireNames).GetMethod(nameof(FieldsOf), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(request).Invoke(null, null)!;

    private static IReadOnlyList<WireField> FieldsOf<TRequest>()
    {
        IEnumerable<PropertyInfo> operations = typeof(OperationDefinition).Assembly.GetExportedTypes().SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public));
        PropertyInfo operation = operations.Single(static property => property.PropertyType.IsSubclassOf(typeof(OperationDefinition)) && property.PropertyType.GetGenericArguments()[0] == typeof(TRequest));
        var fields = (FieldList<TRequest>)operation.PropertyType.GetProperty("Fields")!.GetValue(operation.GetValue(null))!;
        return [.. fields.Select(static field => Read(field.Name, [.. field.Rules.Select(static rule => rule.Text)]))];
    }

    // primaryContact.name is the column primaryContactName; SafeMobi's premium fields have names of their own.
    private static WireField Read(string name, string[] rules)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string parent = name[..Math.Max(dot, 0)], child = name[(dot + 1)..];
        return new WireField(parent.Length == 0 || char.IsUpper(child[0]) ? child : parent + char.ToUpperInvariant(child[0]) + child[1..], parent, rules);
    }
}
