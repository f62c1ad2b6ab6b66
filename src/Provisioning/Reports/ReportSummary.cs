using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>What the rows of a report add up to. Its size does not depend on their number.</summary>
internal sealed class ReportSummary
{
    private readonly Dictionary<(RowStatus Status, string Label), long> _counts = [];
    private readonly Dictionary<string, ErrorGroup> _errors = [];

    private ReportSummary(IReadOnlyList<JournaledRun> runs)
    {
        Timelines = Timeline.Of(runs);
        Recorded = runs.Sum(static run => (long)run.Rows);
    }

    /// <summary>The number of rows. A row that took several operations counts once.</summary>
    public long Rows { get; private set; }

    /// <summary>The number of rows that the runs themselves counted. The journal may have fewer, because operations were removed from it.</summary>
    public long Recorded { get; }

    /// <summary>The number of calls that were sent.</summary>
    public long Calls { get; private set; }

    /// <summary>The number of rows in doubt that nothing has settled since.</summary>
    public long OpenDoubts { get; private set; }

    /// <summary>The number of rows that did not work, are not in doubt, and were not done since.</summary>
    public long OpenFailures { get; private set; }

    /// <summary>The numbers of rows by what became of them, in a fixed order.</summary>
    public IEnumerable<StatusCount> Counts =>
        _counts.OrderBy(static count => count.Key.Status).ThenBy(static count => count.Key.Label, StringComparer.Ordinal)
            .Select(static count => new StatusCount(count.Key.Status, count.Key.Label, count.Value));

    /// <summary>The errors, the most frequent first. Rows in doubt are not among them.</summary>
    public IEnumerable<ErrorGroup> Errors =>
        _errors.Values.OrderByDescending(static group => group.Count).ThenBy(static group => group.Error, StringComparer.Ordinal);

    public IReadOnlyList<Timeline> Timelines { get; }

    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Returns the number of rows with a status.</summary>
    public long Count(RowStatus status) => _counts.Where(count => count.Key.Status == status).Sum(static count => count.Value);

    /// <summary>Reads all rows once.</summary>
    public static ReportSummary Of(RunReport report)
    {
        var summary = new ReportSummary(report.Runs);
        Dictionary<Guid, Timeline> timelines =
            summary.Timelines.SelectMany(static line => line.Runs.Select(run => (run, line))).ToDictionary(static pair => pair.run, static pair => pair.line);
        ReportRow? pending = null;
        foreach (ReportRow row in report.Rows())
        {
            summary.AddOperation(row);
            if (pending is { } before && IsSameRow(before, row))
            {
                pending = before.Row.Status >= row.Row.Status ? before : row;
                continue;
            }

            if (pending is { } done)
                summary.AddRow(done, timelines[done.Run.Run]);
            pending = row;
        }

        if (pending is { } last)
            summary.AddRow(last, timelines[last.Run.Run]);
        return summary;
    }

    // A change that takes two calls is two operations of one row. The same number twice with the same operation is another row: numbers may
    // come from a column of the input.
    private static bool IsSameRow(ReportRow before, ReportRow row) => before.Run.Run == row.Run.Run
        && before.Row.RowNumber == row.Row.RowNumber && before.Row.Operation != row.Row.Operation;

    private void AddOperation(ReportRow row)
    {
        Calls += row.Row.Attempts;
        if (row.Row is { Duration: { } duration, Sent: not null })
            Latencies.Add(duration);
    }

    private void AddRow(ReportRow row, Timeline timeline)
    {
        Rows++;
        var key = (row.Row.Status, row.Label);
        _counts[key] = _counts.TryGetValue(key, out long count) ? count + 1 : 1;
        if (row.Row.Ended is { } ended && row.Row.Status is not (RowStatus.NotStarted or RowStatus.Sending))
            timeline.Add(ended, isDone: !row.HasFailed && !row.IsInDoubt);
        if (row.IsInDoubt && !row.IsOver)
            OpenDoubts++;
        if (!row.HasFailed)
            return;
        if (!row.IsOver)
            OpenFailures++;
        string error = row.Row.Error ?? "Unknown";
        if (!_errors.TryGetValue(error, out ErrorGroup? group))
            _errors[error] = group = new ErrorGroup(error);
        group.Add(row);
    }
}

/// <summary>The number of rows that ended in one way.</summary>
/// <param name="Status">What became of them.</param>
/// <param name="Label">The same in a word or two.</param>
/// <param name="Count">Their number.</param>
internal readonly record struct StatusCount(RowStatus Status, string Label, long Count);

/// <summary>Rows with the same error.</summary>
/// <param name="error">The name of the error.</param>
internal sealed class ErrorGroup(string error)
{
    private const int MostRows = 12;
    private const int MostMessages = 3;

    private readonly List<int> _rows = [];
    private readonly List<string> _messages = [];

    public string Error => error;

    public long Count { get; private set; }

    /// <summary>What to do; null if all of the rows were done since.</summary>
    public string? Advice { get; private set; }

    /// <summary>The numbers of the first rows.</summary>
    public IReadOnlyList<int> FirstRows => _rows;

    /// <summary>The first different messages.</summary>
    public IReadOnlyList<string> Messages => _messages;

    public void Add(ReportRow row)
    {
        Count++;
        Advice ??= row.Advice;
        if (_rows.Count < MostRows)
            _rows.Add(row.Row.RowNumber);
        if (_messages.Count < MostMessages && row.Row.Message is { } message && !_messages.Contains(message))
            _messages.Add(message);
    }
}
