using System;
using System.IO;

namespace Provisioning.Reports;

/// <summary>The format of a report, by the ending of its file.</summary>
internal enum ReportFormat
{
    /// <summary>One page for people, with charts: <c>.html</c>.</summary>
    Html,

    /// <summary>All rows for a spreadsheet: <c>.csv</c>.</summary>
    Csv,

    /// <summary>A text for tickets and wikis: <c>.md</c>.</summary>
    Markdown,

    /// <summary>Everything, for programs: <c>.json</c>.</summary>
    Json,
}

/// <summary>Selects the format of a report.</summary>
internal static class ReportFormats
{
    /// <summary>The endings of files, as a sentence names them.</summary>
    public const string Endings = ".html, .csv, .md or .json";

    /// <summary>Returns the format of a file; null if no format has its ending.</summary>
    public static ReportFormat? OfPath(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => ReportFormat.Html,
        ".CSV" => ReportFormat.Csv,
        ".MD" or ".MARKDOWN" => ReportFormat.Markdown,
        ".JSON" => ReportFormat.Json,
        _ => null,
    };

    /// <summary>Writes a report in a format.</summary>
    public static void Write(this ReportFormat format, RunReport report, TextWriter writer)
    {
        switch (format)
        {
            case ReportFormat.Html: new HtmlReport(report, writer).Write(); break;
            case ReportFormat.Csv: new CsvReport(report, writer).Write(); break;
            case ReportFormat.Markdown: new MarkdownReport(report, writer).Write(); break;
            case ReportFormat.Json:
                using (var json = new JsonReport(report, writer))
                    json.Write();
                break;
            default: throw new ArgumentOutOfRangeException(nameof(format));
        }
    }
}
