using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>
/// Delivers one row with a journal: its intent is durable before the first byte is sent, and its result before the result is returned.
/// </summary>
internal sealed class RecordedDelivery(RunJournal journal, RunOptions options)
{
    /// <summary>Claims a row, sends it if the journal allows that, and records the result.</summary>
    /// <param name="operation">The row's operation.</param>
    /// <param name="send">Sends the operation, given what the journal remembers about it.</param>
    /// <param name="onSent">Called when the call was answered, before the result is recorded.</param>
    /// <returns>The row's result.</returns>
    /// <exception cref="VendorApiException">The journal cannot be used; nothing was sent.</exception>
    public async Task<RowResult> DeliverAsync(
        PreparedOperation operation, Func<IOperationRecord, Task<OperationResult>> send, Action onSent)
    {
        OperationScope scope = IntentMapping.ScopeOf(operation, journal.Account);
        Intent intent = IntentMapping.IntentOf(operation, scope, journal.Run, options);
        Claim claim = await journal.ClaimAsync(intent).ConfigureAwait(false);
        operation.CorrelationId = claim.CorrelationId;
        switch (claim.Kind)
        {
            case ClaimKind.Replay:
                operation.AssignId(claim.ChosenId);
                return RowMapping.Replayed(operation, claim);
            case ClaimKind.Held:
                return Failed(ProvisioningError.HeldByAnotherRun, $"Another run that is still running is working on '{operation.Key}'.");
            case ClaimKind.OtherData:
                return Failed(ProvisioningError.KeyReusedWithOtherData, OtherData(operation, claim.Known!));
            case ClaimKind.NameConflict:
                return Failed(ProvisioningError.NameConflict, Conflict(operation, claim.Known!, claim.Relation));
            case ClaimKind.RemovalInDoubt:
                return Failed(
                    ProvisioningError.OutcomeUnknown,
                    $"The journal has '{operation.Key}' as created ({claim.Known!.VendorId}), and a removal of it is in doubt, so it is not known"
                    + " whether the customer is there. Remove it again, which settles that, then run the row again.");
        }

        operation.AssignId(claim.ChosenId);
        OperationResult result;
        try
        {
            result = await send(new OperationRecord(journal, claim, scope, operation)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or VendorApiException))
        {
            // A mistake of ours is recorded too: a run that has ended must leave nothing that looks as if it were being sent.
            result = RunDescription.ModuleFailed(operation, exception);
        }

        onSent();
        try
        {
            await journal.CompleteAsync(new RecordedCompletion(journal.Run, claim.Id, intent.SecretsDigest, operation, result)).ConfigureAwait(false);
            return result.ToRow(operation, claim, journal.Location);
        }
        catch (VendorApiException exception)
        {
            string known = result.Delivery == Delivery.Confirmed
                ? $"The vendor created it (id {result.VendorId ?? operation.ChosenId?.ToString() ?? "unknown"})"
                : Sentence.End(result.Last.Message).TrimEnd('.');
            string message = $"{known}, but that could not be recorded, so the next run counts it as in doubt. {exception.Message}";
            return RowResult.Failed(operation, RowMapping.Error(operation, ProvisioningError.JournalUnavailable, message, result));
        }

        RowResult Failed(ProvisioningError error, string message)
        {
            VendorApiException failure = RowMapping.Error(operation, error, message);
            journal.Note(RowMapping.Note(operation, failure) with { Id = claim.Id });
            return RowResult.Failed(operation, failure);
        }
    }

    private static string OtherData(PreparedOperation operation, KnownOperation known)
    {
        IReadOnlyList<string> fields = DataComparison.Differences(operation.Fingerprint, known.Fingerprint);
        string what = fields.Count > 0 ? $": {string.Join(", ", fields)} {(fields.Count == 1 ? "differs" : "differ")}" : string.Empty;
        return $"The journal has '{known.Key}' with other data ({known.State}){what}.";
    }

    private static string Conflict(PreparedOperation operation, KnownOperation known, NameRelation relation)
    {
        string ours = Describe(operation.Names);
        string theirs = Describe(known.Names);
        return relation == NameRelation.DifferInCase
            ? $"The names {ours} and {theirs}, which is in the journal ({known.State}), differ only in case."
            : $"The journal has a customer with the same description ({known.State}): {theirs}. This row has {ours}. One of them lacks the"
                + " name that would show whether they are the same customer.";
    }

    private static string Describe(IEnumerable<OperationName> names) =>
        string.Join(", ", names.Select(static name => $"{name.Type} '{name.Value}'"));

    private sealed class OperationRecord(RunJournal journal, Claim claim, OperationScope scope, PreparedOperation operation) : IOperationRecord
    {
        public EarlierCall? Earlier { get; } =
            claim.Kind == ClaimKind.Recover ? new EarlierCall(claim.SinceOver, claim.IsSpelledOtherwise, claim.Known?.Message) : null;

        public bool WasAbsent { get; private set; } = claim.Before == Presence.Absent;

        public bool WasThere => claim.Before == Presence.There;

        public bool HasEarlierDoubt => claim.HasEarlierDoubt;

        public async Task NoteAbsentAsync()
        {
            await journal.NoteAbsentAsync(claim.Id).ConfigureAwait(false);
            WasAbsent = true;
        }

        public Task<bool> IsNameTakenByAnotherAsync() => journal.IsNameTakenAsync(claim.Id, scope, operation.Names);
    }
}
