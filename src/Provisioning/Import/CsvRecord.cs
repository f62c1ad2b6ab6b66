using System.Collections.Generic;

namespace Provisioning.Import;

/// <summary>A record of a CSV file, as it stands there.</summary>
/// <param name="Text">The text, without the line break at its end.</param>
/// <param name="Line">The line that it begins in, from 1.</param>
/// <param name="Starts">Where each of its cells begins in the text.</param>
internal sealed record CsvRecord(string Text, long Line, IReadOnlyList<int> Starts)
{
    /// <summary>Whether there is anything but quotes and blanks in the cells from a number on.</summary>
    /// <param name="cells">How many cells come before.</param>
    /// <param name="delimiter">The delimiter.</param>
    public bool HasMoreThan(int cells, char delimiter)
    {
        for (int index = Starts.Count > cells ? Starts[cells] : Text.Length; index < Text.Length; index++)
        {
            if (Text[index] != '"' && Text[index] != delimiter && !char.IsWhiteSpace(Text[index]))
                return true;
        }

        return false;
    }

    /// <summary>The cells without their quotes, to look at. What is imported comes from PowerShell's own parser.</summary>
    public IEnumerable<string> Cells()
    {
        for (int index = 0; index < Starts.Count; index++)
        {
            int end = index + 1 < Starts.Count ? Starts[index + 1] - 1 : Text.Length;
            string cell = Text.Substring(Starts[index], end - Starts[index]).Trim(' ', '\t');
            yield return cell.Length > 1 && cell[0] == '"' && cell[cell.Length - 1] == '"'
                ? cell.Substring(1, cell.Length - 2).Replace("\"\"", "\"")
                : cell;
        }
    }
}
