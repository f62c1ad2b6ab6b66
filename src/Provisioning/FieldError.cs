using Provisioning.Operations;

using System.Globalization;
using System.Text;

namespace Provisioning;

/// <summary>What is wrong with one field, by our own check or by the vendor's word.</summary>
/// <param name="Field">The field's name on the wire; a dot leads into a nested object.</param>
/// <param name="Message">The rule that is broken, or what the vendor said.</param>
/// <param name="Value">The value as given; <c>***</c> for a secret, null where nothing was given.</param>
public sealed record FieldError(string Field, string Message, string? Value = null)
{
    /// <summary>One line for a person.</summary>
    /// <returns><c>licenses: must be a whole number (is 'ten')</c></returns>
    public override string ToString() => Value is null ? $"{Field}: {Message}" : $"{Field}: {Message} (is '{Shorten(Value)}')";

    private static string Shorten(string value) => Visible(value.Length <= 80 ? value : value.Substring(0, 77) + "...");

    // What is wrong with a value may be what nobody sees: it is named by its code point.
    private static string Visible(string value)
    {
        StringBuilder? shown = null;
        for (int index = 0; index < value.Length; index++)
        {
            char c = value[index];
            bool isSeen = c is >= ' ' and <= '~'
                || (c > '~' && !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control));
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
