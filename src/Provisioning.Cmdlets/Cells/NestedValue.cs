using System;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Cells;

/// <summary>Converts nested values, and finds the part of one that is wrong.</summary>
internal static class NestedValue
{
    /// <summary>Converts JSON to an object.</summary>
    /// <exception cref="UnreadableValueException">A part of it does not fit. The exception says which.</exception>
    public static object? Convert(JToken read, Type type, JsonSerializer serializer, string rule)
    {
        try
        {
            return read.ToObject(type, serializer);
        }
        catch (JsonException exception)
        {
            string? path = exception switch
            {
                JsonSerializationException serialization => serialization.Path,
                JsonReaderException reading => reading.Path,
                _ => null,
            };
            JToken? part = string.IsNullOrEmpty(path) ? null : read.SelectToken(path!);
            throw new UnreadableValueException(rule) { Where = part is null ? null : path, Part = part is null ? null : RuleFault.TextOf(part) };
        }
    }

    /// <summary>Returns the index where a text stops being JSON; null for any other value.</summary>
    public static int? Locate(object input) => input is string text ? StrictJson.FaultIn(text) : null;
}
