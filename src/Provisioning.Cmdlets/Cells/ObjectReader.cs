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

/// <summary>Reads a nested value as a person may give it (a hashtable, an object, a list, JSON text) into one form.</summary>
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
            case null or DBNull: return JValue.CreateNull();
            case string text: return new JValue(text);
            case bool flag: return new JValue(flag);
            case SwitchParameter flag: return new JValue(flag.IsPresent);
            case int or long or short or byte or sbyte or ushort or uint: return new JValue(Convert.ToInt64(CellAttribute.Unwrap(input), CultureInfo.InvariantCulture));
            case ulong or System.Numerics.BigInteger: return new JRaw(Convert.ToString(CellAttribute.Unwrap(input), CultureInfo.InvariantCulture)!);
            case double number when double.IsNaN(number) || double.IsInfinity(number): throw Refused(input);
            case float number when float.IsNaN(number) || float.IsInfinity(number): throw Refused(input);
            case decimal or double or float: return ToNumber(CellAttribute.Unwrap(input)!);
            case TimeSpan time: return new JValue(time.ToString("c", CultureInfo.InvariantCulture));
            case IFormattable date when date.GetType().FullName == "System.DateOnly": return new JValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            case IFormattable time when time.GetType().FullName == "System.TimeOnly": return new JValue(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
            case System.Security.SecureString or PSCredential or Secrets.Secret: throw Refused(input);
            case DateTime or DateTimeOffset: return new JValue(Operations.FieldText.Of((DateTimeOffset)new TimeCellAttribute().Transform(null!, input)!));
            case Guid or Uri or Enum or char: return new JValue(Convert.ToString(CellAttribute.Unwrap(input), CultureInfo.InvariantCulture));
            case JToken token: return token;
            case IDictionary dictionary: return FromPairs(Pairs(dictionary), depth);
            case IEnumerable list: return new JArray(list.Cast<object?>().Select(item => ToJson(item, depth + 1)));
            case PSObject custom: return FromPairs(custom.Properties.Where(static property => property.IsGettable).Select(static property => new KeyValuePair<string, object?>(property.Name, property.Value)), depth);
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
