using System;

namespace Provisioning.Secrets;

/// <summary>
/// A form of a secret that is so short that it is part of many words. It is masked only where it stands by itself: masked everywhere, it
/// would make other values unreadable, and show what it is by what is left of them.
/// </summary>
internal static class ShortForm
{
    private const int Longest = 4;

    public static bool IsShort(string form) => form.Length <= Longest;

    /// <summary>Whether a form at an index of a text is neither the end, the start nor the middle of a word.</summary>
    public static bool IsAlone(string text, int at, int length) => !ContinuesBefore(text, at) && !ContinuesAfter(text, at + length);

    private static bool ContinuesAfter(string text, int end) =>
        end < text.Length && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(text[end - 1]);

    private static bool ContinuesBefore(string text, int start) =>
        start > 0 && char.IsLetterOrDigit(text[start - 1]) && char.IsLetterOrDigit(text[start]) && !EndsWithCode(text, start);

    // An encoded sign, such as %22, \u0022 or \n, ends with a letter or a digit that is not part of the word after it.
    private static bool EndsWithCode(string text, int end) =>
        (Has(text, end - 2, '\\') && text[end - 1] is 'n' or 'r' or 't' or 'b' or 'f')
        || (Has(text, end - 3, '%') && IsHex(text, end - 2, end))
        || (Has(text, end - 5, 'u') && Has(text, end - 6, '\\') && IsHex(text, end - 4, end))
        || (Has(text, end - 5, '%') && text[end - 4] == '2' && text[end - 3] == '5' && IsHex(text, end - 2, end));

    private static bool Has(string text, int at, char c) => at >= 0 && text[at] == c;

    private static bool IsHex(string text, int start, int end)
    {
        for (int at = start; at < end; at++)
        {
            if (!Uri.IsHexDigit(text[at]))
                return false;
        }

        return true;
    }
}
