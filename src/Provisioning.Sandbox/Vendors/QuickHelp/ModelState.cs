using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.QuickHelp;

/// <summary>The vendor's 400 answer: an ASP.NET model state.</summary>
internal static class ModelState
{
    public static VendorAnswer Answer(IReadOnlyList<Violation> violations) => VendorAnswer.Json(400, json =>
    {
        json.WriteStartObject();
        foreach (IGrouping<string, Violation> field in violations.GroupBy(violation => violation.Path))
        {
            json.WriteStartObject(field.Key);
            WriteValue(json, field.First().Value);
            json.WriteStartArray("errors");
            foreach (Violation violation in field)
            {
                json.WriteStartObject();
                json.WriteNull("exception");
                json.WriteString("errorMessage", field.Key.Length == 0 ? violation.Message : $"{field.Key} {violation.Message}");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    private static void WriteValue(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNull("value");
            return;
        }

        json.WriteStartObject("value");
        json.WriteString("attemptedValue", value.ToString());
        json.WriteString("culture", "en-US");
        json.WritePropertyName("rawValue");
        value.WriteTo(json);
        json.WriteEndObject();
    }
}
