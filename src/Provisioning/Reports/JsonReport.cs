using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>The runs, what they add up to, and all rows as JSON. Rows are written as they are read.</summary>
internal sealed class JsonReport(RunReport report, TextWriter writer) : IDisposable
{
    private readonly JsonTextWriter _json = new(writer) { Formatting = Formatting.Indented, CloseOutput = false };

    public void Write()
    {
        _json.WriteStartObject();
        Property("made", ReportText.Stamp(report.Made));
        List("runs", report.Runs, WriteRun);
        WriteSummary();

        // A row in a line: a report of 100,000 rows would be mostly blanks otherwise.
        _json.WritePropertyName("rows");
        _json.WriteStartArray();
        foreach (ReportRow row in report.Rows())
        {
            _json.WriteWhitespace("\n    ");
            _json.Formatting = Formatting.None;
            WriteRow(row);
            _json.Formatting = Formatting.Indented;
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        writer.Write('\n');
    }

    public void Dispose() => ((IDisposable)_json).Dispose();

    private void WriteRun(JournaledRun run)
    {
        _json.WriteStartObject();
        Property("run", run.Run.ToString("N"));
        Property("state", run.State.ToString());
        Property("started", ReportText.Stamp(run.Started));
        Property("ended", ReportText.Stamp(run.Ended));
        Property("lastActive", ReportText.Stamp(run.LastActive));
        Number("durationMs", (long?)run.Duration?.TotalMilliseconds);
        Property("user", run.User);
        Property("computer", run.Computer);
        Number("process", run.Process);
        Property("command", run.Command);
        Property("vendor", run.Vendor);
        Property("account", run.Account);
        Property("connection", run.Connection);
        Property("baseUri", run.BaseUri);
        Property("source", run.Source);
        Property("journal", run.Journal);
        Number("created", run.Created);
        Number("recovered", run.Recovered);
        Number("replayed", run.Replayed);
        Number("existing", run.Existing);
        Number("failed", run.Failed);
        Number("inDoubt", run.InDoubt);
        Number("notStarted", run.NotStarted);
        _json.WriteEndObject();
    }

    private void WriteSummary()
    {
        ReportSummary summary = report.Summary;
        _json.WritePropertyName("summary");
        _json.WriteStartObject();
        Number("rows", summary.Rows);
        Number("calls", summary.Calls);
        Number("openDoubts", summary.OpenDoubts);
        Number("openFailures", summary.OpenFailures);
        List("counts", summary.Counts, count => Object(("status", count.Status.ToString()), ("label", count.Label), ("rows", count.Count)));
        List("errors", summary.Errors, group => Object(("error", group.Error), ("rows", group.Count), ("advice", group.Advice)));
        if (summary.Latencies is { Count: > 0 } latencies)
        {
            _json.WritePropertyName("latencyMs");
            Object(
                ("median", Milliseconds(latencies.Within(0.5))),
                ("p95", Milliseconds(latencies.Within(0.95))),
                ("p99", Milliseconds(latencies.Within(0.99))),
                ("longest", Milliseconds(latencies.Longest)));
            List("latencies", latencies.Classes(), part => Object(
                ("fromMs", Milliseconds(part.From)), ("toMs", Milliseconds(part.To)), ("calls", part.Count)));
        }

        List("timelines", summary.Timelines, line =>
        {
            _json.WriteStartObject();
            Property("start", ReportText.Stamp(line.Start));
            Number("widthMs", Milliseconds(line.Width));
            List("done", line.Done, count => _json.WriteValue(count));
            List("notDone", line.NotDone, count => _json.WriteValue(count));
            _json.WriteEndObject();
        });
        _json.WriteEndObject();
    }

    private void WriteRow(ReportRow row)
    {
        RunRow item = row.Row;
        Object(
            ("run", item.Run.ToString("N")),
            ("rowNumber", (long)item.RowNumber),
            ("status", item.Status.ToString()),
            ("outcome", item.Outcome?.ToString()),
            ("operation", item.Operation),
            ("key", item.Key),
            ("vendorId", item.VendorId),
            ("error", item.Error),
            ("message", item.Message),
            ("advice", row.Advice),
            ("attempts", (long)item.Attempts),
            ("sent", ReportText.Stamp(item.Sent)),
            ("durationMs", (long?)item.Duration?.TotalMilliseconds),
            ("ended", ReportText.Stamp(item.Ended)),
            ("correlationId", item.CorrelationId),
            ("operationId", item.OperationId),
            ("settledBy", item.SettledBy),
            ("settled", ReportText.Stamp(item.Settled)),
            ("reason", item.Reason),
            ("laterRun", item.LaterRun?.ToString("N")),
            ("stateNow", item.StateNow?.ToString()));
    }

    private void Object(params (string Name, object? Value)[] members)
    {
        _json.WriteStartObject();
        foreach ((string name, object? value) in members)
        {
            _json.WritePropertyName(name);
            _json.WriteValue(value);
        }

        _json.WriteEndObject();
    }

    private void List<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        _json.WritePropertyName(name);
        _json.WriteStartArray();
        foreach (T item in items)
            write(item);
        _json.WriteEndArray();
    }

    private void Property(string name, string? value)
    {
        _json.WritePropertyName(name);
        _json.WriteValue(value);
    }

    private void Number(string name, long? value)
    {
        _json.WritePropertyName(name);
        _json.WriteValue(value);
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
