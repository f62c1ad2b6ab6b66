using System;
using System.Globalization;
using System.Linq;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// A time in ISO 8601, or a time before now: a number of days, a number with a unit (<c>2w</c>, <c>1d</c>, <c>12h</c>, <c>30m</c>), a time
/// span, <c>today</c> or <c>yesterday</c>. Days begin at midnight on this computer. Culture-independent.
/// </summary>
public sealed class AgeCellAttribute : CellAttribute
{
    private static readonly TimeCellAttribute s_time = new();

    /// <summary>The source of the time that an age is counted back from.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    protected override string Rule =>
        "must be a date in ISO 8601, a number of days or a time span, such as 2026-12-31, 90, 2w, 1d, 12h or 30m, or be today or yesterday";

    /// <inheritdoc/>
    protected override object? Read(object input) => input switch
    {
        TimeSpan age => Before(age),
        DateTime or DateTimeOffset => s_time.Transform(null!, input),
        _ => Parse(Text(input)),
    };

    private DateTimeOffset? Parse(string text) => text.ToUpperInvariant() switch
    {
        "TODAY" => StartOfDay(0),
        "YESTERDAY" => StartOfDay(-1),
        _ when Age(text) is { } age => Before(age),
        _ => (DateTimeOffset?)s_time.Transform(null!, text),
    };

    // Midnight of another day may have another offset than now.
    private DateTimeOffset StartOfDay(int days)
    {
        DateTime midnight = Clock.GetLocalNow().Date.AddDays(days);
        return new DateTimeOffset(midnight, Clock.LocalTimeZone.GetUtcOffset(midnight));
    }

    // An age that is too long for the calendar is read here, too, so that it is refused as what it is.
    private static TimeSpan? Age(string text)
    {
        if (text.IndexOf(':') > 0)
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;
        string number = text.TrimEnd('w', 'W', 'd', 'D', 'h', 'H', 'm', 'M').TrimEnd();
        if (number.Length == 0 || number.Length < text.TrimEnd().Length - 2 || !number.All(static c => c is >= '0' and <= '9'))
            return null;
        double? ticks = char.ToUpperInvariant(text[text.Length - 1]) switch
        {
            'W' => TimeSpan.TicksPerDay * 7d,
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            _ => TimeSpan.TicksPerDay,
        };
        double age = double.Parse(number, CultureInfo.InvariantCulture) * ticks.Value;
        return age < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)age) : TimeSpan.MaxValue;
    }

    private DateTimeOffset Before(TimeSpan age)
    {
        DateTimeOffset now = Clock.GetUtcNow();
        if (age < TimeSpan.Zero)
            throw new UnreadableValueException("must not be in the future");
        return age <= now - DateTimeOffset.MinValue
            ? now - age
            : throw new UnreadableValueException("is longer ago than any date: use at most "
                + $"{Math.Floor((now - DateTimeOffset.MinValue).TotalDays).ToString(CultureInfo.InvariantCulture)} days");
    }
}
