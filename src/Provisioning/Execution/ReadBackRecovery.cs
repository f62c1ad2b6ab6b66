using System;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>Settles a call in doubt by reading the customer by the ID that the caller chose.</summary>
internal sealed class ReadBackRecovery(OperationExecutor executor, Recovery.ByReadingBack recovery, PreparedOperation operation)
{
    public async Task<OperationResult> RecoverAsync(Attempt inDoubt)
    {
        if (operation.ChosenId is not { } id)
            return executor.Result(inDoubt);
        string path = recovery.Path(id.ToString());
        for (int round = 0; round <= executor.Timing.ReadBackRounds; round++)
        {
            Attempt there = await ReadBackAsync(path).ConfigureAwait(false);
            switch (there.Delivery)
            {
                case Delivery.Confirmed:
                    return executor.Recovered(id.ToString());
                case not Delivery.Rejected:
                    return executor.StillInDoubt(inDoubt, there);
            }

            if (round == executor.Timing.ReadBackRounds)
                break;

            executor.Log.Verbose($"The vendor does not have {id}. Making the same call again.");
            Attempt again = await executor.SendAsync().ConfigureAwait(false);
            switch (again.Delivery)
            {
                case Delivery.Confirmed:
                    return executor.Result(again);
                case Delivery.Rejected:
                    return await JudgeRefusalAsync(again, inDoubt, path, id).ConfigureAwait(false);
                case Delivery.NotSent or Delivery.Throttled:
                    return executor.StillInDoubt(inDoubt, again);
            }
        }

        return executor.Result(inDoubt);
    }

    // The refusal may be about the same ID, which the first call may have created by now.
    private async Task<OperationResult> JudgeRefusalAsync(Attempt refusal, Attempt inDoubt, string path, Guid id)
    {
        Attempt after = await ReadBackAsync(path).ConfigureAwait(false);
        return after.Delivery switch
        {
            Delivery.Confirmed => executor.Recovered(id.ToString()),
            Delivery.Rejected => executor.Result(refusal),
            _ => executor.StillInDoubt(inDoubt, after),
        };
    }

    /// <summary>Reads back until the customer is found, or until it was not found at any of the spaced checks.</summary>
    private async Task<Attempt> ReadBackAsync(string path)
    {
        Attempt last = Attempt.Stopped;
        foreach (TimeSpan delay in executor.Timing.ReadBackDelays)
        {
            if (!await executor.WaitAsync(delay).ConfigureAwait(false))
                return Attempt.Stopped;
            last = await executor.ReadAsync(path, Judge).ConfigureAwait(false);
            if (last.Delivery == Delivery.Confirmed || last.AreCredentialsRefused)
                return last;
        }

        return last;
    }

    // Confirmed: the customer exists. Rejected: it does not. Unknown: the answer does not say.
    private static Verdict Judge(Answer answer)
    {
        string message = $"Reading back returned HTTP {answer.Status}: {answer.Summary}";
        return answer.Status switch
        {
            200 when answer.Json is JObject => Verdict.Confirmed(vendorId: null, description: null),
            404 => Verdict.Rejected(message),
            401 => Verdict.Unknown(message) with { Error = ProvisioningError.CredentialsRefused },
            _ when answer.IsThrottling => Verdict.Throttled(message),
            _ => Verdict.Unknown(message),
        };
    }
}
