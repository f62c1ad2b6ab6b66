using System.Globalization;

namespace Provisioning;

/// <summary>Characters that nobody sees, and that make two values differ which look the same.</summary>
internal static class Invisible
{
    /// <summary>Returns whether there is nothing to see of the character at an index: a surrogate pair counts as one.</summary>
    public static bool At(string text, int index)
    {
        char c = text[index];
        if (c is >= ' ' and <= '~')
            return false;
        if (char.IsLowSurrogate(c) && index > 0 && char.IsHighSurrogate(text[index - 1]))
            return At(text, index - 1);
        return IsFiller(c) || CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.Format or UnicodeCategory.Control;
    }

    // Letters, marks and symbols without a shape: joiners, Hangul and Khmer fillers, the blank of Braille, and variation selectors.
    private static bool IsFiller(char c) => c is '\u034F' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or '\u2800' or '\u3164' or '\uFFA0'
        or (>= '\uFE00' and <= '\uFE0F');
}
