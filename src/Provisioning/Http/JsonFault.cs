using System;
using System.IO;
using Newtonsoft.Json;

namespace Provisioning.Http;

/// <summary>Finds the place where a text stops being JSON, so that an error can show that part of it.</summary>
internal static class JsonFault
{
    /// <summary>Returns the index of the first character that does not fit; null if the text is JSON.</summary>
    /// <param name="text">The text.</param>
    public static int? IndexIn(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { MaxDepth = AnswerReader.MaximumDepth };
        try
        {
            while (reader.Read())
            {
                // Each token is checked as it is read.
            }

            return reader.Depth > 0 ? text.Length - 1 : null;
        }
        catch (JsonReaderException exception)
        {
            return IndexOf(text, exception.LineNumber, exception.LinePosition);
        }
    }

    private static int IndexOf(string text, int line, int position)
    {
        int start = 0;
        for (int passed = 1; passed < line; passed++)
            start = text.IndexOf('\n', start) + 1;
        return Math.Max(0, Math.Min(start + position, text.Length - 1));
    }
}
