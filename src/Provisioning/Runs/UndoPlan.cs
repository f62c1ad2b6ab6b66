using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Plans how what a run created is taken back: only what the run itself is known to have created, and only by the IDs in the journal.</summary>
internal static class UndoPlan
{
    /// <summary>Plans the rows of a run. Rows for which the run created nothing are left out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="definitions">The operations of all vendors.</param>
    public static IEnumerable<UndoRow> Of(JournaledRun run, IEnumerable<RunRow> rows, IReadOnlyList<OperationDefinition> definitions)
    {
        foreach (RunRow row in rows)
        {
            if (row.Status is RowStatus.Created or RowStatus.Recovered or RowStatus.InDoubt or RowStatus.Sending)
                yield return Of(run, row, FindWay(definitions, run.Vendor, row.Operation));
        }
    }

    /// <summary>Returns how what an operation created is taken back; null if the vendor documents no way.</summary>
    public static TakeBack? FindWay(IReadOnlyList<OperationDefinition> definitions, string vendor, string operation) =>
        definitions.FirstOrDefault(definition => definition.Vendor.Name == vendor && definition.Name == operation)?.TakeBack;

    private static UndoRow Of(JournaledRun run, RunRow row, TakeBack? way)
    {
        (UndoAction action, string? reason) = row switch
        {
            { Status: RowStatus.Sending } => (UndoAction.None, "It is being sent."),
            { Status: RowStatus.InDoubt, StateNow: not OperationState.InDoubt, LaterRun: { } later } =>
                (UndoAction.None, $"It was in doubt, and the run {later:N} took it over. The undo of that run takes back what it created."),

            // What the run created is gone, even if its operation was made again since and stands for another customer.
            { State: OperationState.Undone } or { StateNow: OperationState.Undone } => (UndoAction.Done, "It was taken back already."),
            { State: OperationState.Removed } or { StateNow: OperationState.Removed } => (UndoAction.Done, "It was removed already."),
            { Status: RowStatus.InDoubt } or { StateNow: OperationState.InDoubt } =>
                (UndoAction.None, $"It is in doubt. Settle it (Resolve-ProvisioningOperation -Id {row.OperationId}), then undo the run again."),
            { Kind: not OperationKind.Create } => (UndoAction.None, "It changed something that existed before. Only what a run created is taken back."),
            { Outcome: not (Outcome.Created or Outcome.Recovered) } =>
                (UndoAction.None, $"{row.SettledBy ?? "A person"} settled it, so it is not certain that the run created it. Take it back with the vendor."),
            { StateNow: not OperationState.Confirmed } => (UndoAction.None, "The journal no longer has it as created."),
            _ when way is null => (UndoAction.None, $"{run.Vendor} documents no way to take it back. Take it back with the vendor."),
            _ when !Guid.TryParse(row.VendorId, out _) => (UndoAction.None, "The journal does not have the vendor's ID of it."),
            _ => (way.Action, null),
        };
        return new UndoRow
        {
            RowNumber = row.RowNumber,
            Key = row.Key,
            Action = action,
            Reason = reason,
            VendorId = row.VendorId,
            Vendor = run.Vendor,
            Operation = row.Operation,
            OperationId = row.OperationId,
        };
    }
}
