using System;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Execution;
using Provisioning.LegacySupport;

namespace Provisioning.Runs;

/// <summary>Admits rows, gives them slots, and stops the run.</summary>
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
    private int _waiting;
    private TaskCompletionSource<bool> _firstWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="options">The options of the run.</param>
    /// <param name="recordsIntents">Whether rows are admitted ahead of the slots, to have their intents recorded.</param>
    public RunGate(RunOptions options, bool recordsIntents)
    {
        _grace = options.Grace;
        _slots = new SemaphoreSlim(options.ThrottleLimit);

        // Intents are recorded ahead of the slots, so that no slot waits for the disk. Their number is limited, because a killed run leaves
        // each of them in doubt. With a limit of one, rows are sent one after another in input order, so nothing is recorded ahead.
        bool goesAhead = recordsIntents && options.ThrottleLimit > 1;
        _admitted = new SemaphoreSlim(goesAhead ? options.ThrottleLimit * 2 : options.ThrottleLimit);
    }

    /// <summary>Whether a row waits for something else than its turn.</summary>
    public bool HasWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>Ends when a row begins to wait for something else than its turn, and none did before.</summary>
    public Task Waiting => Volatile.Read(ref _firstWaits).Task;

    public bool IsStopping => Volatile.Read(ref _stops) != 0;

    /// <summary>Ends when the run is told to stop.</summary>
    public Task Stopping => _stopping.Task;

    public StopSignals Signals => new(_stop.Token, _abandon.Token);

    /// <summary>
    /// Waits until a row is admitted. Called as rows are added, not by their workers, so that rows are admitted in input order.
    /// </summary>
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

        // All waiting rows continue and see that the run is stopping. A token would do the same, but needs a registration for each row.
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

    private void BeginWaiting()
    {
        if (Interlocked.Increment(ref _waiting) == 1)
        {
            var next = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref _firstWaits, next).TrySetResult(true);
        }
    }

    /// <summary>
    /// A row's admission. It is released once, however often Release is called: at the latest when the row waits, because then its intent no
    /// longer waits for a slot.
    /// </summary>
    internal sealed class Admission(RunGate gate) : IRowSlot
    {
        private int _released;

        public void Release()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
                gate._admitted.Release();
        }

        public async Task LeaveAsync(Task wait)
        {
            Release();
            gate.ReleaseSlot();
            gate.BeginWaiting();
            try
            {
                await wait.ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref gate._waiting);
                await gate.TakeSlotAsync().ConfigureAwait(false);
            }
        }
    }
}
