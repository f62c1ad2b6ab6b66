using System.Globalization;
using System.Text;

namespace Provisioning;

/// <summary>What is wrong with one field, according to the documented rules or to the vendor.</summary>
/// <param name="Field">The field's name on the wire; a dot separates a nested object from its field.</param>
/// <param name="Message">The rule that is violated, or what the vendor said.</param>
/// <param name="Value">The value as given; <c>***</c> for a secret, null if nothing was given.</param>
public sealed record FieldError(string Field, string Message, string? Value = null)
{
    /// <summary>Formats the error as one line.</summary>
    /// <returns><c>licenses: must be a whole number (is 'ten')</c></returns>
    public override string ToString() => Value is null ? $"{Field}: {Message}" : $"{Field}: {Message} (is '{Shorten(Value)}')";

    /// <summary>Formats the error as one line, with the whole value: secrets in it are not masked yet.</summary>
    internal string ToWholeText() => Value is null ? $"{Field}: {Message}" : $"{Field}: {Message} (is '{Value}')";

    private static string Shorten(string value) => Visible(value.Length <= 80 ? value : value.Substring(0, 77) + "...");

    // A value may be wrong because of an invisible character, which is shown as its code point.
    private static string Visible(string value)
    {
        StringBuilder? shown = null;
        for (int index = 0; index < value.Length; index++)
        {
            char c = value[index];
            bool isSeen = c is >= ' ' and <= '~'
                || (c > '~' && !char.IsWhiteSpace(c) && !ShownText.IsLoneSurrogate(value, index)
                    && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control));
            if (isSeen && shown is null)
                continue;
            shown ??= new StringBuilder(value, 0, index, value.Length + 16);
            if (isSeen)
                shown.Append(c);
            else
                shown.AppendFormat(CultureInfo.InvariantCulture, "<U+{0:X4}>", (int)c);
        }

        return shown?.ToString() ?? value;
    }
}
