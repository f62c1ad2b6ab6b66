using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Rows;
using Provisioning.Operations;

namespace Provisioning.Docs.Reading;

/// <summary>A field of a vendor's request: its flat name, which is the name of its column, and the texts of its rules.</summary>
internal sealed record WireField(string Name, string Parent, IReadOnlyList<string> Rules);

/// <summary>The vendor's spelling of the fields that parameters correspond to.</summary>
internal static class WireNames
{
    /// <summary>Returns the vendor's spelling (<c>primaryContactName</c>) by the name of the parameter, not case-sensitive.</summary>
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

    /// <summary>Returns the fields of the operation that creates something from a type of request.</summary>
    public static IReadOnlyList<WireField> Fields(Type request)
    {
        MethodInfo generic = typeof(WireNames).GetMethod(nameof(FieldsOf), BindingFlags.Static | BindingFlags.NonPublic)!;
        return (IReadOnlyList<WireField>)generic.MakeGenericMethod(request).Invoke(null, null)!;
    }

    private static IReadOnlyList<WireField> FieldsOf<TRequest>()
    {
        OperationDefinition operation = typeof(OperationDefinition).Assembly.GetExportedTypes()
            .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
            .Where(static property => property.PropertyType.IsSubclassOf(typeof(OperationDefinition))
                && property.PropertyType.GetGenericArguments()[0] == typeof(TRequest))
            .Select(static property => (OperationDefinition)property.GetValue(null)!)
            .Single(static operation => operation.Kind == OperationKind.Create);
        var fields = (FieldList<TRequest>)operation.GetType().GetProperty("Fields")!.GetValue(operation)!;
        return [.. fields.Select(static field => Read(field.Name, [.. field.Rules.Select(static rule => rule.Text)]))];
    }

    private static WireField Read(string name, string[] rules) =>
        new(FlatName.Of(name), name[..Math.Max(name.IndexOf('.', StringComparison.Ordinal), 0)], rules);
}
