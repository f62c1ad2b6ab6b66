using System;
using System.Globalization;
using System.Linq;

namespace Provisioning.Cmdlets.Cells;

/// <summary>Reads a time before now, independent of the culture.</summary>
internal static class AgeText
{
    /// <summary>
    /// Reads a number of days, a number with a unit (<c>2w</c>, <c>1d</c>, <c>12h</c>, <c>30m</c>), a time span, <c>today</c> or
    /// <c>yesterday</c>.
    /// </summary>
    /// <returns>The time; null if the text is none of these.</returns>
    /// <exception cref="UnreadableValueException">It is longer ago than any date.</exception>
    public static DateTimeOffset? Read(string text, TimeProvider clock) => text.ToUpperInvariant() switch
    {
        "TODAY" => StartOfDay(0, clock),
        "YESTERDAY" => StartOfDay(-1, clock),
        _ => Age(text) is { } age ? Before(age, clock) : null,
    };

    /// <summary>Returns the time that is an age before now.</summary>
    /// <exception cref="UnreadableValueException">The age is negative, or longer ago than any date.</exception>
    public static DateTimeOffset Before(TimeSpan age, TimeProvider clock)
    {
        DateTimeOffset now = clock.GetUtcNow();
        TimeSpan longest = now - DateTimeOffset.MinValue;
        if (age < TimeSpan.Zero)
            throw new UnreadableValueException("must not be in the future");
        return age <= longest
            ? now - age
            : throw new UnreadableValueException(string.Format(
                CultureInfo.InvariantCulture, "must be at most {0:0} days, because there is no earlier date", Math.Floor(longest.TotalDays)));
    }

    // Midnight of another day may have another offset than now.
    private static DateTimeOffset StartOfDay(int days, TimeProvider clock)
    {
        DateTime midnight = clock.GetLocalNow().Date.AddDays(days);
        return new DateTimeOffset(midnight, clock.LocalTimeZone.GetUtcOffset(midnight));
    }

    // An age that is too long is read, too, so that it can be refused for what it is.
    private static TimeSpan? Age(string text)
    {
        if (text.IndexOf(':') > 0)
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;
        if (text.Length == 0)
            return null;
        (long unit, bool hasUnit) = char.ToUpperInvariant(text[text.Length - 1]) switch
        {
            'W' => (TimeSpan.TicksPerDay * 7, true),
            'D' => (TimeSpan.TicksPerDay, true),
            'H' => (TimeSpan.TicksPerHour, true),
            'M' => (TimeSpan.TicksPerMinute, true),
            _ => (TimeSpan.TicksPerDay, false),
        };
        string number = hasUnit ? text.Substring(0, text.Length - 1).TrimEnd() : text;
        if (number.Length == 0 || !number.All(static c => c is >= '0' and <= '9'))
            return null;
        double ticks = double.Parse(number, CultureInfo.InvariantCulture) * unit;
        return ticks < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)ticks) : TimeSpan.MaxValue;
    }
}
