using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Journal;

/// <summary>
/// The only writer of a journal in this process. It commits everything that was queued during the previous commit in one transaction, so
/// that all waiting rows share the few milliseconds of a disk flush or a round trip.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private static readonly TimeSpan s_closing = TimeSpan.FromSeconds(10);
    private static readonly Dictionary<JournalLocation, GroupCommit> s_open = [];

    private readonly IJournalStore _store;
    private readonly TimeProvider _time;
    private readonly Thread _writer;
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
        _writer = new Thread(WriteBatches) { IsBackground = true, Name = "Provisioning journal" };
        _writer.Start();
    }

    public JournalLocation Location => _store.Location;

    /// <summary>Opens a journal's writer, which all runs of this process share.</summary>
    /// <param name="location">The journal.</param>
    /// <param name="open">Opens the store if this process does not have it open.</param>
    /// <param name="time">The source of time.</param>
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

    /// <summary>Records an intent, or returns why the operation must not be sent.</summary>
    public Task<Claim> ClaimAsync(Intent intent) =>
        EnqueueAsync(static batch => batch.Claims, new JournalWork<Intent, Claim>(intent));

    /// <summary>Records the result of an operation.</summary>
    public Task CompleteAsync(ICompletion completion) =>
        EnqueueAsync(static batch => batch.Completions, new JournalWork<ICompletion, bool>(completion));

    /// <summary>Records that the customer of an operation was not there before its first call.</summary>
    public Task NoteAbsentAsync(AbsenceNote note) => EnqueueAsync(static batch => batch.Absences, new JournalWork<AbsenceNote, bool>(note));

    /// <summary>Returns whether another operation has one of an operation's names.</summary>
    public Task<bool> IsNameTakenAsync(NameQuestion question) =>
        EnqueueAsync(static batch => batch.NameQuestions, new JournalWork<NameQuestion, bool>(question));

    /// <summary>Records a row that was not sent.</summary>
    public Task NoteAsync(RowNote note) => EnqueueAsync(static batch => batch.Notes, new JournalWork<RowNote, bool>(note));

    /// <summary>Uses the store between two commits, on the calling thread.</summary>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public T Use<T>(Func<IJournalStore, T> action)
    {
        lock (_store)
            return _broken is { } broken ? throw broken : action(_store);
    }

    /// <summary>Releases the writer. The last user closes it after everything that is queued was written.</summary>
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

        // A process that ends before its journal is closed looks like one that was killed, and the next one checks the whole journal.
        _writer.Join(s_closing);
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

    private void WriteBatches()
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
            // Whether the disk or one statement failed: it is no longer certain what is recorded, so nothing more may be sent.
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
        batch.Absences.ForEach(tell);
        batch.NameQuestions.ForEach(tell);
        batch.Notes.ForEach(tell);
    }
}
