using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.LegacySupport;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>
/// A digest of a row's data by its meaning: the order of JSON keys, the case of GUIDs, and differences that are ignored in names make no
/// difference. It contains a short digest of each field, so that fields that differ can be named without storing values. Secrets are left
/// out.
/// </summary>
internal static class DataDigest
{
    public static string Of<TRequest>(FieldList<TRequest> fields, TRequest request)
    {
        var whole = new StringBuilder(512);
        var parts = new StringBuilder(128);
        foreach (Field<TRequest> field in fields)
        {
            if (field.Read(request) is not { } value || value is Secret)
                continue;
            string text = Meaning(value);
            whole.Append(field.Name).Append('\0').Append(text).Append('\0');
            parts.Append(';').Append(field.Name).Append('=').Append(Short(text).ToString("x8", CultureInfo.InvariantCulture));
        }

        return Convert.ToBase64String(Platform.Sha256(Encoding.UTF8.GetBytes(whole.ToString()))) + parts;
    }

    /// <summary>Returns the digest of an operation without fields: its path says what it is.</summary>
    public static string OfPath(string path) => Convert.ToBase64String(Platform.Sha256(Encoding.UTF8.GetBytes(path)));

    /// <summary>Returns whether a digest is that of a row whose field has a value, or has none.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="field">The name of the field.</param>
    /// <param name="value">The value; null or empty for none.</param>
    public static bool HasField(string digest, string field, string? value)
    {
        string part = $";{field}=";
        int at = digest.IndexOf(part, StringComparison.Ordinal);
        if (string.IsNullOrEmpty(value) || at < 0)
            return string.IsNullOrEmpty(value) && at < 0;
        string text = Short(Meaning(value!)).ToString("x8", CultureInfo.InvariantCulture);
        return string.CompareOrdinal(digest, at + part.Length, text, 0, text.Length) == 0;
    }

    /// <summary>
    /// Returns a digest of a row's secrets; null if it has none. It has 16 bits, so it shows nearly every change, and thousands of passwords
    /// share each value.
    /// </summary>
    public static int? OfSecrets<TRequest>(FieldList<TRequest> fields, TRequest request)
    {
        StringBuilder? whole = null;
        foreach (Field<TRequest> field in fields)
        {
            if (field.Read(request) is Secret secret)
                (whole ??= new StringBuilder(64)).Append(field.Name).Append('\0').Append(secret.Reveal()).Append('\0');
        }

        return whole is null ? null : BitConverter.ToUInt16(Platform.Sha256(Encoding.UTF8.GetBytes(whole.ToString())), 0);
    }

    // FNV-1a: it shows a change, but not the value.
    private static uint Short(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
            hash = (hash ^ c) * 16777619;
        return hash;
    }

    private static string Meaning(object value) => value switch
    {
        string text => OfText(text),
        JToken token => Canonical(token).ToString(Formatting.None),
        IEnumerable<string> list => string.Join("\u0001", list.Select(OfText)),
        _ => FieldText.Of(value),
    };

    private static string OfText(string text)
    {
        if (text.Length == 36 && Guid.TryParse(text, out Guid id))
            return id.ToString();
        return NameRule.Normalize(text);
    }

    private static JToken Canonical(JToken token) => token switch
    {
        JObject item => new JObject(item.Properties()
            .Select(static property => new JProperty(OfText(property.Name), Canonical(property.Value)))
            .OrderBy(static property => property.Name, StringComparer.Ordinal)),
        JArray list => new JArray(list.Select(Canonical)),
        JValue { Value: string text } => IsJson(text) is { } inner ? Canonical(inner) : new JValue(OfText(text)),
        JValue { Value: decimal number } => new JValue(number.ToString("G29", CultureInfo.InvariantCulture)),
        JValue { Type: JTokenType.Integer or JTokenType.Float } number => new JValue(
            Convert.ToString(number.Value, CultureInfo.InvariantCulture)),
        _ => token,
    };

    // A vendor may require JSON in a string. Its meaning is that of the JSON.
    private static JToken? IsJson(string text) => text.Length >= 2 && text[0] is '{' or '[' ? StrictJson.Read(text).Json : null;
}
