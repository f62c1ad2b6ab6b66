using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Rows;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Import;

/// <summary>A cmdlet that rows are prepared for, with its columns: from its parameters and the definition of its operation, like the help.</summary>
internal sealed class TargetCommand
{
    private static readonly Lazy<IReadOnlyList<TargetCommand>> s_all = new(ReadAll);

    private readonly Dictionary<string, TargetColumn> _columns = new(StringComparer.Ordinal);

    private TargetCommand(Type type, string name)
    {
        Name = name;
        OperationDefinition operation = ((IRowCommand)Activator.CreateInstance(type)!).Operation;
        Vendor = operation.Vendor.Name;
        Columns = [.. Read(type, operation)];
        foreach (TargetColumn column in Columns)
        {
            foreach (string known in column.Names)
                _columns[NameRule.Fold(known)] = column;
        }
    }

    /// <summary>All row cmdlets of the module, those that create customers first.</summary>
    public static IReadOnlyList<TargetCommand> All => s_all.Value;

    /// <summary>The name of the cmdlet.</summary>
    public string Name { get; }

    /// <summary>The name of the vendor.</summary>
    public string Vendor { get; }

    /// <summary>The columns, in the order of the vendor's document; what is no field comes last.</summary>
    public IReadOnlyList<TargetColumn> Columns { get; }

    /// <summary>Returns a cmdlet by its name, with or without the module's; null if no row cmdlet has it.</summary>
    public static TargetCommand? Named(string name)
    {
        string bare = name.Substring(name.LastIndexOf('\\') + 1).Trim();
        return All.FirstOrDefault(command => command.Name.Equals(bare, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether any row cmdlet has a column that a header names.</summary>
    public static bool HasColumn(string header) => All.Any(command => command.Find(header) is not null);

    /// <summary>Returns the column that a header names, whatever its case, blanks and invisible characters; null if there is none.</summary>
    public TargetColumn? Find(string header) => _columns.TryGetValue(NameRule.Fold(header), out TargetColumn? column) ? column : null;

    /// <summary>Returns the name that a header may mean; null if none is similar.</summary>
    public string? Suggest(string header) => Similarity.Find(header, Columns.SelectMany(static column => column.Names));

    private static IReadOnlyList<TargetCommand> ReadAll() =>
    [
        .. from type in typeof(VendorCommand).Assembly.GetExportedTypes()
           where !type.IsAbstract && typeof(IRowCommand).IsAssignableFrom(type)
           let cmdlet = type.GetCustomAttribute<CmdletAttribute>()
           where cmdlet is not null
           let name = $"{cmdlet.VerbName}-{cmdlet.NounName}"
           orderby cmdlet.VerbName != VerbsCommon.New, name
           select new TargetCommand(type, name),
    ];

    private static IEnumerable<TargetColumn> Read(Type type, OperationDefinition operation)
    {
        List<PropertyInfo> left = [.. type.GetProperties()
            .Where(static property => property.GetCustomAttributes<ParameterAttribute>().Any(static use => use.ValueFromPipelineByPropertyName))
            .OrderBy(property => property.DeclaringType != type).ThenBy(static property => property.MetadataToken)];
        foreach (KeyValuePair<string, IReadOnlyList<Rule>> field in operation.FieldRules)
        {
            int dot = field.Key.IndexOf('.');
            string parent = dot < 0 ? string.Empty : field.Key.Substring(0, dot);
            if (Take(left, parent) is { } nested)
                yield return new TargetColumn(nested, null, parent, []) { IsInTemplate = false };
            if (Take(left, FlatName.Of(field.Key)) is { } property)
                yield return new TargetColumn(property, field.Key, FlatName.Of(field.Key), field.Value);
        }

        foreach (PropertyInfo property in left)
            yield return new TargetColumn(property, null, property.Name, []);
    }

    private static PropertyInfo? Take(List<PropertyInfo> left, string name)
    {
        PropertyInfo? found = left.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
            left.Remove(found);
        return found;
    }
}
