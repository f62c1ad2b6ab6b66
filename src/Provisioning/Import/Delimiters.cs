using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Provisioning.Import;

/// <summary>Finds the delimiter of a CSV file by its header line.</summary>
internal static class Delimiters
{
    private const string Excel = "sep=";

    /// <summary>The delimiters that are looked for.</summary>
    public static IReadOnlyList<char> All { get; } = [',', ';', '\t', '|'];

    /// <summary>Returns the delimiter of Excel's first line, <c>sep=;</c>; null if the line is something else.</summary>
    public static char? OfExcel(string line)
    {
        string bare = line.Trim().Trim('"');
        return bare.StartsWith(Excel, StringComparison.OrdinalIgnoreCase)
            ? bare.Length == Excel.Length + 1 ? bare[Excel.Length] : line.TrimEnd('\r', '\n').EndsWith("\t", StringComparison.Ordinal) ? '\t' : null
            : null;
    }

    /// <summary>Finds the delimiter. Columns that are known decide before the mere presence of a character.</summary>
    /// <param name="head">The beginning of the file, with the whole header.</param>
    /// <param name="isKnown">Whether the header of a column is known.</param>
    /// <returns>The delimiter; null if the header line does not tell.</returns>
    public static char? Find(string head, Func<string, bool> isKnown)
    {
        (char Delimiter, int Cells, int Known)[] found = [.. All.Select(delimiter =>
        {
            string[] cells = [.. Header(head, delimiter)];
            return (delimiter, cells.Length, cells.Count(isKnown));
        })];
        int most = found.Max(static candidate => candidate.Known);
        (char Delimiter, int Cells, int Known)[] best = [.. found.Where(candidate => candidate.Known == most && (candidate.Cells > 1 || most > 0))];

        // A header of one column has no delimiter: any will do.
        if (most > 0 && best.All(static candidate => candidate.Cells == 1))
            return best[0].Delimiter;
        best = [.. best.Where(static candidate => candidate.Cells > 1)];
        return best.Length == 1 ? best[0].Delimiter : null;
    }

    /// <summary>Returns the cells of the header with a delimiter.</summary>
    public static IEnumerable<string> Header(string head, char delimiter) =>
        new CsvRecordReader(new StringReader(head), delimiter).Read()?.Cells() ?? [];
}
