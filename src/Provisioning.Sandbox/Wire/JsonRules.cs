using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Provisioning.Sandbox.Wire;

/// <summary>The checks for the rules in the vendors' documents.</summary>
internal static class JsonRules
{
    public static JsonCheck Boolean { get; } = Kind("must be true or false.", JsonValueKind.True, JsonValueKind.False);

    public static JsonCheck Number { get; } = Kind("must be a number.", JsonValueKind.Number);

    public static JsonCheck AnyObject { get; } = Kind("must be an object.", JsonValueKind.Object);

    /// <summary>Accepts anything, for fields that only the vendor sets.</summary>
    public static JsonCheck Anything { get; } = static (_, _, _) => { };

    public static JsonCheck Uuid { get; } = Text(static text => Guid.TryParseExact(text, "D", out _) ? null : "must be a UUID.");

    /// <summary>ISO 8601 with a time zone, without which the instant is ambiguous.</summary>
    public static JsonCheck DateTimeWithZone { get; } = static (value, path, violations) =>
    {
        bool isDate = value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _);
        string text = isDate ? value.GetString()! : "";
        bool hasZone = text.Length > 10
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal));
        if (!hasZone)
            violations.Add(new Violation(path, "must be an ISO 8601 date and time with a zone.", value));
    };

    /// <summary>A string that contains JSON.</summary>
    public static JsonCheck JsonText { get; } = Text(static text =>
    {
        bool parsed = JsonBody.TryParse(Encoding.UTF8.GetBytes(text), out JsonDocument? document, out _);
        document?.Dispose();
        return parsed ? null : "must be a string that holds JSON.";
    });

    public static JsonCheck Text(int maxLength = int.MaxValue, bool notEmpty = false) => Text(text =>
        text.Length > maxLength ? string.Create(CultureInfo.InvariantCulture, $"may be up to {maxLength} characters.")
        : notEmpty && string.IsNullOrWhiteSpace(text) ? "is required and must not be empty."
        : null);

    public static JsonCheck Text(Func<string, string?> problem) => (value, path, violations) =>
    {
        if (value.ValueKind != JsonValueKind.String)
            violations.Add(new Violation(path, "must be a string.", value));
        else if (problem(value.GetString()!) is { } message)
            violations.Add(new Violation(path, message, value));
    };

    public static JsonCheck Int32(params int[] allowed) => (value, path, violations) =>
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out int number))
            violations.Add(new Violation(path, "must be a 32-bit integer.", value));
        else if (allowed.Length > 0 && !allowed.Contains(number))
            violations.Add(new Violation(path, $"must be one of {string.Join(", ", allowed)}.", value));
    };

    public static JsonCheck Object(JsonShape shape) => shape.Check;

    public static JsonCheck ArrayOf(JsonCheck item) => (value, path, violations) =>
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            violations.Add(new Violation(path, "must be an array.", value));
            return;
        }

        int index = 0;
        foreach (JsonElement element in value.EnumerateArray())
            item(element, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), violations);
    };

    public static JsonCheck MapOf(JsonCheck item, Func<string, string?>? keyProblem = null, bool notEmpty = false) => (
        value, path, violations) =>
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            violations.Add(new Violation(path, "must be an object.", value));
            return;
        }

        if (notEmpty && !value.EnumerateObject().Any())
            violations.Add(new Violation(path, "must hold at least one entry.", value));
        foreach (JsonProperty entry in value.EnumerateObject())
        {
            string at = $"{path}.{entry.Name}";
            if (keyProblem?.Invoke(entry.Name) is { } problem)
                violations.Add(new Violation(at, problem, entry.Value));
            else
                item(entry.Value, at, violations);
        }
    };

    private static JsonCheck Kind(string message, params JsonValueKind[] kinds) => (value, path, violations) =>
    {
        if (!kinds.Contains(value.ValueKind))
            violations.Add(new Violation(path, message, value));
    };
}
