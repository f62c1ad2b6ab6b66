using System;
using System.Threading;

namespace Provisioning.Execution;

/// <summary>
/// A clock whose time of day follows its timestamps, so that setting the system clock has no effect. It is for code that measures durations
/// by the time of day.
/// </summary>
internal sealed class MonotonicTime(TimeProvider time) : TimeProvider
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startTimestamp = time.GetTimestamp();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _start + time.GetElapsedTime(_startTimestamp);

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
