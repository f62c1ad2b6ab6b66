using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;

namespace Provisioning.Http;

/// <summary>The forms that a wire or a vendor's echo may give a secret: as it is, in JSON, in a URL or form, in HTML, in base64.</summary>
internal static class SecretForms
{
    public static string[] Of(IEnumerable<Secret> secrets)
    {
        var forms = new List<string>();
        foreach (Secret secret in secrets)
        {
            if (!secret.IsForgotten)
                AddForms(forms, secret.Reveal());
        }

        return [.. forms];
    }

    private static void AddForms(List<string> forms, string value)
    {
        Add(forms, value);
        Add(forms, Convert.ToBase64String(Encoding.UTF8.GetBytes(value)));
        if (IsPlain(value))
            return;

        Add(forms, Unquoted(JsonConvert.ToString(value)));
        AddWithLowerHex(forms, StrictJson(value), @"\\u[0-9A-F]{4}");
        string percent = Uri.EscapeDataString(value);
        AddWithLowerHex(forms, percent, "%[0-9A-F]{2}");
        AddWithLowerHex(forms, percent.Replace("%20", "+"), "%[0-9A-F]{2}");
        AddWithLowerHex(forms, WebUtility.UrlEncode(value), "%[0-9A-F]{2}");
        Add(forms, WebUtility.HtmlEncode(value));
    }

    // No encoding changes these.
    private static bool IsPlain(string value)
    {
        foreach (char c in value)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.'))
                return false;
        }

        return true;
    }

    // Serializers differ in what they escape; this is the form of those that escape whatever HTML could mistake.
    private static string StrictJson(string value)
    {
        var text = new StringBuilder(value.Length + 16);
        foreach (char c in value)
        {
            if (c == '\\')
                text.Append("\\\\");
            else if (c is >= ' ' and <= '~' and not ('"' or '&' or '\'' or '+' or '<' or '>' or '`'))
                text.Append(c);
            else
                text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static string Unquoted(string json) => json.Substring(1, json.Length - 2);

    private static void AddWithLowerHex(List<string> forms, string form, string hexPattern)
    {
        Add(forms, form);
        Add(forms, Regex.Replace(form, hexPattern, static match => match.Value.ToLowerInvariant()));
    }

    private static void Add(List<string> forms, string form)
    {
        if (form.Length > 0 && !forms.Contains(form))
            forms.Add(form);
    }
}
