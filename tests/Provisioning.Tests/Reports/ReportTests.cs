using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Provisioning.Journal;
using Provisioning.Reports;
using Xunit;

namespace Provisioning.Tests.Reports;

/// <summary>What all formats have in common.</summary>
public sealed class ReportTests
{
    [Theory]
    [InlineData("a.html", ReportFormat.Html)]
    [InlineData("A.HTM", ReportFormat.Html)]
    [InlineData("a.b.csv", ReportFormat.Csv)]
    [InlineData("a.Md", ReportFormat.Markdown)]
    [InlineData("a.json", ReportFormat.Json)]
    [InlineData("a.txt", null)]
    [InlineData("html", null)]
    internal void The_ending_selects_the_format(string path, ReportFormat? format) => Assert.Equal(format, ReportFormats.OfPath(path));

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Json)]
    internal void A_report_is_the_same_in_every_culture(ReportFormat format)
    {
        JournaledRun run = Given.Run(1500);
        RunReport report = new([run], _ => Given.Many(run, 1500)) { Made = Given.Start };
        string expected = report.Write(format);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "de-DE", "fa-IR", "ar-SA", "tr-TR", "fi-FI" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(expected, new RunReport([run], _ => Given.Many(run, 1500)) { Made = Given.Start }.Write(format));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_cell_with_markup_is_text_in_html()
    {
        JournaledRun run = Given.Run(2);
        RunRow[] rows = [Given.Row(run, 1, RowStatus.Failed, Given.Markup), Given.Row(run, 2, RowStatus.InDoubt, Given.Markup)];
        string page = Given.Report(run, rows).Write(ReportFormat.Html);

        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;**bold**&quot; | [link](http://evil.example) &lt;U+202E&gt;", page);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Regex.Matches(page, "<(a|img|link|iframe|object|base|form)\\b|\\b(src|href|on[a-z]+)=", RegexOptions.IgnoreCase));
        Assert.DoesNotContain("url(", page);
        Assert.Contains("default-src 'none'", page);
    }

    [Fact]
    public void A_cell_with_markup_is_text_in_markdown()
    {
        JournaledRun run = Given.Run(1);
        string text = Given.Report(run, Given.Row(run, 1, RowStatus.Failed, Given.Markup + "\r\nnext")).Write(ReportFormat.Markdown);

        Assert.Contains(
            "| 1 | &lt;script&gt;alert('x')&lt;/script&gt; &amp; \"\\*\\*bold\\*\\*\" \\| \\[link\\](http&#58;//evil.example) &lt;U+202E&gt; next |", text);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("\uFF1D1+1")]
    public void A_cell_that_begins_like_a_formula_is_text_in_csv(string key)
    {
        JournaledRun run = Given.Run(1);

        Assert.Contains($",\"'{key}\",", Given.Report(run, Given.Row(run, 1, key: key)).Write(ReportFormat.Csv));
    }

    [Fact]
    public void A_cell_with_quotation_marks_and_lines_is_one_cell_in_csv()
    {
        JournaledRun run = Given.Run(1);

        Assert.Contains(",\"a \"\"b\"\"\r\nc, d\",", Given.Report(run, Given.Row(run, 1, key: "a \"b\"\r\nc, d")).Write(ReportFormat.Csv));
    }

    [Fact]
    public void Json_has_any_text_as_it_is()
    {
        JournaledRun run = Given.Run(1);
        JObject json = JObject.Parse(Given.Report(run, Given.Row(run, 1, RowStatus.Failed, Given.Markup + "\t\0")).Write(ReportFormat.Json));

        Assert.Equal(Given.Markup + "\t\0", (string?)json["rows"]![0]!["key"]);
        Assert.Equal("Correct what the vendor objects to and run the row again.", (string?)json["rows"]![0]!["advice"]);
    }

    [Fact]
    public void All_rows_are_in_csv_and_json_and_those_that_did_not_work_in_html_and_markdown()
    {
        JournaledRun run = Given.Run(1000);
        RunReport report = new([run], _ => Given.Many(run, 1000)) { Made = Given.Start };

        Assert.Equal(1001, report.Write(ReportFormat.Csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(1000, JObject.Parse(report.Write(ReportFormat.Json))["rows"]!.Count());
        Assert.Equal(101, Regex.Count(report.Write(ReportFormat.Html), "<tr><td>"));
        Assert.Equal(101, Regex.Count(report.Write(ReportFormat.Markdown), @"^\| \d", RegexOptions.Multiline));
    }

    [Fact]
    public void Each_doubt_says_how_to_settle_it_and_no_other()
    {
        JournaledRun run = Given.Run(1);
        RunReport report = Given.Report(run, Given.Row(run, 7, RowStatus.InDoubt, "crm-7"));

        Assert.Contains("Resolve-ProvisioningOperation -Id 7 -Journal '/data/it''s/journal.db' with -Succeeded", report.Write(ReportFormat.Markdown));
    }

    [Fact]
    public void A_doubt_that_a_later_run_settled_asks_for_nothing()
    {
        JournaledRun run = Given.Run(1);
        RunRow row = Given.Row(run, 7, RowStatus.InDoubt);
        RunRow over = new()
        {
            Run = run.Run, RowNumber = 7, Operation = row.Operation, Kind = row.Kind, Key = row.Key, Status = row.Status, State = row.State,
            Error = row.Error, OperationId = 7, StateNow = OperationState.Confirmed, LaterRun = Guid.Parse("9f4f2c00000000000000000000000000"),
        };

        string text = Given.Report(run, over).Write(ReportFormat.Markdown);

        Assert.Contains("Confirmed since run 9f4f2c00. Nothing is to be done.", text);
        Assert.Contains("**The row is done, or was settled or done since.**", text);
        Assert.DoesNotContain("Resolve-", text);
    }

    [Fact]
    public void A_run_without_rows_is_a_report_too()
    {
        foreach (ReportFormat format in Enum.GetValues<ReportFormat>())
            Assert.NotEmpty(Given.Report(Given.Run(state: RunState.Interrupted)).Write(format));
    }

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Json)]
    internal void A_report_of_100_000_rows_holds_none_of_them(ReportFormat format)
    {
        JournaledRun run = Given.Run(100_000);
        int held = -1;
        using var writer = new StreamWriter(Stream.Null);

        format.Write(new RunReport([run], _ => Watched()) { Made = Given.Start }, writer);

        Assert.InRange(held, 0, 10);

        IEnumerable<RunRow> Watched()
        {
            var seen = new List<WeakReference>();
            foreach (RunRow row in Given.Many(run, 100_000))
            {
                seen.Add(new WeakReference(row));
                if (seen.Count == 99_000)
                {
                    GC.Collect();
                    held = Math.Max(held, seen.Count(static row => row.IsAlive));
                }

                yield return row;
            }
        }
    }
}
