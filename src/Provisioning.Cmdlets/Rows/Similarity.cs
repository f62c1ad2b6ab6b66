using System;
using System.Collections.Generic;
using System.Text;

namespace Provisioning.Cmdlets.Rows;

/// <summary>How far two words are apart.</summary>
internal static class Similarity
{
    /// <summary>
    /// Returns the name that a word may mean: one that differs in blanks, case and punctuation, one of which the word is the beginning, or one
    /// that differs by a typo; null if there is none.
    /// </summary>
    public static string? Find(string word, IEnumerable<string> names)
    {
        string letters = Letters(word);
        string? longer = null;
        string? typo = null;
        foreach (string name in names)
        {
            string others = Letters(name);
            if (others == letters && letters.Length > 0)
                return name;
            if (longer is null && letters.Length > 3 && others.StartsWith(letters, StringComparison.Ordinal))
                longer = name;
            if (typo is null && IsTypo(others, letters))
                typo = name;
        }

        return longer ?? typo;
    }

    private static bool IsTypo(string name, string word) => word.Length > 3 && Distance(name, word) <= Math.Max(1, word.Length / 5);

    private static string Letters(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (char c in NameRule.Normalize(name))
        {
            if (char.IsLetterOrDigit(c))
                letters.Append(char.ToUpperInvariant(c));
        }

        return letters.ToString();
    }

    /// <summary>The Levenshtein distance: how many letters must be added, taken away or replaced to make one word the other.</summary>
    public static int Distance(string word, string other)
    {
        var costs = new int[other.Length + 1];
        for (int column = 0; column <= other.Length; column++)
            costs[column] = column;
        for (int row = 1; row <= word.Length; row++)
        {
            int diagonal = costs[0];
            costs[0] = row;
            for (int column = 1; column <= other.Length; column++)
            {
                int replaced = diagonal + (word[row - 1] == other[column - 1] ? 0 : 1);
                diagonal = costs[column];
                costs[column] = Math.Min(replaced, Math.Min(costs[column], costs[column - 1]) + 1);
            }
        }

        return costs[other.Length];
    }
}
