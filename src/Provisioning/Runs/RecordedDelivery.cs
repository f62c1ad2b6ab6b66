using System;
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
        if (claim.Kind is ClaimKind.Replay or ClaimKind.Undone)
        {
            operation.AssignId(claim.ChosenId);
            return RowMapping.Known(operation, claim);
        }

        if (ClaimRefusal.Of(operation, claim) is { } refused)
        {
            VendorApiException failure = RowMapping.Error(operation, refused.Error, refused.Message);
            journal.Note(RowMapping.Note(operation, failure) with { Id = claim.Id });
            return RowResult.Failed(operation, failure);
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
    }

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
