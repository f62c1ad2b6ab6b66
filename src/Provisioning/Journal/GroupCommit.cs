using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Journal;

/// <summary>
/// The one writer of a journal in this process. It commits in one go what has gathered while the last commit was under way, so that the few
/// milliseconds of a disk or a round trip are shared by all who wait.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private static readonly Dictionary<JournalLocation, GroupCommit> s_open = [];

    private readonly IJournalStore _store;
    private readonly TimeProvider _time;
    private readonly object _gate = new();
    private JournalBatch _gathered = new(0);
    private int _count;
    private bool _isClosing;
    private VendorApiException? _broken;
    private int _users;

    private GroupCommit(IJournalStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        new Thread(Run) { IsBackground = true, Name = "Provisioning journal" }.Start();
    }

    public JournalLocation Location => _store.Location;

    /// <summary>The journal's writer, shared by all runs of this process.</summary>
    /// <param name="location">The journal.</param>
    /// <param name="open">Opens its store, where nobody has it open.</param>
    /// <param name="time">Where time comes from.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static GroupCommit Open(JournalLocation location, Func<IJournalStore> open, TimeProvider time)
    {
        lock (s_open)
        {
            if (!s_open.TryGetValue(location, out GroupCommit? writer) || writer._broken is not null)
                s_open[location] = writer = new GroupCommit(open(), time);
            writer._users++;
            return writer;
        }
    }

    /// <summary>Records an intent, or says why it must not be sent.</summary>
    public Task<Claim> ClaimAsync(Intent intent) => EnqueueAsync(static batch => batch.Claims, new JournalWork<Intent, Claim>(intent));

    /// <summary>Records what became of an operation.</summary>
    public Task CompleteAsync(IOperationOutcome outcome) => EnqueueAsync(static batch => batch.Completions, new JournalWork<IOperationOutcome, bool>(outcome));

    /// <summary>Asks whether another operation has one of an operation's names.</summary>
    public Task<bool> IsNameTakenAsync(NameQuestion question) =>
        EnqueueAsync(static batch => batch.NameQuestions, new JournalWork<NameQuestion, bool>(question));

    /// <summary>Does something with the store between two commits, on this thread.</summary>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public T Use<T>(Func<IJournalStore, T> action)
    {
        lock (_store)
            return _broken is { } broken ? throw broken : action(_store);
    }

    /// <summary>Lets go of the writer; the last user closes it, after all that has gathered is written.</summary>
    public void Dispose()
    {
        lock (s_open)
        {
            if (--_users > 0)
                return;
            if (s_open.TryGetValue(Location, out GroupCommit? open) && ReferenceEquals(open, this))
                s_open.Remove(Location);
        }

        lock (_gate)
        {
            _isClosing = true;
            Monitor.Pulse(_gate);
        }
    }

    private Task<TResult> EnqueueAsync<TInput, TResult>(
        Func<JournalBatch, List<JournalWork<TInput, TResult>>> part, JournalWork<TInput, TResult> work)
    {
        lock (_gate)
        {
            if (_broken is { } broken)
                return Task.FromException<TResult>(broken);
            part(_gathered).Add(work);
            if (++_count == 1)
                Monitor.Pulse(_gate);
        }

        return work.Task;
    }

    private void Run()
    {
        while (true)
        {
            JournalBatch batch;
            lock (_gate)
            {
                while (_count == 0)
                {
                    if (_isClosing)
                    {
                        lock (_store)
                            _store.Dispose();
                        return;
                    }

                    Monitor.Wait(_gate);
                }

                batch = _gathered with { Now = _time.GetUtcNow().ToUnixTimeMilliseconds() };
                _gathered = new JournalBatch(0);
                _count = 0;
            }

            Commit(batch);
        }
    }

    private void Commit(JournalBatch batch)
    {
        try
        {
            if (_broken is { } broken)
                throw broken;
            lock (_store)
                _store.Commit(batch);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whether it was the disk or one statement: from here on it is not known what is recorded, so nothing more may be sent.
            // Corruption surfaces as many exception types, and an unhandled exception on this thread would crash the process.
            VendorApiException error = JournalErrors.From(Location, exception);
            lock (_gate)
                _broken ??= error;
            Tell(batch, work => work.Fail(error));
            return;
        }

        Tell(batch, static work => work.Succeed());
    }

    private static void Tell(JournalBatch batch, Action<IJournalWork> tell)
    {
        batch.Completions.ForEach(tell);
        batch.Claims.ForEach(tell);
        batch.NameQuestions.ForEach(tell);
    }
}
