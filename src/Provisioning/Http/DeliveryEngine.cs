using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>
/// Takes one operation from "not sent" to an answer, or to the honest word that there is none. All vendors' operations run through here.
/// </summary>
/// <param name="operation">The operation; its id is settled.</param>
/// <param name="log">Where it tells what it does.</param>
/// <param name="isNameUsedByAnother">Whether the journal knows another operation by one of this one's names; null where there is no journal to ask.</param>
/// <param name="stop">No new call is begun once this is set.</param>
/// <param name="abandon">A call on its way is given up once this is set.</param>
internal sealed class DeliveryEngine(PreparedOperation operation, IOperationLog log, Func<Task<bool>>? isNameUsedByAnother, CancellationToken stop, CancellationToken abandon)
{
    private readonly Connection _connection = operation.Connection;
    private readonly byte[] _body = operation.EncodeBody();
    private int _attempts;

    private RetryTiming Timing => _connection.Options.Timing;

    /// <summary>Delivers the operation.</summary>
    /// <param name="isInDoubt">An earlier run sent it and did not learn what became of it: recovered first, sent again only where that is safe.</param>
    /// <returns>What became of it.</returns>
    public async Task<Completion> DeliverAsync(bool isInDoubt)
    {
        Attempt doubtful;
        if (isInDoubt)
        {
            doubtful = new Attempt { Delivery = Delivery.Unknown, Message = "An earlier run sent this call and did not learn what became of it." };
        }
        else
        {
            Attempt attempt = await SendAsync().ConfigureAwait(false);
            if (attempt.Delivery != Delivery.Unknown)
                return Settle(attempt);
            doubtful = attempt;
        }

        log.Verbose(doubtful.Message + " Finding out what became of it.");
        return operation.Definition.Recovery switch
        {
            Recovery.ByReadingBack readBack => await RecoverByReadingBackAsync(readBack, doubtful).ConfigureAwait(false),
            Recovery.ByCallingAgain again => await RecoverByCallingAgainAsync(again, doubtful).ConfigureAwait(false),
            _ => StillUnknown(doubtful, doubtful.Message),
        };
    }

    private Task<Attempt> SendAsync() => _connection.Retry.RunAsync(SendOnceAsync, log, stop);

    private async Task<Attempt> SendOnceAsync()
    {
        if (!await _connection.Client.HasTurnAsync(stop).ConfigureAwait(false))
            return Attempt.Stopped;
        Attempt attempt = await _connection.Client.CreateAsync(operation, _body, log, abandon).ConfigureAwait(false);
        if (attempt.Delivery != Delivery.NotSent)
            _attempts++;
        return attempt;
    }

    private async Task<Completion> RecoverByReadingBackAsync(Recovery.ByReadingBack recovery, Attempt doubtful)
    {
        if (operation.ChosenId is not { } id)
            return StillUnknown(doubtful, doubtful.Message);
        string path = recovery.Path(id.ToString());
        for (int round = 0; round <= Timing.ReadBackRounds; round++)
        {
            Attempt there = await ReadBackAsync(path).ConfigureAwait(false);
            switch (there.Delivery)
            {
                case Delivery.Confirmed:
                    return Recovered(id.ToString());
                case not Delivery.Rejected:
                    return RefusedOr(there, doubtful);
            }

            if (round == Timing.ReadBackRounds)
                break;

            log.Verbose($"The vendor does not know {id}: the same call is made again.");
            Attempt again = await SendAsync().ConfigureAwait(false);
            switch (again.Delivery)
            {
                case Delivery.Confirmed:
                    return Settle(again);
                case Delivery.Rejected:
                    // The refusal may be of the very id that the first call, late, has created by now.
                    Attempt after = await ReadBackAsync(path).ConfigureAwait(false);
                    return after.Delivery switch
                    {
                        Delivery.Confirmed => Recovered(id.ToString()),
                        Delivery.Rejected => Settle(again),
                        _ => RefusedOr(after, doubtful),
                    };
                case Delivery.NotSent or Delivery.Throttled:
                    return RefusedOr(again, doubtful);
            }
        }

        return StillUnknown(doubtful, doubtful.Message);
    }

    /// <summary>Reads back until the customer is there, or was not at every one of the spaced checks.</summary>
    private async Task<Attempt> ReadBackAsync(string path)
    {
        Attempt last = Attempt.Stopped;
        foreach (TimeSpan delay in Timing.ReadBackDelays)
        {
            if (!await WaitAsync(delay).ConfigureAwait(false))
                return Attempt.Stopped;
            last = await _connection.Retry.RunAsync(() => ReadBackOnceAsync(path), log, stop).ConfigureAwait(false);
            if (last.Delivery == Delivery.Confirmed || last.Verdict is { Error: ProvisioningError.CredentialsRefused })
                return last;
        }

        return last;
    }

    private async Task<Attempt> ReadBackOnceAsync(string path) => await _connection.Client.HasTurnAsync(stop).ConfigureAwait(false)
        ? await _connection.Client.ReadBackAsync(operation, path, log, abandon).ConfigureAwait(false)
        : Attempt.Stopped;

    private async Task<Completion> RecoverByCallingAgainAsync(Recovery.ByCallingAgain recovery, Attempt doubtful)
    {
        Attempt last = doubtful;
        foreach (TimeSpan delay in Timing.CallAgainDelays)
        {
            if (!await WaitAsync(delay).ConfigureAwait(false))
                return StillUnknown(doubtful, doubtful.Message);
            last = await SendAsync().ConfigureAwait(false);
            if (last.Delivery == Delivery.Confirmed)
                return Settle(last);
            if (last.Delivery == Delivery.Rejected && last.Verdict is { VendorCode: { } code } && recovery.TakenCodes.Contains(code))
            {
                // "Taken" means "ours" only if nobody else of ours took it.
                return isNameUsedByAnother is not null && await isNameUsedByAnother().ConfigureAwait(false)
                    ? RefusedOr(last, doubtful)
                    : Recovered(vendorId: null);
            }

            if (last.Delivery != Delivery.Unknown)
                return RefusedOr(last, doubtful);
        }

        return StillUnknown(doubtful, last.Message);
    }

    private async Task<bool> WaitAsync(TimeSpan delay)
    {
        try
        {
            await _connection.Options.TimeProvider.Delay(delay, stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Completion Settle(Attempt attempt) => new()
    {
        Delivery = attempt.Delivery,
        Outcome = Outcome.Created,
        Error = attempt.Error,
        Message = attempt.Message,
        VendorId = attempt.Verdict?.VendorId,
        Created = MaskStrings(attempt.Verdict?.Created),
        VendorCode = attempt.Verdict?.VendorCode,
        HttpStatus = attempt.HttpStatus,
        FieldErrors = [.. (attempt.Verdict?.FieldErrors ?? []).Select(Masked)],
        Attempts = _attempts,
        WasStopped = attempt is { WasStopped: true, Delivery: Delivery.NotSent },
        IsUnreachable = attempt.IsUnreachable,
    };

    private Completion Recovered(string? vendorId)
    {
        log.Verbose("The vendor has it: the earlier call was done.");
        return new Completion { Delivery = Delivery.Confirmed, Outcome = Outcome.Recovered, Message = "recovered", VendorId = vendorId, Attempts = _attempts };
    }

    /// <summary>While a call is in doubt, no later answer makes it undone; only refused credentials are told apart, since they end the run.</summary>
    private Completion RefusedOr(Attempt later, Attempt doubtful) =>
        StillUnknown(doubtful, string.Format(CultureInfo.InvariantCulture, "{0} Finding out did not work either: {1}", doubtful.Message, later.Message), later);

    private Completion StillUnknown(Attempt doubtful, string message, Attempt? later = null) => new()
    {
        Delivery = Delivery.Unknown,
        Error = ProvisioningError.OutcomeUnknown,
        Message = message,
        VendorCode = later?.Verdict?.VendorCode ?? doubtful.Verdict?.VendorCode,
        HttpStatus = later?.HttpStatus ?? doubtful.HttpStatus,
        FieldErrors = [.. (doubtful.Verdict?.FieldErrors ?? []).Select(Masked)],
        Attempts = _attempts,
        CredentialsRefused = later?.Verdict is { Error: ProvisioningError.CredentialsRefused },
        IsUnreachable = later?.IsUnreachable ?? false,
    };

    private FieldError Masked(FieldError error) =>
        new(operation.Mask(error.Field), operation.Mask(error.Message), error.Value is null ? null : operation.Mask(error.Value));

    private JObject? MaskStrings(JObject? created)
    {
        if (created is not null)
            MaskStringsIn(created);
        return created;
    }

    private void MaskStringsIn(JToken token)
    {
        switch (token)
        {
            case JValue { Value: string text } value:
                string masked = operation.Mask(text);
                if (!ReferenceEquals(masked, text))
                    value.Value = masked;
                break;
            case JContainer container:
                for (JToken? child = container.First; child is not null; child = child.Next)
                    MaskStringsIn(child);
                break;
        }
    }
}
