namespace Provisioning;

/// <summary>Messages are put together from sentences of the vendors and of the module, which must not run on.</summary>
internal static class Sentence
{
    /// <summary>Returns a text that ends as a sentence does, so that another one can follow.</summary>
    /// <param name="text">The text.</param>
    public static string End(string text)
    {
        string trimmed = text.TrimEnd(' ', '\t', '\r', '\n', ',', ';', ':');
        if (trimmed.Length == 0)
            return trimmed;
        char last = trimmed[trimmed.Length - 1];

        // A quotation or a bracket may hold a whole sentence with its own period.
        if (last is '"' or '\'' or ')' or ']' && trimmed.Length > 1)
            last = trimmed[trimmed.Length - 2];
        return last is '.' or '!' or '?' or '\u2026' or '\u3002' ? trimmed : trimmed + ".";
    }
}
