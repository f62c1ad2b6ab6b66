using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Journal;
using Provisioning.Reports;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Reports;

/// <summary>The HTML report in a real browser.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ChromiumFact]
    public void It_follows_the_color_scheme_of_the_reader()
    {
        string page = Page(2000);

        Chromium.Run(_folder, page, "--blink-settings=preferredColorScheme=1", "--screenshot=" + _folder.At("light.png"));
        Chromium.Run(_folder, page, "--blink-settings=preferredColorScheme=0", "--screenshot=" + _folder.At("dark.png"));

        Assert.Equal((0xF4, 0xF5, 0xF7), Chromium.Corner(_folder.At("light.png")));
        Assert.Equal((0x0D, 0x11, 0x17), Chromium.Corner(_folder.At("dark.png")));
    }

    [ChromiumFact]
    public void It_prints_on_a4_whatever_the_color_scheme_is()
    {
        Chromium.Run(_folder, Page(50), "--blink-settings=preferredColorScheme=0", "--no-pdf-header-footer", "--print-to-pdf=" + _folder.At("page.pdf"));

        // A4 is 595 by 842 points, which Chromium rounds.
        string pdf = Encoding.Latin1.GetString(File.ReadAllBytes(_folder.At("page.pdf")));
        Match box = Regex.Match(pdf, @"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]");
        Assert.InRange(int.Parse(box.Groups[1].Value, CultureInfo.InvariantCulture), 594, 596);
        Assert.InRange(int.Parse(box.Groups[2].Value, CultureInfo.InvariantCulture), 841, 843);
    }

    [ChromiumFact]
    public void It_opens_with_100_000_rows_and_runs_nothing_of_what_the_rows_say()
    {
        string dom = Chromium.Run(_folder, Page(100_000), "--dump-dom");

        Assert.Contains("</footer>", dom);
        Assert.Equal(10_000, Regex.Count(dom, "<td>Rejected</td>"));
        Assert.DoesNotContain("<script", dom);
    }

    private string Page(int rows)
    {
        JournaledRun run = Given.Run(rows);
        string path = _folder.At("page.html");
        using var writer = new StreamWriter(path);
        var report = new RunReport([run], _ => [Given.Row(run, 0, RowStatus.InDoubt, Given.Markup), .. Given.Many(run, rows)]) { Made = Given.Start };
        ReportFormat.Html.Write(report, writer);
        return path;
    }
}
