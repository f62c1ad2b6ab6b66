using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Provisioning.Cmdlets.Rows;
using Provisioning.Import;

namespace Provisioning.Cmdlets.Import;

/// <summary>Reads the cells of records by PowerShell's own parser, on the pipeline's thread.</summary>
internal sealed class PowerShellCsv : IDisposable
{
    private readonly PowerShell _shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
    private readonly StringBuilder _text = new();

    /// <param name="delimiter">The delimiter.</param>
    /// <param name="columns">The number of columns.</param>
    public PowerShellCsv(char delimiter, int columns)
    {
        string[] header = [.. Enumerable.Range(1, columns).Select(static number => number.ToString(CultureInfo.InvariantCulture))];
        _shell.AddCommand(@"Microsoft.PowerShell.Utility\ConvertFrom-Csv")
            .AddParameter("Delimiter", delimiter)
            .AddParameter("Header", header);
    }

    /// <summary>Reads records. A cell that is missing at the end of a record is null.</summary>
    /// <exception cref="InvalidOperationException">The parser read another number of records.</exception>
    public IReadOnlyList<object?[]> Read(IReadOnlyList<CsvRecord> records)
    {
        // The parser takes a first line that begins with '#' for a comment, and skips blank lines.
        _text.Clear().Append('\n');
        foreach (CsvRecord record in records)
            _text.Append(record.Text).Append('\n');
        _shell.Streams.ClearStreams();
        object?[][] rows = [.. _shell.Invoke(new[] { _text.ToString() }).Select(static row =>
            new InputRow(row).Columns.Select(static column => column.Value).ToArray())];
        return rows.Length == records.Count
            ? rows
            : throw new InvalidOperationException(string.Format(
                CultureInfo.InvariantCulture,
                "PowerShell read {0} records from line {1} on, where there are {2}.",
                rows.Length,
                records.Count > 0 ? records[0].Line : 0,
                records.Count));
    }

    public void Dispose() => _shell.Dispose();
}
