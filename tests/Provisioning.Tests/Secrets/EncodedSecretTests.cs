using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Secrets;

/// <summary>A secret is found in whatever can be decoded, whichever program encoded it.</summary>
public sealed class EncodedSecretTests
{
    private static readonly (string Name, Func<string, string> Encode)[] s_encoders =
    [
        ("Go's JSON", static text => EachChar(text, static c => c is '<' or '>' or '&' ? Unicode(c) : c is '"' or '\\' ? "\\" + c : null)),
        ("Gson", static text => EachChar(text, static c => c is '<' or '>' or '&' or '=' or '\'' ? Unicode(c) : c is '"' or '\\' ? "\\" + c : null)),
        ("Rails' JSON", static text => EachChar(text, static c => c is '<' or '>' or '&' or '\u2028' ? Unicode(c) : c is '"' or '\\' ? "\\" + c : null)),
        ("PHP's JSON", static text => EachChar(text, static c => c > '~' ? Unicode(c) : c is '"' or '\\' or '/' ? "\\" + c : null)),
        ("PHP's JSON, all hex", static text => EachChar(text, static c => c is '<' or '>' or '&' or '\'' or '"'
            ? Unicode(c).ToUpperInvariant().Replace("\\U", "\\u", StringComparison.Ordinal) : c is '\\' or '/' ? "\\" + c : null)),
        ("JSON of nothing but codes", static text => EachChar(text, Unicode)),
        ("PHP's HTML", static text => EachChar(text, static c => c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;",
            '\'' => "&#039;", 'é' => "&eacute;", _ => null })),
        ("Python's HTML", static text => EachChar(text, static c => c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;",
            '"' => "&quot;", '\'' => "&#x27;", _ => null })),
        ("Go's HTML", static text => EachChar(text, static c => c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&#34;",
            '\'' => "&#39;", _ => null })),
        ("XML", static text => EachChar(text, static c => c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;",
            '\'' => "&apos;", _ => null })),
        ("HTML5 names", static text => EachChar(text, static c => c switch { '+' => "&plus;", '/' => "&sol;", '%' => "&percnt;",
            '\\' => "&bsol;", '\'' => "&apos;", _ => null })),
        ("HTML of nothing but codes", static text => EachChar(text,
            static c => char.IsSurrogate(c) ? null : string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};"))),
        ("encodeURIComponent", static text => Percent(text, "-_.!~*'()")),
        ("encodeURI", static text => Percent(text, "-_.!~*'();/?:@&=+$,#")),
        ("Java's URLEncoder", static text => Percent(text, ".-*_").Replace("%20", "+", StringComparison.Ordinal)),
        ("PHP's urlencode", static text => Percent(text, "-_.").Replace("%20", "+", StringComparison.Ordinal)),
        ("PHP's rawurlencode, lower case", static text => Percent(text, "-_.~", "x2")),
        ("percent of nothing but codes", static text => string.Concat(Encoding.UTF8.GetBytes(text).Select(static b => $"%{b:X2}"))),
        ("escape", static text => EachChar(text, static c => c > 'ÿ' ? $"%u{(int)c:X4}" : char.IsAsciiLetterOrDigit(c) ? null : $"%{(int)c:X2}")),
        ("Base64", static text => Base64(text)),
        ("Base64 without padding", static text => Base64(text).TrimEnd('=')),
        ("Base64 for URLs", static text => Base64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        ("a Basic header, 1", static text => Base64("a:" + text)),
        ("a Basic header, 2", static text => Base64("ab:" + text).TrimEnd('=')),
        ("a Basic header, 3", static text => Base64("abc:" + text + "\n")),
        ("Base64 of a JSON body", static text => Base64(
            $"{{\"userName\":\"ana\",\"password\":\"{EachChar(text, static c => c is '"' or '\\' ? "\\" + c : null)}\"}}")),
        ("a token of a form", static text => "eyJhbGciOiJub25lIn0." + Base64("user=ana&password=" + Uri.EscapeDataString(text) + "&more=1").TrimEnd('=')),
    ];

    public static TheoryData<string, string, string> Forms
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (string secret in new[] { "MARKER", "pass word", "<MARKER>&'\"+/=?é\\x", "MARK%41%ER;&amp;+", "東京\U0001F600MARKER",
                "12345678", "a\\b&c'", "Xy9+/zz//++" })
            {
                foreach ((string name, Func<string, string> encode) in s_encoders)
                {
                    data.Add(name, secret, encode(secret));
                    foreach ((string outer, Func<string, string> again) in s_encoders.Where(static one =>
                        one.Name is "Go's JSON" or "PHP's JSON" or "PHP's HTML" or "encodeURIComponent"))
                    {
                        data.Add(outer + " of " + name, secret, again(encode(secret)));
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_masked_whoever_encoded_it(string encoder, string secret, string form)
    {
        PreparedOperation operation = RowWith(secret);

        string masked = operation.Mask($"{{\"before\": \"{form}\" , 'after'}}");

        Assert.StartsWith("{\"before\": \"", masked, StringComparison.Ordinal);
        Assert.EndsWith("\" , 'after'}", masked, StringComparison.Ordinal);
        Assert.Contains("***", masked, StringComparison.Ordinal);
        Assert.True(!masked.Contains(form, StringComparison.Ordinal), encoder);
    }

    [Theory]
    [InlineData("""{"companyName":"Caf\u00e9 & Söhne","phone":"+351 210 """
        + """000","token":"dGhpcyBpcyBub3RoaW5nIHNlY3JldA==","id":"3fa85f64-5717-4562-b3fc-2c963f66afa6"}""")]
    [InlineData("100 %zz &nothing; \\q \\u12 % & \\")]
    [InlineData("%")]
    [InlineData("&")]
    [InlineData("\\")]
    [InlineData("")]
    public void A_text_without_a_secret_is_returned_as_it_is(string text) => Assert.Same(text, RowWith("MARKER'+ \"").Mask(text));

    [Fact]
    public void A_secret_that_ends_like_an_escape_is_found_next_to_anything()
    {
        Assert.Equal("'***was'", RowWith("a&b\\").Mask("'a&amp;b\\was'"));
        Assert.Equal("***41", RowWith("a'%").Mask("a&#39;%41"));
    }

    [Fact]
    public void Secrets_that_follow_one_another_are_masked_together() => Assert.Equal("***, ***", RowWith("MARKER").Mask("MARKERMARKER, %4dARKER"));

    [Fact]
    public void A_short_secret_does_not_blacken_every_word_that_may_be_Base64()
    {
        const string Text = "xYWI= the YWIx quick YWJsZQ brown xYWI fox";

        Assert.Same(Text, RowWith("ab").Mask(Text));
        Assert.Equal("token *** end", RowWith("ab").Mask("token YWI= end"));
    }

    public static TheoryData<string> Hostile =>
        [.. new[] { "%25", "&amp;", "\\\\", "%", "&#", "\\u005c", "TUFSS0", "+", "MARK%", "%4d%41%52%4b%45%52", "&lt" }];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_large_text_of_nothing_but_escapes_takes_bounded_work(string piece)
    {
        var text = new StringBuilder();
        while (text.Length < 4 * 1024 * 1024)
            text.Append(piece);

        string masked = RowWith("MARKER'+ \"").Mask(text + "MARKER%27%2B%20%22");

        Assert.EndsWith("***", masked, StringComparison.Ordinal);
    }

    private static PreparedOperation RowWith(string secret) =>
        Make.Row(Make.SafeMobi(Make.ClosedPort()), Make.MobiAccount().With("Password", Make.Secret(secret)));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Unicode(char c) => $"\\u{(int)c:x4}";

    private static string EachChar(string text, Func<char, string?> encode) => string.Concat(text.Select(c => encode(c) ?? c.ToString()));

    private static string Percent(string text, string left, string format = "X2") => string.Concat(Encoding.UTF8.GetBytes(text).Select(b =>
        char.IsAsciiLetterOrDigit((char)b) || left.Contains((char)b,
            StringComparison.Ordinal) ? ((char)b).ToString() : "%" + b.ToString(format, CultureInfo.InvariantCulture)));
}
