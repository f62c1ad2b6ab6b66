using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Execution;

/// <summary>
/// Takes one operation from "not sent" to an answer, or to the report that it is in doubt. The operations of all vendors are executed here.
/// </summary>
/// <param name="operation">The operation, with its ID assigned.</param>
/// <param name="log">Receives messages about what it does.</param>
/// <param name="channel">Makes the connection's calls.</param>
/// <param name="record">What is remembered about the operation.</param>
/// <param name="slot">The row's place among those that make calls.</param>
/// <param name="retry">The run's retry policy for the connection.</param>
/// <param name="signals">When to stop.</param>
/// <param name="ifExists">What becomes of a customer that is there already; null if the vendor is not asked whether it is.</param>
internal sealed class OperationExecutor(
    PreparedOperation operation,
    IOperationLog log,
    VendorChannel channel,
    IOperationRecord record,
    IRowSlot slot,
    RetryPolicy retry,
    StopSignals signals,
    IfExists? ifExists = null) : IInquiry
{
    // How often a question that is not answered is asked.
    private const int Questions = 3;

    private readonly TimeProvider _time = operation.Connection.Options.TimeProvider;
    private DateTimeOffset? _sent;
    private long _start;
    private byte[]? _body;
    private int _attempts;
    private string? _before;

    /// <summary>Delivers the operation. A call of an earlier run that is in doubt is settled first.</summary>
    /// <returns>The result.</returns>
    public async Task<OperationResult> DeliverAsync()
    {
        Attempt? doubtful = record.Earlier is null
            ? null
            : new Attempt { Delivery = Delivery.Unknown, Message = "An earlier run sent this call and did not receive an answer." };
        if (operation.ReadFirstPath is { } path && await ReadFirstAsync(path).ConfigureAwait(false) is { } failed)
            return doubtful is null ? Result(failed) : StillInDoubt(doubtful, failed);
        _body = operation.EncodeBody();
        if (doubtful is not null)
            return operation.Bar is { } bar ? FoundUnclear(doubtful, bar) : await SettleAsync(doubtful, record.Earlier!).ConfigureAwait(false);
        if (await Before.AskAsync().ConfigureAwait(false) is { } before)
            return before;
        if (operation.CanObserve && await ObserveBeforeAsync().ConfigureAwait(false) is { } unseen)
            return unseen;

        if (operation.Bar is { } barred)
            return Result(new Attempt { Delivery = Delivery.NotSent, Message = barred, IsBarred = true });
        Attempt attempt = CheckAddress(await SendAsync().ConfigureAwait(false));
        if (attempt.Delivery == Delivery.Unknown)
            return await SettleAsync(attempt, new EarlierCall(TimeSpan.Zero, IsSpelledOtherwise: false)).ConfigureAwait(false);

        // An earlier removal, whose answer was lost, has done it.
        if (record.HasEarlierDoubt && SaysRemoved(attempt))
            return Recovered(vendorId: null);
        if (attempt is not { Delivery: Delivery.Rejected, Error: ProvisioningError.AlreadyExists })
            return Result(attempt);
        if (operation.CanLook && (operation.HasIdOfOurs || _attempts > 1))
            return await Look.JudgeTakenAsync(attempt).ConfigureAwait(false);
        return ifExists == IfExists.Return && operation.CanFindExisting
            ? await Before.FindExistingAsync(attempt).ConfigureAwait(false) ?? Result(attempt)
            : Result(attempt);
    }

    /// <summary>Asks once whether the vendor has the customer already, whoever created it. Nothing is changed.</summary>
    public Task<Finding> FindExistingAsync() => operation.FindExistingAsync(this);

    /// <summary>Asks once what became of an earlier call. Nothing is changed.</summary>
    public Task<Finding> LookOnceAsync() => operation.LookAsync(this);

    /// <summary>Asks the vendor what became of an earlier call that is in doubt. Nothing is changed.</summary>
    /// <param name="sinceOver">How long that call has been over. Negative if it may still be on its way.</param>
    public Task<Finding> FindAsync(TimeSpan sinceOver) => Look.FindAsync(sinceOver);

    /// <summary>The delays between calls.</summary>
    internal RetryTiming Timing => operation.Connection.Options.Timing;

    /// <summary>How long a call must have been over before "not there" is believed.</summary>
    internal TimeSpan SettlingTime => operation.Connection.Options.SettlingTime;

    internal IOperationLog Log => log;

    /// <summary>The last question to the vendor that was not answered; null if there is none.</summary>
    internal Attempt? LastInquiry { get; private set; }

    bool IInquiry.WasAbsent => record.WasAbsent;

    DateTimeOffset IInquiry.Now => _time.GetUtcNow();

    IReadOnlyList<KeyValuePair<string, Secret>> IInquiry.Credentials => operation.Connection.SignIn.FormFields;

    /// <summary>Makes the operation's call.</summary>
    internal Task<Attempt> SendAsync()
    {
        if (_sent is null)
        {
            _sent = _time.GetUtcNow();
            _start = _time.GetTimestamp();
        }

        Call call = Call(operation.Definition.Method, operation.Path) with { Body = _body, Encoding = operation.Definition.Encoding };
        return channel.SendAsync(
            call,
            operation.Judge,
            retry,
            log,
            signals,
            onSent: () => _attempts++,
            beforeRepeat: operation.LooksBeforeRepeat ? Look.FindDoneAsync : null);
    }

    async Task<Answer?> IInquiry.AskAsync(HttpMethod method, string path, byte[]? form, Func<Answer, Verdict> judge)
    {
        Call call = Call(method, path) with { Body = form, Encoding = BodyEncoding.Form };
        Attempt attempt = await AskAsync().ConfigureAwait(false);

        // A question changes nothing, so that it does not matter whether it was processed.
        for (int tries = 1; tries < Questions && attempt is { Delivery: Delivery.Unknown, WasStopped: false, RunError: null }; tries++)
        {
            if (!await WaitAsync(Timing.LookInterval).ConfigureAwait(false))
                break;
            attempt = await AskAsync().ConfigureAwait(false);
        }

        // An earlier run made a call at this address, so one redirect says nothing about it.
        if (record.Earlier is not null)
            attempt = attempt.OfRowAlone();
        LastInquiry = attempt.Delivery == Delivery.Confirmed ? null : attempt;
        return attempt.Delivery == Delivery.Confirmed ? attempt.Answer : null;

        Task<Attempt> AskAsync() => channel.SendAsync(call, answer => StatusRules.Judge(answer, judge, judge), retry, log, signals);
    }

    /// <summary>Waits, while other rows make calls. Returns false if the run was told to stop in the meantime.</summary>
    internal async Task<bool> WaitAsync(TimeSpan delay)
    {
        try
        {
            await slot.LeaveAsync(_time.Delay(delay, signals.Stop)).ConfigureAwait(false);
            return !signals.Stop.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Makes the operation's result from an attempt.</summary>
    /// <param name="last">The attempt.</param>
    internal OperationResult Result(Attempt last) => Result(
        last,
        last.Delivery != Delivery.Confirmed ? null : last.IsRecovered ? Outcome.Recovered : operation.Definition.Kind.Success());

    /// <summary>Makes the operation's result from an attempt and an outcome.</summary>
    internal OperationResult Result(Attempt last, Outcome? outcome, string? differences = null) => new()
    {
        Last = last,
        Outcome = outcome,
        Differences = differences,
        Attempts = _attempts,
        Sent = _sent,
        Duration = _sent is null ? null : _time.GetElapsedTime(_start),
    };

    /// <summary>Makes the result of an earlier call that turned out to have been processed.</summary>
    internal OperationResult Recovered(string? vendorId)
    {
        log.Verbose("The vendor has it: the earlier call was processed.");
        return Result(Attempt.Recovered(vendorId));
    }

    /// <summary>Makes the result of a call that remains in doubt because of what was found.</summary>
    internal OperationResult FoundUnclear(Attempt inDoubt, string found) =>
        Result(inDoubt with { Message = $"{Sentence.End(inDoubt.Message)} {operation.Mask(found)}" });

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

    /// <summary>Makes the result of a call that is not made, because a question was not answered.</summary>
    internal OperationResult NotAsked(string question) => LastInquiry is not { WasStopped: false } unanswered
        ? Result(Attempt.Stopped)
        : Result(unanswered with
        {
            Delivery = Delivery.NotSent,
            Message = $"Nothing was sent, because the vendor could not be asked {question}. {unanswered.Message}",
        });

    /// <summary>
    /// Makes the result of a call that may be made twice and was made again, because the one before is in doubt; null if it is in doubt, too.
    /// </summary>
    internal OperationResult? ConcludeRepeated(Attempt again, Attempt inDoubt) => again switch
    {
        { Delivery: Delivery.Unknown } => null,
        { Delivery: Delivery.Confirmed } => Result(again),
        _ when SaysRemoved(again) => Recovered(vendorId: null),
        _ => StillInDoubt(inDoubt, again),
    };

    private bool SaysRemoved(Attempt attempt) => operation.Definition.Kind == OperationKind.Delete
        && attempt is { Delivery: Delivery.Rejected, Error: ProvisioningError.NotFound };

    private LookRecovery Look => new(this, operation, record);

    private FirstQuestions Before => new(this, operation, record, ifExists);

    private async Task<OperationResult> SettleAsync(Attempt inDoubt, EarlierCall call)
    {
        if (!operation.CanLook && !operation.Definition.Kind.IsRepeatable())
            return operation.CanObserve ? await ShowObservedAsync(inDoubt, call.Message).ConfigureAwait(false) : Result(inDoubt);
        if (call.IsSpelledOtherwise && !operation.LooksById)
        {
            return FoundUnclear(
                inDoubt,
                "That call spelled the customer's name otherwise than this row does (other invisible characters, or another Unicode form), so"
                + " the vendor would take this row for another customer. Run the row once as it was spelled then, or settle the operation.");
        }

        log.Verbose(Sentence.End(inDoubt.Message) + " Checking with the vendor what became of it.");
        return operation.CanLook
            ? await Look.RecoverAsync(inDoubt, call.SinceOver).ConfigureAwait(false)
            : await new CallAgainRecovery(this).RecoverAsync(inDoubt).ConfigureAwait(false);
    }

    // A person who settles a doubt compares what is there now with what was there before. Returns null if the call can be made.
    private async Task<OperationResult?> ObserveBeforeAsync()
    {
        _before = await operation.ObserveAsync(this).ConfigureAwait(false);
        return _before is null ? NotAsked("what is there before the call") : null;
    }

    // What an earlier run saw stays: without the balance before, nobody can tell.
    private async Task<OperationResult> ShowObservedAsync(Attempt inDoubt, string? earlier)
    {
        string? now = await operation.ObserveAsync(this).ConfigureAwait(false);
        string when = _before is null ? "Now" : $"Before the call: {_before}. Right after it";
        string seen = $"{when}: {now ?? "the vendor did not say"}.";
        if (earlier is not null)
            inDoubt = inDoubt with { Message = earlier };
        return inDoubt.Message.EndsWith(seen, StringComparison.Ordinal) ? Result(inDoubt) : FoundUnclear(inDoubt, seen);
    }

    // "Not found" is about the row once the vendor was met. Before that, nothing shows that the vendor is at this address at all.
    private Attempt CheckAddress(Attempt attempt)
    {
        bool isSign = attempt is { Delivery: Delivery.Rejected, HttpStatus: 404 or 405, Verdict.IsDocumented: false }
            && operation.Definition.Kind == OperationKind.Create;
        if (!isSign || channel.HasMetVendor)
            return attempt;
        string message = $"{Sentence.End(attempt.Message)} No call of this connection was answered otherwise, so the base address looks wrong:"
            + $" nothing is at {new Uri(operation.Connection.BaseUri, operation.Path)}";
        return attempt with { Message = message, Verdict = Verdict.Rejected(message, ProvisioningError.WrongBaseAddress) };
    }

    // Whatever the result of reading, nothing was changed: the row can be run again.
    private async Task<Attempt?> ReadFirstAsync(string path)
    {
        Attempt read =
            await channel.SendAsync(
                Call(HttpMethod.Get, path), answer => StatusRules.Judge(answer, operation.JudgeRead, operation.Definition.ReadRefusal), retry, log, signals)
                .ConfigureAwait(false);
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
    }

    private Call Call(HttpMethod method, string path) =>
        new(method, path, operation.CorrelationId, operation.Mask) { Trace = log.IsDebugEnabled ? log.Debug : null };
}
