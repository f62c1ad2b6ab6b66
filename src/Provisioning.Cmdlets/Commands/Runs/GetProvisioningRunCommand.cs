using System;
using System.Collections.Generic;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Commands.Runs;

/// <summary>Gets the runs of a journal, newest first.</summary>
/// <remarks>
/// <para>
/// A run is one invocation of a cmdlet that creates or changes customers, over all rows of its input. Each run is returned with who started
/// it, where and when, how long it took, and how many of its rows ended in which way. If several filters are specified, a run must match all
/// of them. If the journal does not exist yet, nothing is returned.
/// </para>
/// <para>
/// The output can be piped to Get-ProvisioningOperation, for the operations of a run, and to Export-ProvisioningReport.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// The states are Running, Completed, and Interrupted: the run ended without recording that, because its process was killed or because it
/// left calls behind. The counts of a run that did not record its end are those of its rows in the journal, and InDoubt is the number of rows
/// that are in doubt now. For a run that is completed, InDoubt is the number of rows that were in doubt when it ended. The duration of a run
/// without an end is the time up to what it last recorded.
/// </para>
/// </notes>
/// <example>
/// <para>List the runs of the last week</para>
/// <code>
/// Get-ProvisioningRun -Since 1w
/// </code>
/// </example>
/// <example>
/// <para>Show everything about the newest run</para>
/// <code>
/// Get-ProvisioningRun -First 1 | Format-List
/// </code>
/// </example>
/// <example>
/// <para>List the operations that runs left in doubt</para>
/// <code>
/// Get-ProvisioningRun | Where-Object InDoubt -GT 0 | Get-ProvisioningOperation -State InDoubt
/// </code>
/// </example>
/// <example>
/// <para>Find the runs of a vendor in a period</para>
/// <code>
/// Get-ProvisioningRun -Vendor QuickHelp -Since yesterday -Until 2099-12-31
/// </code>
/// </example>
/// <seealso href="Export-ProvisioningReport"/>
/// <seealso href="Get-ProvisioningOperation"/>
[Cmdlet(VerbsCommon.Get, "ProvisioningRun")]
[OutputType(typeof(JournaledRun))]
public sealed class GetProvisioningRunCommand : JournalCommand
{
    /// <summary>
    /// The IDs of the runs: GUIDs, the 32 digits in the last line of a run, or the first digits of an ID. Default: all.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(RunCompleter))]
    public string[]? Run { get; set; }

    /// <summary>The vendors: QuickHelp, CloudCockpit, Reseller, SafeMobi. Default: all.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VendorCompleter))]
    public string[]? Vendor { get; set; }

    /// <summary>
    /// Gets only runs that started at or after this time: a date, text in ISO 8601 (UTC if it has no time zone), or an age: a number of days,
    /// 2w, 1d, 12h or 30m (weeks, days, hours, minutes), a time span, or the words today and yesterday, which mean midnight on this computer.
    /// Default: all.
    /// </summary>
    [Parameter]
    [AgeCell]
    public DateTimeOffset? Since { get; set => field = RequireRead(value); }

    /// <summary>Gets only runs that started before this time, written like -Since. Default: all.</summary>
    [Parameter]
    [AgeCell]
    public DateTimeOffset? Until { get; set => field = RequireRead(value); }

    /// <summary>Maximum number of runs, the newest first. Default: all.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var ids = new List<string>();
        foreach (string text in Run ?? [])
        {
            if (RunId.Digits(text) is not { } digits)
                ThrowTerminatingError(RunErrors.NotARun(text));
            else
                ids.Add(digits);
        }

        if (string.IsNullOrEmpty(Journal) && !JournalStores.Exists(Location))
        {
            WriteVerbose($"There is no journal at {Location} yet: no run has used it.");
            return;
        }

        WithJournal(journal =>
        {
            foreach (string id in ids)
            {
                if (journal.Runs(new RunFilter { Ids = [id], First = 1 }).Count == 0)
                    WriteError(RunErrors.NoSuchRun(id, journal.Location.Text));
            }

            var filter = new RunFilter { Ids = ids, Vendors = Vendor ?? [], Since = Since, Until = Until, First = First };
            WriteObject(journal.Runs(filter), enumerateCollection: true);
        });
    }
}
