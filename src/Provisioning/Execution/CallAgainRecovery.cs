using System;
using System.Threading.Tasks;
using Provisioning.Http;

namespace Provisioning.Execution;

/// <summary>Settles a call in doubt by making it again, which is safe for a call that may be made twice.</summary>
/// <param name="executor">The executor of the operation.</param>
internal sealed class CallAgainRecovery(OperationExecutor executor)
{
    public async Task<OperationResult> RecoverAsync(Attempt inDoubt)
    {
        foreach (TimeSpan delay in executor.Timing.CallAgainDelays)
        {
            if (!await executor.WaitAsync(delay).ConfigureAwait(false))
                return executor.Result(inDoubt);
            Attempt again = await executor.SendAsync().ConfigureAwait(false);
            if (executor.ConcludeRepeated(again, inDoubt) is { } result)
                return result;
            inDoubt = again;
        }

        return executor.Result(inDoubt);
    }
}
