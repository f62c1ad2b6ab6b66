using System.Globalization;
using System.Text;

namespace Provisioning;

/// <summary>What is wrong with one field, according to the documented rules or to the vendor.</summary>
/// <param name="Field">The field's name on the wire; a dot separates a nested object from its field.</param>
/// <param name="Message">The rule that is violated, or what the vendor said.</param>
/// <param name="Value">The value as given; <c>***</c> for a secret, null if nothing was given.</param>
public sealed record FieldError(string Field, string Message, string? Value = null)
{
    private const int Longest = 80;
    private const int Ahead = 50;

    /// <summary>Where <see cref="Value"/> is, if it is a part of the field's value: <c>[1].licenseCount</c>.</summary>
    internal string? Where { get; init; }

    /// <summary>The index of what is wrong in <see cref="Value"/>; null if it is not known.</summary>
    internal int? At { get; init; }

    /// <summary>Formats the error as one line.</summary>
    /// <returns><c>licenses: must be a whole number (is 'ten')</c></returns>
    public override string ToString()
    {
        string where = string.IsNullOrEmpty(Where) ? string.Empty : Shorten(Where!, Where!.Length - 1) + " ";
        return Value is null ? $"{Field}: {Message}" : $"{Field}: {Message} ({where}is '{Shorten(Value, At ?? 0)}')";
    }

    /// <summary>Formats the error as one line, with the whole value: secrets in it are not masked yet.</summary>
    internal string ToWholeText() => Value is null ? $"{Field}: {Message}" : $"{Field}: {Message} (is '{Value}')";

    // Of a long value the part is shown that is wrong, with what precedes it.
    private static string Shorten(string value, int at)
    {
        if (value.Length <= Longest)
            return Visible(value);
        int start = at < Longest - 3 ? 0 : System.Math.Min(at - Ahead, value.Length - Longest + 3);
        bool isCut = start + Longest < value.Length;
        int length = System.Math.Min(value.Length - start, Longest - (start > 0 ? 3 : 0) - (isCut ? 3 : 0));
        return (start > 0 ? "..." : string.Empty) + Visible(value.Substring(start, length)) + (isCut ? "..." : string.Empty);
    }

    // A value may be wrong because of an invisible character, which is shown as its code point.
    private static string Visible(string value)
    {
        StringBuilder? shown = null;
        for (int index = 0; index < value.Length; index++)
        {
            char c = value[index];
            bool isSeen = c is >= ' ' and <= '~'
                || !(char.IsWhiteSpace(c) || ShownText.IsLoneSurrogate(value, index) || Invisible.At(value, index));
            if (isSeen && shown is null)
                continue;
            shown ??= new StringBuilder(value, 0, index, value.Length + 16);
            if (isSeen)
                shown.Append(c);
            else
                shown.AppendFormat(
                    CultureInfo.InvariantCulture, "<U+{0:X4}>", char.IsSurrogatePair(value, index) ? char.ConvertToUtf32(value, index++) : c);
        }

        return shown?.ToString() ?? value;
    }
}
