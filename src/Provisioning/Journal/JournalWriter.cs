using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Provisioning.Operations;

namespace Provisioning.Journal;

/// <summary>
/// The one writer of a journal in this process. It commits in one go what has gathered while the last commit was under way, so that the
/// disk's few milliseconds are shared by all who wait.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private static readonly Dictionary<string, JournalWriter> s_open = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly JournalStore _store;
    private readonly TimeProvider _time;
    private readonly object _gate = new();
    private List<Work> _gathered = [];
    private bool _isClosing;
    private VendorApiException? _broken;
    private int _users;

    private JournalWriter(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        _store = new JournalStore(path);
        new Thread(Run) { IsBackground = true, Name = "Provisioning journal" }.Start();
    }

    /// <summary>The journal's writer, shared by all runs of this process.</summary>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static JournalWriter Open(string path, TimeProvider time)
    {
        lock (s_open)
        {
            if (!s_open.TryGetValue(path, out JournalWriter? writer) || writer._broken is not null)
                s_open[path] = writer = new JournalWriter(path, time);
            writer._users++;
            return writer;
        }
    }

    public Task<Claim> ClaimAsync(PreparedOperation operation, Guid run, bool force) =>
        EnqueueAsync((store, now) => store.Claim(operation, run, force, now));

    public Task CompleteAsync(long id, Guid run, Outcomes outcome) =>
        EnqueueAsync((store, now) =>
        {
            store.Complete(id, run, outcome, now);
            return true;
        });

    public Task<bool> IsNameUsedByAnotherAsync(PreparedOperation operation, long id) =>
        EnqueueAsync((store, _) => store.IsNameUsedByAnother(operation, id));

    /// <summary>Lets go of the writer; the last user closes it, after all that has gathered is written.</summary>
    public void Dispose()
    {
        lock (s_open)
        {
            if (--_users > 0)
                return;
            if (s_open.TryGetValue(_path, out JournalWriter? open) && ReferenceEquals(open, this))
                s_open.Remove(_path);
        }

        lock (_gate)
        {
            _isClosing = true;
            Monitor.Pulse(_gate);
        }
    }

    private Task<T> EnqueueAsync<T>(Func<JournalStore, long, T> action)
    {
        var work = new Work<T>(action);
        lock (_gate)
        {
            if (_broken is { } broken)
                return Task.FromException<T>(broken);
            _gathered.Add(work);
            if (_gathered.Count == 1)
                Monitor.Pulse(_gate);
        }

        return work.Task;
    }

    private void Run()
    {
        var spare = new List<Work>();
        while (true)
        {
            List<Work> batch;
            lock (_gate)
            {
                while (_gathered.Count == 0)
                {
                    if (_isClosing)
                    {
                        _store.Dispose();
                        return;
                    }

                    Monitor.Wait(_gate);
                }

                batch = _gathered;
                _gathered = spare;
            }

            Commit(batch);
            batch.Clear();
            spare = batch;
        }
    }

    private void Commit(List<Work> batch)
    {
        try
        {
            if (_broken is { } broken)
                throw broken;
            long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            using SqliteTransaction transaction = _store.Begin();
            foreach (Work work in batch)
                work.Execute(_store, now);
            transaction.Commit();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whether it was the disk or one statement: from here on it is not known what is recorded, so nothing more may be sent.
            // Damaged records show in many ways, and on this thread an exception that nobody takes ends the process.
            VendorApiException error = JournalErrors.From(_path, exception);
            lock (_gate)
                _broken ??= error;
            foreach (Work work in batch)
                work.Fail(error);
            return;
        }

        foreach (Work work in batch)
            work.Succeed();
    }

    private abstract class Work
    {
        public abstract void Execute(JournalStore store, long now);

        public abstract void Succeed();

        public abstract void Fail(VendorApiException error);
    }

    private sealed class Work<T>(Func<JournalStore, long, T> action) : Work
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Task => _source.Task;

        public override void Execute(JournalStore store, long now) => _result = action(store, now);

        public override void Succeed() => _source.SetResult(_result);

        public override void Fail(VendorApiException error) => _source.SetException(error);
    }
}
