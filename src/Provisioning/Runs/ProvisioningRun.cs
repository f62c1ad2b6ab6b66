using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>
/// Many rows at once: begun in the order of the input, at most so many at a time, given out in the order of the input. One thread adds and takes;
/// the work is done elsewhere. <see cref="RunAsync"/> does the adding and taking for callers that can await.
/// </summary>
public sealed class ProvisioningRun : IDisposable
{
    private readonly RunOptions _options;
    private readonly RunJournal? _journal;
    private readonly RecordedDelivery? _recorded;
    private readonly IOperationLog _log;
    private readonly RunGate _gate;
    private readonly KeyQueue _keys = new();
    private readonly RowWindow _window = new();
    private VendorApiException? _fatal;

    internal ProvisioningRun(RunJournal? journal, RunOptions options, IOperationLog log)
    {
        _options = options;
        _journal = journal;
        _recorded = journal is null ? null : new RecordedDelivery(journal, options);
        _log = log;
        _gate = new RunGate(options, recordsIntents: journal is not null);
    }

    /// <summary>Begins a run, and records it in the journal.</summary>
    /// <param name="connection">The connection that its rows are sent on; the journal names it.</param>
    /// <param name="options">How it works.</param>
    /// <param name="log">Where it tells what it does; null where nobody listens.</param>
    /// <returns>The run.</returns>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static ProvisioningRun Open(Connection connection, RunOptions options, IOperationLog? log = null)
    {
        RunJournal? journal = null;
        if (!options.NoJournal)
        {
            TimeProvider time = connection.Options.TimeProvider;
            JournalLocation location = JournalPlace.Choose(options.Journal);
            journal = RunJournal.Open(location, () => JournalStores.Open(location, create: true), RunDescription.Of(connection, options, time), RunDescription.AccountOf(connection), time);
        }

        return new ProvisioningRun(journal, options, log ?? SilentLog.Instance);
    }

    /// <summary>The error that ends the run, once there is one.</summary>
    public VendorApiException? Fatal => Volatile.Read(ref _fatal);

    /// <summary>What the rows that were taken came to.</summary>
    public RunStatistics Statistics { get; } = new();

    /// <summary>Whether it was told to stop.</summary>
    public bool IsStopping => _gate.IsStopping;

    /// <summary>Whether rows are still to be taken.</summary>
    public bool HasRows => _window.Count > 0;

    /// <summary>Whether a row must be taken before another may be added.</summary>
    public bool IsFull => _window.Count >= _options.Window;

    /// <summary>Runs rows as they come, and gives their results out in the same order, each as soon as those before it are given.</summary>
    /// <param name="rows">The rows; not read further than the window is wide.</param>
    /// <param name="cancellationToken">Stops the run: nothing new is begun, what is in flight gets its grace, and results go on coming.</param>
    /// <returns>The results. They end early where the run has a <see cref="Fatal"/> error; the rows that were read all come out.</returns>
    public async IAsyncEnumerable<RowResult> RunAsync(
        IAsyncEnumerable<PreparedOperation> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenRegistration stop = cancellationToken.Register(static state => ((ProvisioningRun)state!).Stop(), this);
        IAsyncEnumerator<PreparedOperation> input = rows.GetAsyncEnumerator(CancellationToken.None);
        try
        {
            Task<bool>? reading = null;
            for (bool isOver = false; ;)
            {
                while (TryTake(out RowResult? result))
                    yield return result!;

                isOver |= _gate.IsStopping && reading is null;
                if (!isOver && !IsFull)
                {
                    reading ??= input.MoveNextAsync().AsTask();
                    if (reading.IsCompleted)
                    {
                        isOver = !await reading.ConfigureAwait(false);
                        reading = null;
                        if (!isOver)
                            Add(input.Current);
                        continue;
                    }
                }

                if (!HasRows && isOver)
                    yield break;
                await Task.WhenAny(new[] { _window.Next, reading }.OfType<Task>()).ConfigureAwait(false);
            }
        }
        finally
        {
            await input.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Adds a row; its work begins as soon as there is room.</summary>
    /// <param name="operation">The row's operation. One with a <see cref="PreparedOperation.Refusal"/> is not sent.</param>
    public void Add(PreparedOperation operation)
    {
        if (operation.Refusal is { } refusal)
        {
            _window.Add(Task.FromResult(RowResult.Failed(operation, refusal)));
            return;
        }

        KeyQueue.Turn? turn = _recorded is null ? null : _keys.Enter(operation);
        Task admitted = _gate.AdmitAsync();

        // A row that has to wait goes no further than that on this thread; one that has not belongs to a worker.
        Func<Task<RowResult>> begin = turn is null ? () => RunRowAsync(operation, admitted) : () => RunInTurnAsync(operation, admitted, turn);
        _window.Add(!admitted.IsCompleted || turn is { MustWait: true } ? begin() : Task.Run(begin));
    }

    /// <summary>Takes the next row in the order of the input, if it has ended.</summary>
    /// <param name="result">The row's result.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out RowResult? result)
    {
        if (!_window.TryTake(out result))
            return false;
        Statistics.Count(result!);
        return true;
    }

    /// <summary>Waits until the next row has ended, or the time is over.</summary>
    /// <param name="atMost">The time.</param>
    public void WaitForNext(TimeSpan atMost) => _window.WaitForNext(atMost);

    /// <summary>Begins no new work. What is in flight may be answered until the grace is over, and is in doubt after that.</summary>
    public void Stop() => _gate.Stop();

    /// <summary>Ends the run: stops where rows are still out, and records the end.</summary>
    public void Dispose()
    {
        if (HasRows)
        {
            Stop();
            Task.WaitAll([.. _window.All]);
        }

        if (_journal is not null)
        {
            _journal.Counts = Statistics.Counts;
            _journal.Dispose();
        }

        _gate.Dispose();
        _window.Dispose();
    }

    private async Task<RowResult> RunInTurnAsync(PreparedOperation operation, Task admitted, KeyQueue.Turn turn)
    {
        using (turn)
        {
            await turn.Before.ConfigureAwait(false);
            return await RunRowAsync(operation, admitted).ConfigureAwait(false);
        }
    }

    private async Task<RowResult> RunRowAsync(PreparedOperation operation, Task admitted)
    {
        await admitted.ConfigureAwait(false);

        // Let go of as soon as the call is answered, so that the next intent is recorded while this outcome is.
        var admission = new RunGate.Admission(_gate);
        try
        {
            if (IsStopping)
                return RowResult.NotStarted(operation);
            RowResult result = await DeliverAsync(operation, admission).ConfigureAwait(false);
            if (result.Error is { } error)
                EndIfFatal(error);
            return result;
        }
        catch (VendorApiException exception)
        {
            EndIfFatal(exception);
            return RowResult.Failed(operation, exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A mistake of ours must cost one row, reported, and not the run.
            return RunDescription.ModuleFailed(operation, exception).ToRow(operation);
        }
        finally
        {
            admission.Release();
        }
    }

    private async Task<RowResult> DeliverAsync(PreparedOperation operation, RunGate.Admission admission)
    {
        if (_recorded is not null)
        {
            return await _recorded.DeliverAsync(operation, (isInDoubt, names) => SendAsync(operation, isInDoubt, names), admission.Release)
                .ConfigureAwait(false);
        }

        operation.AssignId(operation.ProposedId);
        return (await SendAsync(operation, isInDoubt: false, NoNames.Instance).ConfigureAwait(false)).ToRow(operation);
    }

    private async Task<OperationResult> SendAsync(PreparedOperation operation, bool isInDoubt, INameRegister names)
    {
        await _gate.TakeSlotAsync().ConfigureAwait(false);
        try
        {
            if (IsStopping)
                return RunDescription.NotBegun(isInDoubt);
            OperationResult result = await new OperationExecutor(operation, _log, names, _gate.Signals).DeliverAsync(isInDoubt).ConfigureAwait(false);

            // Not only where the row's own error says so: a doubtful call may have met refused credentials while it was checked.
            if (result.Last.AreCredentialsRefused)
                EndIfFatal(RowMapping.Error(operation, ProvisioningError.CredentialsRefused, result.Last.Message));
            else if (result.Outcome is null)
                EndIfFatal(result.ToException(operation));
            return result;
        }
        finally
        {
            _gate.ReleaseSlot();
        }
    }

    private void EndIfFatal(VendorApiException exception)
    {
        if (exception.EndsRun && Interlocked.CompareExchange(ref _fatal, exception, null) is null)
            Stop();
    }
}
