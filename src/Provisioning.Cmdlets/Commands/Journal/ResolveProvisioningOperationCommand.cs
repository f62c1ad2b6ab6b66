using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Journal;

namespace Provisioning.Cmdlets.Commands.Journal;

/// <summary>Settles operations in doubt, after a person has checked the vendor's portal.</summary>
/// <remarks>
/// <para>
/// An operation in doubt was sent, but no readable answer came back, so it may or may not have been processed. Check the vendor's portal,
/// then specify -Succeeded, -Failed or -Retry. Only operations in doubt can be settled: any other operation causes the error NotInDoubt,
/// and a number that is not in the journal causes OperationNotFound.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// The documents of QuickHelp and SafeMobi describe no way to look up a call, so only a person can settle their operations. For
/// CloudCockpit and Reseller, run the same rows again instead: the module then checks with the vendor, which settles most operations.
/// </para>
/// <para>
/// After -Failed or -Retry, the next run of the same rows sends them again. If the vendor does have the customer, it then exists twice.
/// </para>
/// </notes>
/// <example>
/// <para>Settle an operation whose customer exists</para>
/// <code>
/// $operation = Get-ProvisioningOperation -Key bergquelle -State InDoubt
/// Resolve-ProvisioningOperation -Id $operation.Id -Succeeded -VendorId 1042 -PassThru
/// </code>
/// <para>A later run of the row returns it as Replayed, with this ID.</para>
/// </example>
/// <example>
/// <para>Let the next run send operations whose customers do not exist</para>
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
[Cmdlet(
    VerbsDiagnostic.Resolve,
    "ProvisioningOperation",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = "Succeeded")]
[OutputType(typeof(JournaledOperation))]
public sealed class ResolveProvisioningOperationCommand : JournalCommand
{
    // Settled together, in one transaction.
    private const int BatchSize = 1000;

    private readonly List<long> _ids = [];
    private JournalLocation _location;

    /// <summary>The numbers of the operations in the journal, as Get-ProvisioningOperation returns them. Required.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long[] Id { get; set; } = null!;

    /// <summary>
    /// The vendor has the customer. The operation becomes Confirmed and is not sent again. Required in its parameter set.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Succeeded")]
    public SwitchParameter Succeeded { get; set; }

    /// <summary>The vendor's ID of the customer, if you know it. Default: none.</summary>
    [Parameter(ParameterSetName = "Succeeded")]
    public string? VendorId { get; set; }

    /// <summary>
    /// The vendor does not have the customer. The operation becomes Rejected, and a later run may retry it. Required in its parameter set.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Failed")]
    public SwitchParameter Failed { get; set; }

    /// <summary>
    /// The vendor does not have the customer, and the next run is to send it. The operation becomes NotSent. Required in its parameter set.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Retry")]
    public SwitchParameter Retry { get; set; }

    /// <summary>Returns the settled operations.</summary>
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

        var settlement = new Settlement(state, VendorId, TimeProvider.System.GetUtcNow());
        HashSet<long> settled = [.. journal.Settle([.. approved.Select(static operation => operation.Id)], settlement)];
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
        ids.Count == 0
            ? []
            : journal.List(new OperationFilter { Ids = [.. ids] }).ToDictionary(static operation => operation.Id);
}
