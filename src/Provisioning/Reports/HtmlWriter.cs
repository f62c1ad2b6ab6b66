using System.IO;

namespace Provisioning.Reports;

/// <summary>Writes HTML. What is not this module's own markup goes through <see cref="Text"/>, which escapes it.</summary>
internal sealed class HtmlWriter(TextWriter writer)
{
    // A longer one could be wider than its column.
    private const int LongestWord = 40;

    /// <summary>Writes markup of this module.</summary>
    public HtmlWriter Markup(string markup)
    {
        writer.Write(markup);
        return this;
    }

    /// <summary>Writes a text. It is safe between tags and in quoted attributes.</summary>
    public HtmlWriter Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return this;
        foreach (char c in ShownText.Of(text!))
        {
            if (EscapeOf(c) is { } escape)
                writer.Write(escape);
            else
                writer.Write(c);
        }

        return this;
    }

    /// <summary>Writes advice. Names of commands and parameters are kept in one line, because a hyphen at its end could be lost.</summary>
    public HtmlWriter Advice(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return this;
        string[] words = text!.Split(' ');
        for (int index = 0; index < words.Length; index++)
        {
            if (index > 0)
                writer.Write(' ');
            if (words[index].IndexOf('-') >= 0 && words[index].Length <= LongestWord)
                Markup("<span class=\"word\">").Text(words[index]).Markup("</span>");
            else
                Text(words[index]);
        }

        return this;
    }

    /// <summary>Writes an element with a text.</summary>
    /// <param name="start">Its name, with attributes.</param>
    /// <param name="text">The text.</param>
    public HtmlWriter Element(string start, string? text)
    {
        int name = start.IndexOf(' ');
        return Markup("<" + start + ">").Text(text).Markup("</" + (name < 0 ? start : start.Substring(0, name)) + ">");
    }

    private static string? EscapeOf(char c) => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => null,
    };
}
