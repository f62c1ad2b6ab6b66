using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>Adds rows to a run and takes its results, for callers that can await.</summary>
/// <param name="run">The run.</param>
/// <param name="gate">The gate of the run.</param>
/// <param name="window">The rows of the run.</param>
internal sealed class RowPump(ProvisioningRun run, RunGate gate, RowWindow window)
{
    public async IAsyncEnumerable<RowResult> RunAsync(
        IAsyncEnumerable<PreparedOperation> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration stop = cancellationToken.Register(static state => ((ProvisioningRun)state!).Stop(), run);
        IAsyncEnumerator<PreparedOperation> input = rows.GetAsyncEnumerator(gate.Signals.Stop);
        Task<bool>? reading = null;
        try
        {
            for (bool isOver = false; ;)
            {
                while (run.TryTake(out RowResult? result))
                    yield return result!;

                Task waiting = gate.Waiting;
                if (!isOver && !run.IsFull && !run.IsStopping)
                    reading ??= input.MoveNextAsync().AsTask();
                if (reading is { IsCompleted: true })
                {
                    isOver = !await HasReadAsync(reading).ConfigureAwait(false);
                    reading = null;
                    if (!isOver)
                        run.Add(input.Current);
                    continue;
                }

                bool isStopping = run.IsStopping;
                if (!run.HasRows && (isOver || isStopping))
                    yield break;
                await Task.WhenAny(new[] { window.Next, reading, waiting, isStopping ? null : gate.Stopping }.OfType<Task>()).ConfigureAwait(false);
            }
        }
        finally
        {
            if (reading is null or { IsCompleted: true })
                await input.DisposeAsync().ConfigureAwait(false);
            else
                _ = LeaveAsync(input, reading);
        }
    }

    private async Task<bool> HasReadAsync(Task<bool> reading)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.IsStopping)
        {
            return false;
        }
    }

    // A source may not be disposed of while it is read; nobody waits for one that gives nothing.
    private static async Task LeaveAsync(IAsyncEnumerator<PreparedOperation> input, Task<bool> reading)
    {
        await Task.WhenAny(reading).ConfigureAwait(false);
        _ = reading.Exception;
        await input.DisposeAsync().ConfigureAwait(false);
    }
}
