using System;

namespace Provisioning.Cmdlets.Rows;

/// <summary>
/// Measures how fast the pipeline brings rows. A cmdlet can write only while it is given a row. If rows come slowly, the cmdlet waits a
/// little for the result of the one that came, so that the result does not have to wait for the next one. A pipeline that brings rows fast is
/// never held up.
/// </summary>
/// <param name="time">The source of time.</param>
internal sealed class InputPace(TimeProvider time)
{
    // Below this, waiting would cost a noticeable part of the throughput, and nobody watches single rows.
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(500);

    private long _left = time.GetTimestamp();
    private TimeSpan _gap;

    /// <summary>How long to wait for results: at most a quarter of the time that the pipeline took for the row.</summary>
    public TimeSpan Patience => _gap < s_slow ? TimeSpan.Zero : TimeSpan.FromTicks(_gap.Ticks / 4);

    /// <summary>Notes that a row came.</summary>
    public void Enter() => _gap = time.GetElapsedTime(_left);

    /// <summary>Notes that the next row may come.</summary>
    public void Leave() => _left = time.GetTimestamp();
}
