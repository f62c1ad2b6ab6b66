using System;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// A time in ISO 8601, or a time before now: a number of days, a number with a unit (<c>2w</c>, <c>1d</c>, <c>12h</c>, <c>30m</c>), a time
/// span, <c>today</c> or <c>yesterday</c>. Days begin at midnight on this computer. Culture-independent.
/// </summary>
public sealed class AgeCellAttribute : CellAttribute
{
    private static readonly TimeCellAttribute s_time = new();

    /// <inheritdoc/>
    protected override string Rule =>
        "must be a date in ISO 8601, a number of days or a time span, such as 2026-12-31, 90, 2w, 1d, 12h or 30m, or be today or yesterday";

    /// <inheritdoc/>
    protected override object? Read(object input) => input switch
    {
        TimeSpan age => AgeText.Before(age, TimeProvider.System),
        DateTime or DateTimeOffset => s_time.Transform(null!, input),
        _ => AgeText.Read(Text(input), TimeProvider.System) ?? s_time.Transform(null!, input),
    };
}
