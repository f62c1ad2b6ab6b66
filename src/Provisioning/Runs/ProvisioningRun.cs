using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>
/// Runs many rows at once: rows start in input order, up to a limit at a time, and their results are returned in input order. One thread
/// adds and takes rows; the work is done on other threads. <see cref="RunAsync"/> adds and takes for callers that can await.
/// </summary>
public sealed class ProvisioningRun : IDisposable
{
    private readonly RunOptions _options;
    private readonly RunJournal? _journal;
    private readonly RecordedDelivery? _recorded;
    private readonly IOperationLog _log;
    private readonly RunGate _gate;
    private readonly RetryPolicies _retries = new();
    private readonly KeyQueue _keys = new();
    private readonly RowWindow _window = new();
    private readonly PlannedDelivery? _planned;
    private VendorApiException? _fatal;

    internal ProvisioningRun(RunJournal? journal, RunOptions options, IOperationLog log, RowPlanner? planner = null)
    {
        _options = options;
        _journal = journal;
        Id = journal?.Run ?? Guid.NewGuid();
        _recorded = journal is null ? null : new RecordedDelivery(journal, options);
        _log = log;
        _gate = new RunGate(options, recordsIntents: journal is not null);
        _planned = planner is null ? null : new PlannedDelivery(planner, _gate, _retries, log, EndIfFatal);
        Account = planner?.Account ?? journal?.Account;
    }

    /// <summary>Starts a run and records it in the journal.</summary>
    /// <param name="connection">The connection to which its rows are sent. The journal records it.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="log">Receives messages about what the run does; null for none.</param>
    /// <returns>The run.</returns>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static ProvisioningRun Open(Connection connection, RunOptions options, IOperationLog? log = null)
    {
        log ??= SilentLog.Instance;
        if (options.IsPlan)
            return new ProvisioningRun(journal: null, options, log, new RowPlanner(JournalPreview.Open(connection, options), options));
        RunJournal? journal = null;
        if (!options.NoJournal)
        {
            TimeProvider time = connection.Options.TimeProvider;
            JournalLocation location = JournalPlace.Choose(options.Journal);
            journal = RunJournal.Open(
                location,
                () => JournalStores.Open(location, create: true, time),
                RunDescription.Of(connection, options, time),
                RunDescription.AccountOf(connection),
                time);
        }

        var run = new ProvisioningRun(journal, options, log) { Account = journal?.Account ?? connection.Account };
        try
        {
            options.ApprovedPlan?.CheckDestination(connection, run.Account);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>The run's id, by which the journal knows it.</summary>
    public Guid Id { get; }

    /// <summary>The account whose customers the rows become; null if accounts are not distinguished.</summary>
    public string? Account { get; private init; }

    /// <summary>The error that ended the run, if there is one.</summary>
    public VendorApiException? Fatal => Volatile.Read(ref _fatal);

    /// <summary>The numbers of rows that were taken, by how they ended.</summary>
    public RunStatistics Statistics { get; } = new();

    /// <summary>Whether the run was told to stop.</summary>
    public bool IsStopping => _gate.IsStopping;

    /// <summary>How long the run still waits for a vendor that cannot be reached; null if it does not wait for one.</summary>
    public TimeSpan? OutageTimeLeft => _retries.OutageTimeLeft;

    /// <summary>Whether there are rows that were not taken yet.</summary>
    public bool HasRows => _window.Count > 0;

    /// <summary>Whether a row must be taken before another one can be added.</summary>
    public bool IsFull => _window.Count >= (_gate.HasWaiting ? _options.WindowWhileWaiting : _options.Window);

    /// <summary>Runs rows as they arrive. Results are returned in input order, each as soon as all previous ones were returned.</summary>
    /// <param name="rows">
    /// The rows. They are read no further ahead than the window allows. When the run stops, their token is canceled, and a source that
    /// ignores it is abandoned.
    /// </param>
    /// <param name="cancellationToken">
    /// Stops the run: no new calls start, calls in flight get the grace period, and the results still follow.
    /// </param>
    /// <returns>The results of all rows that were read. They end early if the run has a <see cref="Fatal"/> error.</returns>
    public IAsyncEnumerable<RowResult> RunAsync(
        IAsyncEnumerable<PreparedOperation> rows, CancellationToken cancellationToken = default) =>
        new RowPump(this, _gate, _window).RunAsync(rows, cancellationToken);

    /// <summary>Adds a row. It starts as soon as a slot is free.</summary>
    /// <param name="operation">The row's operation. It is not sent if it has a <see cref="PreparedOperation.Refusal"/>.</param>
    public void Add(PreparedOperation operation)
    {
        if (_planned is not null)
        {
            _window.Add(_planned.PlanAsync(operation));
            return;
        }

        if ((operation.Refusal ?? _options.ApprovedPlan?.FindDrift(operation, Account, _options.CreateAgain)) is { } refusal)
        {
            _journal?.Note(RowMapping.Note(operation, refusal));
            _window.Add(Task.FromResult(RowResult.Failed(operation, refusal)));
            return;
        }

        // Changes of one customer are made one after the other, because each reads first what it does not set.
        KeyQueue.Turn? turn = _recorded is null && !operation.Definition.Kind.IsRepeatable() ? null : _keys.Enter(operation);
        Task admitted = _gate.AdmitAsync();

        // A row that must wait stops at its first await on this thread. Any other row would do its work here, so it goes to a worker
        // thread.
        Func<Task<RowResult>> begin = turn is null
            ? () => DeliverRowAsync(operation, admitted)
            : () => DeliverInTurnAsync(operation, admitted, turn);
        _window.Add(!admitted.IsCompleted || turn is { MustWait: true } ? begin() : Task.Run(begin));
    }

    /// <summary>Counts and records rows that were refused before the run was opened.</summary>
    /// <param name="rows">The rows, or the first of them if there were too many to keep.</param>
    /// <param name="count">The number of all such rows.</param>
    internal void TakeUp(IReadOnlyList<RowNote> rows, int count)
    {
        Statistics.CountRefused(count);
        foreach (RowNote row in rows)
            _journal?.Note(row);
    }

    /// <summary>Takes the result of the next row in input order, if the row has ended.</summary>
    /// <param name="result">The row's result.</param>
    /// <returns>Whether a result was taken.</returns>
    public bool TryTake(out RowResult? result)
    {
        if (!_window.TryTake(out result))
            return false;
        Statistics.Count(result!);
        return true;
    }

    /// <summary>Waits until the next row has ended, but no longer than a time limit.</summary>
    /// <param name="atMost">The time limit.</param>
    public void WaitForNext(TimeSpan atMost) => _window.WaitForNext(atMost);

    /// <summary>Starts no new calls. Calls in flight may still be answered during the grace period; after that they are in doubt.</summary>
    public void Stop() => _gate.Stop();

    /// <summary>Ends the run: stops it if rows were not taken, and records its end.</summary>
    public void Dispose()
    {
        bool isOver = true;
        if (HasRows)
        {
            Stop();
            isOver = Task.WaitAll([.. _window.All], _options.Grace + _options.LeavingTime);
        }

        _journal?.End(Statistics.Counts);
        _planned?.Dispose();

        // A row that still does not end is left behind, and is in doubt for the next run. It may still use these.
        if (!isOver)
            return;
        _gate.Dispose();
        _window.Dispose();
    }

    private async Task<RowResult> DeliverInTurnAsync(PreparedOperation operation, Task admitted, KeyQueue.Turn turn)
    {
        using (turn)
        {
            await turn.Before.ConfigureAwait(false);
            return await DeliverRowAsync(operation, admitted).ConfigureAwait(false);
        }
    }

    private async Task<RowResult> DeliverRowAsync(PreparedOperation operation, Task admitted)
    {
        await admitted.ConfigureAwait(false);

        // Released as soon as the call is answered, so that the next intent is recorded together with this result.
        var admission = new RunGate.Admission(_gate);
        try
        {
            if (IsStopping)
                return NotStarted(operation);
            RowResult result = await DeliverAsync(operation, admission).ConfigureAwait(false);
            for (PreparedOperation? next = operation.Next; next is not null && result.Resource is not null; next = next.Next)
                result = (await DeliverAsync(next, admission).ConfigureAwait(false)).After(result);
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
            // A bug in the module must cost one row, and report it, not the run.
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
            return await _recorded.DeliverAsync(operation, record => SendAsync(operation, record, admission), admission.Release)
                .ConfigureAwait(false);
        }

        operation.AssignId(operation.ProposedId);
        return (await SendAsync(operation, new UnrecordedOperation(), admission).ConfigureAwait(false)).ToRow(operation);
    }

    private async Task<OperationResult> SendAsync(PreparedOperation operation, IOperationRecord record, RunGate.Admission admission)
    {
        await _gate.TakeSlotAsync().ConfigureAwait(false);
        VendorChannel? channel = null;
        try
        {
            channel = IsStopping ? null : VendorChannel.TryUse(operation.Connection);
            if (channel is null)
                return RunDescription.NotBegun(IsStopping ? Attempt.Stopped : VendorChannel.Closed, record.Earlier is not null);
            var executor = new OperationExecutor(
                operation, _log, channel, record, admission, _retries.Of(operation.Connection), _gate.Signals, _options.IfExists);
            OperationResult result = await executor.DeliverAsync().ConfigureAwait(false);

            // Not only if the row's own error says so: the credentials may have been refused while an operation in doubt was checked.
            if (result.Last.RunError is { } error)
                EndIfFatal(RowMapping.Error(operation, error, result.Last.Message, result));
            else if (result.Outcome is null)
                EndIfFatal(result.ToException(operation));
            return result;
        }
        finally
        {
            channel?.EndUse();
            _gate.ReleaseSlot();
        }
    }

    private RowResult NotStarted(PreparedOperation operation)
    {
        _journal?.Note(RowMapping.Note(operation, RowMapping.Error(operation, ProvisioningError.NotSent, Attempt.Stopped.Message)));
        return RowResult.NotStarted(operation);
    }

    private void EndIfFatal(VendorApiException exception)
    {
        if (exception.EndsRun && Interlocked.CompareExchange(ref _fatal, exception, null) is null)
            Stop();
    }
}
