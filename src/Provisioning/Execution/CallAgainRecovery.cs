using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>
/// Settles a call in doubt by making it again: if the vendor then says that the name is taken, the first call was processed.
/// </summary>
internal sealed class CallAgainRecovery(OperationExecutor executor, Recovery.ByCallingAgain recovery, INameRegister names)
{
    public async Task<OperationResult> RecoverAsync(Attempt inDoubt)
    {
        Attempt last = inDoubt;
        foreach (TimeSpan delay in executor.Timing.CallAgainDelays)
        {
            if (!await executor.WaitAsync(delay).ConfigureAwait(false))
                return executor.Result(inDoubt);
            last = await executor.SendAsync().ConfigureAwait(false);
            if (last.Delivery == Delivery.Confirmed)
                return executor.Result(last);
            if (last.Delivery == Delivery.Rejected && last.Verdict is { VendorCode: { } code } && recovery.TakenCodes.Contains(code))
            {
                // "Taken" means "ours" only if no other operation of the journal has the name.
                return await names.IsTakenByAnotherAsync().ConfigureAwait(false)
                    ? executor.StillInDoubt(inDoubt, last)
                    : executor.Recovered(vendorId: null);
            }

            if (last.Delivery != Delivery.Unknown)
                return executor.StillInDoubt(inDoubt, last);
        }

        return executor.Result(last.Delivery == Delivery.Unknown ? inDoubt with { Message = last.Message } : inDoubt);
    }
}
