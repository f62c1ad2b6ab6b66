using System;
using System.Net;
using System.Text;
using Newtonsoft.Json;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Secrets;

/// <summary>A short secret is a part of many words: it is masked where it stands by itself, and nothing else is.</summary>
public sealed class ShortSecretTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("é")]
    public void A_secret_of_one_character_is_refused_where_it_is_given(string secret) =>
        Assert.Equal("must have more than one character", Make.Secret(secret).Problem);

    [Theory]
    [InlineData("ab", "About a cabinet: ABBA, abacus, slab, lab1, 1ab")]
    [InlineData("12", "Row 112: 4125 licenses, 12345, a12, 2127-12345")]
    [InlineData("ana", "Banana, Diana, anagram, ana1, 0ana")]
    [InlineData("post", "posted, compost, postal, postbox")]
    [InlineData("é1", "café1, é12, né1x")]
    [InlineData("東京", "東京都, 大東京")]
    public void Words_that_a_short_secret_is_part_of_stay_whole(string secret, string text) => Assert.Equal(text, Row(secret).Mask(text));

    [Theory]
    [InlineData("ab")]
    [InlineData("a1")]
    [InlineData("12")]
    [InlineData("ana")]
    [InlineData("x+y")]
    [InlineData("post")]
    [InlineData("né1")]
    [InlineData("a\"b")]
    [InlineData("<a>")]
    [InlineData("--")]
    [InlineData("%2")]
    [InlineData("東京")]
    public void A_short_secret_is_masked_wherever_it_stands_by_itself(string secret)
    {
        PreparedOperation row = Row(secret);
        string json = JsonConvert.ToString(secret)[1..^1];
        string percent = Uri.EscapeDataString(secret);
        string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        foreach (string text in new[]
        {
            "{0}", "'{0}' is wrong", "password={0}&x=y", "the password {0}.", "({0})", "user:{0}@host",
            "/path/{0}/end", "{0},{0};{0}", "pass_{0}_word", "\t{0}\n",
        })
        {
            foreach (string form in new[] { secret, json, percent, WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret) })
                Assert.Equal(string.Format(null, text, "***"), row.Mask(string.Format(null, text, form)));

            // An underscore is a character of Base64 too, so that the words around it may be masked as well.
            string masked = row.Mask(string.Format(null, text, base64));
            Assert.DoesNotContain(base64.TrimEnd('='), masked, StringComparison.Ordinal);
            if (!text.Contains('_', StringComparison.Ordinal))
                Assert.Equal(string.Format(null, text, "***"), masked);
        }
    }

    /// <summary>What an encoding puts before a word looks like a part of it.</summary>
    [Theory]
    [InlineData("\\u0022{0}\\u0022")]
    [InlineData("\\\\u0022{0}\\\\u0022")]
    [InlineData("\\u003d{0}\\u0026")]
    [InlineData("\\n{0}\\n")]
    [InlineData("\\t{0}\\r\\n")]
    [InlineData("%22{0}%22")]
    [InlineData("%3d{0}%26")]
    [InlineData("%2522{0}%2522")]
    [InlineData("&quot;{0}&quot;")]
    [InlineData("&#x22;{0}&#x22;")]
    public void A_short_secret_between_encoded_signs_is_masked(string text)
    {
        foreach (string secret in new[] { "ab", "1a", "ana", "post" })
            Assert.Equal(string.Format(null, text, "***"), Row(secret).Mask(string.Format(null, text, secret)));
    }

    [Fact]
    public void A_secret_of_five_characters_is_masked_inside_words_too() => Assert.Equal("x***x", Row("admin").Mask("xadminx"));

    [Fact]
    public void A_short_secret_of_the_connection_is_no_different()
    {
        using Connection connection = Make.Reseller(Make.ClosedPort(), password: "ab");
        PreparedOperation row = Make.Row(connection, Make.CustomerUser("abba").With("Password", Make.Secret("cd")));

        Assert.Equal("abba, cdrom, *** and ***", row.Mask("abba, cdrom, ab and cd"));
    }

    private static PreparedOperation Row(string secret) =>
        Make.Row(Make.SafeMobi(Make.ClosedPort()), Make.MobiAccount().With("Password", Make.Secret(secret)));
}
