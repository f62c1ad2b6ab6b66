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
/// vendor asks for, limited in number and in time. If the vendor is unreachable, all operations of the connection wait for it together, so
/// that an outage does not fail every row.
/// </summary>
internal sealed class RetryPolicy
{
    private static readonly ResiliencePropertyKey<Call> s_call = new("call");
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(50);

    private readonly RetryTiming _timing;
    private readonly TimeProvider _time;
    private readonly int _maximum;
    private readonly CircuitBreakerStateProvider _breaker = new();
    private readonly ResiliencePipeline<Attempt> _pipeline;
    private long? _unreachableSince;
    private int _unreachableInARow;
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
            ShouldHandle = arguments => new ValueTask<bool>(IsOutOfReach(arguments.Outcome.Result)),
            OnOpened = _ =>
            {
                _unreachableSince ??= _time.GetTimestamp();
                return default;
            },
            OnClosed = _ =>
            {
                _unreachableSince = null;
                return default;
            },
        }).Build();
    }

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
        if (!call.HasWarned)
        {
            call.HasWarned = true;
            call.Log.Warning(string.Format(
                CultureInfo.InvariantCulture,
                "The vendor cannot be reached. The run waits for it for up to {0:0.#} min; Ctrl+C stops the run safely. {1}",
                _timing.UnreachableLimit.TotalMinutes,
                _lastSeen?.Message));
        }

        try
        {
            await _time.Delay(wait < s_shortestWait ? s_shortestWait : wait, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The next iteration of the loop sees the stop.
        }
    }

    private bool IsOutOfReach(Attempt? attempt)
    {
        if (attempt is { IsUnreachable: true })
        {
            _lastSeen = attempt;
            return Interlocked.Increment(ref _unreachableInARow) >= _timing.BreakerThreshold;
        }

        Interlocked.Exchange(ref _unreachableInARow, 0);
        return false;
    }

    private bool IsUnreachableTooLong() => _unreachableSince is { } since && _time.GetElapsedTime(since) > _timing.UnreachableLimit;

    private Attempt GivenUp() => new()
    {
        Delivery = Delivery.NotSent,
        Message = string.Format(
            CultureInfo.InvariantCulture,
            "The vendor could not be reached for {0:0.#} min. {1}",
            _timing.UnreachableLimit.TotalMinutes,
            _lastSeen?.Message),
        IsGivenUp = true,
    };

    private static bool IsRepeatable(Attempt? attempt) => attempt is
    {
        Delivery: Delivery.NotSent or Delivery.Throttled,
        IsLasting: false,
        WasStopped: false,
        Verdict: not { Error: ProvisioningError.CredentialsRefused },
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
                arguments.Outcome.Result?.Message,
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

        public bool HasWarned { get; set; }

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
