using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// Converts a nested value (a hashtable, an object, a list or JSON text) to JSON. Its size is limited as well as its depth: an object that
/// refers to itself twice has no end.
/// </summary>
internal sealed class ObjectReader
{
    /// <summary>Maximum number of values in a nested value.</summary>
    public const int MaximumValues = 10_000;

    /// <summary>Maximum number of characters of all names and texts in a nested value.</summary>
    public const int MaximumCharacters = 1_000_000;

    private int _values;
    private int _characters;

    private ObjectReader()
    {
    }

    /// <summary>Any value as JSON text; nothing if it is too deep or too large to be shown.</summary>
    public static string Text(object input)
    {
        try
        {
            return new ObjectReader().ToJson(input, 0).ToString(Newtonsoft.Json.Formatting.None);
        }
        catch (UnreadableValueException)
        {
            return string.Empty;
        }
    }

    /// <summary>Reads an object; null if the input is not an object.</summary>
    public static JObject? ReadObject(object input) => Read(input) as JObject;

    /// <summary>Reads a list. A single object is a list of one. Null if the input is neither.</summary>
    public static JArray? ReadList(object input) => Read(input) switch
    {
        JArray list => list,
        JObject one => new JArray(one),
        _ => null,
    };

    private static JToken? Read(object input) =>
        input is string text ? FromText(text) : new ObjectReader().ToJson(input, 0);

    private static JToken? FromText(string text)
    {
        if (text.Length > MaximumCharacters)
            throw TooLarge();
        (JToken? json, string? problem) = StrictJson.Read(text, MaximumValues);
        return problem is "holds too many values" ? throw TooLarge() : json;
    }

    private JToken ToJson(object? input, int depth)
    {
        if (depth >= StrictJson.MaximumDepth)
        {
            throw new UnreadableValueException(
                string.Format(CultureInfo.InvariantCulture, "is nested deeper than {0} levels", StrictJson.MaximumDepth));
        }

        if (++_values > MaximumValues)
            throw TooLarge();
        object? value = CellAttribute.Unwrap(input);
        switch (value)
        {
            case null or DBNull: return JValue.CreateNull();
            case string text: return new JValue(Counted(text));
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
            case DateTime or DateTimeOffset: return new JValue(FieldText.Of((DateTimeOffset)new DateCellAttribute().Transform(null!, input)!));
            case Guid or Uri or Enum or char: return new JValue(Convert.ToString(value, CultureInfo.InvariantCulture));
            case JToken token: return FromText(token.ToString(Newtonsoft.Json.Formatting.None)) ?? throw Refused(token);
            case IDictionary dictionary: return FromPairs(Pairs(dictionary), depth);
            case IEnumerable list: return new JArray(list.Cast<object?>().Select(item => ToJson(item, depth + 1)));
            case PSObject custom: return FromPairs(Pairs(custom), depth);
            case { } other: throw Refused(other);
        }
    }

    private string Counted(string text)
    {
        _characters += text.Length;
        return _characters > MaximumCharacters || _characters < 0 ? throw TooLarge() : text;
    }

    private static UnreadableValueException TooLarge() => new(string.Format(
        CultureInfo.InvariantCulture,
        "is too large: up to {0:N0} values and {1:N0} characters are read",
        MaximumValues,
        MaximumCharacters));

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
        .Select(static property => new KeyValuePair<string, object?>(property.Name, ValueOf(property)));

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            throw new UnreadableValueException($"holds a property that cannot be read ('{property.Name}')");
        }
    }

    // A hashtable enumerates its keys in a different order in each process. Sorted, the same data gives the same text in the next run.
    private static IEnumerable<KeyValuePair<string, object?>> Pairs(IDictionary dictionary)
    {
        IEnumerable<KeyValuePair<string, object?>> pairs = dictionary.Cast<DictionaryEntry>().Select(static entry =>
            new KeyValuePair<string, object?>(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, entry.Value));
        return dictionary is Hashtable ? pairs.OrderBy(static pair => pair.Key, StringComparer.Ordinal) : pairs;
    }

    private JObject FromPairs(IEnumerable<KeyValuePair<string, object?>> pairs, int depth)
    {
        var result = new JObject();
        foreach (KeyValuePair<string, object?> pair in pairs)
            result[Counted(pair.Key)] = ToJson(pair.Value, depth + 1);
        return result;
    }
}
