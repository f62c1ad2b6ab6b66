using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>
/// The field <c>providerCustomers</c>: an object whose keys are the GUIDs of provider instances. Users give it as a hashtable, an object or
/// JSON. On the wire, <c>providerCustomerData</c> is a string that contains JSON.
/// </summary>
public static class ProviderCustomers
{
    private const string Data = "providerCustomerData";
    private const string Instance = "providerInstanceId";

    // The document's spelling, which is used regardless of the case of the input.
    private static readonly string[] s_names =
        [Instance, "providerCustomerId", Data, "margin", "offerTypeMargins", "status", "customerCreationError"];

    /// <summary>The documented rules of the field.</summary>
    internal static IReadOnlyList<Rule> Rules { get; } =
    [
        Rule.OfParts("must be an object whose keys are provider instances' GUIDs", static value => ((JObject)value).Properties()
            .Where(static item => !IsInstance(item))
            .Select(static item => Guid.TryParse(item.Name, out _)
                ? RuleFault.Of(item.Name, item.Value)
                : new RuleFault(string.Empty, item.Name))),
        Rule.OfParts("must have a GUID in each providerInstanceId", static value => Faults(value, Instance, static id => IsGuid(id))),
        Rule.OfParts("must hold JSON in each providerCustomerData", static value => Faults(value, Data, IsJsonText)),
        Rule.OfParts("must have a number as each margin's value", static value => Faults(value, "margin", HasNumber)),
    ];

    /// <summary>The rule of a margin that stands alone.</summary>
    internal static Rule NumberInMargin { get; } = Rule.Of("must have a number as its value", static value => HasNumber((JObject)value));

    /// <summary>
    /// Converts the input to the wire format: the documented names, the data as a string, and the instance's ID in its item.
    /// </summary>
    /// <param name="given">The object as the user gave it.</param>
    /// <returns>The field in the wire format.</returns>
    public static JObject ToWire(JObject given)
    {
        var wire = new JObject();
        foreach (JProperty instance in given.Properties())
            wire[instance.Name] = instance.Value is JObject item ? ItemToWire(instance.Name, item) : instance.Value.DeepClone();
        return wire;
    }

    private static JObject ItemToWire(string instance, JObject given)
    {
        var item = new JObject();
        foreach (JProperty property in given.Properties())
        {
            string name =
                s_names.FirstOrDefault(known => string.Equals(known, property.Name, StringComparison.OrdinalIgnoreCase)) ?? property.Name;
            item[name] = name == Data && property.Value is JObject or JArray
                ? property.Value.ToString(Formatting.None)
                : property.Value.DeepClone();
        }

        if (item[Instance] is null && Guid.TryParse(instance, out _))
            item.AddFirst(new JProperty(Instance, instance));
        return item;
    }

    private static bool IsInstance(JProperty item) => Guid.TryParse(item.Name, out _) && item.Value is JObject;

    private static bool IsGuid(JToken? id) =>
        id is null or JValue { Value: null } || (id is JValue { Value: string text } && Guid.TryParse(text, out _));

    /// <summary>The members of a name that are not right, in all instances.</summary>
    private static IEnumerable<RuleFault> Faults(object value, string name, Func<JToken?, bool> isRight)
    {
        foreach (JProperty instance in ((JObject)value).Properties())
        {
            if (instance.Value is not JObject item || isRight(item[name]))
                continue;
            yield return item[name] is JObject { HasValues: true } member && member["value"] is { } part
                ? RuleFault.Of($"{instance.Name}.{name}.value", part)
                : RuleFault.Of($"{instance.Name}.{name}", item[name]!);
        }
    }

    private static bool IsJsonText(JToken? data) => data switch
    {
        null => true,
        JValue { Value: null } => true,
        JValue { Value: string text } => text.Length == 0 || StrictJson.Read(text).Json is JObject,
        _ => false,
    };

    private static bool HasNumber(JToken? margin) => margin switch
    {
        null or JValue { Value: null } => true,
        JObject item => item["value"] is null or { Type: JTokenType.Integer or JTokenType.Float },
        _ => false,
    };
}
