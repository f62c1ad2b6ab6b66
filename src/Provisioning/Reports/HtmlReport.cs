using System.Collections.Generic;
using System.IO;
using System.Linq;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>
/// A report as one HTML page: no script, nothing that is fetched, and every text escaped. It follows the color scheme of the reader, and
/// prints on A4.
/// </summary>
internal sealed class HtmlReport
{
    private readonly RunReport _report;
    private readonly HtmlWriter _html;
    private readonly HtmlRows _rows;

    public HtmlReport(RunReport report, TextWriter writer)
    {
        _report = report;
        _html = new HtmlWriter(writer);
        _rows = new HtmlRows(report, _html);
    }

    public void Write()
    {
        ReportSummary summary = _report.Summary;
        _html.Markup(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            """);
        _html.Markup("\n").Element("title", "Provisioning report: " + Title()).Markup("\n<style>").Markup(HtmlStyle.Css)
            .Markup("</style>\n</head>\n<body>\n<main>\n");
        WriteHeader();
        WriteVerdict();
        WriteTiles(summary);
        WriteFacts(summary);
        WriteRuns();
        WriteCharts(summary);
        _rows.WriteDoubts();
        _rows.WriteErrors();
        _rows.WriteFailures();
        _html.Element("footer", $"Made on {ReportText.Time(_report.Made, _report.Zone)} by the PowerShell module Provisioning. All rows are in the"
            + " CSV and JSON reports of the same runs.").Markup("\n</main>\n</body>\n</html>\n");
    }

    private string Title() => _report.Runs.Count == 1
        ? _report.Runs[0].Command
        : $"{_report.Runs.Count} runs of {string.Join(", ", _report.Runs.Select(static run => run.Command).Distinct())}";

    private void WriteHeader()
    {
        _html.Markup("<header>").Element("p class=\"over\"", "Provisioning report").Element("h1", Title());
        _html.Element("p class=\"sub\"", string.Join(" and ", _report.Runs.Select(ReportText.Target).Distinct())
            + ", " + (_report.Runs.Count > 0 ? ReportText.Time(_report.Runs[0].Started, _report.Zone) : string.Empty)).Markup("</header>\n");
    }

    private void WriteVerdict()
    {
        ReportVerdict verdict = ReportVerdict.Of(_report);
        _html.Markup($"<section class=\"card verdict {StatusSign.StyleOf(verdict.Status)}\">")
            .Element("span class=\"sign\" aria-hidden=\"true\"", StatusSign.Of(verdict.Status)).Element("span", verdict.Text).Markup("</section>\n");
    }

    private void WriteTiles(ReportSummary summary)
    {
        List<StatusCount> counts = [.. summary.Counts];

        // That nothing failed is worth a tile.
        foreach ((RowStatus status, string label) in new[] { (RowStatus.Failed, "Failed"), (RowStatus.InDoubt, "In doubt") })
        {
            if (summary.Count(status) == 0)
                counts.Add(new StatusCount(status, label, 0));
        }

        _html.Markup("<section class=\"tiles\" aria-label=\"Rows\">");
        foreach (StatusCount count in counts.OrderBy(static count => count.Status))
        {
            _html.Markup($"<div class=\"tile {StatusSign.StyleOf(count.Status)}{(count.Count == 0 ? " none" : string.Empty)}\"><span class=\"name\">")
                .Element("span class=\"sign\" aria-hidden=\"true\"", StatusSign.Of(count.Status)).Text(count.Label).Markup("</span>")
                .Element("span class=\"number\"", ReportText.Number(count.Count))
                .Element("span class=\"share\"", ReportText.Share(count.Count, summary.Rows)).Markup("</div>");
        }

        _html.Markup("</section>\n");
        if (summary.Rows == 0)
            return;
        _html.Markup("<div class=\"bar\" aria-hidden=\"true\">");
        foreach (StatusCount count in counts.Where(static count => count.Count > 0).OrderBy(static count => count.Status))
            _html.Markup($"<i class=\"{StatusSign.StyleOf(count.Status)}\" style=\"flex-grow:{count.Count}\"></i>");
        _html.Markup("</div>\n");
        if (ReportVerdict.Missing(summary) is { } missing)
            _html.Element("p class=\"note\"", missing).Markup("\n");
    }

    private void WriteFacts(ReportSummary summary)
    {
        _html.Markup("<section class=\"card\"><dl class=\"facts\">");
        if (_report.Runs.Count == 1)
        {
            JournaledRun run = _report.Runs[0];
            Fact("Started", ReportText.Time(run.Started, _report.Zone));
            Fact("Duration", run.Duration is { } duration ? ReportText.Duration(duration) : "unknown");
            Fact("End", ReportText.State(run));
            Fact("Started by", $"{run.User} on {run.Computer}");
            Fact("Account", ReportText.Target(run));
            Fact("Connection", $"{run.Connection} ({run.BaseUri})");
            Fact("Source", run.Source ?? "not recorded");
            Fact("Run", run.Run.ToString("N"), "dd class=\"id\"");
        }

        Fact("Rows", ReportText.Number(summary.Rows));
        Fact("Calls", ReportText.Number(summary.Calls));
        if (_report.Runs.Count == 1 && _report.Runs[0].Duration is { TotalSeconds: > 0 and var seconds })
            Fact("Average speed", ReportText.Rate(summary.Rows / seconds) + " rows/s");
        Fact("Journal", string.Join(", ", _report.Runs.Select(static run => run.Journal).Distinct()));
        _html.Markup("</dl></section>\n");
    }

    private void Fact(string name, string value, string element = "dd") =>
        _html.Markup("<div>").Element("dt", name).Element(element, value).Markup("</div>");

    private void WriteRuns()
    {
        if (_report.Runs.Count < 2)
            return;
        _html.Markup("<section class=\"card\"><h2>Runs</h2><div class=\"scroll\"><table><colgroup><col style=\"width:12%\"><col style=\"width:22%\">"
            + "<col style=\"width:20%\"><col style=\"width:11%\"><col><col><col><col></colgroup><thead><tr><th>Run</th><th>Started</th><th>By</th>"
            + "<th class=\"n\">Duration</th><th class=\"n\">Done</th><th class=\"n\">Failed</th><th class=\"n\">In doubt</th>"
            + "<th class=\"n\">Not sent</th></tr></thead><tbody>");
        foreach (JournaledRun run in _report.Runs)
        {
            _html.Markup("<tr>").Element("td class=\"id\"", ReportText.ShortId(run.Run)).Markup("<td>").Text(ReportText.Time(run.Started, _report.Zone));
            if (run.State != RunState.Completed)
                _html.Markup("<br>").Element("span class=\"small\"", ReportText.State(run));
            _html.Markup("</td>").Element("td", $"{run.User} on {run.Computer}")
                .Element("td class=\"n\"", run.Duration is { } duration ? ReportText.Duration(duration) : string.Empty);
            foreach (int count in new[] { run.Created + run.Recovered + run.Replayed + run.Existing, run.Failed, run.InDoubt, run.NotStarted })
                _html.Element("td class=\"n\"", ReportText.Number(count));
            _html.Markup("</tr>");
        }

        _html.Markup("</tbody></table></div></section>\n");
    }

    private void WriteCharts(ReportSummary summary)
    {
        var chart = new SvgChart(_html);
        if (summary.Rows == 0)
            return;
        _html.Markup("<div class=\"charts\">");
        foreach (Timeline line in summary.Timelines.Where(static line => line.Done.Sum() + line.NotDone.Sum() > 0))
        {
            _html.Markup("<section class=\"card\">").Element("h2", "Rows per second");
            chart.Draw(line, _report.Zone);
            _html.Markup("<p class=\"note\"><span class=\"key ok\"></span>above the line: done, ")
                .Markup("<span class=\"key bad\"></span>below: failed or in doubt. From ").Text(ReportText.Time(line.Start, _report.Zone))
                .Text(", in steps of " + ReportText.Duration(line.Width) + ".").Markup("</p></section>\n");
        }

        if (summary.Latencies is { Count: > 0 } latencies)
        {
            _html.Markup("<section class=\"card\">").Element("h2", "How long the vendor took");
            chart.Draw(latencies);
            _html.Element("p class=\"note\"", $"Half within {ReportText.Duration(latencies.Within(0.5))}, 95 % within"
                + $" {ReportText.Duration(latencies.Within(0.95))}, 99 % within {ReportText.Duration(latencies.Within(0.99))}, the longest"
                + $" {ReportText.Duration(latencies.Longest)}. Rows that were sent, with their retries.").Markup("</section>\n");
        }

        _html.Markup("</div>\n");
    }
}
