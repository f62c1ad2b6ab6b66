using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Lists the operations of a journal, the newest first.</summary>
/// <remarks>
/// <para>Lists what was asked for and what became of it, over all runs that used the journal. Filters narrow together. Where there is no journal yet, nothing is listed.</para>
/// </remarks>
/// <notes>
/// <para>States: Sending (a live run is at work on it), Confirmed (the vendor said yes), Rejected (the vendor refused; it may be tried again), NotSent (it did not reach the vendor or was turned away unprocessed; it may be tried again), InDoubt (it left and was not answered readably). The journal holds no secret.</para>
/// </notes>
/// <example>
/// <para>See what is in doubt</para>
/// <code>
/// Get-ProvisioningOperation -State InDoubt | Format-List Id, Vendor, Key, Updated, Message, CorrelationId
/// </code>
/// </example>
/// <example>
/// <para>Count what a day brought</para>
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
/// <para>Look at the newest run's failures, ten at a time</para>
/// <code>
/// $newest = Get-ProvisioningOperation -First 1
/// Get-ProvisioningOperation -Run $newest.Run -State Rejected, NotSent, InDoubt -First 10 | Format-Table Key, State, Error, Message
/// </code>
/// </example>
/// <seealso href="Resolve-ProvisioningOperation"/>
/// <seealso href="Remove-ProvisioningOperation"/>
[Cmdlet(VerbsCommon.Get, "ProvisioningOperation", SupportsPaging = true)]
[OutputType(typeof(JournalEntry))]
public sealed class GetProvisioningOperationCommand : JournalCommand
{
    /// <summary>The keys of the operations, in any case; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OperationKeyCompleter))]
    public string[]? Key { get; set; }

    /// <summary>The journal's own numbers of the operations, whole numbers. Default: all.</summary>
    [Parameter]
    public long[]? Id { get; set; }

    /// <summary>The vendors: QuickHelp, CloudCockpit, Reseller, SafeMobi. Default: all.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VendorCompleter))]
    public string[]? Vendor { get; set; }

    /// <summary>The states: Sending, Confirmed, Rejected, NotSent, InDoubt. Default: all. InDoubt also finds what a run that is gone left as Sending.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnumCompleter<OperationState>))]
    public OperationState[]? State { get; set; }

    /// <summary>Only what changed at or after this time: a date, or text in ISO 8601, UTC where it has no zone. Default: all.</summary>
    [Parameter]
    [TimeCell]
    public DateTimeOffset? Since { get; set => field = RequireRead(value); }

    /// <summary>Only what this run last worked on, by its GUID. Default: all.</summary>
    [Parameter]
    public Guid? Run { get; set; }

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
            var filter = new JournalFilter
            {
                Keys = Key ?? [],
                Ids = Id ?? [],
                Vendors = Vendor ?? [],
                States = State ?? [],
                Since = Since,
                Run = Run,
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
