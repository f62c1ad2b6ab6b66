using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Http;
using Provisioning.Journal;
using Provisioning.LegacySupport;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>
/// Many rows at once: started in the order of the input, at most so many at a time, given back in the order of the input.
/// One thread adds and takes; the work is done elsewhere.
/// </summary>
internal sealed class ProvisioningRun : IDisposable
{
    private const int Everybody = int.MaxValue / 2;

    private readonly RunOptions _options;
    private readonly RunJournal? _journal;
    private readonly IOperationLog _log;
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _admitted;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly Queue<Task<RowResult>> _window = new();
    private readonly ConcurrentDictionary<(OperationDefinition, Connection, string), Task> _byKey = new();
    private readonly AutoResetEvent _signal = new(initialState: false);
    private Task? _awaited;
    private VendorApiException? _fatal;
    private int _stops;

    public ProvisioningRun(RunJournal? journal, RunOptions options, IOperationLog log)
    {
        _options = options;
        _journal = journal;
        _log = log;
        _slots = new SemaphoreSlim(options.ThrottleLimit);

        // Intents are recorded ahead of the slots, or the disk's time would sit in each slot's; but no more than this, since a killed run leaves each in doubt.
        // One at a time means one after another, in the order of the input: then nothing goes ahead.
        _admitted = new SemaphoreSlim(journal is null || options.ThrottleLimit == 1 ? options.ThrottleLimit : options.ThrottleLimit * 2);
    }

    /// <summary>The error that ends the run, once there is one.</summary>
    public VendorApiException? Fatal => Volatile.Read(ref _fatal);

    public RunStatistics Statistics { get; } = new();

    public bool IsStopping => Volatile.Read(ref _stops) != 0;

    /// <summary>Whether rows are still to be taken.</summary>
    public bool HasRows => _window.Count > 0;

    /// <summary>Whether a row must be taken before another may be added.</summary>
    public bool IsFull => _window.Count >= _options.Window;

    /// <summary>Adds a row that is not to be sent.</summary>
    public void AddFailed(PreparedOperation operation, VendorApiException error) => _window.Enqueue(Task.FromResult(RowResult.Failed(operation, error)));

    /// <summary>Adds a row; its work begins as soon as there is room.</summary>
    public void Add(PreparedOperation operation)
    {
        Task? before = null;
        TaskCompletionSource<bool>? after = null;
        (OperationDefinition, Connection, string) key = default;
        if (_journal is not null && operation.Key is not null)
        {
            // A second row with the same key waits for the first: the journal then tells it what became of that.
            key = (operation.Definition, operation.Connection, operation.Key);
            after = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _byKey.TryGetValue(key, out before);
            _byKey[key] = after.Task;
        }

        // Asked for here and not by the worker, so that rows are let in as they came.
        Task admitted = _admitted.WaitAsync();

        // A row that has to wait goes no further than that on this thread; one that has not belongs to a worker.
        Func<Task<RowResult>> begin = after is null ? () => RunAsync(operation, admitted) : () => RunInTurnAsync(operation, admitted, key, before, after);
        Task<RowResult> row = !admitted.IsCompleted || before is { IsCompleted: false } ? begin() : Task.Run(begin);
        _window.Enqueue(row);
        row.ContinueWith(
            static (task, state) => ((ProvisioningRun)state!).OnRowEnded(task), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Takes the next row in the order of the input, if it has ended.</summary>
    public bool TryTake(out RowResult? result)
    {
        result = null;
        if (_window.Count == 0 || !_window.Peek().IsCompleted)
            return false;
        result = _window.Dequeue().GetAwaiter().GetResult();
        Statistics.Count(result);
        return true;
    }

    /// <summary>Waits until the next row has ended, or the time is over.</summary>
    public void WaitForNext(TimeSpan atMost)
    {
        if (_window.Count == 0)
            return;
        Task next = _window.Peek();
        Volatile.Write(ref _awaited, next);
        if (!next.IsCompleted)
            _signal.WaitOne(atMost);
    }

    /// <summary>Begins no new work. What is in flight may be answered until the grace is over, and is in doubt after that.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stops, 1) != 0)
            return;
        _abandon.CancelAfter(_options.Grace);
        Platform.CancelSoon(_stop);

        // All who wait go on, and see that the run is stopping. A token would do the same, at the price of a registration with it for each row.
        _admitted.Release(Everybody);
        _slots.Release(Everybody);
    }

    public void Dispose()
    {
        if (_window.Count > 0)
        {
            Stop();
            Task.WaitAll([.. _window]);
        }

        _journal?.Dispose();
        _stop.Dispose();
        _abandon.Dispose();
        _slots.Dispose();
        _admitted.Dispose();
        _signal.Dispose();
    }

    private void OnRowEnded(Task row)
    {
        if (ReferenceEquals(Volatile.Read(ref _awaited), row))
            _signal.Set();
    }

    private async Task<RowResult> RunInTurnAsync(
        PreparedOperation operation, Task admitted, (OperationDefinition, Connection, string) key, Task? before, TaskCompletionSource<bool> after)
    {
        try
        {
            if (before is not null)
                await before.ConfigureAwait(false);
            return await RunAsync(operation, admitted).ConfigureAwait(false);
        }
        finally
        {
            after.TrySetResult(true);
            ((ICollection<KeyValuePair<(OperationDefinition, Connection, string), Task>>)_byKey).Remove(new(key, after.Task));
        }
    }

    private async Task<RowResult> RunAsync(PreparedOperation operation, Task admitted)
    {
        await admitted.ConfigureAwait(false);

        // Let go of as soon as the call is answered, so that the next intent is recorded while this outcome is.
        var admission = new Admission(_admitted);
        try
        {
            if (IsStopping)
                return RowResult.NotStarted(operation);
            return _journal is null
                ? ToResult(operation, await SendAsync(operation, isInDoubt: false, claim: null, admission).ConfigureAwait(false))
                : await RunRecordedAsync(operation, _journal, admission).ConfigureAwait(false);
        }
        catch (VendorApiException exception)
        {
            EndIfFatal(exception);
            return RowResult.Failed(operation, exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A mistake of ours must cost one row, reported, and not the run.
            return RowResult.Failed(operation, new VendorApiException(ProvisioningError.OutcomeUnknown, operation.Mask("The module failed on this row: " + exception.Message))
            {
                Vendor = operation.Definition.Vendor.Name,
                Operation = operation.Definition.Name,
                CorrelationId = operation.CorrelationId,
                Delivery = Delivery.Unknown,
            });
        }
        finally
        {
            admission.Release();
        }
    }

    private async Task<RowResult> RunRecordedAsync(PreparedOperation operation, RunJournal journal, Admission admission)
    {
        Claim claim = await journal.ClaimAsync(operation, _options.Force).ConfigureAwait(false);
        operation.CorrelationId = claim.CorrelationId ?? operation.CorrelationId;
        switch (claim.Kind)
        {
            case ClaimKind.Replay:
                return Replayed(operation, claim);
            case ClaimKind.Held:
                return RowResult.Failed(operation, Refusal(operation, ProvisioningError.HeldByAnotherRun, $"Another run that is still alive is working on '{operation.Key}'."));
            case ClaimKind.OtherData:
                return RowResult.Failed(operation, Refusal(operation, ProvisioningError.KeyReusedWithOtherData, $"The journal knows '{operation.Key}' with other data ({claim.Message})."));
        }

        operation.AssignId(claim.ChosenId);
        Completion completion = await SendAsync(operation, claim.Kind == ClaimKind.Recover, claim, admission).ConfigureAwait(false);
        admission.Release();
        try
        {
            await journal.CompleteAsync(claim.Id, ToOutcomes(completion, claim)).ConfigureAwait(false);
        }
        catch (VendorApiException exception)
        {
            EndIfFatal(exception);
            string known = completion.Delivery == Delivery.Confirmed ? $"The vendor created it (id {completion.VendorId ?? operation.ChosenId?.ToString() ?? "not told"})" : completion.Message;
            return RowResult.Failed(operation, Refusal(operation, ProvisioningError.JournalUnavailable, $"{known}, but that could not be recorded, so the next run counts it as in doubt. {exception.Message}", completion));
        }

        return ToResult(operation, completion);
    }

    private async Task<Completion> SendAsync(PreparedOperation operation, bool isInDoubt, Claim? claim, Admission admission)
    {
        if (claim is null)
            operation.AssignId(operation.ProposedId);
        await _slots.WaitAsync().ConfigureAwait(false);
        try
        {
            if (IsStopping)
                return NotBegun(isInDoubt);
            Func<Task<bool>>? isNameUsed = claim is null ? null : () => _journal!.IsNameUsedByAnotherAsync(operation, claim.Id);
            Completion completion = await new DeliveryEngine(operation, _log, isNameUsed, _stop.Token, _abandon.Token).DeliverAsync(isInDoubt).ConfigureAwait(false);
            EndIfFatal(completion, operation);
            return completion;
        }
        finally
        {
            _slots.Release();
            admission.Release();
        }
    }

    private static Completion NotBegun(bool isInDoubt) => new()
    {
        Delivery = isInDoubt ? Delivery.Unknown : Delivery.NotSent,
        Error = isInDoubt ? ProvisioningError.OutcomeUnknown : ProvisioningError.NotSent,
        Message = "The call was not sent: the run was stopped." + (isInDoubt ? " An earlier run's call is still in doubt." : string.Empty),
        WasStopped = !isInDoubt,
    };

    private static RowResult ToResult(PreparedOperation operation, Completion completion)
    {
        if (completion.WasStopped)
            return RowResult.NotStarted(operation);
        if (completion.Delivery != Delivery.Confirmed)
            return RowResult.Failed(operation, completion.ToException(operation));
        ProvisionedResource resource = operation.CreateResult(completion.Created, completion.VendorId ?? operation.ChosenId?.ToString());
        resource.Outcome = completion.Outcome;
        resource.Attempts = completion.Attempts;
        resource.CorrelationId = operation.CorrelationId;
        return RowResult.Done(operation, resource);
    }

    private static RowResult Replayed(PreparedOperation operation, Claim claim)
    {
        operation.AssignId(claim.ChosenId);
        ProvisionedResource resource = operation.CreateResult(claim.Answer is null ? null : AnswerReader.Parse(claim.Answer).Json as JObject, claim.VendorId);
        resource.Outcome = Outcome.Replayed;
        resource.CorrelationId = operation.CorrelationId;
        return RowResult.Done(operation, resource);
    }

    private static Outcomes ToOutcomes(Completion completion, Claim claim)
    {
        bool isDone = completion.Delivery == Delivery.Confirmed;
        bool stays = claim.WasConfirmed && completion.Delivery is not (Delivery.Confirmed or Delivery.Unknown);
        return new Outcomes(completion.Delivery switch
        {
            _ when stays => OperationState.Confirmed,
            Delivery.Confirmed => OperationState.Confirmed,
            Delivery.Rejected => OperationState.Rejected,
            Delivery.Unknown => OperationState.InDoubt,
            _ => OperationState.NotSent,
        })
        {
            VendorId = stays ? claim.VendorId : completion.VendorId,
            Answer = stays ? claim.Answer : completion.Created?.ToString(Newtonsoft.Json.Formatting.None),
            Error = isDone || stays ? null : completion.Error.ToString(),
            Message = isDone || stays ? null : completion.Message,
            Attempts = completion.Attempts,
        };
    }

    private static VendorApiException Refusal(PreparedOperation operation, ProvisioningError error, string message, Completion? completion = null) => new(error, operation.Mask(message))
    {
        Vendor = operation.Definition.Vendor.Name,
        Operation = operation.Definition.Name,
        CorrelationId = operation.CorrelationId,
        Delivery = completion?.Delivery ?? Delivery.NotSent,
        HttpStatus = completion?.HttpStatus,
        Attempts = completion?.Attempts ?? 0,
    };

    private void EndIfFatal(Completion completion, PreparedOperation operation)
    {
        if (completion.CredentialsRefused)
            EndIfFatal(Refusal(operation, ProvisioningError.CredentialsRefused, completion.Message));
        else if (completion.Delivery != Delivery.Confirmed)
            EndIfFatal(completion.ToException(operation));
    }

    private void EndIfFatal(VendorApiException exception)
    {
        if (exception.EndsRun && Interlocked.CompareExchange(ref _fatal, exception, null) is null)
            Stop();
    }

    /// <summary>Released once, however often it is asked to.</summary>
    private sealed class Admission(SemaphoreSlim semaphore)
    {
        private int _released;

        public void Release()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
                semaphore.Release();
        }
    }
}
