using System;
using Newtonsoft.Json.Linq;

namespace Provisioning.Http;

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

    /// <summary>What the answer says to a person, where no table knows it: its problem, or the start of its text.</summary>
    public string Summary => Problem ?? (Text is { } text ? Shorten(text) : "an empty answer");

    private static string Shorten(string text) => text.Length <= 300 ? text : text.Substring(0, 297) + "...";
}
