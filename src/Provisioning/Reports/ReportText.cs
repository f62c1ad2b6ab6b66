using System;
using System.Globalization;
using Provisioning.Journal;

namespace Provisioning.Reports;

/// <summary>Numbers and times as people read them, the same in every culture.</summary>
internal static class ReportText
{
    /// <summary>A number with a separator between thousands.</summary>
    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number of things: <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(long number, string one, string? many = null) => Number(number) + " " + (number == 1 ? one : many ?? one + "s");

    /// <summary>A share: <c>12.5 %</c>. What is not nothing is never shown as nothing, nor what is not all as all.</summary>
    public static string Share(long part, long whole)
    {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        if (part > 0 && percent < 0.1)
            return "< 0.1 %";
        return part < whole && percent > 99.9
            ? "> 99.9 %"
            : percent.ToString("0.#", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>A time with its offset from UTC: <c>2026-03-01 14:05:09 +01:00</c>.</summary>
    public static string Time(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>A time as programs read it: ISO 8601 in UTC, to the millisecond; null for none.</summary>
    public static string? Stamp(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A duration: <c>35 ms</c>, <c>4.2 s</c>, <c>2 min 05 s</c>, <c>3 h 07 min</c>.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 0.0005 => "< 1 ms",
        < 1 => duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        < 59.95 => duration.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s",
        < 3600 => string.Format(CultureInfo.InvariantCulture, "{0} min {1:00} s", (int)duration.TotalMinutes, duration.Seconds),
        _ => string.Format(CultureInfo.InvariantCulture, "{0} h {1:00} min", (long)duration.TotalHours, duration.Minutes),
    };

    /// <summary>A rate: <c>0.42</c>, <c>12.5</c>, <c>3,100</c>.</summary>
    public static string Rate(double perSecond) => perSecond.ToString(
        perSecond < 1 ? "0.##" : perSecond < 100 ? "0.#" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>The beginning of a run's ID, by which a person recognizes it and the cmdlets find it.</summary>
    public static string ShortId(Guid run) => run.ToString("N").Substring(0, 8);

    /// <summary>Where a run sent its rows: the vendor and the account.</summary>
    public static string Target(JournaledRun run) => run.Account is { } account ? $"{run.Vendor}, {account}" : run.Vendor;

    /// <summary>How a run ended.</summary>
    public static string State(JournaledRun run) => run.State switch
    {
        RunState.Completed => "Completed",
        RunState.Running => "Still running",
        _ => "Ended without word",
    };
}
