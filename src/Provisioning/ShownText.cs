using System.Globalization;
using System.Text;

namespace Provisioning;

/// <summary>
/// The texts of others, as messages and the journal contain them: limited in length, and without characters that a terminal would obey.
/// Secrets are masked before, because a text that was cut may contain a part of one.
/// </summary>
internal static class ShownText
{
    /// <summary>Maximum number of characters of a message.</summary>
    public const int MaximumLength = 2000;

    private const string Gap = " ... ";

    /// <summary>Returns the text as it may be shown. A text that is too long loses its middle.</summary>
    public static string Of(string text) => Shorten(Visible(Shorten(text), keepsLines: false));

    /// <summary>Returns a trace as it may be shown: whole, in its own lines, without any other control character.</summary>
    public static string OfTrace(string text) => Visible(text, keepsLines: true);

    /// <summary>Returns whether a character is half of a surrogate pair whose other half is missing.</summary>
    public static bool IsLoneSurrogate(string text, int index) =>
        char.IsSurrogate(text[index])
        && !(char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        && !(char.IsLowSurrogate(text[index]) && index > 0 && char.IsHighSurrogate(text[index - 1]));

    /// <summary>Returns whether a text contains half of a surrogate pair, which UTF-8 cannot express.</summary>
    public static bool HasLoneSurrogate(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (IsLoneSurrogate(text, index))
                return true;
        }

        return false;
    }

    private static string Shorten(string text)
    {
        if (text.Length <= MaximumLength)
            return text;
        int tail = MaximumLength / 4;
        int head = MaximumLength - tail - Gap.Length;
        if (char.IsHighSurrogate(text[head - 1]))
            head--;
        int end = text.Length - tail;
        if (char.IsLowSurrogate(text[end]))
            end++;
        return text.Substring(0, head) + Gap + text.Substring(end);
    }

    private static string Visible(string text, bool keepsLines)
    {
        StringBuilder? shown = null;
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            bool isSafe = (!IsUnsafe(c) || (keepsLines && c is '\r' or '\n' or '\t')) && !IsLoneSurrogate(text, index);
            if (isSafe && shown is null)
                continue;
            shown ??= new StringBuilder(text, 0, index, text.Length + 16);
            if (isSafe)
                shown.Append(c);
            else if (c is '\n' or '\t' || (c == '\r' && !(index + 1 < text.Length && text[index + 1] == '\n')))
                shown.Append(' ');
            else if (c != '\r')
                shown.AppendFormat(CultureInfo.InvariantCulture, "<U+{0:X4}>", (int)c);
        }

        return shown?.ToString() ?? text;
    }

    // Control characters, line separators, and what changes the direction of the text around it.
    private static bool IsUnsafe(char c) => c is < ' ' or (>= '\u007F' and <= '\u009F') or '\u2028' or '\u2029' or '\u061C'
        or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
