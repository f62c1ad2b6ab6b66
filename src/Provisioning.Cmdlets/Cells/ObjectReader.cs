using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json.Linq;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Cmdlets.Cells;

/// <summary>Converts a nested value (a hashtable, an object, a list or JSON text) to JSON.</summary>
internal static class ObjectReader
{
    /// <summary>Reads an object; null if the input is not an object.</summary>
    public static JObject? ReadObject(object input) =>
        (input is string text ? AnswerReader.Parse(text).Json : ToJson(input, 0)) as JObject;

    /// <summary>Reads a list. A single object is a list of one. Null if the input is neither.</summary>
    public static JArray? ReadList(object input) => (input is string text ? AnswerReader.Parse(text).Json : ToJson(input, 0)) switch
    {
        JArray list => list,
        JObject one => new JArray(one),
        _ => null,
    };

    private static JToken? ToJson(object? input, int depth)
    {
        if (depth > AnswerReader.MaximumDepth)
            return null;
        object? value = CellAttribute.Unwrap(input);
        switch (value)
        {
            case null: return JValue.CreateNull();
            case string text: return new JValue(text);
            case bool flag: return new JValue(flag);
            case SwitchParameter flag: return new JValue(flag.IsPresent);
            case int or long or short or byte: return new JValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            case decimal or double or float: return new JValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
            case DateTime or DateTimeOffset: return new JValue(
                FieldText.Of((DateTimeOffset)new TimeCellAttribute().Transform(null!, value)!));
            case Guid or Uri or Enum or char: return new JValue(Convert.ToString(value, CultureInfo.InvariantCulture));
            case JToken token: return token;
            case IDictionary dictionary: return FromPairs(Pairs(dictionary), depth);
            case IEnumerable list: return new JArray(list.Cast<object?>().Select(item => ToJson(item, depth + 1)));
            case PSObject custom: return FromPairs(Pairs(custom), depth);
            case { } other: return FromPairs(Pairs(new PSObject(other)), depth);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(PSObject input) => input.Properties
        .Where(static property => property.IsGettable)
        .Select(static property => new KeyValuePair<string, object?>(property.Name, property.Value));

    // A hashtable enumerates its keys in a different order in each process. Sorted, the same data gives the same text in the next run.
    private static IEnumerable<KeyValuePair<string, object?>> Pairs(IDictionary dictionary)
    {
        IEnumerable<KeyValuePair<string, object?>> pairs = dictionary.Cast<DictionaryEntry>().Select(static entry =>
            new KeyValuePair<string, object?>(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, entry.Value));
        return dictionary is Hashtable ? pairs.OrderBy(static pair => pair.Key, StringComparer.Ordinal) : pairs;
    }

    private static JObject FromPairs(IEnumerable<KeyValuePair<string, object?>> pairs, int depth)
    {
        var result = new JObject();
        foreach (KeyValuePair<string, object?> pair in pairs)
            result[pair.Key] = ToJson(pair.Value, depth + 1);
        return result;
    }
}
