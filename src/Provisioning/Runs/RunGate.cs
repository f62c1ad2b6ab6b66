using System;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Execution;
using Provisioning.LegacySupport;

namespace Provisioning.Runs;

/// <summary>Lets rows in, gives them slots, and stops.</summary>
internal sealed class RunGate : IDisposable
{
    private const int Everybody = int.MaxValue / 2;

    private readonly TimeSpan _grace;
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _admitted;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly TaskCompletionSource<bool> _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stops;

    /// <param name="options">How many at once, and the grace after a stop.</param>
    /// <param name="recordsIntents">Whether rows go ahead of the slots to have their intents recorded.</param>
    public RunGate(RunOptions options, bool recordsIntents)
    {
        _grace = options.Grace;
        _slots = new SemaphoreSlim(options.ThrottleLimit);

        // Intents are recorded ahead of the slots, or the disk's time would sit in each slot's; but no more than this, since a killed run leaves each in doubt.
        // One at a time means one after another, in the order of the input: then nothing goes ahead.
        bool goesAhead = recordsIntents && options.ThrottleLimit > 1;
        _admitted = new SemaphoreSlim(goesAhead ? options.ThrottleLimit * 2 : options.ThrottleLimit);
    }

    public bool IsStopping => Volatile.Read(ref _stops) != 0;

    /// <summary>Ends when the run is told to stop.</summary>
    public Task Stopping => _stopping.Task;

    public StopSignals Signals => new(_stop.Token, _abandon.Token);

    /// <summary>Waits to be let in. Asked for as rows come, and not by their workers, so that they are let in in that order.</summary>
    public Task AdmitAsync() => _admitted.WaitAsync();

    public Task TakeSlotAsync() => _slots.WaitAsync();

    public void ReleaseSlot() => _slots.Release();

    /// <summary>Begins no new work. What is in flight may be answered until the grace is over, and is in doubt after that.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stops, 1) != 0)
            return;
        _abandon.CancelAfter(_grace);
        Platform.CancelSoon(_stop);
        _stopping.TrySetResult(true);

        // All who wait go on, and see that the run is stopping. A token would do the same, at the price of a registration with it for each row.
        _admitted.Release(Everybody);
        _slots.Release(Everybody);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abandon.Dispose();
        _slots.Dispose();
        _admitted.Dispose();
    }

    /// <summary>A row's place inside, given back once, however often it is asked to.</summary>
    internal sealed class Admission(RunGate gate)
    {
        private int _released;

        public void Release()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
                gate._admitted.Release();
        }
    }
}
