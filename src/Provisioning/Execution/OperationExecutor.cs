using System;
using System.Net.Http;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>
/// Takes one operation from "not sent" to an answer, or to the report that it is in doubt. The operations of all vendors are executed here.
/// </summary>
/// <param name="operation">The operation, with its ID assigned.</param>
/// <param name="log">Receives messages about what it does.</param>
/// <param name="names">Asks the journal about the operation's names.</param>
/// <param name="retry">The run's retry policy for the connection.</param>
/// <param name="signals">When to stop.</param>
internal sealed class OperationExecutor(
    PreparedOperation operation, IOperationLog log, INameRegister names, RetryPolicy retry, StopSignals signals)
{
    private readonly VendorChannel _channel = VendorChannel.Of(operation.Connection);
    private readonly TimeProvider _time = operation.Connection.Options.TimeProvider;
    private DateTimeOffset? _sent;
    private long _start;
    private byte[]? _body;
    private int _attempts;

    /// <summary>Delivers the operation.</summary>
    /// <param name="isInDoubt">
    /// An earlier run sent it and did not learn its result. It is checked first, and sent again only if that is safe.
    /// </param>
    /// <returns>The result.</returns>
    public async Task<OperationResult> DeliverAsync(bool isInDoubt)
    {
        Attempt? doubtful = isInDoubt
            ? new Attempt { Delivery = Delivery.Unknown, Message = "An earlier run sent this call and did not receive an answer." }
            : null;
        if (operation.ReadFirstPath is { } path && await ReadFirstAsync(path).ConfigureAwait(false) is { } failed)
            return doubtful is null ? Result(failed) : StillInDoubt(doubtful, failed);
        _body = operation.EncodeBody();
        Attempt attempt = doubtful ?? CheckAddress(await SendAsync().ConfigureAwait(false));
        if (attempt.Delivery != Delivery.Unknown)
            return Result(attempt, Outcome.Created);

        log.Verbose(Sentence.End(attempt.Message) + " Checking with the vendor what became of it.");
        return operation.Definition.Recovery switch
        {
            Recovery.ByReadingBack readBack => await new ReadBackRecovery(
                this, readBack, operation).RecoverAsync(attempt).ConfigureAwait(false),
            Recovery.ByCallingAgain again => await new CallAgainRecovery(this, again, names).RecoverAsync(attempt).ConfigureAwait(false),
            _ when operation.Definition.Kind.IsRepeatable() =>
                await new CallAgainRecovery(this, new Recovery.ByCallingAgain(), names).RecoverAsync(attempt).ConfigureAwait(false),
            _ => Result(attempt),
        };
    }

    /// <summary>The delays between calls.</summary>
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
        return _channel.SendAsync(call, operation.Definition.Judge, retry, log, signals, onSent: () => _attempts++);
    }

    /// <summary>Makes a read call that may show what became of the operation.</summary>
    internal Task<Attempt> ReadAsync(string path, Func<Answer, Verdict> judge) =>
        _channel.SendAsync(Call(HttpMethod.Get, path), judge, retry, log, signals);

    /// <summary>Waits. Returns false if the run was told to stop in the meantime.</summary>
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

    /// <summary>Makes the operation's result from an attempt.</summary>
    /// <param name="last">The attempt.</param>
    /// <param name="outcome">The outcome, if the attempt is confirmed.</param>
    internal OperationResult Result(Attempt last, Outcome outcome = Outcome.Created) => new()
    {
        Last = last,
        Outcome = last.Delivery == Delivery.Confirmed ? outcome : null,
        Attempts = _attempts,
        Sent = _sent,
        Duration = _sent is null ? null : _time.GetElapsedTime(_start),
    };

    /// <summary>Makes the result of an earlier call that turned out to have been processed.</summary>
    internal OperationResult Recovered(string? vendorId)
    {
        log.Verbose("The vendor has it: the earlier call was processed.");
        var found = new Attempt
        {
            Delivery = Delivery.Confirmed,
            Message = "recovered",
            Verdict = Verdict.Confirmed(vendorId, description: null),
        };
        return Result(found, Outcome.Recovered);
    }

    /// <summary>
    /// Makes the result of a call that remains in doubt: no later refusal proves that it was not processed. The message includes what the
    /// later attempt said, and what ends the run remains recognizable.
    /// </summary>
    internal OperationResult StillInDoubt(Attempt inDoubt, Attempt later) => Result(inDoubt with
    {
        Message = $"{Sentence.End(inDoubt.Message)} Checking with the vendor did not work either: {later.Message}",
        HttpStatus = later.HttpStatus ?? inDoubt.HttpStatus,
        Verdict = later.RunError is not null || later.Verdict is { VendorCode: not null } ? later.Verdict : inDoubt.Verdict,
        WasStopped = later.WasStopped,
        IsOfProxy = later.IsOfProxy,
        IsGivenUp = later.IsGivenUp,
    });

    // "Not found" is about the row once the vendor was met. Before that, nothing shows that the vendor is at this address at all.
    private Attempt CheckAddress(Attempt attempt)
    {
        bool isSign = attempt is { Delivery: Delivery.Rejected, HttpStatus: 404 or 405, Verdict.IsDocumented: false }
            && operation.Definition.Kind == OperationKind.Create;
        if (!isSign || _channel.HasMetVendor)
            return attempt;
        string message = $"{Sentence.End(attempt.Message)} No call of this connection was answered otherwise, so the base address looks wrong:"
            + $" nothing is at {new Uri(operation.Connection.BaseUri, operation.Path)}";
        return attempt with { Message = message, Verdict = Verdict.Rejected(message, ProvisioningError.WrongBaseAddress) };
    }

    // Whatever the result of reading, nothing was changed: the row can be run again.
    private async Task<Attempt?> ReadFirstAsync(string path)
    {
        Attempt read =
            await ReadAsync(path, answer => StatusRules.Judge(answer, Found, operation.Definition.ReadRefusal)).ConfigureAwait(false);
        return read.Delivery switch
        {
            Delivery.Confirmed => null,
            Delivery.Unknown => read with
            {
                Delivery = Delivery.NotSent,
                Message = "Nothing was changed, because the current data could not be read. " + read.Message,
            },
            _ => read,
        };

        Verdict Found(Answer answer) => answer.Json is { } json && operation.Complete(json)
            ? Verdict.Confirmed(vendorId: null, description: null)
            : Verdict.Unknown($"The answer cannot be read: {answer.Problem ?? "it is not what the vendor documents"}.");
    }

    private Call Call(HttpMethod method, string path) =>
        new(method, path, operation.CorrelationId, operation.Mask) { Trace = log.IsDebugEnabled ? log.Debug : null };
}

/// <summary>Looks up names in the journal.</summary>
internal interface INameRegister
{
    /// <summary>
    /// Returns whether another operation of the journal has one of the operation's names, so that "taken" does not mean "ours".
    /// </summary>
    Task<bool> IsTakenByAnotherAsync();
}
