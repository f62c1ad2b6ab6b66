using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Rows;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Import;

/// <summary>The values of empty cells, for one cmdlet.</summary>
internal static class DefaultValues
{
    /// <summary>Returns the values by their columns. Those of other cmdlets are left out.</summary>
    /// <exception cref="ImportException">No cmdlet has the column.</exception>
    public static IReadOnlyDictionary<TargetColumn, object> Of(IDictionary values, TargetCommand command)
    {
        var known = new Dictionary<TargetColumn, object>();
        foreach (DictionaryEntry entry in values)
        {
            string name = $"{entry.Key}";
            if (command.Find(name) is { } column)
            {
                if (known.ContainsKey(column))
                    throw new ImportException("UnknownDefault", $"-Default names {column.Name} twice.");
                if (Text(entry.Value) is { } value)
                    known[column] = value;
            }
            else if (!TargetCommand.HasColumn(name))
            {
                IEnumerable<string> names = command.Columns.SelectMany(static column => column.Names);
                throw new ImportException(
                    "UnknownDefault", $"-Default names '{name}', a column that no cmdlet of this module has{MapEntries.Suggest(name, names)}.");
            }
        }

        return known;
    }

    // As it would stand in a cell. Secrets and nested objects remain what they are.
    private static object? Text(object? value) => CellAttribute.Unwrap(value) switch
    {
        null or DBNull => null,
        string text => text.Trim().Length == 0 ? null : text,
        SwitchParameter flag => flag.IsPresent ? "true" : "false",
        bool flag => flag ? "true" : "false",
        IFormattable scalar and not PSObject => InputRow.Text(scalar),
        { } other => other,
    };
}
