using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json.Linq;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Cmdlets.Cells;

/// <summary>Converts a nested value (a hashtable, an object, a list or JSON text) to JSON.</summary>
internal static class ObjectReader
{
    /// <summary>Any value as JSON text; nothing where it is too deep or too large to be shown.</summary>
    public static string Text(object input)
    {
        try
        {
            return ToJson(input, 0)?.ToString(Newtonsoft.Json.Formatting.None) ?? string.Empty;
        }
        catch (UnreadableValueException)
        {
            return string.Empty;
        }
    }

    /// <summary>Reads an object; null if the input is not an object.</summary>
    public static JObject? ReadObject(object input) =>
        (input is string text ? StrictJson.Read(text).Json : ToJson(input, 0)) as JObject;

    /// <summary>Reads a list. A single object is a list of one. Null if the input is neither.</summary>
    public static JArray? ReadList(object input) => (input is string text ? StrictJson.Read(text).Json : ToJson(input, 0)) switch
    {
        JArray list => list,
        JObject one => new JArray(one),
        _ => null,
    };

    private static JToken? ToJson(object? input, int depth)
    {
        if (depth > StrictJson.MaximumDepth)
            return null;
        object? value = CellAttribute.Unwrap(input);
        switch (value)
        {
            case null or DBNull: return JValue.CreateNull();
            case string text: return new JValue(text);
            case bool flag: return new JValue(flag);
            case SwitchParameter flag: return new JValue(flag.IsPresent);
            case int or long or short or byte or sbyte or ushort or uint: return new JValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            case ulong or System.Numerics.BigInteger: return new JRaw(Convert.ToString(value, CultureInfo.InvariantCulture)!);
            case double number when double.IsNaN(number) || double.IsInfinity(number): throw Refused(input);
            case float number when float.IsNaN(number) || float.IsInfinity(number): throw Refused(input);
            case decimal or double or float: return ToNumber(value);
            case TimeSpan time: return new JValue(time.ToString("c", CultureInfo.InvariantCulture));
            case IFormattable date when date.GetType().FullName == "System.DateOnly":
                return new JValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            case IFormattable time when time.GetType().FullName == "System.TimeOnly":
                return new JValue(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
            case System.Security.SecureString or PSCredential or Secrets.Secret: throw Refused(input);
            case DateTime or DateTimeOffset: return new JValue(FieldText.Of((DateTimeOffset)new TimeCellAttribute().Transform(null!, input)!));
            case Guid or Uri or Enum or char: return new JValue(Convert.ToString(value, CultureInfo.InvariantCulture));
            case JToken token: return token;
            case IDictionary dictionary: return FromPairs(Pairs(dictionary), depth);
            case IEnumerable list: return new JArray(list.Cast<object?>().Select(item => ToJson(item, depth + 1)));
            case PSObject custom: return FromPairs(Pairs(custom), depth);
            case { } other: throw Refused(other);
        }
    }

    // What a double cannot hold exactly it still prints as a person wrote it.
    private static JValue ToNumber(object number)
    {
        try
        {
            return new JValue(Convert.ToDecimal(number, CultureInfo.InvariantCulture));
        }
        catch (OverflowException)
        {
            return new JValue(Convert.ToDouble(number, CultureInfo.InvariantCulture));
        }
    }

    private static UnreadableValueException Refused(object? value) =>
        new($"holds a value of the type {CellAttribute.Unwrap(value)!.GetType().Name}, which has no form in JSON");

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
