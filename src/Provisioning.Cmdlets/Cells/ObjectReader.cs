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

/// <summary>Reads a nested value as a person may give it (a hashtable, an object, a list, JSON text) into one form.</summary>
internal static class ObjectReader
{
    /// <summary>An object; null where it is none.</summary>
    public static JObject? ReadObject(object input) => input is string text ? AnswerReader.Parse(text).Json as JObject : ToJson(input, 0) as JObject;

    /// <summary>A list; one object alone is a list of one. Null where it is neither.</summary>
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
        switch (CellAttribute.Unwrap(input))
        {
            case null: return JValue.CreateNull();
            case string text: return new JValue(text);
            case bool flag: return new JValue(flag);
            case SwitchParameter flag: return new JValue(flag.IsPresent);
            case int or long or short or byte: return new JValue(Convert.ToInt64(CellAttribute.Unwrap(input), CultureInfo.InvariantCulture));
            case decimal or double or float: return new JValue(Convert.ToDecimal(CellAttribute.Unwrap(input), CultureInfo.InvariantCulture));
            case DateTime or DateTimeOffset: return new JValue(Operations.FieldText.Of((DateTimeOffset)new TimeCellAttribute().Transform(null!, input)!));
            case Guid or Uri or Enum or char: return new JValue(Convert.ToString(CellAttribute.Unwrap(input), CultureInfo.InvariantCulture));
            case JToken token: return token;
            case IDictionary dictionary: return FromPairs(Pairs(dictionary), depth);
            case IEnumerable list: return new JArray(list.Cast<object?>().Select(item => ToJson(item, depth + 1)));
            case PSObject custom: return FromPairs(custom.Properties.Where(static property => property.IsGettable).Select(static property => new KeyValuePair<string, object?>(property.Name, property.Value)), depth);
            case { } other: return FromPairs(new PSObject(other).Properties.Where(static property => property.IsGettable).Select(static property => new KeyValuePair<string, object?>(property.Name, property.Value)), depth);
        }
    }

    // A plain hashtable has no order, and another in each process: sorted, the same data gives the same text on the next run.
    private static IEnumerable<KeyValuePair<string, object?>> Pairs(IDictionary dictionary)
    {
        IEnumerable<KeyValuePair<string, object?>> pairs = dictionary.Cast<DictionaryEntry>()
            .Select(static entry => new KeyValuePair<string, object?>(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, entry.Value));
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
