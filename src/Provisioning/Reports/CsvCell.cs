using System.Collections.Generic;
using System.IO;

namespace Provisioning.Reports;

/// <summary>Cells of a CSV file that others open in a spreadsheet.</summary>
internal static class CsvCell
{
    /// <summary>
    /// Returns a text that no spreadsheet takes for a formula: one that begins like a formula begins with an apostrophe, which spreadsheets
    /// do not show.
    /// </summary>
    public static string? Guarded(string? text) => text is { Length: > 0 } && IsFormula(text[0]) ? "'" + text : text;

    /// <summary>Writes the cells of a record, without the end of the line.</summary>
    public static void Write(TextWriter writer, IEnumerable<string?> cells)
    {
        bool isFirst = true;
        foreach (string? cell in cells)
        {
            if (!isFirst)
                writer.Write(',');
            Write(writer, cell);
            isFirst = false;
        }
    }

    /// <summary>Writes a cell in quotation marks, so that it may contain anything.</summary>
    private static void Write(TextWriter writer, string? text)
    {
        writer.Write('"');
        if (text is not null)
            writer.Write(text.IndexOf('"') >= 0 ? text.Replace("\"", "\"\"") : text);
        writer.Write('"');
    }

    // With the wide forms of East Asian keyboards, and what a spreadsheet skips before it looks for a formula.
    private static bool IsFormula(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n'
        or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
}
