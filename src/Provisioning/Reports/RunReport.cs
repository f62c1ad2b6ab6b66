using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>What a report is about: runs, and a way to read their rows. The rows are read as they are written, and never held.</summary>
/// <param name="runs">The runs.</param>
/// <param name="read">Reads the rows of a run in the order of their numbers. It is called more than once.</param>
internal sealed class RunReport(IEnumerable<JournaledRun> runs, Func<JournaledRun, IEnumerable<RunRow>> read)
{
    private const int RowsPerCollection = 10_000;

    private ReportSummary? _summary;

    /// <summary>The runs, oldest first.</summary>
    public IReadOnlyList<JournaledRun> Runs { get; } = [.. runs.OrderBy(static run => run.Started).ThenBy(static run => run.Run)];

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>The time zone in which people read times.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What the rows add up to. It is made when it is first asked for, which reads all rows once.</summary>
    public ReportSummary Summary => _summary ??= ReportSummary.Of(this);

    /// <summary>Reads the rows of all runs.</summary>
    public IEnumerable<ReportRow> Rows()
    {
        int count = 0;
        foreach (JournaledRun run in Runs)
        {
            foreach (RunRow row in read(run))
            {
                // Each row is garbage when it is written. On computers with large caches, .NET lets 100 MB of that pile up.
                if (++count % RowsPerCollection == 0)
                    GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                yield return new ReportRow(run, row);
            }
        }
    }
}
