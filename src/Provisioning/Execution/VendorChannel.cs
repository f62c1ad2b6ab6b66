using System;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>What makes a connection's calls: the client with its sockets, the retry policy and the rate limit. All runs on the connection share it.</summary>
internal sealed class VendorChannel : IDisposable
{
    private readonly VendorClient _client;
    private readonly RetryPolicy _retry;
    private readonly RateLimiter? _rateLimiter;

    private VendorChannel(Connection connection)
    {
        _client = new VendorClient(connection);
        _retry = new RetryPolicy(connection.Options);
        _rateLimiter = RateLimit.Create(connection.Options);
    }

    /// <summary>The connection's channel, made when it is first asked for.</summary>
    /// <exception cref="ObjectDisposedException">The connection was disconnected.</exception>
    public static VendorChannel Of(Connection connection) => connection.Resources(static connection => new VendorChannel(connection));

    /// <summary>Makes a call, and retries it while that is safe: as long as nothing left, or the vendor turned it away unprocessed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="judge">Reads what an answer says of the call.</param>
    /// <param name="log">Where retries are told.</param>
    /// <param name="signals">When to stop.</param>
    /// <param name="onSent">Called for each call that left; null where nobody counts.</param>
    /// <returns>What came of the last one.</returns>
    public Task<Attempt> SendAsync(Call call, Func<Answer, Verdict> judge, IOperationLog log, StopSignals signals, Action? onSent = null) =>
        _retry.SendAsync(() => SendOnceAsync(call, judge, signals, onSent), log, signals.Stop);

    public void Dispose()
    {
        _client.Dispose();
        _rateLimiter?.Dispose();
    }

    private async Task<Attempt> SendOnceAsync(Call call, Func<Answer, Verdict> judge, StopSignals signals, Action? onSent)
    {
        if (!await HasTurnAsync(signals.Stop).ConfigureAwait(false))
            return Attempt.Stopped;
        Attempt attempt = await _client.SendAsync(call, judge, signals.Abandon).ConfigureAwait(false);
        if (attempt.Delivery != Delivery.NotSent)
            onSent?.Invoke();
        return attempt;
    }

    // False where the run was told to stop while it waited for its turn: then no call is begun.
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
}

/// <summary>When to stop.</summary>
/// <param name="Stop">No new call is begun once this is set.</param>
/// <param name="Abandon">A call on its way is given up once this is set.</param>
internal readonly record struct StopSignals(CancellationToken Stop, CancellationToken Abandon);
