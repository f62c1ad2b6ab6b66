using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>What another reader says about JSON: System.Text.Json, which the module itself does not use, in its strictest form.</summary>
internal static class Reference
{
    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow, AllowTrailingCommas = false };

    /// <summary>Returns the document; null if the text is not JSON, or if an object in it has a name twice.</summary>
    public static JsonElement? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, s_strict);
            return HasNameTwice(document.RootElement) ? null : document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the text holds something that this reader cannot say: half a surrogate pair.</summary>
    public static bool IsUndecided(string text) => text.Contains("\\u", StringComparison.Ordinal) || ShownText.HasLoneSurrogate(text);

    // Looking a name up fails if another name in the object is one that this reader cannot say.
    public static JsonElement? Member(this JsonElement? element, string name)
    {
        if (element is not { ValueKind: JsonValueKind.Object } item)
            return null;
        foreach (JsonProperty property in item.EnumerateObject())
        {
            if (NameOf(property) == name)
                return property.Value;
        }

        return null;
    }

    public static string? Text(this JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static int? Number(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value) ? value : null;

    private static bool HasNameTwice(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    if (!names.Add(NameOf(property)) || HasNameTwice(property.Value))
                        return true;
                }

                return false;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    if (HasNameTwice(item))
                        return true;
                }

                return false;
            default:
                return false;
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return property.ToString();
        }
    }
}
