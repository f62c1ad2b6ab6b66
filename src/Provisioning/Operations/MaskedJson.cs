using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>Masks secrets in JSON: in names, and in values of any type, because a password of digits may come back as a number.</summary>
internal static class MaskedJson
{
    /// <summary>Returns a copy in which secrets are masked.</summary>
    /// <param name="token">The JSON. Its depth is limited, because it was read within limits.</param>
    /// <param name="mask">Masks secrets in a text. It returns the same instance if there are none.</param>
    public static JToken Of(JToken token, Func<string, string> mask) => token switch
    {
        JObject item => OfObject(item, mask),
        JArray list => OfList(list, mask),
        JValue { Value: { } value } => OfValue(token, value, mask),
        _ => token,
    };

    private static JObject OfObject(JObject item, Func<string, string> mask)
    {
        var result = new JObject();
        foreach (JProperty property in item.Properties())
        {
            string name = mask(property.Name);

            // Two names may be the same once they are masked. Each starts its search where the last one ended.
            if (!ReferenceEquals(name, property.Name) || result.ContainsKey(name))
                name = Unused(result, name);
            result.Add(name, Of(property.Value, mask));
        }

        return result;
    }

    private static string Unused(JObject item, string name)
    {
        string unused = name;
        for (int number = item.Count; item.ContainsKey(unused); number++)
            unused = name + " " + number.ToString(CultureInfo.InvariantCulture);
        return unused;
    }

    private static JArray OfList(JArray list, Func<string, string> mask)
    {
        var items = new List<JToken>(list.Count);
        foreach (JToken item in list)
            items.Add(Of(item, mask));
        return new JArray(items);
    }

    private static JToken OfValue(JToken token, object value, Func<string, string> mask)
    {
        string text = FieldText.Of(value);
        string masked = mask(text);
        return ReferenceEquals(masked, text) ? token : new JValue(masked);
    }
}
