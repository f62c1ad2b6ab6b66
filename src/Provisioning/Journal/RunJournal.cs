using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Provisioning.Journal;

/// <summary>A run's part in the journal: it lives as long as the run, and others can see whether it does.</summary>
internal sealed class RunJournal : IDisposable
{
    private readonly GroupCommit _writer;
    private readonly IRunLease _lease;
    private readonly TimeProvider _time;

    private RunJournal(GroupCommit writer, IRunLease lease, TimeProvider time)
    {
        _writer = writer;
        _lease = lease;
        _time = time;
    }

    /// <summary>What the run came to, set before it is over.</summary>
    public RunCounts Counts { get; set; } = new();

    public JournalLocation Location => _writer.Location;

    public Guid Run => _lease.Run;

    /// <summary>The account whose customers these are; null where there is no telling one from another.</summary>
    public string? Account { get; private init; }

    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static RunJournal Open(JournalLocation location, Func<IJournalStore> open, RunRecord run, AccountRequest? account, TimeProvider time)
    {
        GroupCommit writer = GroupCommit.Open(location, open, time);
        try
        {
            // Before anything else: a run of an account that is not clear is none.
            string? name = account is null ? run.Account : writer.Use(store => store.ResolveAccount(account, time.GetUtcNow()));
            return new RunJournal(writer, writer.Use(store => store.BeginRun(run with { Account = name })), time) { Account = name };
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Records the intent, or says why it must not be sent. Done when it is durable.</summary>
    public Task<Claim> ClaimAsync(Intent intent) => _writer.ClaimAsync(intent);

    /// <summary>Records what became of it. Done when it is durable.</summary>
    public Task CompleteAsync(IOperationOutcome outcome) => _writer.CompleteAsync(outcome);

    /// <summary>Whether another operation of the same account has one of these names, so that "taken" does not mean "ours".</summary>
    public Task<bool> IsNameTakenAsync(long id, OperationScope scope, IReadOnlyList<OperationName> names) =>
        _writer.IsNameTakenAsync(new NameQuestion(id, scope, names));

    /// <summary>Records the run's end, and lets go of the journal.</summary>
    public void Dispose()
    {
        try
        {
            _writer.Use(store =>
            {
                store.EndRun(Run, Counts, _time.GetUtcNow());
                return true;
            });
        }
        catch (VendorApiException)
        {
            // Its rows have told what is wrong with the journal; without this word the run counts as one that was killed.
        }

        _writer.Dispose();
        _lease.Dispose();
    }
}
