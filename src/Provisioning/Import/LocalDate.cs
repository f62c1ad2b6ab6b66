using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Provisioning.Import;

/// <summary>Reads dates by the formats that were specified. What is ISO 8601 already stays as it is.</summary>
/// <param name="formats">The formats, as .NET knows them.</param>
/// <param name="culture">The culture of names of months and days; null for none.</param>
internal sealed class LocalDate(IReadOnlyList<string> formats, CultureInfo? culture)
{
    private static readonly string[] s_iso =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private readonly string[] _formats = [.. formats];
    private readonly CultureInfo _culture = culture ?? CultureInfo.InvariantCulture;

    /// <summary>What is wrong with the formats; null if nothing is.</summary>
    public string? Problem => _formats.Select(ProblemOf).FirstOrDefault(static problem => problem is not null);

    /// <summary>Returns the date in ISO 8601; null if it cannot be read.</summary>
    public string? ToIso(string text)
    {
        string trimmed = text.Trim();
        if (DateTimeOffset.TryParseExact(trimmed, s_iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            return trimmed;
        foreach (string format in _formats)
        {
            if (!DateTimeOffset.TryParseExact(trimmed, format, _culture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
                continue;
            bool hasZone = format.IndexOfAny(['z', 'K']) >= 0;
            string pattern = hasZone ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"
                : time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
            return time.ToString(pattern, CultureInfo.InvariantCulture);
        }

        return null;
    }

    // ISO 8601 comes first, so a format that reads the same text as another day would never be used.
    private string? ProblemOf(string format)
    {
        try
        {
            var day = new DateTime(2027, 2, 3, 0, 0, 0, DateTimeKind.Unspecified);
            _ = day.ToString(format, _culture);
            return DateTime.TryParseExact("2027-02-03", format, _culture, DateTimeStyles.None, out DateTime read) && read != day
                ? "reads an ISO 8601 date as another day"
                : null;
        }
        catch (FormatException)
        {
            return "is no date format, such as dd.MM.yyyy";
        }
    }
}
