using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Provisioning.Sandbox.Wire;

/// <summary>Checks one value and adds what is wrong with it.</summary>
internal delegate void JsonCheck(JsonElement value, string path, List<Violation> violations);

/// <summary>A documented field. Names are case-sensitive.</summary>
internal sealed record JsonField(string Name, JsonCheck Check, bool Required = false, bool Nullable = false);

/// <summary>The documented fields of an object. Any other field is a violation, so that misspelled names are found.</summary>
internal sealed class JsonShape(params JsonField[] fields)
{
    private readonly Dictionary<string, JsonField> _fields = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
    private readonly JsonField[] _required = [.. fields.Where(field => field.Required)];

    public void Check(JsonElement value, string path, List<Violation> violations)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            violations.Add(new Violation(path, "must be an object.", value));
            return;
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            string at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!_fields.TryGetValue(property.Name, out JsonField? field))
                violations.Add(new Violation(at, "is not a documented field (names are case-sensitive).", property.Value));
            else if (property.Value.ValueKind != JsonValueKind.Null)
                field.Check(property.Value, at, violations);
            else if (!field.Nullable)
            {
                string message = field.Required ? "is required and must not be null." : "must not be null: leave it out.";
                violations.Add(new Violation(at, message, property.Value));
            }
        }

        foreach (JsonField field in _required)
        {
            if (!value.TryGetProperty(field.Name, out _))
                violations.Add(new Violation(path.Length == 0 ? field.Name : $"{path}.{field.Name}", "is required."));
        }
    }
}
