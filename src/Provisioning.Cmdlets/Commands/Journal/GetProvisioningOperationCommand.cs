using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Commands.Runs;
using Provisioning.Cmdlets.Completion;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Gets the operations of a journal, newest first.</summary>
/// <remarks>
/// <para>
/// Gets the operations of all runs that used the journal, with what became of them. If several filters are specified, an operation must
/// match all of them. If the journal does not exist yet, nothing is returned.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// The states are Sending (a run is working on it), Confirmed (the vendor said yes), Rejected (the vendor refused it; it may be retried),
/// NotSent (it did not reach the vendor, or the vendor turned it away without processing it; it may be retried), InDoubt (it was sent,
/// but no readable answer came back), Removed (the vendor removed the customer) and Undone (Undo-ProvisioningRun took it back). The journal
/// contains no secret.
/// </para>
/// </notes>
/// <example>
/// <para>List the operations in doubt</para>
/// <code>
/// Get-ProvisioningOperation -State InDoubt | Format-List Id, Vendor, Key, Updated, Message, CorrelationId
/// </code>
/// </example>
/// <example>
/// <para>Count the operations of a day</para>
/// <code>
/// Get-ProvisioningOperation -Since (Get-Date).AddDays(-1) | Group-Object Vendor, State -NoElement
/// </code>
/// </example>
/// <example>
/// <para>Find operations by key</para>
/// <code>
/// Get-ProvisioningOperation -Vendor QuickHelp -Key berg*, *-main
/// </code>
/// </example>
/// <example>
/// <para>Find what changed since yesterday</para>
/// <code>
/// Get-ProvisioningOperation -Since yesterday -State Confirmed, Rejected, InDoubt
/// </code>
/// </example>
/// <example>
/// <para>Show the first ten failures of the newest run</para>
/// <code>
/// Get-ProvisioningRun -First 1 |
///     Get-ProvisioningOperation -State Rejected, NotSent, InDoubt -First 10 | Format-Table Key, State, Error, Message
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningRun"/>
/// <seealso href="Resolve-ProvisioningOperation"/>
/// <seealso href="Remove-ProvisioningOperation"/>
[Cmdlet(VerbsCommon.Get, "ProvisioningOperation", SupportsPaging = true)]
[OutputType(typeof(JournaledOperation))]
public sealed class GetProvisioningOperationCommand : JournalCommand
{
    private bool _isFilterGiven;

    /// <summary>The keys of the operations, not case-sensitive. Wildcards are permitted. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OperationKeyCompleter))]
    public string[]? Key { get; set; }

    /// <summary>The numbers of the operations in the journal. Default: all.</summary>
    [Parameter]
    public long[]? Id { get; set; }

    /// <summary>The vendors: QuickHelp, CloudCockpit, Reseller, SafeMobi. Default: all.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VendorCompleter))]
    public string[]? Vendor { get; set; }

    /// <summary>
    /// The states: Sending, Confirmed, Rejected, NotSent, InDoubt, Removed, Undone. Default: all. InDoubt includes operations that a killed run
    /// left as Sending.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnumCompleter<OperationState>))]
    public OperationState[]? State { get; set; }

    /// <summary>
    /// Gets only operations that changed at or after this time: a date, text in ISO 8601 (UTC if it has no time zone), or an age: a number of
    /// days, 2w, 1d, 12h or 30m (weeks, days, hours, minutes), a time span, or the words today and yesterday, which mean midnight on this
    /// computer. Default: all.
    /// </summary>
    [Parameter]
    [AgeCell]
    public DateTimeOffset? Since { get; set => field = RequireRead(value); }

    /// <summary>
    /// Gets only operations that this run was the last to work on: a GUID, the 32 digits in the last line of a run, or the first digits of
    /// an ID. The output of Get-ProvisioningRun can be piped. Default: all.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RunCompleter))]
    public string? Run { get; set; }

    // An operation that is piped in is looked up by its key, also if another run has worked on it since.
    private bool HasRun => !string.IsNullOrEmpty(Run) && (_isFilterGiven || Key is null);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _isFilterGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Run)) || MyInvocation.BoundParameters.ContainsKey(nameof(Key));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A mistyped -Journal must not say that nothing is in doubt. The journal of the environment may be missing like the default one:
        // it is named once for all, before the first run makes it.
        if (string.IsNullOrEmpty(Journal) && !JournalStores.Exists(Location))
        {
            WriteVerbose($"There is no journal at {Location} yet: no run has used it.");
            return;
        }

        WithJournal(journal =>
        {
            var filter = new OperationFilter
            {
                Keys = Key ?? [],
                Ids = Id ?? [],
                Vendors = Vendor ?? [],
                States = State ?? [],
                Since = Since,
                Run = HasRun ? RunId.Find(journal, this, Run!).Run : null,
            };
            if (PagingParameters.IncludeTotalCount)
                WriteObject(PagingParameters.NewTotalCount((ulong)journal.Count(filter), 1));
            WriteObject(
                journal.List(filter with
                {
                    Skip = (long)Math.Min(PagingParameters.Skip, long.MaxValue),
                    First = PagingParameters.First > long.MaxValue ? null : (long)PagingParameters.First,
                }),
                enumerateCollection: true);
        });
    }
}
