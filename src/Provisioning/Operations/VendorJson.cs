using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>Reads single values from a vendor's description of a customer. A value of a wrong type counts as absent.</summary>
internal static class VendorJson
{
    public static string? Text(this JToken? token, string name) => (token as JObject)?[name] is JValue { Value: not null } value
        ? Convert.ToString(value.Value, CultureInfo.InvariantCulture)
        : null;

    public static int? Int32(this JToken? token, string name) =>
        (token as JObject)?[name] is JValue { Value: long number } && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public static bool? Boolean(this JToken? token, string name) => (token as JObject)?[name] is JValue { Value: bool flag } ? flag : null;

    public static JObject? Object(this JToken? token, string name) => (token as JObject)?[name] as JObject;

    public static IReadOnlyList<string>? Texts(this JToken? token, string name) => (token as JObject)?[name] is JArray list
        ? [.. list.OfType<JValue>().Select(static item => Convert.ToString(item.Value, CultureInfo.InvariantCulture) ?? string.Empty)]
        : null;

    /// <summary>Reads a list of objects; null if it is not one, or if one of them cannot be read.</summary>
    public static List<T>? ReadAll<T>(JToken? list, Func<JObject, T?> read)
        where T : class
    {
        if (list is not JArray array)
            return null;
        var items = new List<T>(array.Count);
        foreach (JToken token in array)
        {
            if (token is not JObject item || read(item) is not { } found)
                return null;
            items.Add(found);
        }

        return items;
    }

    public static DateTimeOffset? Time(this JToken? token, string name) =>
        DateTimeOffset.TryParse(token.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;
}
