using System;
using System.Threading.RateLimiting;
using Provisioning.Connections;

namespace Provisioning.Execution;

/// <summary>The cap on calls a second.</summary>
internal static class RateLimit
{
    // Timers tick no finer than this; below it several calls share a tick.
    private const int TicksPerSecond = 50;

    public static RateLimiter? Create(ConnectionOptions options)
    {
        if (options.RequestsPerSecond is not { } perSecond)
            return null;

        // Few tokens at a time: a bucket that fills once a second would send a second's calls in one burst.
        int tokens = Math.Max(1, perSecond / TicksPerSecond);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = tokens,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromTicks(TimeSpan.TicksPerSecond * tokens / perSecond),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            AutoReplenishment = true,
        });
    }
}
