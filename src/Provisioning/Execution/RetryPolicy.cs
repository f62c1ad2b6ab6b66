using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>
/// Retries calls that were not sent or not processed, and no others: with exponential back-off and jitter, or after the time that the
/// vendor asks for, limited in number and in time. If the vendor is unreachable, all operations of the run on the connection wait for it
/// together, so that an outage does not fail every row. It belongs to one run.
/// </summary>
internal sealed class RetryPolicy
{
    private const long Never = long.MinValue;
    private static readonly ResiliencePropertyKey<Call> s_call = new("call");
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(50);

    private readonly RetryTiming _timing;
    private readonly TimeProvider _time;
    private readonly int _maximum;
    private readonly CircuitBreakerStateProvider _breaker = new();
    private readonly ResiliencePipeline<Attempt> _pipeline;
    private long _unreachableSince = Never;
    private int _unreachableInARow;
    private int _hasWarned;
    private volatile Attempt? _lastSeen;

    public RetryPolicy(ConnectionOptions options)
    {
        _timing = options.Timing;
        _time = options.TimeProvider;
        _maximum = options.MaximumRetryCount;

        // Polly's circuit breaker stores the time of day until which it is open. A clock that is set back would keep it open for hours.
        var builder = new ResiliencePipelineBuilder<Attempt> { TimeProvider = new MonotonicTime(options.TimeProvider) };
        if (_maximum > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = _maximum,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _timing.BaseDelay,
                MaxDelay = _timing.MaximumDelay,
                ShouldHandle = arguments => new ValueTask<bool>(MayRepeat(arguments.Outcome.Result, arguments.Context)),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(Cap(arguments.Outcome.Result?.RetryAfter)),
                OnRetry = OnRetry,
            });
        }

        _pipeline = builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
        {
            StateProvider = _breaker,

            // Polly compares failures with all answers of the last minute. Only consecutive failures beyond the threshold are shown to it.
            FailureRatio = double.Epsilon,
            MinimumThroughput = 2,
            SamplingDuration = TimeSpan.FromSeconds(60),
            BreakDuration = _timing.BreakDuration,
            ShouldHandle = arguments => new ValueTask<bool>(IsOutOfReach(arguments.Outcome.Result, arguments.Context)),
            OnOpened = _ =>
            {
                Interlocked.CompareExchange(ref _unreachableSince, _time.GetTimestamp(), Never);
                return default;
            },
            OnClosed = _ =>
            {
                Interlocked.Exchange(ref _unreachableSince, Never);
                return default;
            },
        }).Build();
    }

    /// <summary>How long the run still waits for the vendor, which cannot be reached; null if it does not wait.</summary>
    public TimeSpan? OutageTimeLeft => Unreachable() is not { } time ? null : time < Limit ? Limit - time : TimeSpan.Zero;

    // A proxy that is not there is more likely to be a wrong address than an outage.
    private TimeSpan Limit => _lastSeen is { IsOfProxy: true } ? _timing.ProxyLimit : _timing.UnreachableLimit;

    /// <summary>
    /// Makes a call until it has a final answer or a limit is reached. <paramref name="stop"/> ends the waiting, not a call in flight.
    /// </summary>
    public async Task<Attempt> SendAsync(Func<Task<Attempt>> call, IOperationLog log, CancellationToken stop)
    {
        long start = _time.GetTimestamp();
        Attempt? first = null;

        // Nearly every call has a final answer at once. It then bypasses the pipeline, whose layers take a fifth of a row's processor time.
        // Any other attempt is handed to the pipeline as its first.
        if (_breaker.CircuitState == CircuitState.Closed)
        {
            first = await call().ConfigureAwait(false);
            if (first is { IsUnreachable: false } && !IsRepeatable(first))
            {
                Volatile.Write(ref _unreachableInARow, 0);
                return first;
            }
        }

        return await SendThroughPipelineAsync(new Call(call, first, log, start), stop).ConfigureAwait(false);
    }

    private async Task<Attempt> SendThroughPipelineAsync(Call state, CancellationToken stop)
    {
        while (true)
        {
            ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, stop);
            context.Properties.Set(s_call, state);
            try
            {
                return await _pipeline.ExecuteAsync(static (_, state) => new ValueTask<Attempt>(state.NextAsync()), context, state)
                    .ConfigureAwait(false);
            }
            catch (BrokenCircuitException exception)
            {
                if (IsUnreachableTooLong())
                    return GivenUp();

                // The call that probes the vendor after the wait must be a new one.
                state.Forget();
                await WaitForVendorAsync(exception.RetryAfter ?? _timing.BreakDuration, state, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return state.Last ?? Attempt.Stopped;
            }
            finally
            {
                ResilienceContextPool.Shared.Return(context);
            }
        }
    }

    private async Task WaitForVendorAsync(TimeSpan wait, Call call, CancellationToken stop)
    {
        WarnOnce(call.Log);
        try
        {
            await _time.Delay(wait < s_shortestWait ? s_shortestWait : wait, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The next iteration of the loop sees the stop.
        }
    }

    // Once a run, however many rows wait: what follows is a countdown.
    private void WarnOnce(IOperationLog log)
    {
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            log.Warning(
                $"The {WhoIsAway} cannot be reached. The run waits for it for up to {Text(Limit)}; Ctrl+C stops the run safely."
                + $" {_lastSeen?.Message}");
        }
    }

    private bool IsOutOfReach(Attempt? attempt, ResilienceContext context)
    {
        if (attempt is { IsUnreachable: true })
        {
            _lastSeen = attempt;
            if (attempt.IsOfProxy && context.Properties.TryGetValue(s_call, out Call? call))
                WarnOnce(call.Log);
            return Interlocked.Increment(ref _unreachableInARow) >= _timing.BreakerThreshold;
        }

        Interlocked.Exchange(ref _unreachableInARow, 0);
        return false;
    }

    private bool IsUnreachableTooLong() => Unreachable() > Limit;

    private TimeSpan? Unreachable() => Interlocked.Read(ref _unreachableSince) is var since and not Never ? _time.GetElapsedTime(since) : null;

    private string WhoIsAway => _lastSeen is { IsOfProxy: true } ? "proxy" : "vendor";

    private static string Text(TimeSpan limit) => limit < TimeSpan.FromMinutes(1)
        ? string.Format(CultureInfo.InvariantCulture, "{0:0.#} s", limit.TotalSeconds)
        : string.Format(CultureInfo.InvariantCulture, "{0:0.#} min", limit.TotalMinutes);

    private Attempt GivenUp() => new()
    {
        Delivery = Delivery.NotSent,
        Message = $"The {WhoIsAway} could not be reached for {Text(Limit)}. {_lastSeen?.Message}",
        IsOfProxy = _lastSeen is { IsOfProxy: true },
        IsGivenUp = true,
    };

    private static bool IsRepeatable(Attempt? attempt) => attempt is
    {
        Delivery: Delivery.NotSent or Delivery.Throttled,
        IsLasting: false,
        WasStopped: false,
        RunError: null,
    };

    private bool MayRepeat(Attempt? attempt, ResilienceContext context)
    {
        if (!IsRepeatable(attempt))
            return false;
        context.Properties.TryGetValue(s_call, out Call? call);
        return call is null || _time.GetElapsedTime(call.Start) < _timing.TotalTime;
    }

    private TimeSpan? Cap(TimeSpan? asked) => asked is { } wait && wait > _timing.MaximumDelay ? _timing.MaximumDelay : asked;

    private ValueTask OnRetry(OnRetryArguments<Attempt> arguments)
    {
        if (arguments.Context.Properties.TryGetValue(s_call, out Call? call))
        {
            call.Log.Verbose(string.Format(
                CultureInfo.InvariantCulture,
                "{0} Retrying in {1:0.#} s ({2} of {3}).",
                Sentence.End(arguments.Outcome.Result?.Message ?? string.Empty),
                arguments.RetryDelay.TotalSeconds,
                arguments.AttemptNumber + 1,
                _maximum));
        }

        return default;
    }

    private sealed class Call(Func<Task<Attempt>> send, Attempt? first, IOperationLog log, long start)
    {
        private Attempt? _made = first;

        public IOperationLog Log { get; } = log;

        public long Start { get; } = start;

        public Attempt? Last { get; private set; } = first;

        /// <summary>Returns the attempt that was already made, and makes another one on each later call.</summary>
        public async Task<Attempt> NextAsync()
        {
            Last = _made ?? await send().ConfigureAwait(false);
            _made = null;
            return Last;
        }

        /// <summary>Discards the attempt that was already made, so that the next one is new.</summary>
        public void Forget() => _made = null;
    }
}
