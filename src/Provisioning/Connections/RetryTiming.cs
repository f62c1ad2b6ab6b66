using System;
using System.Collections.Generic;

namespace Provisioning.Connections;

/// <summary>The waits between calls. All durations are measured on a monotonic clock.</summary>
internal sealed record RetryTiming
{
    /// <summary>The first wait before a repeated call; doubled each time, with jitter.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No wait is longer, whatever <c>Retry-After</c> says.</summary>
    public TimeSpan MaximumDelay { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>After so long no further call is begun for the same row.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The waits before each read-back of a doubtful call: "not there" is believed only after the last, since the first call may still be at work.</summary>
    public IReadOnlyList<TimeSpan> ReadBackDelays { get; init; } = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>The waits before a doubtful call is made again where that settles it.</summary>
    public IReadOnlyList<TimeSpan> CallAgainDelays { get; init; } = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    /// <summary>How often a doubtful call is posted again after it was found not to be there.</summary>
    public int ReadBackRounds { get; init; } = 3;

    /// <summary>So many refused connections one after another, with no answer between them, and the run waits.</summary>
    public int BreakerThreshold { get; init; } = 5;

    /// <summary>How long a run waits before it tries one call to see whether the vendor is back.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a vendor may be out of reach before the run ends.</summary>
    public TimeSpan UnreachableLimit { get; init; } = TimeSpan.FromMinutes(5);
}
