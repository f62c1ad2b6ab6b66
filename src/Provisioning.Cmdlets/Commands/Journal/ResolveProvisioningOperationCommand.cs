using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Settles operations that are in doubt, after a person has looked at the vendor's.</summary>
/// <remarks>
/// <para>A call that left and was not answered readably may or may not have been done. Look in the vendor's portal, then say what you saw: -Succeeded, -Failed or -Retry. Only what is in doubt can be settled: anything else is the error NotInDoubt, and a number that the journal does not have is OperationNotFound.</para>
/// </remarks>
/// <notes>
/// <para>QuickHelp and SafeMobi document no way to look a call up, so only a person can settle theirs. CloudCockpit and Reseller operations that are in doubt are mostly recovered by running the same rows again, which is the better way: the module then asks the vendor.</para>
/// <para>After -Failed or -Retry the same rows, run again, are sent again. If you are wrong about that, the customer exists twice.</para>
/// </notes>
/// <example>
/// <para>The customer is there</para>
/// <code>
/// $operation = Get-ProvisioningOperation -Key bergquelle -State InDoubt
/// Resolve-ProvisioningOperation -Id $operation.Id -Succeeded -VendorId 1042 -PassThru
/// </code>
/// <para>A later run of the row gives it as Replayed, with this id.</para>
/// </example>
/// <example>
/// <para>None of them are there: let the next run send them</para>
/// <code>
/// Get-ProvisioningOperation -State InDoubt -Vendor QuickHelp | Resolve-ProvisioningOperation -Retry
/// </code>
/// </example>
/// <example>
/// <para>See what would be settled</para>
/// <code>
/// Get-ProvisioningOperation -State InDoubt -Key berg* | Resolve-ProvisioningOperation -Failed -WhatIf
/// </code>
/// </example>
/// <seealso href="Get-ProvisioningOperation"/>
/// <seealso href="Remove-ProvisioningOperation"/>
[Cmdlet(VerbsDiagnostic.Resolve, "ProvisioningOperation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "Succeeded")]
[OutputType(typeof(JournaledOperation))]
public sealed class ResolveProvisioningOperationCommand : JournalCommand
{
    // Settled together, in one transaction.
    private const int BatchSize = 1000;

    private readonly List<long> _ids = [];
    private JournalLocation _location;

    /// <summary>The journal's own numbers of the operations, whole numbers, as Get-ProvisioningOperation gives them. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long[] Id { get; set; } = null!;

    /// <summary>The vendor has it: it counts as confirmed and is not sent again. Required in its parameter set.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Succeeded")]
    public SwitchParameter Succeeded { get; set; }

    /// <summary>The id that the vendor gave it, where you know it. Default: none.</summary>
    [Parameter(ParameterSetName = "Succeeded")]
    public string? VendorId { get; set; }

    /// <summary>The vendor does not have it: it counts as rejected, which a later run may try again. Required in its parameter set.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Failed")]
    public SwitchParameter Failed { get; set; }

    /// <summary>The vendor does not have it, and the next run shall send it: it counts as not sent. Required in its parameter set.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Retry")]
    public SwitchParameter Retry { get; set; }

    /// <summary>Gives the settled operations to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        JournalLocation location = Location;
        if (_ids.Count > 0 && (location != _location || _ids.Count >= BatchSize))
            SettleGathered();
        _location = location;
        _ids.AddRange(Id);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => SettleGathered();

    private void SettleGathered()
    {
        if (_ids.Count == 0)
            return;
        long[] ids = [.. _ids];
        _ids.Clear();
        WithJournal(_location, journal => Settle(journal, ids));
    }

    private void Settle(IJournalStore journal, long[] ids)
    {
        OperationState state = ParameterSetName switch
        {
            "Failed" => OperationState.Rejected,
            "Retry" => OperationState.NotSent,
            _ => OperationState.Confirmed,
        };
        Dictionary<long, JournaledOperation> operations = Find(journal, ids);
        List<JournaledOperation> approved = [];
        foreach (long id in ids)
        {
            if (!operations.TryGetValue(id, out JournaledOperation? operation))
                WriteError(ErrorRecords.NoSuchOperation(id, journal.Location.Text));
            else if (this.Approves($"{operation.Vendor} {operation.Operation} '{operation.Key}'", $"Settle as {state}"))
                approved.Add(operation);
        }

        HashSet<long> settled = [.. journal.Settle([.. approved.Select(static operation => operation.Id)], new Settlement(state, VendorId, TimeProvider.System.GetUtcNow()))];
        Dictionary<long, JournaledOperation> after = PassThru ? Find(journal, settled) : [];
        foreach (JournaledOperation operation in approved)
        {
            if (!settled.Contains(operation.Id))
                WriteError(ErrorRecords.NotInDoubt(operation));
            else if (after.TryGetValue(operation.Id, out JournaledOperation? now))
                WriteObject(now);
        }
    }

    private static Dictionary<long, JournaledOperation> Find(IJournalStore journal, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : journal.List(new OperationFilter { Ids = [.. ids] }).ToDictionary(static operation => operation.Id);
}
