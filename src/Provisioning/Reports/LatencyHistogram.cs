using System;
using System.Collections.Generic;

namespace Provisioning.Reports;

/// <summary>
/// How long the vendor took. Durations are counted, not held: below a second to the millisecond, above it to the hundredth part.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int Exact = 1000;
    private const double Step = 1.01;

    private readonly SortedDictionary<int, long> _counts = [];

    /// <summary>The number of calls.</summary>
    public long Count { get; private set; }

    /// <summary>The longest one.</summary>
    public TimeSpan Longest { get; private set; }

    public void Add(TimeSpan duration)
    {
        int slot = SlotOf(Math.Max(0, duration.TotalMilliseconds));
        _counts[slot] = _counts.TryGetValue(slot, out long count) ? count + 1 : 1;
        Count++;
        if (duration > Longest)
            Longest = duration;
    }

    /// <summary>The duration within which a share of the calls was answered.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    public TimeSpan Within(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        foreach (KeyValuePair<int, long> slot in _counts)
        {
            rank -= slot.Value;
            if (rank <= 0)
                return TimeSpan.FromMilliseconds(Math.Min(ValueOf(slot.Key), Longest.TotalMilliseconds));
        }

        return Longest;
    }

    /// <summary>The numbers of calls by how long they took, from the first class with a call to the last: 1, 2, 5, 10, 20, 50 ms and so on.</summary>
    public List<LatencyClass> Classes()
    {
        var classes = new List<LatencyClass>();
        double from = 0;
        long left = Count;
        SortedDictionary<int, long>.Enumerator slots = _counts.GetEnumerator();
        bool hasSlot = slots.MoveNext();
        for (int index = 0; left > 0; index++)
        {
            double to = (index % 3) switch { 0 => 1, 1 => 2, _ => 5 } * Math.Pow(10, index / 3);
            long count = 0;
            for (; hasSlot && ValueOf(slots.Current.Key) < to; hasSlot = slots.MoveNext())
                count += slots.Current.Value;
            if (count > 0 || classes.Count > 0)
                classes.Add(new LatencyClass(TimeSpan.FromMilliseconds(from), TimeSpan.FromMilliseconds(to), count));
            left -= count;
            from = to;
        }

        return classes;
    }

    private static int SlotOf(double milliseconds) => milliseconds < Exact
        ? (int)milliseconds
        : Exact + (int)Math.Floor(Math.Log(milliseconds / Exact, Step));

    private static double ValueOf(int slot) => slot < Exact ? slot : Exact * Math.Pow(Step, slot - Exact + 0.5);
}

/// <summary>Calls that took about the same time.</summary>
/// <param name="From">From this duration.</param>
/// <param name="To">To less than this one.</param>
/// <param name="Count">The number of calls.</param>
internal readonly record struct LatencyClass(TimeSpan From, TimeSpan To, long Count);
