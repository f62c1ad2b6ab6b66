using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Data.Sqlite;
using Provisioning.LegacySupport;

namespace Provisioning.Journal.Sqlite;

/// <summary>The embedded store: one file and one native SQLite library.</summary>
internal sealed class SqliteJournalStore : IJournalStore
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteRuns _runs;
    private readonly SqliteClaims _claims;
    private readonly SqliteSearch _search;
    private readonly SqliteRunSearch _runSearch;
    private readonly SqliteSettling _settling;
    private readonly SqliteCommits _commits;
    private readonly object _gate;

    private SqliteJournalStore(string path, SqliteConnection connection, SqliteCommits commits)
    {
        _path = path;
        _connection = connection;
        _commits = commits;
        _gate = ProcessWide.GateOf(path);
        Location = new JournalLocation(path);
        _runs = new SqliteRuns(connection, path);
        _claims = new SqliteClaims(connection, Location, _runs);
        _search = new SqliteSearch(connection, _runs, Location);
        _runSearch = new SqliteRunSearch(connection, _runs, Location);
        _settling = new SqliteSettling(connection, _runs);
    }

    public JournalLocation Location { get; }

    /// <summary>Opens a journal. Nothing is changed if it is damaged.</summary>
    /// <param name="location">The file.</param>
    /// <param name="create">Whether to create it if it does not exist.</param>
    /// <param name="time">The source of time; null for the system's.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static SqliteJournalStore Open(JournalLocation location, bool create, TimeProvider? time = null) =>
        Open(location, create, time ?? TimeProvider.System, NetworkDrive.Has);

    /// <summary>Opens a journal to read it: the file is not changed.</summary>
    /// <param name="location">The file.</param>
    /// <param name="time">The source of time.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static SqliteJournalStore OpenToRead(JournalLocation location, TimeProvider time) =>
        Open(location, create: false, time, NetworkDrive.Has, isToRead: true);

    /// <param name="location">The file.</param>
    /// <param name="create">Whether to create it if it does not exist.</param>
    /// <param name="time">The source of time.</param>
    /// <param name="isOnNetwork">Whether a folder is on another computer.</param>
    /// <param name="isToRead">Whether the file is not to be changed.</param>
    internal static SqliteJournalStore Open(
        JournalLocation location, bool create, TimeProvider time, Func<string, bool> isOnNetwork, bool isToRead = false)
    {
        string path = location.Text;
        OpenMark? mark = null;
        SqliteConnection? connection = null;
        try
        {
            SqliteFile.Prepare(path, create, time, isOnNetwork);
            mark = OpenMark.Set(path);
            bool hadLog = new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };
            connection = SqliteFile.OpenExisting(path, keepLog: hadLog);
            DurableCount count = new SqliteIntegrity(connection, path, mark, time).Check(hadLog, isToRead);
            if (!isToRead)
                SqliteFile.KeepLog(connection, false);
            return new SqliteJournalStore(path, connection, new SqliteCommits(connection, OpenFiles.Of(path), mark, count));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            connection?.Dispose();
            mark?.Dispose();
            throw SqliteErrors.From(location, exception);
        }
    }

    public IRunLease BeginRun(RunRecord run) => Guarded(() =>
    {
        LockFileLease held = LockFileLease.Take(_path, run.Id);
        _runs.Begin(run);
        return held;
    });

    public string ResolveAccount(AccountRequest request, DateTimeOffset now) =>
        Write(() => new SqliteAccounts(_connection).Resolve(request, now.ToUnixTimeMilliseconds()));

    public string FindAccount(AccountRequest request) => Guarded(() => new SqliteAccounts(_connection).Find(request));

    public Claim Foresee(Intent intent, DateTimeOffset now) => Guarded(() => _claims.Foresee(intent, now.ToUnixTimeMilliseconds()));

    public void Commit(JournalBatch batch) => Write(() =>
    {
        foreach (JournalWork<ICompletion, bool> work in batch.Completions)
            _claims.Complete(work.Input, batch.Now);
        foreach (JournalWork<AbsenceNote, bool> work in batch.Absences)
            _claims.NoteAbsent(work.Input);
        foreach (JournalWork<Intent, Claim> work in batch.Claims)
            work.Result = _claims.Claim(work.Input, batch.Now);
        foreach (JournalWork<NameQuestion, bool> work in batch.NameQuestions)
            work.Result = _claims.Names.IsTaken(work.Input);
        foreach (JournalWork<RowNote, bool> work in batch.Notes)
            _claims.Rows.Note(work.Input, batch.Now);
        return true;
    });

    public void EndRun(Guid run, RunCounts counts, DateTimeOffset now) => Write(() =>
    {
        _runs.End(run, counts, now);
        return true;
    });

    public IReadOnlyList<JournaledOperation> List(OperationFilter filter) => Guarded(() => _search.List(filter));

    public long Count(OperationFilter filter) => Guarded(() => _search.Count(filter));

    public IReadOnlyList<Doubt> Doubts(IReadOnlyCollection<long> ids, DateTimeOffset now) =>
        Guarded(() => _claims.Doubts(ids, now.ToUnixTimeMilliseconds()));

    public bool IsNameTaken(NameQuestion question) => Guarded(() => _claims.Names.IsTaken(question));

    public IReadOnlyCollection<long> Settle(IReadOnlyCollection<long> ids, Settlement settlement) =>
        Write(() => _settling.Settle(ids, settlement));

    public IReadOnlyCollection<long> Reopen(IReadOnlyCollection<long> ids, string by, string? reason, DateTimeOffset now) =>
        Write(() => _settling.Reopen(ids, by, reason, now));

    public long Remove(OperationFilter filter) => Write(() => _search.Remove(filter));

    public IReadOnlyList<JournaledRun> Runs(RunFilter filter)
    {
        RecordBegun();
        return Guarded(() => _runSearch.List(filter));
    }

    public IEnumerable<RunRow> Rows(Guid run)
    {
        RecordBegun();
        using IEnumerator<RunRow> rows = _runSearch.Rows(run).GetEnumerator();
        while (Guarded(rows.MoveNext))
            yield return rows.Current;
    }

    // A run that has claimed nothing yet is not recorded yet.
    private void RecordBegun()
    {
        if (_runs.HasUnrecorded)
            Write(static () => true);
    }

    public void Dispose()
    {
        _claims.Dispose();
        _commits.Dispose();
        _connection.Dispose();
        _commits.NoteClosed();
    }

    // One at a time in this process, whatever versions of the module are in it. The write lock is taken at the start, so that nothing changes
    // between reading and writing.
    private T Write<T>(Func<T> write) => Guarded(() =>
    {
        lock (_gate)
        {
            T result;
            using (SqliteTransaction transaction = _connection.BeginTransaction(deferred: false))
            {
                try
                {
                    _runs.RecordBegun();
                    result = write();
                    _commits.Count();
                    transaction.Commit();
                }
                catch
                {
                    // What was undone must not be remembered.
                    _claims.Forget();
                    throw;
                }
            }

            _runs.OnRecorded();
            _commits.NoteDurable();
            return result;
        }
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
