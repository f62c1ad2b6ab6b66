using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Provisioning.Operations;
using Provisioning.Reports;

namespace Provisioning.Cmdlets.Rows;

/// <summary>The rows that did not work, as a CSV file that can be mended and run again: each as it was given, with why.</summary>
internal sealed class FailureFile(string path)
{
    public const string ErrorColumn = "Error";
    public const string ReasonColumn = "Reason";

    private readonly List<string> _columns = [];
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Dictionary<string, string>> _rows = [];

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row.</summary>
    /// <param name="operation">The row's operation.</param>
    /// <param name="error">The error's name.</param>
    /// <param name="reason">What the error says.</param>
    public void Add(PreparedOperation operation, string error, string reason)
    {
        var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string> cell in RowTarget.Cells(operation))
        {
            // What an earlier failures file said of the row is replaced.
            if (IsOwn(cell.Key))
                continue;
            if (_known.Add(cell.Key))
                _columns.Add(cell.Key);
            row[cell.Key] = cell.Value;
        }

        row[ErrorColumn] = error;
        row[ReasonColumn] = reason;
        _rows.Add(row);
    }

    /// <summary>Writes the file, with the columns of all rows; nothing where no row failed.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write()
    {
        if (_rows.Count == 0)
            return;

        // With a byte order mark: Excel and Windows PowerShell 5.1 take a file without one for something else.
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        string[] columns = [.. _columns, ErrorColumn, ReasonColumn];
        WriteLine(writer, columns);
        foreach (Dictionary<string, string> row in _rows)
            WriteLine(writer, columns.Select(column => row.TryGetValue(column, out string? cell) ? cell : null));
    }

    private static bool IsOwn(string column) =>
        column.Equals(ErrorColumn, StringComparison.OrdinalIgnoreCase) || column.Equals(ReasonColumn, StringComparison.OrdinalIgnoreCase);

    private static void WriteLine(StreamWriter writer, IEnumerable<string?> cells)
    {
        CsvCell.Write(writer, cells);
        writer.WriteLine();
    }
}
