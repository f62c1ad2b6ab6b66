using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.VisualBasic.FileIO;

namespace Provisioning.Quickstart;

/// <summary>One row as text.</summary>
/// <param name="Number">The row's number, from 1; the header does not count.</param>
/// <param name="Cells">The cells by their columns, whatever the case.</param>
internal sealed record CsvRow(int Number, IReadOnlyDictionary<string, string> Cells);

/// <summary>Reads a file whose first line names the columns.</summary>
internal static class CsvFile
{
    /// <exception cref="InvalidDataException">The columns are named twice, or a row has more or fewer cells.</exception>
    /// <exception cref="MalformedLineException">The quotes of a line do not match.</exception>
    public static IEnumerable<CsvRow> Read(string path)
    {
        using var parser = new TextFieldParser(path, Encoding.UTF8) { Delimiters = [","], TrimWhiteSpace = false };
        string[] columns = parser.ReadFields() ?? [];
        for (int number = 1; parser.ReadFields() is { } cells; number++)
            yield return new CsvRow(number, ByColumn(columns, cells, number));
    }

    private static Dictionary<string, string> ByColumn(string[] columns, string[] cells, int number)
    {
        if (cells.Length != columns.Length)
            throw new InvalidDataException($"Row {number} has {cells.Length} cells, but there are {columns.Length} columns.");
        var byColumn = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < cells.Length; i++)
        {
            if (!byColumn.TryAdd(columns[i], cells[i]))
                throw new InvalidDataException($"There are two columns '{columns[i]}'.");
        }

        return byColumn;
    }
}
