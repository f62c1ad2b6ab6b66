using System;
using System.Globalization;
using System.Text;

namespace Provisioning;

/// <summary>
/// Decides whether two names are the same, for all vendors and all journals. Names are compared in Unicode NFC, trimmed, with any white
/// space inside replaced by one space, and without invisible characters. What is sent remains as it was given.
/// </summary>
internal static class NameRule
{
    /// <summary>The version of the rule. It is stored with each name.</summary>
    public const int Version = 1;

    private static readonly Lazy<bool> s_isSupported = new(static () => Normalize("Cafe\u0301") == "Caf\u00e9");

    /// <summary>
    /// Whether this runtime normalizes Unicode. With <c>DOTNET_SYSTEM_GLOBALIZATION_INVARIANT</c> some runtimes do not, and names would be
    /// compared differently from previous runs.
    /// </summary>
    public static bool IsSupported => s_isSupported.Value;

    /// <summary>Returns the normalized form, which is the same for equal names.</summary>
    public static string Normalize(string name)
    {
        if (IsPlain(name))
            return name;
        string composed = WellFormed(name).Normalize(NormalizationForm.FormC);
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

    /// <summary>Returns whether two texts mean the same name. A missing one and an empty one are the same.</summary>
    public static bool AreSame(string? name, string? other) => Normalize(name ?? string.Empty) == Normalize(other ?? string.Empty);

    /// <summary>Returns the folded form, which is the same for names that differ only in case.</summary>
    public static string Fold(string name) => Normalize(name).ToUpperInvariant();

    // Half of a surrogate pair is refused as a violation of rules. Here it must not end the run: .NET does not normalize it.
    private static string WellFormed(string name)
    {
        if (!ShownText.HasLoneSurrogate(name))
            return name;
        var text = new StringBuilder(name);
        for (int index = 0; index < name.Length; index++)
        {
            if (ShownText.IsLoneSurrogate(name, index))
                text[index] = '\uFFFD';
        }

        return text.ToString();
    }

    // Most names are ASCII, trimmed and with single spaces. They are already normalized.
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
