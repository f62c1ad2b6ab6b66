using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Provisioning.Import;

/// <summary>Reads the words for yes and no that people and spreadsheets write in a language.</summary>
internal static class LocalBoolean
{
    private static readonly string[] s_true = ["TRUE", "YES", "1"];
    private static readonly string[] s_false = ["FALSE", "NO", "0"];

    private static readonly Dictionary<string, (string[] True, string[] False)> s_words = new()
    {
        ["de"] = (["WAHR", "JA"], ["FALSCH", "NEIN"]),
        ["fr"] = (["VRAI", "OUI"], ["FAUX", "NON"]),
        ["es"] = (["VERDADERO", "S\u00CD", "SI"], ["FALSO"]),
        ["it"] = (["VERO", "S\u00CC", "SI"], ["FALSO"]),
        ["pt"] = (["VERDADEIRO", "SIM"], ["FALSO", "N\u00C3O", "NAO"]),
        ["nl"] = (["WAAR", "JA"], ["ONWAAR", "NEE"]),
    };

    /// <summary>Returns a text that is read everywhere; null if the word is not known. Such a text stays as it is.</summary>
    public static string? ToInvariant(string text, CultureInfo? culture)
    {
        string word = NameRule.Fold(text);
        if (s_true.Contains(word) || s_false.Contains(word))
            return text.Trim();
        if (culture is null || !s_words.TryGetValue(culture.TwoLetterISOLanguageName, out (string[] True, string[] False) words))
            return null;
        return words.True.Contains(word) ? "true" : words.False.Contains(word) ? "false" : null;
    }
}
