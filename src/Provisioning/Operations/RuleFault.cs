using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>The part of a value that violates a rule.</summary>
/// <param name="Where">Where it is in the value, such as <c>[1].licenseCount</c>; empty if it is the value itself.</param>
/// <param name="Value">The part as text.</param>
internal readonly record struct RuleFault(string Where, string Value)
{
    /// <summary>Makes the fault of a part.</summary>
    public static RuleFault Of(string where, JToken part) => new(where, TextOf(part));

    /// <summary>Returns a part as a person wrote it: a text without quotes.</summary>
    public static string TextOf(JToken part) => part is JValue { Value: string text } ? text : FieldText.Of(part);
}
