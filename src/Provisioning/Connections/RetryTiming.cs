using System;
using System.Collections.Generic;

namespace Provisioning.Connections;

/// <summary>The delays between calls. All durations are measured with a monotonic clock.</summary>
internal sealed record RetryTiming
{
    /// <summary>The delay before the first retry. It doubles with each retry, with jitter.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay, whatever <c>Retry-After</c> says.</summary>
    public TimeSpan MaximumDelay { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>No further call is started for a row after this time.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The delay between two questions to the vendor whether a customer is there.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The delays before a call in doubt is made again, for calls that may be made twice.</summary>
    public IReadOnlyList<TimeSpan> CallAgainDelays { get; init; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    /// <summary>The number of consecutive failed connections after which the run waits for the vendor.</summary>
    public int BreakerThreshold { get; init; } = 5;

    /// <summary>How long a run waits before it makes one call to see whether the vendor is back.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a vendor may be unreachable before the run ends.</summary>
    public TimeSpan UnreachableLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a proxy may be unreachable before the run ends: long enough for its restart. An address that is wrong does not get better.
    /// </summary>
    public TimeSpan ProxyLimit { get; init; } = TimeSpan.FromSeconds(30);
}
