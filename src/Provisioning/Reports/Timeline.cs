using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>How many rows ended when, while some runs were at work.</summary>
internal sealed class Timeline
{
    private const int Most = 60;
    private static readonly double[] s_widths =
        [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

    private Timeline(DateTimeOffset start, DateTimeOffset end, IReadOnlyCollection<Guid> runs)
    {
        double seconds = (end - start).TotalSeconds;
        double width = s_widths.FirstOrDefault(width => seconds / width <= Most);
        Width = TimeSpan.FromSeconds(width > 0 ? width : Math.Ceiling(seconds / Most / 86400) * 86400);
        Start = start;
        End = end;
        Runs = runs;
        int count = Math.Max(1, (int)Math.Ceiling(seconds / Width.TotalSeconds));
        (Done, NotDone) = (new long[count], new long[count]);
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    /// <summary>The runs that were at work.</summary>
    public IReadOnlyCollection<Guid> Runs { get; }

    /// <summary>The time that each number stands for.</summary>
    public TimeSpan Width { get; }

    /// <summary>The numbers of rows that worked.</summary>
    public long[] Done { get; }

    /// <summary>The numbers of rows that failed or were left in doubt.</summary>
    public long[] NotDone { get; }

    /// <summary>
    /// Makes the timelines of runs: one for those that were at work at the same time, and another one after each long pause.
    /// </summary>
    public static List<Timeline> Of(IReadOnlyList<JournaledRun> runs)
    {
        var timelines = new List<Timeline>();
        var together = new List<Guid>();
        (DateTimeOffset start, DateTimeOffset end) = (default, default);
        foreach (JournaledRun run in runs)
        {
            DateTimeOffset last = run.Started + (run.Duration ?? TimeSpan.Zero);
            if (together.Count > 0 && run.Started - end > Pause(end - start))
            {
                timelines.Add(new Timeline(start, end, [.. together]));
                together.Clear();
            }

            (start, end) = together.Count == 0 ? (run.Started, last) : (start, last > end ? last : end);
            together.Add(run.Run);
        }

        if (together.Count > 0)
            timelines.Add(new Timeline(start, end, together));
        return timelines;
    }

    public void Add(DateTimeOffset time, bool isDone)
    {
        double place = (time - Start).TotalSeconds / Width.TotalSeconds;
        int slot = (int)Math.Min(Math.Max(0, place), Done.Length - 1);
        (isDone ? Done : NotDone)[slot]++;
    }

    // A pause as long as the work before it would leave half of the chart empty.
    private static TimeSpan Pause(TimeSpan work) => work > TimeSpan.FromMinutes(1) ? work : TimeSpan.FromMinutes(1);
}
