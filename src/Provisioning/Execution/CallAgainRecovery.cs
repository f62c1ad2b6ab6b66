using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>Settles a doubtful call by making it again: a refusal that says "taken" means that the first one was done.</summary>
internal sealed class CallAgainRecovery(OperationExecutor executor, Recovery.ByCallingAgain recovery, INameRegister names)
{
    public async Task<OperationResult> RecoverAsync(Attempt doubtful)
    {
        Attempt last = doubtful;
        foreach (TimeSpan delay in executor.Timing.CallAgainDelays)
        {
            if (!await executor.WaitAsync(delay).ConfigureAwait(false))
                return executor.Result(doubtful);
            last = await executor.SendAsync().ConfigureAwait(false);
            if (last.Delivery == Delivery.Confirmed)
                return executor.Result(last);
            if (last.Delivery == Delivery.Rejected && last.Verdict is { VendorCode: { } code } && recovery.TakenCodes.Contains(code))
            {
                // "Taken" means "ours" only if nobody else of ours took it.
                return await names.IsTakenByAnotherAsync().ConfigureAwait(false)
                    ? executor.StillInDoubt(doubtful, last)
                    : executor.Recovered(vendorId: null);
            }

            if (last.Delivery != Delivery.Unknown)
                return executor.StillInDoubt(doubtful, last);
        }

        return executor.Result(last.Delivery == Delivery.Unknown ? doubtful with { Message = last.Message } : doubtful);
    }
}
