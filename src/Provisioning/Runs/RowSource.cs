using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>What may happen to a source of rows when its run stops.</summary>
internal static class RowSource
{
    /// <summary>Returns whether a row was read. A source that heard that the run stops has no more.</summary>
    public static async Task<bool> HasReadAsync(Task<bool> reading, CancellationToken stop)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Disposes of a source when it was read. It may not be disposed of before, and nobody waits for one that gives nothing.</summary>
    public static async Task LeaveAsync(IAsyncEnumerator<PreparedOperation> input, Task<bool> reading)
    {
        await Task.WhenAny(reading).ConfigureAwait(false);
        _ = reading.Exception;
        await input.DisposeAsync().ConfigureAwait(false);
    }
}
