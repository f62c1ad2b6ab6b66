using System;
using System.Threading;

namespace Provisioning.Chaos.Clocks;

/// <summary>A system clock that somebody sets: the time of day jumps, while timers and timestamps go on as they did.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _ticks;

    /// <summary>How far the time of day is off.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
        set => Interlocked.Exchange(ref _ticks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
