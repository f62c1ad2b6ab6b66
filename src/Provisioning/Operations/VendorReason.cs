using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>
/// Finds the reason in an answer, whatever its format: the vendor's own, or that of a gateway, a proxy or a framework in front of it. It
/// supports problem details (RFC 9457), <c>message</c>, <c>error</c>, <c>error_description</c>, a model state, and arrays of these.
/// </summary>
internal static class VendorReason
{
    private const int Deepest = 6;

    // The most informative comes first. The title and type of problem details are only headings.
    private static readonly string[] s_texts =
        [
            "detail", "error_description", "errorMessage", "message", "description", "faultstring", "text", "reason", "title", "error", "code",
        ];

    private static readonly string[] s_nested =
        ["error", "errors", "modelState", "messages", "details", "innererror", "fault", "exception", "result", "response", "meta"];

    /// <summary>Returns the reason; null if the answer contains none.</summary>
    public static string? Of(JToken? json) =>
        Texts(json, 0) is { Count: > 0 } texts ? string.Join("; ", texts.Distinct(StringComparer.Ordinal)) : null;

    private static List<string> Texts(JToken? json, int depth)
    {
        var texts = new List<string>();
        switch (json)
        {
            case null:
            case { } when depth > Deepest:
                break;
            case JValue { Value: string { Length: > 0 } text }:
                texts.Add(text);
                break;
            case JArray list:
                texts.AddRange(list.SelectMany(item => Texts(item, depth + 1)));
                break;
            case JObject body:
                AddFrom(body, texts, depth);
                break;
        }

        return texts;
    }

    private static void AddFrom(JObject body, List<string> texts, int depth)
    {
        foreach (string name in s_texts)
        {
            if (Find(body, name) is JValue { Value: string { Length: > 0 } text })
            {
                texts.Add(text);
                break;
            }
        }

        foreach (string name in s_nested)
        {
            switch (Find(body, name))
            {
                // A model state: the name of each field with what is wrong with it.
                case JObject fields when name is "errors" or "modelState":
                    texts.AddRange(fields.Properties().SelectMany(field =>
                        Texts(field.Value, depth + 1).Select(text => $"{field.Name}: {text}")));
                    break;
                case JContainer nested:
                    texts.AddRange(Texts(nested, depth + 1));
                    break;
            }
        }
    }

    private static JToken? Find(JObject body, string name) => body.GetValue(name, StringComparison.OrdinalIgnoreCase);
}
