using System;
using System.Globalization;
using System.Text;

namespace Provisioning;

/// <summary>
/// When two names are the same: the one place that decides, for all vendors and all journals. Names are compared after Unicode NFC, without white space
/// around them, with one blank for any white space inside, and without characters that nobody sees. What is sent stays as it was given.
/// </summary>
internal static class NameRule
{
    /// <summary>The version of the rule, which is stored with each name.</summary>
    public const int Version = 1;

    private static readonly Lazy<bool> s_isSupported = new(static () => Normalize("Cafe\u0301") == "Caf\u00e9");

    /// <summary>
    /// Whether this runtime normalizes Unicode at all: with <c>DOTNET_SYSTEM_GLOBALIZATION_INVARIANT</c> some do not, and names would be compared otherwise
    /// than by the runs before.
    /// </summary>
    public static bool IsSupported => s_isSupported.Value;

    /// <summary>The form that two equal names have in common.</summary>
    public static string Normalize(string name)
    {
        if (IsPlain(name))
            return name;
        string composed = name.Normalize(NormalizationForm.FormC);
        var text = new StringBuilder(composed.Length);
        bool isBlankDue = false;
        for (int index = 0; index < composed.Length; index++)
        {
            char c = composed[index];
            if (char.IsWhiteSpace(c))
            {
                isBlankDue = text.Length > 0;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(composed, index) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                if (isBlankDue)
                    text.Append(' ');
                isBlankDue = false;
                text.Append(c);
            }
        }

        return text.ToString();
    }

    /// <summary>The form that names have in common which differ in letter case alone.</summary>
    public static string Fold(string name) => Normalize(name).ToUpperInvariant();

    // Most names are ASCII, trimmed, with single blanks: those are their own form.
    private static bool IsPlain(string name)
    {
        bool wasBlank = true;
        foreach (char c in name)
        {
            if (c is < ' ' or > '~' || (c == ' ' && wasBlank))
                return false;
            wasBlank = c == ' ';
        }

        return !wasBlank || name.Length == 0;
    }
}
