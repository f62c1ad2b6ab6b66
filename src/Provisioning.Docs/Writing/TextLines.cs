using System.Text;
using System.Text.RegularExpressions;

namespace Provisioning.Docs.Writing;

/// <summary>Wraps text into lines.</summary>
internal static partial class TextLines
{
    /// <summary>Wraps a paragraph. No line starts with a word that Markdown would read as a list, a heading or a quotation.</summary>
    /// <param name="text">The paragraph, with single spaces between words.</param>
    /// <param name="width">The maximum length of a line, unless a word is longer.</param>
    /// <param name="first">The indentation of the first line.</param>
    /// <param name="following">The indentation of the following lines.</param>
    /// <returns>The lines, separated by line feeds.</returns>
    public static string Wrap(string text, int width, string first = "", string following = "")
    {
        var lines = new StringBuilder(first);
        int column = first.Length;
        bool isStart = true;
        foreach (string word in text.Split(' '))
        {
            if (!isStart && column + 1 + word.Length > width && !Marker().IsMatch(word))
            {
                lines.Append('\n').Append(following);
                column = following.Length;
                isStart = true;
            }

            if (!isStart)
                lines.Append(' ');
            lines.Append(word);
            column += word.Length + (isStart ? 0 : 1);
            isStart = false;
        }

        return lines.ToString();
    }

    [GeneratedRegex(@"^([-+*#>]+|\d+[.)])$")]
    private static partial Regex Marker();
}
