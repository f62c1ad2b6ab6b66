using System.Text;

namespace Provisioning.Reports;

/// <summary>Texts of others in Markdown: what looks like markup stays text.</summary>
internal static class MarkdownText
{
    /// <summary>Returns a text in one line that Markdown shows as it is, also in a table.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return string.Empty;
        var shown = new StringBuilder(text!.Length + 16);
        string visible = ShownText.Of(text);
        for (int index = 0; index < visible.Length; index++)
        {
            char c = visible[index];
            switch (c)
            {
                case '&': shown.Append("&amp;"); break;
                case '<': shown.Append("&lt;"); break;
                case '>': shown.Append("&gt;"); break;
                case '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '~' or '!' or '$':
                    shown.Append('\\').Append(c);
                    break;

                // An address would become a link by itself.
                case ':' when index + 2 < visible.Length && visible[index + 1] == '/' && visible[index + 2] == '/': shown.Append("&#58;"); break;
                case '.' when index > 2 && IsW(visible[index - 1]) && IsW(visible[index - 2]) && IsW(visible[index - 3]): shown.Append("&#46;"); break;

                // A mention would notify somebody.
                case '@': shown.Append("&#64;"); break;

                // At the beginning of a line they begin a list or a heading.
                case '-' or '+' or '=' when index == 0: shown.Append('\\').Append(c); break;
                default: shown.Append(c); break;
            }
        }

        return shown.ToString();
    }

    private static bool IsW(char c) => c is 'w' or 'W';
}
