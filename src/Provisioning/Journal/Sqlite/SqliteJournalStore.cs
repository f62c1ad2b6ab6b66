using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>The embedded store: one file, one native SQLite.</summary>
internal sealed class SqliteJournalStore : IJournalStore
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteRuns _runs;
    private readonly SqliteClaims _claims;
    private readonly SqliteSearch _search;

    private SqliteJournalStore(string path, SqliteConnection connection)
    {
        _path = path;
        _connection = connection;
        Location = new JournalLocation(path);
        _runs = new SqliteRuns(connection, path);
        _claims = new SqliteClaims(connection, Location, _runs);
        _search = new SqliteSearch(connection, _runs, Location);
    }

    public JournalLocation Location { get; }

    /// <summary>Opens a journal.</summary>
    /// <param name="location">The file.</param>
    /// <param name="create">Whether it is made where there is none.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static SqliteJournalStore Open(JournalLocation location, bool create) => new(location.Text, SqliteFile.Open(location.Text, create));

    public IRunLease BeginRun(RunRecord run) => Guarded(() =>
    {
        RunLock held = RunLock.Take(_path, run.Id);
        _runs.Begin(run);
        return held;
    });

    public string ResolveAccount(AccountRequest request, DateTimeOffset now) =>
        Guarded(() => new SqliteAccounts(_connection).Resolve(request, now.ToUnixTimeMilliseconds()));

    public void Commit(JournalBatch batch) => Write(transaction =>
    {
        foreach (JournalWork<IOperationOutcome, bool> work in batch.Completions)
            _claims.Complete(transaction, work.Input, batch.Now);
        foreach (JournalWork<Intent, Claim> work in batch.Claims)
            work.Result = _claims.Claim(transaction, work.Input, batch.Now);
        foreach (JournalWork<NameQuestion, bool> work in batch.NameQuestions)
            work.Result = _claims.IsNameTaken(transaction, work.Input);
    });

    public void EndRun(Guid run, RunCounts counts, DateTimeOffset now) => Write(_ => _runs.End(run, counts, now));

    public IReadOnlyList<JournalEntry> List(JournalFilter filter) => Guarded(() => _search.List(filter));

    public long Count(JournalFilter filter) => Guarded(() => _search.Count(filter));

    public IReadOnlyCollection<long> Settle(IReadOnlyCollection<long> ids, Settlement settlement) => Guarded(() => _search.Settle(ids, settlement));

    public long Remove(JournalFilter filter) => Guarded(() => _search.Remove(filter));

    public IReadOnlyList<RunRecord> Runs(int? first)
    {
        if (_runs.HasUnrecorded)
            Write(static _ => { });
        return Guarded(() => _runs.List(first));
    }

    public void Dispose()
    {
        _claims.Dispose();
        _connection.Dispose();
    }

    // The write lock is taken at the start, so that what is read is what is written upon.
    private void Write(Action<SqliteTransaction> write) => Guarded(() =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
        _runs.RecordBegun();
        write(transaction);
        transaction.Commit();
        _runs.OnRecorded();
        return true;
    });

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw SqliteErrors.From(Location, exception);
        }
    }
}
