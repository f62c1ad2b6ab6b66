using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>Writes the fields that are given, and only those, in the vendor's format.</summary>
internal static class BodyWriter
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static byte[] Write<TRequest>(
        BodyEncoding encoding, FieldList<TRequest> fields, TRequest request, IReadOnlyList<KeyValuePair<string, Secret>> signIn) =>
        s_utf8.GetBytes(encoding == BodyEncoding.Form ? Form(fields, request, signIn) : Json(fields, request, showSecrets: true));

    /// <summary>Writes the body without secret fields, for fingerprints and <c>-WhatIf</c>.</summary>
    public static string WithoutSecrets<TRequest>(FieldList<TRequest> fields, TRequest request) =>
        Json(fields, request, showSecrets: false);

    private static string Form<TRequest>(FieldList<TRequest> fields, TRequest request, IReadOnlyList<KeyValuePair<string, Secret>> signIn)
    {
        var body = new StringBuilder(256);
        foreach (Field<TRequest> field in fields)
        {
            if (field.Read(request) is { } value)
                Append(field.FormName, value is Secret secret ? secret.Reveal() : FieldText.Of(value));
        }

        foreach (KeyValuePair<string, Secret> credential in signIn)
        {
            string name = fields.CredentialNames.TryGetValue(credential.Key, out string? own) ? own : credential.Key;
            Append(Uri.EscapeDataString(name), credential.Value.Reveal());
        }

        return body.ToString();

        void Append(string name, string text)
        {
            if (body.Length > 0)
                body.Append('&');
            body.Append(name).Append('=').Append(FormEscape(text));
        }
    }

    // Escaped in parts, because Uri.EscapeDataString accepts at most 65,519 characters on .NET Framework.
    private static string FormEscape(string text)
    {
        const int Part = 32_000;
        if (text.Length <= Part)
            return Uri.EscapeDataString(text).Replace("%20", "+");

        var escaped = new StringBuilder(text.Length + 64);
        for (int start = 0, length; start < text.Length; start += length)
        {
            length = Math.Min(Part, text.Length - start);
            if (char.IsHighSurrogate(text[start + length - 1]) && length > 1)
                length--;
            escaped.Append(Uri.EscapeDataString(text.Substring(start, length)));
        }

        return escaped.Replace("%20", "+").ToString();
    }

    private static string Json<TRequest>(FieldList<TRequest> fields, TRequest request, bool showSecrets)
    {
        var text = new StringWriter(new StringBuilder(512), CultureInfo.InvariantCulture);
        using var writer = new JsonTextWriter(text);
        writer.WriteStartObject();
        string? open = null;
        foreach (Field<TRequest> field in fields)
        {
            if (field.Read(request) is not { } value || (value is Secret && !showSecrets))
                continue;

            string? parent = field.Path.Length > 1 ? field.Path[0] : null;
            if (open is not null && open != parent)
                writer.WriteEndObject();
            if (parent is not null && open != parent)
            {
                writer.WritePropertyName(parent);
                writer.WriteStartObject();
            }

            open = parent;
            writer.WritePropertyName(field.Path[field.Path.Length - 1]);
            WriteValue(writer, value);
        }

        if (open is not null)
            writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return text.ToString();
    }

    private static void WriteValue(JsonTextWriter writer, object value)
    {
        switch (value)
        {
            case string text: writer.WriteValue(text); break;
            case int number: writer.WriteValue(number); break;
            case bool flag: writer.WriteValue(flag); break;
            case decimal number: writer.WriteValue(number); break;
            case Secret secret: writer.WriteValue(secret.Reveal()); break;
            case JToken token: token.WriteTo(writer); break;
            case IEnumerable<string> list:
                writer.WriteStartArray();
                foreach (string item in list)
                    writer.WriteValue(item);
                writer.WriteEndArray();
                break;
            default: writer.WriteValue(FieldText.Of(value)); break;
        }
    }
}
