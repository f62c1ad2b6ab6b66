using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;

namespace Provisioning.Secrets;

/// <summary>
/// A secret in all the forms in which a request or a vendor's echo may contain it: as it is, in JSON, in a URL or form, in HTML, in Base64,
/// and each of those nested in JSON again.
/// </summary>
internal sealed class EncodedSecret
{
    // Serializers differ in which characters they write as \u codes, and in whether they escape slashes.
    private static readonly Func<string, string>[] s_json =
    [
        static text => Unquoted(JsonConvert.ToString(text)),
        static text => Escape(text, static c => c is > '~' or '"' or '&' or '\'' or '+' or '<' or '>' or '`'),
        static text => Escape(text, char.IsSurrogate),
        static text => Escape(text, static c => c > '~'),
        static text => Escape(text, static c => c > '~', slash: true),
    ];

    private readonly string _value;
    private readonly string _anchor;
    private string[]? _forms;

    private EncodedSecret(string value)
    {
        _value = value;
        _anchor = Anchor(value);
    }

    public static EncodedSecret[] Of(IEnumerable<Secret> secrets)
    {
        var encoded = new List<EncodedSecret>();
        foreach (Secret secret in secrets)
        {
            if (secret.IsForgotten)
                continue;
            string value = secret.Reveal();
            encoded.Add(new EncodedSecret(value));
            encoded.Add(new EncodedSecret(Convert.ToBase64String(Encoding.UTF8.GetBytes(value))));
        }

        return [.. encoded];
    }

    /// <summary>Adds the forms that occur in a text.</summary>
    public void FindIn(string text, ref List<string>? found)
    {
        // Nearly every text ends here: the forms are built only for a text that may contain the secret.
        if (text.IndexOf(_anchor, StringComparison.Ordinal) < 0)
            return;
        foreach (string form in _forms ??= Forms(_value))
        {
            if (text.IndexOf(form, StringComparison.Ordinal) >= 0)
                (found ??= []).Add(form);
        }
    }

    /// <summary>The longest part that no encoding changes. Every form contains it.</summary>
    private static string Anchor(string value)
    {
        int start = 0, longest = 0;
        for (int from = 0, at = 0; at <= value.Length; at++)
        {
            if (at < value.Length && value[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
                continue;
            if (at - from > longest)
                (start, longest) = (from, at - from);
            from = at + 1;
        }

        return value.Substring(start, longest);
    }

    private static string[] Forms(string value)
    {
        string percent = Uri.EscapeDataString(value);
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (string form in new[] { value, percent, percent.Replace("%20", "+"), WebUtility.UrlEncode(value) })
        {
            AddWithinJson(forms, form);
            AddWithinJson(forms, LowerHex(form, "%[0-9A-F]{2}"));
        }

        foreach (string form in forms.ToList())
        {
            forms.Add(LowerHex(form, @"\\u[0-9A-F]{4}"));
            forms.Add(WebUtility.HtmlEncode(form));
            forms.Add(StrictHtml(form));
        }

        return [.. forms];
    }

    // Escaped twice, because a vendor's JSON may quote ours.
    private static void AddWithinJson(HashSet<string> forms, string form)
    {
        forms.Add(form);
        foreach (Func<string, string> inner in s_json)
        {
            string escaped = inner(form);
            forms.Add(escaped);
            foreach (Func<string, string> outer in s_json)
                forms.Add(outer(escaped));
        }
    }

    private static string Escape(string text, Func<char, bool> asCode, bool slash = false)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            switch (c)
            {
                case '\\': escaped.Append("\\\\"); break;
                case '\b': escaped.Append("\\b"); break;
                case '\t': escaped.Append("\\t"); break;
                case '\n': escaped.Append("\\n"); break;
                case '\f': escaped.Append("\\f"); break;
                case '\r': escaped.Append("\\r"); break;
                case '/' when slash: escaped.Append("\\/"); break;
                case < ' ': AppendCode(escaped, "\\u{0:X4}", c); break;
                case { } when asCode(c): AppendCode(escaped, "\\u{0:X4}", c); break;
                case '"': escaped.Append("\\\""); break;
                default: escaped.Append(c); break;
            }
        }

        return escaped.ToString();
    }

    // Like encoders that leave only known-safe characters as they are.
    private static string StrictHtml(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (int at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'' or '+' or '`' or > '~' or < ' ':
                    AppendCode(escaped, "&#x{0:X};", char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at++) : text[at]);
                    break;
                case char c: escaped.Append(c); break;
            }
        }

        return escaped.ToString();
    }

    private static void AppendCode(StringBuilder text, string format, int code) =>
        text.AppendFormat(CultureInfo.InvariantCulture, format, code);

    private static string Unquoted(string json) => json.Substring(1, json.Length - 2);

    private static string LowerHex(string form, string pattern) =>
        Regex.Replace(form, pattern, static match => match.Value.ToLowerInvariant());
}
