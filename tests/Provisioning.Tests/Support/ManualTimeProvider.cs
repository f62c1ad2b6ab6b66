using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Tests.Support;

/// <summary>A clock that moves when told, or, for the waits that <see cref="PassesAtOnce"/> names, as soon as somebody waits.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _wall = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _elapsed;

    /// <summary>Which waits are over at once. Default: none.</summary>
    public Func<TimeSpan, bool> PassesAtOnce { get; init; } = static _ => false;

    /// <summary>The waits that were over at once, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
                return [.. _waits];
        }
    }

    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _elapsed;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _wall;
    }

    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Somebody sets the system's clock: no time passes.</summary>
    public void SetWallClock(TimeSpan by)
    {
        lock (_gate)
            _wall += by;
    }

    public void Advance(TimeSpan by)
    {
        Timer[] due;
        lock (_gate)
        {
            Pass(by);
            due = [.. _timers.Where(timer => timer.Due <= _elapsed)];
            foreach (Timer timer in due)
                _timers.Remove(timer);
        }

        foreach (Timer timer in due)
            timer.Fire();
    }

    /// <summary>Ends when somebody waits for just so long.</summary>
    public Task SomebodyWaitsAsync(TimeSpan time) => Eventually.IsTrueAsync(() =>
    {
        lock (_gate)
            return _timers.Exists(timer => timer.Time == time);
    });

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Pass(TimeSpan time)
    {
        _elapsed += time;
        _wall += time;
    }

    private void Set(Timer timer, TimeSpan time)
    {
        bool isOver = false;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (time == Timeout.InfiniteTimeSpan)
                return;
            if (PassesAtOnce(time))
            {
                isOver = true;
                _waits.Add(time);
                Pass(time);
            }
            else
            {
                timer.Time = time;
                timer.Due = _elapsed + time;
                _timers.Add(timer);
            }
        }

        if (isOver)
            ThreadPool.QueueUserWorkItem(static timer => timer.Fire(), timer, preferLocal: false);
    }

    private sealed class Timer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Time { get; set; }

        public TimeSpan Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
                throw new NotSupportedException("Nothing here repeats.");
            owner.Set(this, dueTime);
            return true;
        }

        public void Dispose() => owner.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
