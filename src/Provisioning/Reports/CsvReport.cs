using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>All rows as CSV, for a spreadsheet or a script.</summary>
internal sealed class CsvReport(RunReport report, TextWriter writer)
{
    private static readonly (string Name, Func<ReportRow, string?> Cell)[] s_columns =
    [
        ("Run", static row => row.Run.Run.ToString("N")),
        ("RowNumber", static row => Number(row.Row.RowNumber)),
        ("Status", static row => row.Row.Status.ToString()),
        ("Outcome", static row => row.Row.Outcome?.ToString()),
        ("Vendor", static row => CsvCell.Guarded(row.Run.Vendor)),
        ("Account", static row => CsvCell.Guarded(row.Run.Account)),
        ("Operation", static row => CsvCell.Guarded(row.Row.Operation)),
        ("Key", static row => CsvCell.Guarded(row.Row.Key)),
        ("VendorId", static row => CsvCell.Guarded(row.Row.VendorId)),
        ("Error", static row => CsvCell.Guarded(row.Row.Error)),
        ("Message", static row => CsvCell.Guarded(row.Row.Message)),
        ("Advice", static row => CsvCell.Guarded(row.Advice)),
        ("Attempts", static row => Number(row.Row.Attempts)),
        ("Sent", static row => ReportText.Stamp(row.Row.Sent)),
        ("DurationMs", static row => row.Row.Duration is { } duration ? Number((long)duration.TotalMilliseconds) : null),
        ("Ended", static row => ReportText.Stamp(row.Row.Ended)),
        ("CorrelationId", static row => CsvCell.Guarded(row.Row.CorrelationId)),
        ("OperationId", static row => row.Row.OperationId is { } id ? Number(id) : null),
        ("SettledBy", static row => CsvCell.Guarded(row.Row.SettledBy)),
        ("Settled", static row => ReportText.Stamp(row.Row.Settled)),
        ("Reason", static row => CsvCell.Guarded(row.Row.Reason)),
        ("LaterRun", static row => row.Row.LaterRun?.ToString("N")),
        ("StateNow", static row => row.Row.StateNow?.ToString()),
    ];

    public void Write()
    {
        WriteLine(s_columns.Select(static column => column.Name));
        foreach (ReportRow row in report.Rows())
            WriteLine(s_columns.Select(column => column.Cell(row)));
    }

    private void WriteLine(IEnumerable<string?> cells)
    {
        CsvCell.Write(writer, cells);

        // RFC 4180 ends lines so on every system.
        writer.Write("\r\n");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
