using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>
/// The parts of the page that list rows. They are written as they are read, in tables of some hundred rows each, because a browser lays out
/// only those that can be seen.
/// </summary>
internal sealed class HtmlRows(RunReport report, HtmlWriter html)
{
    private const int TableSize = 400;

    private bool HasManyRuns => report.Runs.Count > 1;

    /// <summary>The rows in doubt, each with what to do.</summary>
    public void WriteDoubts()
    {
        long count = report.Summary.Count(RowStatus.InDoubt);
        if (count == 0)
            return;
        html.Markup("<section class=\"card\">").Element("h2", $"In doubt ({ReportText.Number(count)})")
            .Element("p", "These calls were sent, and no readable answer came back: the vendor may have processed them or not. Run the same input again,"
                + " which checks with the vendor where that is possible. Do not create these customers manually before they are settled.");
        WriteTable(
            row => row.IsInDoubt,
            [(HasManyRuns ? "14%" : "7%", "Row"), ("20%", "Key"), ("33%", "What is known"), ("", "What to do")],
            row =>
            {
                WriteKey(row);
                html.Markup("<td>").Text(row.Row.Message);
                WriteReference(row);
                html.Markup("</td><td>").Advice(row.AdviceOrSince).Markup("</td>");
            });
        html.Markup("</section>\n");
    }

    /// <summary>The errors by their kinds, each with what to do.</summary>
    public void WriteErrors()
    {
        ErrorGroup[] groups = [.. report.Summary.Errors];
        if (groups.Length == 0)
            return;
        html.Markup("<section class=\"card\">").Element("h2", "Failures by kind");
        foreach (ErrorGroup group in groups)
        {
            html.Markup("<div class=\"group bad\">").Element("span class=\"sign\" aria-hidden=\"true\"", StatusSign.Of(RowStatus.Failed))
                .Markup("<div>").Element("h3", $"{group.Error}: {ReportText.Count(group.Count, "row")}");
            foreach (string message in group.Messages)
                html.Element("p", message);
            html.Markup("<p class=\"small\">")
                .Text(group.Count == 1 ? "Row " : "Rows ")
                .Text(string.Join(", ", group.FirstRows.Select(static row => ReportText.Number(row))))
                .Text(group.Count > group.FirstRows.Count ? " and more." : ".").Markup("</p><p class=\"do\">")
                .Element("strong", "What to do: ").Advice(group.Advice ?? "nothing, a later run did it.").Markup("</p></div></div>");
        }

        html.Markup("</section>\n");
    }

    /// <summary>All rows that did not work and are not in doubt.</summary>
    public void WriteFailures()
    {
        long count = report.Summary.Count(RowStatus.Failed) + report.Summary.Count(RowStatus.NotStarted);
        if (count == 0)
            return;
        html.Markup("<section class=\"card\">").Element("h2", $"Rows that did not work ({ReportText.Number(count)})");
        WriteTable(
            static row => row.HasFailed,
            [(HasManyRuns ? "14%" : "7%", "Row"), ("25%", "Key"), ("17%", "Error"), ("", "What happened")],
            row =>
            {
                WriteKey(row);
                html.Element("td", row.Row.Error).Markup("<td>").Text(row.Row.Message);
                if (row.Since is { } since)
                    html.Markup("<br>").Element("span class=\"small\"", since + ".");
                WriteReference(row);
                html.Markup("</td>");
            });
        html.Markup("</section>\n");
    }

    private void WriteTable(Func<ReportRow, bool> isListed, (string Width, string Name)[] columns, Action<ReportRow> write)
    {
        int written = 0;
        foreach (ReportRow row in report.Rows().Where(isListed))
        {
            if (written++ % TableSize == 0)
            {
                if (written > 1)
                    html.Markup("</tbody></table></div>\n");
                WriteHead(columns);
            }

            html.Markup("<tr><td>").Text(ReportText.Number(row.Row.RowNumber));
            if (HasManyRuns)
                html.Markup("<br>").Element("span class=\"small id\"", ReportText.ShortId(row.Run.Run));
            html.Markup("</td>");
            write(row);
            html.Markup("</tr>\n");
        }

        if (written > 0)
            html.Markup("</tbody></table></div>");
    }

    private void WriteHead((string Width, string Name)[] columns)
    {
        html.Markup("<div class=\"rows\"><table><colgroup>");
        foreach ((string width, _) in columns)
            html.Markup(width.Length == 0 ? "<col>" : $"<col style=\"width:{width}\">");
        html.Markup("</colgroup><thead><tr>");
        foreach ((_, string name) in columns)
            html.Element("th", name);
        html.Markup("</tr></thead><tbody>\n");
    }

    private void WriteKey(ReportRow row) =>
        html.Markup("<td>").Text(row.Row.Key ?? "no key").Markup("<br>").Element("span class=\"small\"", row.Row.Operation).Markup("</td>");

    // By these the vendor's support and the journal find the call.
    private void WriteReference(ReportRow row)
    {
        var parts = new List<string>();
        if (row.Row.State is not null && row.Row.OperationId is { } id)
            parts.Add($"Operation {id}");
        if (row.Row.Attempts > 0 && row.Row.CorrelationId is { } correlation)
            parts.Add($"{ReportText.Count(row.Row.Attempts, "call")}, correlation ID {correlation}");
        if (parts.Count > 0)
            html.Markup("<br>").Element("span class=\"small\"", string.Join(", ", parts));
    }
}
