using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Completion;
using Provisioning.Journal;
using Provisioning.Reports;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Commands.Runs;

/// <summary>Writes a report of runs to a file.</summary>
/// <remarks>
/// <para>
/// The ending of the file selects the format. All formats have the counts and what did not work, each with what to do.
/// </para>
/// <para>
/// .html is one page to read, print and send: with the rows per second over the run, how long the vendor took, the failures by kind, and the
/// rows that failed or are in doubt. It contains no script and fetches nothing, follows the color scheme of the reader, and prints on A4. .md
/// has the same without charts, for a ticket or a wiki. .csv has all rows, for a spreadsheet. .json has everything, for programs.
/// </para>
/// <para>
/// Runs that are piped in become one report, for example the runs of several computers that worked on parts of one file. They may be from
/// several journals. The report shows what the journal says now: a row that was in doubt and was settled since is shown as settled.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// The report contains no secret, but the keys of the rows, which may be names of customers, and the names of users and computers. In a CSV
/// report, a text that a spreadsheet would take for a formula begins with an apostrophe. Times in .html and .md are local times of this
/// computer with their offset from UTC; in .csv and .json they are in UTC. The rows that failed, as they were given, are in the file of
/// -FailurePath of the cmdlet that ran: the journal does not contain the data of rows.
/// </para>
/// </notes>
/// <example>
/// <para>Write a page about the newest run</para>
/// <code>
/// Export-ProvisioningReport -Path run.html -Force
/// </code>
/// </example>
/// <example>
/// <para>Write a text about the newest run of a vendor, and show its verdict</para>
/// <code>
/// $run = Get-ProvisioningRun -Vendor QuickHelp -First 1
/// $file = Export-ProvisioningReport -Run $run.Run -Path run.md -Force -PassThru
/// Get-Content -LiteralPath $file -TotalCount 3
/// </code>
/// </example>
/// <example>
/// <para>Write one report of all runs of today</para>
/// <code>
/// Get-ProvisioningRun -Since today | Export-ProvisioningReport -Path today.html -Force
/// </code>
/// </example>
/// <example>
/// <para>Find the slowest rows of a run</para>
/// <code>
/// Export-ProvisioningReport -Path run.csv -Force
/// Import-Csv run.csv | Sort-Object { [int] $_.DurationMs } -Descending | Select-Object -First 10 RowNumber, Key, DurationMs
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningRun"/>
/// <seealso href="Get-ProvisioningOperation"/>
[Cmdlet(VerbsData.Export, "ProvisioningReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportProvisioningReportCommand : JournalCommand
{
    private readonly List<(JournalLocation Journal, string Run)> _asked = [];

    /// <summary>
    /// The runs: GUIDs, the 32 digits in the last line of a run, or the first digits of an ID. The output of Get-ProvisioningRun can be
    /// piped. Default: the newest run of the journal.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RunCompleter))]
    public string[]? Run { get; set; }

    /// <summary>The file to write. It must end in .html, .csv, .md or .json. Required.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>Replaces the file if it exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string run in Run ?? [])
            _asked.Add((Location, run));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        if (ReportFormats.OfPath(path) is not { } format)
            ThrowTerminatingError(RunErrors.UnknownFormat(path));
        else if (File.Exists(path) && !Force)
            ThrowTerminatingError(RunErrors.FileExists(path));
        else if (_asked.Count > 0 || !MyInvocation.ExpectingInput)
            Export(path, format);
        else
            WriteWarning("No run was piped in, so no report was written.");
    }

    private void Export(string path, ReportFormat format)
    {
        var open = new Dictionary<string, IJournalStore>();
        try
        {
            RunReport report = new(Find(open), run => open[run.Journal].Rows(run.Run))
            {
                Made = TimeProvider.System.GetUtcNow(),
                Zone = TimeZoneInfo.Local,
            };
            string runs = report.Runs.Count == 1 ? $"run {report.Runs[0].Run:N}" : $"{report.Runs.Count} runs";
            if (!this.Approves(path, $"Write a report of {runs}"))
                return;
            Write(path, format, report);
            if (PassThru)
                WriteObject(new FileInfo(path));
        }
        catch (VendorApiException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception, Location.Text));
        }
        finally
        {
            foreach (IJournalStore journal in open.Values)
                journal.Dispose();
        }
    }

    private List<JournaledRun> Find(Dictionary<string, IJournalStore> open)
    {
        if (_asked.Count == 0)
        {
            IJournalStore journal = Open(open, Location);
            IReadOnlyList<JournaledRun> newest = journal.Runs(new RunFilter { First = 1 });
            if (newest.Count == 0)
                ThrowTerminatingError(RunErrors.NoRuns(journal.Location.Text));
            return [.. newest];
        }

        var runs = new List<JournaledRun>();
        foreach ((JournalLocation location, string id) in _asked)
        {
            JournaledRun run = RunId.Find(Open(open, location), this, id);
            if (!runs.Exists(known => known.Run == run.Run))
                runs.Add(run);
        }

        return runs;
    }

    private static IJournalStore Open(Dictionary<string, IJournalStore> open, JournalLocation location)
    {
        if (!open.TryGetValue(location.Text, out IJournalStore? journal))
            open[location.Text] = journal = JournalStores.Open(location, create: false);
        return journal;
    }

    // Under another name first, so that nobody finds half of a report.
    private void Write(string path, ReportFormat format, RunReport report)
    {
        string draft = path + ".tmp";
        try
        {
            // Excel and Windows PowerShell 5.1 take a CSV file without a byte order mark for something else.
            using (var writer = new StreamWriter(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == ReportFormat.Csv)))
                format.Write(report, writer);
            if (File.Exists(path))
                File.Delete(path);
            File.Move(draft, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(RunErrors.NotWritten(path, exception));
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
