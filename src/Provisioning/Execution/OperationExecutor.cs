using System;
using System.Net.Http;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>
/// Takes one operation from "not sent" to an answer, or to the honest word that there is none. All vendors' operations run through here.
/// </summary>
/// <param name="operation">The operation; its id is settled.</param>
/// <param name="log">Where it tells what it does.</param>
/// <param name="names">Asks the journal about the operation's names.</param>
/// <param name="signals">When to stop.</param>
internal sealed class OperationExecutor(PreparedOperation operation, IOperationLog log, INameRegister names, StopSignals signals)
{
    private readonly VendorChannel _channel = VendorChannel.Of(operation.Connection);
    private readonly TimeProvider _time = operation.Connection.Options.TimeProvider;
    private DateTimeOffset? _sent;
    private long _start;
    private byte[]? _body;
    private int _attempts;

    /// <summary>Delivers the operation.</summary>
    /// <param name="isInDoubt">An earlier run sent it and did not learn what became of it: checked first, sent again only where that is safe.</param>
    /// <returns>What became of it.</returns>
    public async Task<OperationResult> DeliverAsync(bool isInDoubt)
    {
        if (operation.ReadFirstPath is { } path && await ReadFirstAsync(path).ConfigureAwait(false) is { } failed)
            return Result(failed);
        _body = operation.EncodeBody();
        Attempt attempt = isInDoubt
            ? new Attempt { Delivery = Delivery.Unknown, Message = "An earlier run sent this call and did not learn what became of it." }
            : await SendAsync().ConfigureAwait(false);
        if (attempt.Delivery != Delivery.Unknown)
            return Result(attempt, Outcome.Created);

        log.Verbose(attempt.Message + " Checking with the vendor what became of it.");
        return operation.Definition.Recovery switch
        {
            Recovery.ByReadingBack readBack => await new ReadBackRecovery(this, readBack, operation).RecoverAsync(attempt).ConfigureAwait(false),
            Recovery.ByCallingAgain again => await new CallAgainRecovery(this, again, names).RecoverAsync(attempt).ConfigureAwait(false),
            _ when operation.Definition.Kind.IsRepeatable() => await new CallAgainRecovery(this, new Recovery.ByCallingAgain(), names).RecoverAsync(attempt).ConfigureAwait(false),
            _ => Result(attempt),
        };
    }

    /// <summary>The waits between calls.</summary>
    internal Connections.RetryTiming Timing => operation.Connection.Options.Timing;

    internal IOperationLog Log => log;

    /// <summary>Makes the operation's call.</summary>
    internal Task<Attempt> SendAsync()
    {
        if (_sent is null)
        {
            _sent = _time.GetUtcNow();
            _start = _time.GetTimestamp();
        }

        Call call = Call(operation.Definition.Method, operation.Path) with { Body = _body, Encoding = operation.Definition.Encoding };
        return _channel.SendAsync(call, operation.Definition.Judge, log, signals, onSent: () => _attempts++);
    }

    /// <summary>Reads something that may tell what became of the operation.</summary>
    internal Task<Attempt> ReadAsync(string path, Func<Answer, Verdict> judge) => _channel.SendAsync(Call(HttpMethod.Get, path), judge, log, signals);

    /// <summary>Waits; false where the run was told to stop meanwhile.</summary>
    internal async Task<bool> WaitAsync(TimeSpan delay)
    {
        try
        {
            await _time.Delay(delay, signals.Stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>What an attempt makes of the operation.</summary>
    /// <param name="last">The attempt.</param>
    /// <param name="outcome">How it came to be, if the attempt is confirmed.</param>
    internal OperationResult Result(Attempt last, Outcome outcome = Outcome.Created) => new()
    {
        Last = last,
        Outcome = last.Delivery == Delivery.Confirmed ? outcome : null,
        Attempts = _attempts,
        Sent = _sent,
        Duration = _sent is null ? null : _time.GetElapsedTime(_start),
    };

    /// <summary>The earlier call was done after all.</summary>
    internal OperationResult Recovered(string? vendorId)
    {
        log.Verbose("The vendor has it: the earlier call was done.");
        return Result(new Attempt { Delivery = Delivery.Confirmed, Message = "recovered", Verdict = Verdict.Confirmed(vendorId, created: null) }, Outcome.Recovered);
    }

    /// <summary>
    /// While a call is in doubt, no later answer makes it undone. What the later one said is told beside it, and refused credentials keep
    /// their name, since they end the run.
    /// </summary>
    internal OperationResult StillInDoubt(Attempt doubtful, Attempt later) => Result(doubtful with
    {
        Message = $"{doubtful.Message} Checking with the vendor did not work either: {later.Message}",
        HttpStatus = later.HttpStatus ?? doubtful.HttpStatus,
        Verdict = later.AreCredentialsRefused || later.Verdict is { VendorCode: not null } ? later.Verdict : doubtful.Verdict,
        WasStopped = later.WasStopped,
        IsGivenUp = later.IsGivenUp,
    });

    // Whatever came of reading, nothing was changed: the row may be run again.
    private async Task<Attempt?> ReadFirstAsync(string path)
    {
        Attempt read = await ReadAsync(path, answer => StatusRules.Judge(answer, Found, operation.Definition.ReadRefusal)).ConfigureAwait(false);
        return read.Delivery switch
        {
            Delivery.Confirmed => null,
            Delivery.Unknown => read with { Delivery = Delivery.NotSent, Message = "Nothing was changed, since what is there now could not be read. " + read.Message },
            _ => read,
        };

        Verdict Found(Answer answer) => answer.Json is { } json && operation.Complete(json)
            ? Verdict.Confirmed(vendorId: null, created: null)
            : Verdict.Unknown($"The answer cannot be read: {answer.Problem ?? "it is not what its document describes"}.");
    }

    private Call Call(HttpMethod method, string path) =>
        new(method, path, operation.CorrelationId, operation.Mask) { Trace = log.IsDebugEnabled ? log.Debug : null };
}

/// <summary>Tells whose a name is, as far as the journal knows.</summary>
internal interface INameRegister
{
    /// <summary>Whether another operation of the journal has one of this one's names, so that "taken" does not mean "ours".</summary>
    Task<bool> IsTakenByAnotherAsync();
}
