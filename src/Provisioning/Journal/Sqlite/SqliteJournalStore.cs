using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>The embedded store: one file and one native SQLite library.</summary>
internal sealed class SqliteJournalStore : IJournalStore
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteRuns _runs;
    private readonly SqliteClaims _claims;
    private readonly SqliteSearch _search;
    private readonly SqliteSettling _settling;

    private SqliteJournalStore(string path, SqliteConnection connection)
    {
        _path = path;
        _connection = connection;
        Location = new JournalLocation(path);
        _runs = new SqliteRuns(connection, path);
        _claims = new SqliteClaims(connection, Location, _runs);
        _search = new SqliteSearch(connection, _runs, Location);
        _settling = new SqliteSettling(connection, _runs);
    }

    public JournalLocation Location { get; }

    /// <summary>Opens a journal.</summary>
    /// <param name="location">The file.</param>
    /// <param name="create">Whether to create it if it does not exist.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static SqliteJournalStore Open(JournalLocation location, bool create) =>
        new(location.Text, SqliteFile.Open(location.Text, create));

    public IRunLease BeginRun(RunRecord run) => Guarded(() =>
    {
        LockFileLease held = LockFileLease.Take(_path, run.Id);
        _runs.Begin(run);
        return held;
    });

    public string ResolveAccount(AccountRequest request, DateTimeOffset now) =>
        Guarded(() => new SqliteAccounts(_connection).Resolve(request, now.ToUnixTimeMilliseconds()));

    public void Commit(JournalBatch batch) => Write(() =>
    {
        foreach (JournalWork<ICompletion, bool> work in batch.Completions)
            _claims.Complete(work.Input, batch.Now);
        foreach (JournalWork<Intent, Claim> work in batch.Claims)
            work.Result = _claims.Claim(work.Input, batch.Now);
        foreach (JournalWork<NameQuestion, bool> work in batch.NameQuestions)
            work.Result = _claims.IsNameTaken(work.Input);
    });

    public void EndRun(Guid run, RunCounts counts, DateTimeOffset now) => Write(() => _runs.End(run, counts, now));

    public IReadOnlyList<JournaledOperation> List(OperationFilter filter) => Guarded(() => _search.List(filter));

    public long Count(OperationFilter filter) => Guarded(() => _search.Count(filter));

    public IReadOnlyCollection<long> Settle(IReadOnlyCollection<long> ids, Settlement settlement) =>
        Guarded(() => _settling.Settle(ids, settlement));

    public IReadOnlyCollection<long> Reopen(IReadOnlyCollection<long> ids, string by, string? reason, DateTimeOffset now) =>
        Guarded(() => _settling.Reopen(ids, by, reason, now));

    public long Remove(OperationFilter filter) => Guarded(() => _search.Remove(filter));

    public IReadOnlyList<RunRecord> Runs(int? first)
    {
        if (_runs.HasUnrecorded)
            Write(static () => { });
        return Guarded(() => _runs.List(first));
    }

    public void Dispose()
    {
        _claims.Dispose();
        _connection.Dispose();
    }

    // The write lock is taken at the start, so that nothing changes between reading and writing.
    private void Write(Action write) => Guarded(() =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
        try
        {
            _runs.RecordBegun();
            write();
            transaction.Commit();
        }
        catch
        {
            // What was undone must not be remembered.
            _claims.Forget();
            throw;
        }

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
