using System.IO;
using System.Linq;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>A report as Markdown, for a ticket or a wiki: what the runs came to, and the rows that did not work.</summary>
internal sealed class MarkdownReport(RunReport report, TextWriter writer)
{
    public void Write()
    {
        ReportSummary summary = report.Summary;
        Line("# Provisioning report");
        Line();
        Line("**" + ReportVerdict.Of(report).Text + "**");
        Line();
        WriteRuns();
        WriteCounts(summary);
        WriteLatencies(summary.Latencies);
        if (summary.Count(RowStatus.InDoubt) > 0)
            WriteDoubts();
        if (summary.Errors.Any())
        {
            WriteErrors(summary);
            WriteFailures();
        }

        Line($"Made on {ReportText.Time(report.Made, report.Zone)} by the PowerShell module Provisioning.");
    }

    private void WriteRuns()
    {
        Row("Run", "Command", "Vendor", "Started", "Duration", "User", "Source", "State");
        Row("---", "---", "---", "---", "---:", "---", "---", "---");
        foreach (JournaledRun run in report.Runs)
        {
            Row(
                "`" + run.Run.ToString("N") + "`",
                MarkdownText.Of(run.Command),
                MarkdownText.Of(ReportText.Target(run)),
                ReportText.Time(run.Started, report.Zone),
                run.Duration is { } duration ? ReportText.Duration(duration) : string.Empty,
                MarkdownText.Of($"{run.User} on {run.Computer}"),
                MarkdownText.Of(run.Source),
                ReportText.State(run));
        }

        Line();
    }

    private void WriteCounts(ReportSummary summary)
    {
        Line("## Rows");
        Line();
        Row("Rows", "Number", "Share");
        Row("---", "---:", "---:");
        foreach (StatusCount count in summary.Counts)
            Row($"{StatusSign.Of(count.Status)} {count.Label}", ReportText.Number(count.Count), ReportText.Share(count.Count, summary.Rows));
        Row("All", ReportText.Number(summary.Rows), string.Empty);
        Line();
        if (ReportVerdict.Missing(summary) is { } missing)
        {
            Line(missing);
            Line();
        }
    }

    private void WriteLatencies(LatencyHistogram latencies)
    {
        if (latencies.Count == 0)
            return;
        Line($"The vendor answered half of the calls within {ReportText.Duration(latencies.Within(0.5))}, 95 % within"
            + $" {ReportText.Duration(latencies.Within(0.95))}, and all within {ReportText.Duration(latencies.Longest)}.");
        Line();
    }

    private void WriteDoubts()
    {
        Line("## In doubt");
        Line();
        Row("Row", "Key", "Operation", "What is known", "What to do");
        Row("---:", "---", "---", "---", "---");
        foreach (ReportRow row in report.Rows().Where(static row => row.IsInDoubt))
        {
            Row(
                ReportText.Number(row.Row.RowNumber),
                MarkdownText.Of(row.Row.Key),
                MarkdownText.Of(row.Row.Operation),
                MarkdownText.Of(row.Row.Message),
                MarkdownText.Of(row.AdviceOrSince));
        }

        Line();
    }

    private void WriteErrors(ReportSummary summary)
    {
        Line("## Failures by kind");
        Line();
        Row("Error", "Rows", "What to do");
        Row("---", "---:", "---");
        foreach (ErrorGroup group in summary.Errors)
            Row(MarkdownText.Of(group.Error), ReportText.Number(group.Count), MarkdownText.Of(group.Advice ?? "Nothing: a later run did it."));
        Line();
    }

    private void WriteFailures()
    {
        Line("## Rows that did not work");
        Line();
        Row("Row", "Key", "Error", "Message", "Since then");
        Row("---:", "---", "---", "---", "---");
        foreach (ReportRow row in report.Rows().Where(static row => row.HasFailed))
        {
            Row(
                ReportText.Number(row.Row.RowNumber),
                MarkdownText.Of(row.Row.Key),
                MarkdownText.Of(row.Row.Error),
                MarkdownText.Of(row.Row.Message),
                MarkdownText.Of(row.Since));
        }

        Line();
    }

    private void Row(params string[] cells) => Line("| " + string.Join(" | ", cells) + " |");

    private void Line(string text = "") => writer.Write(text + "\n");
}
