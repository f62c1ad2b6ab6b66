using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
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
        ("Sent", static row => Time(row.Row.Sent)),
        ("DurationMs", static row => row.Row.Duration is { } duration ? Number((long)duration.TotalMilliseconds) : null),
        ("Ended", static row => Time(row.Row.Ended)),
        ("CorrelationId", static row => CsvCell.Guarded(row.Row.CorrelationId)),
        ("OperationId", static row => row.Row.OperationId is { } id ? Number(id) : null),
        ("SettledBy", static row => CsvCell.Guarded(row.Row.SettledBy)),
        ("Settled", static row => Time(row.Row.Settled)),
        ("Reason", static row => CsvCell.Guarded(row.Row.Reason)),
        ("LaterRun", static row => row.Row.LaterRun?.ToString("N")),
        ("StateNow", static row => row.Row.StateNow?.ToString()),
    ];

    public void Write()
    {
        for (int index = 0; index < s_columns.Length; index++)
            WriteCell(index, s_columns[index].Name);
        foreach (ReportRow row in report.Rows())
        {
            for (int index = 0; index < s_columns.Length; index++)
                WriteCell(index, s_columns[index].Cell(row));
        }
    }

    private void WriteCell(int index, string? cell)
    {
        if (index > 0)
            writer.Write(',');
        CsvCell.Write(writer, cell);

        // RFC 4180 ends lines so on every system.
        if (index == s_columns.Length - 1)
            writer.Write("\r\n");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? time) => time is { } known ? ReportText.Stamp(known) : null;
}
