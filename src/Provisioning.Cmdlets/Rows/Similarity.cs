using System;

namespace Provisioning.Cmdlets.Rows;

/// <summary>How far two words are apart.</summary>
internal static class Similarity
{
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
