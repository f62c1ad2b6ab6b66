using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>Finds what cannot be sent as it was given, whatever the vendor: text that UTF-8 cannot express, and values that JSON lacks.</summary>
internal static class Sendable
{
    private const string NotJson = "contains a value that JSON does not have";

    private static readonly Regex s_number = new(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant);

    /// <summary>Returns what is wrong with a value, as the rest of a sentence; null if nothing is.</summary>
    public static string? Problem(object value) => value switch
    {
        string text => OfText(text),
        Secret secret => secret.HasLoneSurrogate ? Secret.UnpairedSurrogate : null,
        JToken token => OfJson(token),
        IEnumerable<string> list => list.Select(OfText).FirstOrDefault(static problem => problem is not null),
        _ => null,
    };

    private static string? OfText(string text) => ShownText.HasLoneSurrogate(text) ? Secret.UnpairedSurrogate : null;

    private static string? OfJson(JToken token) => token switch
    {
        JProperty property => OfText(property.Name) ?? OfJson(property.Value),
        JRaw raw => raw.Value is string text && s_number.IsMatch(text) ? null : NotJson,
        JValue { Type: JTokenType.Undefined or JTokenType.Comment } => NotJson,
        JValue { Value: double number } => double.IsNaN(number) || double.IsInfinity(number) ? NotJson : null,
        JValue { Value: float number } => float.IsNaN(number) || float.IsInfinity(number) ? NotJson : null,
        JValue { Value: string text } => OfText(text),
        JConstructor => NotJson,
        JContainer container => container.Children().Select(OfJson).FirstOrDefault(static problem => problem is not null),
        _ => null,
    };
}
