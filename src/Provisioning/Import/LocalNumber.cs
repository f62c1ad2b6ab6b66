using System;
using System.Globalization;
using System.Linq;

namespace Provisioning.Import;

/// <summary>
/// Reads a number as it is written in a language. Unlike .NET, thousands separators must separate thousands: "10.6" is no German 106.
/// </summary>
internal static class LocalNumber
{
    /// <summary>
    /// Returns the number in its invariant form; null if it cannot be read. A number that is invariant already, and is none in the language,
    /// stays as it is. One whose invariant form would be another number in the language is not read: imported once more, it would change.
    /// </summary>
    public static string? ToInvariant(string text, CultureInfo? culture)
    {
        string trimmed = text.Trim();
        if (culture is null || Read(trimmed, culture) is not { } number)
            return IsInvariant(trimmed) ? trimmed : null;
        string invariant = number.ToString("0.############################", CultureInfo.InvariantCulture);
        return Read(invariant, culture) is { } again && again != number ? null : invariant;
    }

    private static bool IsInvariant(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static decimal? Read(string text, CultureInfo culture)
    {
        NumberFormatInfo format = culture.NumberFormat;
        string digits = text;
        bool isNegative = false;
        foreach (string sign in new[] { format.NegativeSign, "-", "\u2212" })
        {
            if (!isNegative && digits.StartsWith(sign, StringComparison.Ordinal))
                (isNegative, digits) = (true, digits.Substring(sign.Length));
        }

        int point = digits.IndexOf(format.NumberDecimalSeparator, StringComparison.Ordinal);
        string whole = point < 0 ? digits : digits.Substring(0, point);
        string fraction = point < 0 ? string.Empty : digits.Substring(point + format.NumberDecimalSeparator.Length);
        if (Ungrouped(whole, format) is not { } ungrouped || (point >= 0 && fraction.Length == 0) || !fraction.All(IsDigit))
            return null;
        return decimal.TryParse($"{ungrouped}.{fraction}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? isNegative ? -number : number
            : null;
    }

    // The last group has the first size, and so on to the left; the last size is that of all other groups.
    private static string? Ungrouped(string whole, NumberFormatInfo format)
    {
        string[] groups = Plain(whole).Split([Plain(format.NumberGroupSeparator)], StringSplitOptions.None);
        for (int index = groups.Length - 1, rank = 0; index >= 0; index--, rank++)
        {
            int[] sizes = format.NumberGroupSizes;
            int size = sizes.Length == 0 ? 0 : sizes[Math.Min(rank, sizes.Length - 1)];
            bool fits = groups.Length == 1 || (index == 0 ? groups[0].Length <= size : groups[index].Length == size);
            if (groups[index].Length == 0 || !fits || !groups[index].All(IsDigit))
                return null;
        }

        return string.Concat(groups);
    }

    // Programs write different blanks and apostrophes for the same separator.
    private static string Plain(string text) => new([.. text.Select(static c => char.IsWhiteSpace(c) ? ' ' : c is '\u2019' ? '\'' : c)]);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
