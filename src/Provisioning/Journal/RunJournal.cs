using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Provisioning.Journal;

/// <summary>A run's access to the journal. It exists as long as the run, and other runs can see that it does.</summary>
internal sealed class RunJournal : IDisposable
{
    private static readonly TimeSpan s_longestNote = TimeSpan.FromSeconds(10);

    private readonly GroupCommit _writer;
    private readonly IRunLease _lease;
    private readonly TimeProvider _time;
    private RunCounts _counts = new();
    private readonly object _noting = new();
    private Task _lastNote = Task.CompletedTask;

    private RunJournal(GroupCommit writer, IRunLease lease, TimeProvider time)
    {
        _writer = writer;
        _lease = lease;
        _time = time;
    }

    public JournalLocation Location => _writer.Location;

    public Guid Run => _lease.Run;

    /// <summary>The account that the customers belong to; null if accounts are not distinguished.</summary>
    public string? Account { get; private init; }

    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static RunJournal Open(
        JournalLocation location, Func<IJournalStore> open, RunRecord run, AccountRequest? account, TimeProvider time)
    {
        GroupCommit writer = GroupCommit.Open(location, open, time);
        try
        {
            // Before anything else: without a known account there is no run.
            string? name = account is null ? run.Account : writer.Use(store => store.ResolveAccount(account, time.GetUtcNow()));
            return new RunJournal(writer, writer.Use(store => store.BeginRun(run with { Account = name })), time) { Account = name };
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Records the intent, or returns why the operation must not be sent. Completes when the intent is durable.</summary>
    public Task<Claim> ClaimAsync(Intent intent) => _writer.ClaimAsync(intent);

    /// <summary>Records the result. Completes when it is durable.</summary>
    public Task CompleteAsync(ICompletion completion) => _writer.CompleteAsync(completion);

    /// <summary>Records that the customer of an operation was not there before its first call. Completes when that is durable.</summary>
    public Task NoteAbsentAsync(long id) => _writer.NoteAbsentAsync(new AbsenceNote(id, Run));

    /// <summary>
    /// Returns whether another operation at the same address has one of these names, so that "there" does not mean "ours".
    /// </summary>
    public Task<bool> IsNameTakenAsync(long id, OperationScope scope, IReadOnlyList<OperationName> names) =>
        _writer.IsNameTakenAsync(new NameQuestion(id, scope, names));

    /// <summary>
    /// Records a row that was not sent. Nobody waits for that: whether it can be recorded changes nothing for the row, and the end of the run
    /// is recorded after it.
    /// </summary>
    public void Note(RowNote note)
    {
        lock (_noting)
            _lastNote = _writer.NoteAsync(note with { Run = Run });
    }

    /// <summary>Records the end of the run with its counts, and releases the journal.</summary>
    public void End(RunCounts counts)
    {
        _counts = counts;
        Dispose();
    }

    /// <summary>Records the end of the run and releases the journal.</summary>
    public void Dispose()
    {
        try
        {
            // Notes are written in their order, so the last one stands for all. One that failed has broken the journal for the rest, too.
            Task.WaitAny([_lastNote], s_longestNote);
            _ = _lastNote.Exception;
            _writer.Use(store =>
            {
                store.EndRun(Run, _counts, _time.GetUtcNow());
                return true;
            });
        }
        catch (VendorApiException)
        {
            // The run's rows have already reported what is wrong with the journal. Without this record the run counts as killed.
        }

        _writer.Dispose();
        _lease.Dispose();
    }
}
