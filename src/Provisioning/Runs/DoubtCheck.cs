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
/// Nothing is changed with the vendor. The journal records at most, as for a run, which account a credential belongs to.
/// </summary>
/// <param name="journal">The journal. It is used by one thread at a time.</param>
/// <param name="settleable">The operations whose doubts the vendors may be asked about.</param>
/// <param name="log">Receives messages about what is done.</param>
/// <param name="cancellationToken">Ends the check.</param>
internal sealed class DoubtCheck(
    IJournalStore journal, IReadOnlyList<OperationDefinition> settleable, IOperationLog log, CancellationToken cancellationToken)
{
    private readonly RetryPolicies _retries = new();
    private readonly ConnectionMatch _match = new(journal);

    /// <summary>Why the vendor cannot be asked about an operation on a connection; null if it can.</summary>
    /// <exception cref="VendorApiException"><c>AccountUnclear</c>: the journal does not know whose the connection's credential is.</exception>
    public string? WhyNot(JournaledOperation operation, Connection connection) =>
        _match.WhyNot(operation.Vendor, operation.BaseUri, operation.Account, connection);

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
