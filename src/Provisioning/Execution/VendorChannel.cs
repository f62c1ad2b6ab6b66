using System;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>
/// Makes a connection's calls, with its client and rate limit. All runs on the connection share it. What a run remembers of outages is not
/// here: each run meets the vendor afresh.
/// </summary>
internal sealed class VendorChannel : IDisposable
{
    private readonly VendorClient _client;
    private readonly RateLimiter? _rateLimiter;
    private readonly UseCount _use;
    private volatile bool _hasMetVendor;

    private VendorChannel(Connection connection)
    {
        _client = new VendorClient(connection);
        _rateLimiter = RateLimit.Create(connection.Options);
        _use = new UseCount(() =>
        {
            _client.Dispose();
            _rateLimiter?.Dispose();
            connection.SignIn.Forget();
        });
    }

    /// <summary>
    /// Gets the channel of a connection for one row. What the connection owns, its secrets too, exists until <see cref="EndUse"/>, even if
    /// the connection is closed in the meantime. Returns null if it is closed.
    /// </summary>
    public static VendorChannel? TryUse(Connection connection)
    {
        try
        {
            VendorChannel channel = Of(connection);
            return channel._use.TryBegin() ? channel : null;
        }
        catch (ObjectDisposedException) when (connection.IsClosed)
        {
            return null;
        }
    }

    /// <summary>Ends the use of the channel by a row.</summary>
    public void EndUse() => _use.End();

    /// <summary>Returns the connection's channel, which is created on first use.</summary>
    /// <exception cref="ObjectDisposedException">The connection was disconnected.</exception>
    public static VendorChannel Of(Connection connection) => connection.Resources(static connection => new VendorChannel(connection));

    /// <summary>Whether an answer to an operation of this connection has shown that the vendor is at its base address.</summary>
    public bool HasMetVendor => _hasMetVendor;

    /// <summary>
    /// Makes a call, and retries it if that is safe: if nothing was sent, or the vendor turned it away without processing it.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="judge">Makes the verdict of an answer.</param>
    /// <param name="retry">The run's retry policy.</param>
    /// <param name="log">Receives messages about retries.</param>
    /// <param name="signals">When to stop.</param>
    /// <param name="onSent">Called for each call that was sent; null if nobody counts them.</param>
    /// <param name="beforeRepeat">
    /// Called before a call is repeated, with the attempt before. Returns the attempt that takes the place of the repetition; null if the
    /// call is to be repeated.
    /// </param>
    /// <returns>The last attempt.</returns>
    public Task<Attempt> SendAsync(
        Call call,
        Func<Answer, Verdict> judge,
        RetryPolicy retry,
        IOperationLog log,
        StopSignals signals,
        Action? onSent = null,
        Func<Attempt, Task<Attempt?>>? beforeRepeat = null) => beforeRepeat is null
        ? retry.SendAsync(() => SendOnceAsync(call, judge, signals, onSent), log, signals.Stop)
        : retry.SendAsync(new CarefulSender(() => SendOnceAsync(call, judge, signals, onSent), beforeRepeat).SendAsync, log, signals.Stop);

    /// <summary>Begins no further calls. What calls in flight use is released when they have ended.</summary>
    public void Dispose() => _use.Close();

    /// <summary>The attempt of a call on a connection that is closed.</summary>
    public static Attempt Closed { get; } = new()
    {
        Delivery = Delivery.NotSent,
        Message = "The call was not sent: its connection was replaced or disconnected during the run.",
        IsLasting = true,
    };

    private async Task<Attempt> SendOnceAsync(Call call, Func<Answer, Verdict> judge, StopSignals signals, Action? onSent)
    {
        if (!await HasTurnAsync(signals.Stop).ConfigureAwait(false))
            return Attempt.Stopped;
        if (!_use.TryBegin())
            return Closed;
        Attempt attempt;
        try
        {
            attempt = await _client.SendAsync(call, judge, signals.Abandon).ConfigureAwait(false);
        }
        finally
        {
            _use.End();
        }

        if (attempt.Delivery != Delivery.NotSent)
            onSent?.Invoke();

        // An answer to a question says nothing about the path of the operation.
        if (!_hasMetVendor && onSent is not null && attempt.ShowsVendor)
            _hasMetVendor = true;

        // Of one call among many that were answered, a redirect says nothing about the address.
        return _hasMetVendor ? attempt.OfRowAlone() : attempt;
    }

    // Returns false if the run was told to stop while the call waited for its turn. No call is started then.
    private async ValueTask<bool> HasTurnAsync(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return false;
        if (_rateLimiter is null)
            return true;
        try
        {
            using RateLimitLease lease = await _rateLimiter.AcquireAsync(1, stop).ConfigureAwait(false);
            return lease.IsAcquired;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed class CarefulSender(Func<Task<Attempt>> send, Func<Attempt, Task<Attempt?>> beforeRepeat)
    {
        private Attempt? _last;

        public async Task<Attempt> SendAsync()
        {
            if (_last is not null && await beforeRepeat(_last).ConfigureAwait(false) is { } instead)
                return instead;
            return _last = await send().ConfigureAwait(false);
        }
    }
}

/// <summary>When to stop.</summary>
/// <param name="Stop">When set, no new call is started.</param>
/// <param name="Abandon">When set, calls in flight are abandoned.</param>
internal readonly record struct StopSignals(CancellationToken Stop, CancellationToken Abandon);
