using System;
using System.Collections.Generic;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Lists the operations of a journal, the newest first.</summary>
[Cmdlet(VerbsCommon.Get, "ProvisioningOperation", SupportsPaging = true)]
[OutputType(typeof(JournalEntry))]
public sealed class GetProvisioningOperationCommand : JournalCommand
{
    /// <summary>The keys of the operations, in any case; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OperationKeyCompleter))]
    public string[]? Key { get; set; }

    /// <summary>The journal's own numbers of the operations.</summary>
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

    /// <summary>Only what changed at or after this time: a date, or ISO 8601, UTC where it has no zone.</summary>
    [Parameter]
    [TimeCell]
    public DateTimeOffset? Since { get; set => field = RequireRead(value); }

    /// <summary>Only what this run last worked on.</summary>
    [Parameter]
    public Guid? Run { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!JournalArchive.Exists(ResolvedPath))
        {
            WriteVerbose($"There is no journal at {JournalFile.Choose(ResolvedPath)} yet: no run has used it.");
            return;
        }

        WithJournal(journal =>
        {
            IReadOnlyList<JournalEntry> entries = journal.List(new JournalFilter
            {
                Keys = Key ?? [],
                Ids = Id ?? [],
                Vendors = Vendor ?? [],
                States = State ?? [],
                Since = Since,
                Run = Run,
                Skip = (long)Math.Min(PagingParameters.Skip, long.MaxValue),
                First = PagingParameters.First > long.MaxValue ? null : (long)PagingParameters.First,
            });
            if (PagingParameters.IncludeTotalCount)
                WriteObject(PagingParameters.NewTotalCount((ulong)entries.Count, 1));
            WriteObject(entries, enumerateCollection: true);
        });
    }
}
