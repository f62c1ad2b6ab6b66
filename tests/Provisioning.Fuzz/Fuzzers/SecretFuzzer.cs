using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Encodings.Web;
using Newtonsoft.Json;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>Secrets that a vendor echoes, in any place and in up to three encodings of any program: nothing of them comes out.</summary>
internal sealed class SecretFuzzer : IFuzzer
{
    private const string Specials = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~éü東";

    private static readonly Func<string, string>[] s_encoders =
    [
        static text => text,
        static text => JsonConvert.ToString(text)[1..^1],
        static text => JavaScriptEncoder.Default.Encode(text),
        static text => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text),
        static text => string.Concat(text.Select(static c => $"\\u{(int)c:x4}")),
        static text => JsonConvert.ToString(text)[1..^1].Replace("/", "\\/", StringComparison.Ordinal),
        WebUtility.HtmlEncode!,
        HtmlEncoder.Default.Encode,
        static text => string.Concat(text.Select(static c => string.Create(CultureInfo.InvariantCulture, $"&#{(int)c:00000};"))),
        static text =>
            text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("'", "&apos;",
                StringComparison.Ordinal),
        Uri.EscapeDataString,
        WebUtility.UrlEncode!,
        static text => Uri.EscapeDataString(text).ToLowerInvariant() is var lower && Uri.UnescapeDataString(lower) == text ? lower : Uri.EscapeDataString(text),
        static text => string.Concat(Encoding.UTF8.GetBytes(text).Select(static b => $"%{b:x2}")),
        static text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        static text => Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + text)).TrimEnd('='),
        static text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text + "!?")).Replace('+', '-').Replace('/', '_').TrimEnd('='),
        static text => Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"user\":\"ana\",\"password\":" + JsonConvert.ToString(text) + "}")),
    ];

    public string Name => "secrets";

    public int Rarity => 1;

    public string? Try(FuzzRandom random)
    {
        string secret = NewSecret(random);
        string form = secret;
        for (int layers = random.Next(4); layers > 0; layers--)
            form = random.Of(s_encoders)(form);
        string body = Body(random, form, secret);
        using Connection connection = Samples.SafeMobi(random.OneIn(2) ? "other-token-of-it" : Ascii(secret));
        var request = new SafeMobiAccountRequest { ExternalId = "e", Type = SafeMobiAccountType.Basic, AccountPlanId = 1, Password = Secret.From(secret) };
        var operation = new PreparedOperation<SafeMobiAccountRequest, SafeMobiAccount>(SafeMobiOperations.CreateAccount, request, connection, 1);
        (Newtonsoft.Json.Linq.JToken? json, string? problem) = AnswerReader.Parse(body);
        var answer = new Answer(random.Of([200, 200, 400, 500, 429]), body, json, problem);
        var call = new Call(HttpMethod.Put, "accounts", "id", operation.Mask);
        Attempt attempt = VendorClient.Judged(call, answer, SafeMobiOperations.CreateAccount.Judge(answer));
        string shown = string.Join('\n', Shown(attempt));

        // The middle of the secret is made of letters that nothing else here is made of.
        string middle = secret[..6];
        for (int start = 0; start + 3 <= middle.Length; start++)
        {
            if (shown.Contains(middle.Substring(start, 3), StringComparison.Ordinal))
                return $"'{middle.Substring(start, 3)}' of the secret '{secret}' came out of {body}: {shown}";
        }

        return form.Length > 3 && shown.Contains(form, StringComparison.Ordinal) ? $"'{form}' of the secret '{secret}' came out of {body}: {shown}" : null;
    }

    private static string NewSecret(FuzzRandom random)
    {
        var secret = new StringBuilder();
        for (int index = 0; index < 6; index++)
            secret.Append("QXZJ"[random.Next(4)]);
        for (int length = random.Next(12); length > 0; length--)
            secret.Append(Specials[random.Next(Specials.Length)]);
        return secret.ToString();
    }

    private static string Ascii(string secret) => new([.. secret.Where(static c => c is > ' ' and <= '~')]);

    private static string Body(FuzzRandom random, string form, string secret)
    {
        string filling = new('o', random.OneIn(3) ? 1900 + random.Next(120) : random.Next(100));
        string inJson = JsonConvert.ToString(filling + form + "er");
        return random.Next(8) switch
        {
            0 => filling + form + filling,
            1 => $"<html><title>{WebUtility.HtmlEncode(filling + form)}</title></html>",
            2 => $$"""{"Success":false,"Messages":[{{inJson}}]}""",
            3 => $$$"""{"message":{{{inJson}}},"errors":{"zip":[{{{inJson}}}]}}""",
            4 => $$$"""{"Success":true,"Data":{"Id":"fa516117-9d6a-4eb0-b5c1-0ca80db618c4","FirstName":{{{inJson}}},{{{JsonConvert.ToString(form)}}}:1}}""",
            5 => $$$"""{"Success":true,"Data":{"Id":{{{JsonConvert.ToString(secret)}}}}}""",
            6 => $$$"""{"Success":false,"Messages":[{"Code":7,{{{JsonConvert.ToString(form)}}}:{{{inJson}}}}]}""",
            _ => "{\"Success\":tru " + filling + form,
        };
    }

    private static IEnumerable<string> Shown(Attempt attempt)
    {
        yield return attempt.Message;
        yield return attempt.Answer!.Text ?? string.Empty;
        yield return attempt.Answer.Problem ?? string.Empty;
        yield return attempt.Answer.Json?.ToString(Formatting.None) ?? string.Empty;
        yield return attempt.Verdict!.VendorId ?? string.Empty;
        yield return attempt.Verdict.VendorCode ?? string.Empty;
        yield return attempt.Verdict.Description?.ToString(Formatting.None) ?? string.Empty;
        foreach (FieldError error in attempt.Verdict.FieldErrors)
            yield return error.ToWholeText();
    }
}
