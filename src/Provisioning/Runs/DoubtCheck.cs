using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>
/// Asks vendors what became of operations in doubt whose rows nobody has at hand any more. The journal's names and digests are the evidence.
/// Nothing is changed, neither with the vendor nor in the journal.
/// </summary>
/// <param name="journal">The journal. It is used by one thread at a time.</param>
/// <param name="settleable">The operations whose doubts the vendors may be asked about.</param>
/// <param name="log">Receives messages about what is done.</param>
/// <param name="cancellationToken">Ends the check.</param>
internal sealed class DoubtCheck(
    IJournalStore journal, IReadOnlyList<OperationDefinition> settleable, IOperationLog log, CancellationToken cancellationToken)
{
    private readonly RetryPolicies _retries = new();

    /// <summary>Why the vendor cannot be asked about an operation on a connection; null if it can.</summary>
    public static string? WhyNot(JournaledOperation operation, Connection connection)
    {
        OperationScope scope = IntentMapping.ScopeOf(connection, connection.AccountName, operation.Operation);
        if (scope.Vendor != operation.Vendor || scope.BaseUri != operation.BaseUri)
            return $"it was sent to {operation.Vendor} at {operation.BaseUri}, and the connection '{connection.Name}' leads to {scope.Vendor} at {scope.BaseUri}";

        // Without a name, the account is known by its credential. The operations of an address nearly always have one account.
        bool isOther = scope.Account.Length > 0 && NameRule.Fold(scope.Account) != NameRule.Fold(operation.Account ?? string.Empty);
        return isOther ? $"it belongs to the account '{operation.Account}', and the connection '{connection.Name}' is of '{scope.Account}'" : null;
    }

    /// <summary>Asks about one operation.</summary>
    /// <returns>What was found; null if the vendor cannot be asked about such an operation without its row.</returns>
    public async Task<Finding?> FindAsync(JournaledOperation operation, Doubt doubt, Connection connection)
    {
        OperationDefinition? definition = settleable.FirstOrDefault(
            known => known.Vendor.Name == operation.Vendor && known.Name == operation.Operation);
        KnownOperation known = doubt.Known;
        if (definition?.Recall(new RecordedOperation(known.Names, known.Fingerprint), connection) is not { } recalled)
            return null;
        recalled.AssignId(known.ChosenId);
        recalled.CorrelationId = known.CorrelationId;
        if (!recalled.CanLook)
            return null;
        if (VendorChannel.TryUse(connection) is not { } channel)
            return Finding.Unanswered with { Text = VendorChannel.Closed.Message };
        try
        {
            OperationScope scope = IntentMapping.ScopeOf(connection, operation.Account, operation.Operation);
            var executor = new OperationExecutor(
                recalled,
                log,
                channel,
                new Record(journal, doubt, scope),
                NoSlot.Instance,
                _retries.Of(connection),
                new StopSignals(cancellationToken, cancellationToken));
            Finding finding = await executor.FindAsync(doubt.SinceOver).ConfigureAwait(false);
            return finding with { Text = recalled.Mask(finding.Text) };
        }
        finally
        {
            channel.EndUse();
        }
    }

    private sealed class Record(IJournalStore journal, Doubt doubt, OperationScope scope) : IOperationRecord
    {
        public EarlierCall? Earlier { get; } = new(doubt.SinceOver, IsSpelledOtherwise: false);

        public bool WasAbsent => doubt.Known.Before == Presence.Absent;

        public bool WasThere => doubt.Known.Before == Presence.There;

        public bool HasEarlierDoubt => false;

        public Task NoteAbsentAsync() => throw new NotSupportedException("Nothing is sent.");

        public Task<bool> IsNameTakenByAnotherAsync()
        {
            lock (journal)
                return Task.FromResult(journal.IsNameTaken(new NameQuestion(doubt.Known.Id, scope, doubt.Known.Names)));
        }
    }

    // Questions take no places from rows.
    private sealed class NoSlot : IRowSlot
    {
        public static NoSlot Instance { get; } = new();

        public Task LeaveAsync(Task wait) => wait;
    }
}
