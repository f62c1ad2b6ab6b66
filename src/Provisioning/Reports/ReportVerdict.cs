using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>What a report comes to, in a sentence.</summary>
/// <param name="Status">What the worst of its rows is: what needs the most attention.</param>
/// <param name="Text">The sentence.</param>
internal sealed record ReportVerdict(RowStatus Status, string Text)
{
    public static ReportVerdict Of(RunReport report)
    {
        ReportSummary summary = report.Summary;
        string rows = ReportText.Count(summary.Rows, "row");
        if (report.Runs.Any(static run => run.State == RunState.Running))
            return new ReportVerdict(RowStatus.Sending, $"A run is still at work: {rows} so far.");
        if (summary.Rows == 0)
            return new ReportVerdict(RowStatus.NotStarted, "The journal has no rows of this.");
        if (summary.OpenDoubts == 0 && summary.OpenFailures == 0)
        {
            string all = summary.Rows == 1 ? "The row is done" : $"All {rows} are done";
            bool isLater = summary.Count(RowStatus.Failed) + summary.Count(RowStatus.InDoubt) + summary.Count(RowStatus.NotStarted) > 0;
            return new ReportVerdict(RowStatus.Created, isLater ? $"{all}, or {(summary.Rows == 1 ? "was" : "were")} settled or done since." : all + ".");
        }

        var parts = new List<string>();
        if (summary.OpenDoubts > 0)
            parts.Add($"{ReportText.Number(summary.OpenDoubts)} in doubt");
        if (summary.OpenFailures > 0)
            parts.Add($"{ReportText.Number(summary.OpenFailures)} not done");
        return new ReportVerdict(
            summary.OpenDoubts > 0 ? RowStatus.InDoubt : RowStatus.Failed,
            $"{ReportText.Number(summary.OpenDoubts + summary.OpenFailures)} of {rows}"
            + $" {(summary.OpenDoubts + summary.OpenFailures == 1 ? "needs" : "need")} attention: {string.Join(", ", parts)}.");
    }

    /// <summary>Says that the journal has fewer rows than the runs had; null if it has all of them.</summary>
    public static string? Missing(ReportSummary summary) => summary.Rows >= summary.Recorded
        ? null
        : $"The runs counted {ReportText.Count(summary.Recorded, "row")}, of which the journal has {ReportText.Number(summary.Rows)}: the others"
            + " were removed from it or were too many to keep.";
}
