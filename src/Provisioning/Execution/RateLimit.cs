using System;
using System.Threading.RateLimiting;
using Provisioning.Connections;

namespace Provisioning.Execution;

/// <summary>Limits the number of calls per second.</summary>
internal static class RateLimit
{
    // Timers are no more precise than this. At higher rates several calls share a tick.
    private const int TicksPerSecond = 50;

    public static RateLimiter? Create(ConnectionOptions options)
    {
        if (options.RequestsPerSecond is not { } perSecond)
            return null;

        // A few tokens at a time: a bucket that is refilled once per second would send all calls of that second in one burst.
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
