using System;
using Provisioning.Connections;

namespace Provisioning.Chaos.Worlds;

/// <summary>The module's waits, a hundred times shorter, so that ten thousand rows and their faults pass in minutes. Their proportions stay.</summary>
internal static class Timing
{
    /// <summary>When a late call is processed: within the settling time, as the real waits assume.</summary>
    public const int LateMs = 60;

    /// <summary>How long a call may take: a call that hangs costs its slot this long.</summary>
    public static TimeSpan CallTimeout { get; } = TimeSpan.FromSeconds(1);

    public static RetryTiming Short { get; } = new()
    {
        BaseDelay = TimeSpan.FromMilliseconds(5),
        MaximumDelay = TimeSpan.FromMilliseconds(50),
        TotalTime = TimeSpan.FromSeconds(30),
        LookInterval = TimeSpan.FromMilliseconds(20),
        CallAgainDelays = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(160)],
        BreakDuration = TimeSpan.FromMilliseconds(500),
        UnreachableLimit = TimeSpan.FromSeconds(30),
    };

    public static ConnectionOptions Options(TimeSpan? callTimeout = null, TimeProvider? time = null) => new()
    {
        Timing = Short,
        Timeout = callTimeout ?? CallTimeout,
        SettlingTime = TimeSpan.FromMilliseconds(LateMs * 5),
        TimeProvider = time ?? TimeProvider.System,
    };
}
