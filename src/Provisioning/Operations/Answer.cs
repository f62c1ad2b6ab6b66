using System;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>A vendor's answer, read within bounds; whatever its <c>Content-Type</c> claims, it is judged by what it holds.</summary>
public sealed class Answer
{
    internal Answer(int status, string? text, JToken? json, string? problem)
    {
        Status = status;
        Text = text;
        Json = json;
        Problem = problem;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The body as text; null where it was empty or could not be read whole.</summary>
    public string? Text { get; }

    /// <summary>The body as JSON; null where it is none.</summary>
    public JToken? Json { get; }

    /// <summary>Why there is no JSON, for a person: empty, HTML, truncated, too long, too deep; null where there is.</summary>
    public string? Problem { get; }

    /// <summary>How long the vendor asks to wait; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the answer says to a person, where no table knows it: the start of its own words, or why it has none.</summary>
    public string Summary => Problem is null || IsPlainText ? Shorten(Text!.Trim()) : Problem;

    /// <summary>What the answer says to a person: the reason that it gives in whatever form, else its own words, else why it has none.</summary>
    internal string Reason => VendorReason.Of(Json) is { } reason ? Shorten(reason) : Summary;

    /// <summary>Whether the answer is empty.</summary>
    internal bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Json is null;

    /// <summary>Whether the vendor turned the call away unprocessed: 429, or 503 with <c>Retry-After</c>.</summary>
    internal bool IsThrottling => Status == 429 || (Status == 503 && RetryAfter is not null);

    /// <summary>How a sentence about an answer that is no yes begins: a server that failed has not refused.</summary>
    internal string Refusal => Status is 408 or >= 500 ? $"The vendor failed (HTTP {Status})" : $"The vendor refused (HTTP {Status})";

    // Not a page, and not what is left of JSON.
    private bool IsPlainText => Text?.TrimStart() is { Length: > 0 } text && text[0] is not ('<' or '{' or '[');

    private static string Shorten(string text) => text.Length <= 2000 ? text : text.Substring(0, 1997) + "...";
}
