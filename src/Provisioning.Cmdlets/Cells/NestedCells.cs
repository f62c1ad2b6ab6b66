using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;

namespace Provisioning.Cmdlets.Cells;

/// <summary>A list: an array, or text split at <c>;</c>.</summary>
public sealed class ListCellAttribute : CellAttribute
{
    // No item of any list here contains a comma or a line break: whoever writes one means two items.
    private static readonly char[] s_separators = [';', ',', '\n', '\r'];

    /// <inheritdoc/>
    protected override string Rule => "must be a list, or text split at ';'";

    /// <inheritdoc/>
    protected override object? Read(object input)
    {
        IEnumerable<string>? items = input switch
        {
            string text when text.TrimStart().StartsWith("[", StringComparison.Ordinal) => FromJson(text),

            // No item of any list here has a comma in it: whoever writes one means two items.
            string text => text.Split(s_separators),
            IEnumerable list and not IDictionary => list.Cast<object?>().SelectMany(static item => TextOf(item).Split(s_separators)),
            _ => [TextOf(input)],
        };
        return items?.Select(static item => item.Trim()).Where(static item => item.Length > 0).ToArray();
    }

    // Anything else has a text too, such as "[a, b]", and that is not what anybody means.
    private static string TextOf(object? item) => Unwrap(item) switch
    {
        null or DBNull => string.Empty,
        string or char or bool or Uri or (IFormattable and not PSObject) => Text(Unwrap(item)!),
        { } other => throw new UnreadableValueException(
            $"must be a list of texts, and holds a {(other is PSObject ? nameof(PSCustomObject) : other.GetType().Name)}"),
    };

    private static IEnumerable<string>? FromJson(string text) => ObjectReader.ReadList(text) is { } list && list.All(static item => item is JValue)
        ? list.SelectMany(static item => Text(((JValue)item).Value ?? string.Empty).Split(s_separators))
        : null;
}

/// <summary>
/// A nested object: a hashtable, an object or JSON. Field names are not case-sensitive, and names that are not documented are refused.
/// </summary>
public sealed class ObjectCellAttribute(Type type) : CellAttribute
{
    private static readonly JsonSerializer s_serializer = new() { MissingMemberHandling = MissingMemberHandling.Error };

    /// <summary>The class with the fields.</summary>
    public Type Type { get; } = type;

    /// <inheritdoc/>
    protected override string Rule =>
        "must be a hashtable, an object or JSON with the fields "
        + string.Join(", ", Type.GetProperties().Select(static property => property.Name));

    /// <inheritdoc/>
    protected override object? Read(object input)
    {
        if (input.GetType() == Type)
            return input;
        return ObjectReader.ReadObject(input) is { } read ? NestedValue.Convert(read, Type, s_serializer, Rule) : null;
    }

    private protected override int? Locate(object input) => NestedValue.Locate(input);

}

/// <summary>A list of nested objects: hashtables, objects or JSON.</summary>
public sealed class ObjectListCellAttribute(Type type) : CellAttribute
{
    private static readonly JsonSerializer s_serializer = new() { MissingMemberHandling = MissingMemberHandling.Error };

    /// <summary>The class with the fields.</summary>
    public Type Type { get; } = type;

    /// <inheritdoc/>
    protected override string Rule =>
        "must be a list of hashtables or objects, or JSON, with the fields "
        + string.Join(", ", Type.GetProperties().Select(static property => property.Name));

    /// <inheritdoc/>
    protected override object? Read(object input)
    {
        return ObjectReader.ReadList(input) is { } read ? NestedValue.Convert(read, Type.MakeArrayType(), s_serializer, Rule) : null;
    }

    private protected override int? Locate(object input) => NestedValue.Locate(input);
}

/// <summary>SKUs: text such as <c>23=34;12=433</c> (SKU ID and license count), hashtables, objects or JSON.</summary>
public sealed class SkuCellAttribute : CellAttribute
{
    private static readonly JsonSerializer s_serializer = new() { MissingMemberHandling = MissingMemberHandling.Error };

    private const string SkuRule = "must be SKU ids with license counts, such as 23=34;12=433";

    /// <inheritdoc/>
    protected override string Rule => SkuRule;

    /// <inheritdoc/>
    protected override object? Read(object input)
    {
        if (input is string text && text.TrimStart()[0] is not ('[' or '{'))
            return FromText(text);
        return input is IEnumerable and not IDictionary and not string && Strings(input) is { } parts
            ? FromText(string.Join(";", parts))
            : ObjectReader.ReadList(input) is { } read ? NestedValue.Convert(read, typeof(QuickHelpSku[]), s_serializer, Rule) : null;
    }

    private protected override int? Locate(object input) => input is string text && text.TrimStart()[0] is '[' or '{'
        ? NestedValue.Locate(input)
        : null;

    private static string[]? Strings(object input)
    {
        object?[] items = [.. ((IEnumerable)input).Cast<object?>().Select(Unwrap)];
        return items.All(static item => item is string or QuickHelpSku) ? [.. items.Select(static item => item!.ToString()!)] : null;
    }

    private static QuickHelpSku[]? FromText(string text)
    {
        var skus = new List<QuickHelpSku>();
        foreach (string part in text.Split(';'))
        {
            if (string.IsNullOrWhiteSpace(part))
                continue;
            string[] sides = part.Split('=');
            if (sides.Length != 2 || !IsNumber(sides[0], out int id) || !IsNumber(sides[1], out int count))
                throw new UnreadableValueException(SkuRule) { Part = part.Trim() };
            skus.Add(new QuickHelpSku(id, count));
        }

        return [.. skus];
    }

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number);
}

/// <summary>Provider instances by their GUIDs: a hashtable, an object or JSON.</summary>
public sealed class ProviderCustomersCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override string Rule => "must be a hashtable, an object or JSON whose keys are provider instances' GUIDs";

    /// <inheritdoc/>
    protected override object? Read(object input) => input switch
    {
        ProviderCustomerMap map => map,
        _ => ObjectReader.ReadObject(input) is { } given ? new ProviderCustomerMap(ProviderCustomers.ToWire(given)) : null,
    };

    private protected override int? Locate(object input) => NestedValue.Locate(input);
}

/// <summary>Provider instances by their GUIDs, in the wire format.</summary>
public sealed class ProviderCustomerMap
{
    internal ProviderCustomerMap(JObject wire) => Wire = wire;

    internal JObject Wire { get; }

    /// <inheritdoc/>
    public override string ToString() => Wire.ToString(Formatting.None);
}

/// <summary>A nested object without fixed fields: a hashtable, an object or JSON.</summary>
public sealed class JsonObjectCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override string Rule => "must be a hashtable, an object or JSON";

    /// <inheritdoc/>
    protected override object? Read(object input) => input switch
    {
        JsonObject read => read,
        _ => ObjectReader.ReadObject(input) is { } given ? new JsonObject(given) : null,
    };

    private protected override int? Locate(object input) => NestedValue.Locate(input);
}

/// <summary>A nested object without fixed fields.</summary>
public sealed class JsonObject
{
    internal JsonObject(JObject json) => Json = json;

    internal JObject Json { get; }

    /// <inheritdoc/>
    public override string ToString() => Json.ToString(Formatting.None);
}
