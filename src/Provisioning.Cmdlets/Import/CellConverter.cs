using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Import;

/// <summary>
/// Converts dates, numbers and Boolean words from the form of a language to the one that is read everywhere. What cannot be read stays as it
/// is, and is told at the end: the row is refused when it is to be sent, and comes back as it was.
/// </summary>
/// <param name="dates">The formats of dates.</param>
/// <param name="culture">The culture of numbers and words; null for none.</param>
internal sealed class CellConverter(LocalDate dates, CultureInfo? culture)
{
    private const int Shown = 20;

    private readonly Dictionary<TargetColumn, List<int>> _unread = [];

    /// <summary>Converts a cell, if its column needs it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="cell">The text.</param>
    /// <param name="row">The number of the row.</param>
    /// <returns>The text to use.</returns>
    public string Convert(TargetColumn column, string cell, int row)
    {
        if (column.Type is not (ColumnType.Date or ColumnType.Number or ColumnType.Boolean) || NameRule.Normalize(cell).Length == 0)
            return cell;
        string? converted = column.Type switch
        {
            ColumnType.Date => dates.ToIso(cell),
            ColumnType.Number => LocalNumber.ToInvariant(cell, culture),
            _ => LocalBoolean.ToInvariant(cell, culture),
        };
        if (converted is not null)
            return converted;
        if (!_unread.TryGetValue(column, out List<int>? rows))
            _unread[column] = rows = [];
        rows.Add(row);
        return cell;
    }

    /// <summary>Returns a text per column about the cells that could not be read, and forgets them.</summary>
    public IReadOnlyList<string> TakeWarnings()
    {
        string[] warnings = [.. _unread.Select(static column => Describe(column.Key, column.Value))];
        _unread.Clear();
        return warnings;
    }

    private static string Describe(TargetColumn column, List<int> rows)
    {
        string numbers = string.Join(", ", rows.Take(Shown).Select(static row => row.ToString(CultureInfo.InvariantCulture)));
        string more = rows.Count > Shown
            ? string.Format(CultureInfo.InvariantCulture, " and {0} more", rows.Count - Shown)
            : string.Empty;
        (string what, string advice) = column.Type switch
        {
            ColumnType.Date => ("a date", "Check -DateFormat"),
            ColumnType.Number => ("a number", "Check -Culture"),
            _ => ("true or false", "Check -Culture"),
        };
        return rows.Count == 1
            ? $"The cell of {column.Name} in row {numbers} cannot be read as {what} and stays as it is. {advice}, or correct the row."
            : $"The cells of {column.Name} in rows {numbers}{more} cannot be read as {what} and stay as they are. {advice}, or correct the rows.";
    }
}
