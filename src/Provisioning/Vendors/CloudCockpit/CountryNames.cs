using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>
/// Finds the codes of countries by their names: in English, and in the languages of each country if .NET knows them. Case, accents and
/// punctuation do not matter.
/// </summary>
internal static class CountryNames
{
    private const int MostSuggestions = 5;

    private static readonly Lazy<Dictionary<string, SortedSet<string>>> s_codes = new(ReadNames);

    /// <summary>Returns the codes of the countries with a name.</summary>
    /// <returns>One code; none if no country has the name; several if it is ambiguous.</returns>
    public static IReadOnlyList<string> Find(string name) =>
        s_codes.Value.TryGetValue(Key(name), out SortedSet<string>? codes) ? [.. codes] : [];

    /// <summary>Returns the codes of countries whose names contain the words of a name that no country has.</summary>
    public static IReadOnlyList<string> Suggest(string name)
    {
        string words = $" {Key(name)} ";
        return words.Length < 5
            ? []
            : [.. CountryCodes.Names.Where(country => $" {Key(country.Value)} ".Contains(words))
                .Select(static country => country.Key).Take(MostSuggestions)];
    }

    private static Dictionary<string, SortedSet<string>> ReadNames()
    {
        var codes = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> country in CountryCodes.Names)
        {
            Add(country.Value, country.Key);
            AddRegion(country.Key);
        }

        foreach (CultureInfo culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
            AddRegion(culture.Name);
        return codes;

        // .NET does not know all regions, and none where it is told to do without the data of cultures.
        void AddRegion(string regionOrCulture)
        {
            try
            {
                var region = new RegionInfo(regionOrCulture);
                if (!CountryCodes.Names.ContainsKey(region.TwoLetterISORegionName))
                    return;
                Add(region.EnglishName, region.TwoLetterISORegionName);
                Add(region.NativeName, region.TwoLetterISORegionName);
            }
            catch (ArgumentException)
            {
            }
        }

        void Add(string name, string code)
        {
            // Without the data of cultures, the name of a region is its code.
            string key = Key(name);
            if (key.Length == 0 || key == code)
                return;
            if (!codes.TryGetValue(key, out SortedSet<string>? found))
                codes[key] = found = new SortedSet<string>(StringComparer.Ordinal);
            found.Add(code);
        }
    }

    // "The Netherlands" and "Cote d Ivoire" are the Netherlands and Côte d'Ivoire.
    private static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (char c in NameRule.Fold(name).Replace("&", " AND ").Normalize(NormalizationForm.FormD))
        {
            if (c is >= '\u0300' and <= '\u036F')
                continue;
            if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                key.Append(c);
            else if (key.Length > 0 && key[key.Length - 1] != ' ')
                key.Append(' ');
        }

        string text = key.ToString().TrimEnd();
        return text.StartsWith("THE ", StringComparison.Ordinal) ? text.Substring(4) : text;
    }
}
