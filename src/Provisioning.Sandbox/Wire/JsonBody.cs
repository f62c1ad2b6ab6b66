using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Provisioning.Sandbox.Wire;

/// <summary>Parses a JSON body, so that reading its values afterwards cannot fail.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions _options = new() { AllowDuplicateProperties = false };

    /// <summary>Parses the body and checks it against a shape. The document is null only if the body is not JSON.</summary>
    public static JsonDocument? Check(byte[] body, JsonShape shape, List<Violation> violations)
    {
        if (!TryParse(body, out JsonDocument? document, out string? problem))
        {
            violations.Add(new Violation("", problem));
            return null;
        }

        shape.Check(document.RootElement, "", violations);
        return document;
    }

    public static bool TryParse(byte[] body, [NotNullWhen(true)] out JsonDocument? document, [NotNullWhen(false)] out string? problem)
    {
        document = null;
        if (body.Length == 0)
        {
            problem = "A body is required.";
            return false;
        }

        if (!Utf8.IsValid(body))
        {
            problem = "The body is not UTF-8.";
            return false;
        }

        try
        {
            document = JsonDocument.Parse(body, _options);
            // The parser accepts half a surrogate pair as an escape, and then throws whenever the text is read.
            if (body.AsSpan().IndexOf("\\u"u8) >= 0)
                ReadEveryText(document.RootElement);
            problem = null;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            document?.Dispose();
            document = null;
            problem = "The body is not valid JSON: " + e.Message;
            return false;
        }
    }

    private static void ReadEveryText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                    ReadEveryText(item);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    ReadEveryText(property.Value);
                }

                break;
        }
    }
}
