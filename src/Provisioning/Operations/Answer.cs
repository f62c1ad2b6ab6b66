using System;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>A vendor's answer, read within limits. It is judged by its content, regardless of its <c>Content-Type</c>.</summary>
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

    /// <summary>The body as text; null if it could not be read completely.</summary>
    public string? Text { get; }

    /// <summary>The body as JSON; null if it is not JSON.</summary>
    public JToken? Json { get; }

    /// <summary>Why there is no JSON: it is empty, HTML, truncated, too long or too deep. Null if there is JSON.</summary>
    public string? Problem { get; }

    /// <summary>How long the vendor asks to wait; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where a redirect leads, without its query; null if the answer is none.</summary>
    internal string? Location { get; init; }

    /// <summary>A summary for messages: the answer's text, or why it cannot be read. It is not shortened: see <see cref="Masked"/>.</summary>
    public string Summary => Problem is null || IsPlainText ? Text!.Trim() : Problem;

    /// <summary>
    /// The reason for messages: the one in the answer, in whatever format, else its text, else why it cannot be read.
    /// </summary>
    internal string Reason => GivenReason ?? Summary;

    /// <summary>The reason in the answer, in whatever format; null if there is none.</summary>
    internal string? GivenReason => VendorReason.Of(Json);

    /// <summary>Whether the answer says nothing: it has no body, or one without content.</summary>
    internal bool IsEmpty => IsBlank || Json is JContainer { HasValues: false } or JValue { Value: null or "" };

    /// <summary>Whether the vendor turned the call away without processing it: 429, or 503 with <c>Retry-After</c>.</summary>
    internal bool IsThrottling => Status == 429 || (Status == 503 && RetryAfter is not null);

    /// <summary>The start of a message about a negative answer. A server error is not a refusal.</summary>
    internal string Refusal => Status is 408 or >= 500 ? $"The vendor failed (HTTP {Status})" : $"The vendor refused (HTTP {Status})";

    /// <summary>The message about a negative answer that says nothing, with what the vendor's document says of its status.</summary>
    /// <param name="documented">What the document says, as a sentence.</param>
    internal string RefusalByDocument(string documented) =>
        $"{Refusal}: {(IsBlank ? "the answer is empty" : "the answer gives no reason")}. According to the vendor's document: {documented}";

    private bool IsBlank => Text is not null && Json is null && string.IsNullOrWhiteSpace(Text);

    // Neither a web page nor truncated JSON.
    private bool IsPlainText => Text?.TrimStart() is { Length: > 0 } text && text[0] is not ('<' or '{' or '[');

    /// <summary>
    /// Masks secrets in everything that the vendor said. What is made of an answer is shortened only afterwards, because a secret that was
    /// cut is no longer recognized.
    /// </summary>
    internal Answer Masked(Func<string, string> mask) => new(
        Status,
        Text is null ? null : mask(Text),
        Json is null ? null : MaskedJson.Of(Json, mask),
        Problem is null ? null : mask(Problem)) { RetryAfter = RetryAfter, Location = Location is null ? null : mask(Location) };

    /// <summary>Returns the same answer with other content.</summary>
    internal Answer With(string? text, JToken? json) => new(Status, text, json, Problem) { RetryAfter = RetryAfter, Location = Location };

    /// <summary>
    /// Returns whether nothing in the answer has to be masked. Nearly every answer passes here, and is masked no further: its values and
    /// names are in the text as they are, or in forms that masking decodes. Only a number with an exponent looks different as a value.
    /// </summary>
    internal bool IsFreeOfSecrets(Func<string, string> mask) =>
        Text is not null && ReferenceEquals(mask(Text), Text) && !HasExponent(Text);

    private static bool HasExponent(string text)
    {
        bool isString = false;
        for (int index = 1; index + 1 < text.Length; index++)
        {
            char c = text[index];
            if (c == '\\' && isString)
                index++;
            else if (c == '"')
                isString = !isString;
            else if (!isString && c is 'e' or 'E' && text[index - 1] is >= '0' and <= '9')
                return true;
        }

        return false;
    }
}
