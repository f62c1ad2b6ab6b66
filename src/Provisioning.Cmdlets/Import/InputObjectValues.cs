using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Rows;

namespace Provisioning.Cmdlets.Import;

/// <summary>The names and values of an object that becomes a row.</summary>
/// <param name="Names">The names.</param>
/// <param name="Values">The values, in the same order.</param>
/// <param name="IsRecord">Whether all of them are meant: those of a record, a hashtable or a row of a database.</param>
internal sealed record InputObjectValues(IReadOnlyList<string> Names, IReadOnlyList<object?> Values, bool IsRecord)
{
    /// <summary>Reads an object.</summary>
    public static InputObjectValues Of(object? input) => CellAttribute.Unwrap(input) switch
    {
        null => new([], [], IsRecord: true),
        IDictionary dictionary => OfPairs(dictionary),
        DataRow row => new(
            [.. row.Table.Columns.Cast<DataColumn>().Select(static column => column.ColumnName)], row.ItemArray, IsRecord: true),
        DataRowView view => Of(view.Row),
        _ => OfProperties(new InputRow(input!)),
    };

    // A hashtable enumerates its keys in a different order in each process.
    private static InputObjectValues OfPairs(IDictionary dictionary)
    {
        IEnumerable<DictionaryEntry> pairs = dictionary.Cast<DictionaryEntry>();
        DictionaryEntry[] entries = [.. dictionary is Hashtable
            ? pairs.OrderBy(static pair => $"{pair.Key}", System.StringComparer.Ordinal)
            : pairs];
        return new([.. entries.Select(static pair => $"{pair.Key}")], [.. entries.Select(static pair => pair.Value)], IsRecord: true);
    }

    private static InputObjectValues OfProperties(InputRow row) => new(
        [.. row.Columns.Select(static column => column.Key)], [.. row.Columns.Select(static column => column.Value)], row.IsRecord);
}
