using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;
using Provisioning.Vendors.Reseller;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>Answers of all vendors, changed in places: a yes must be one to another reader too, and every message can be shown.</summary>
internal sealed class AnswerFuzzer : IFuzzer
{
    private const string Envelope =
        """{"Data":{"Id":"fa516117-9d6a-4eb0-b5c1-0ca80db618c4","ExternalId":"e","Type":"Basic","AccountPlanId":2,"Status":"Active"}"""
            + ""","Success":true,"Messages":[]}""";

    private static readonly Regex s_objectId = new(@"\A[0-9a-fA-F]{24}\z", RegexOptions.CultureInvariant);

    private static readonly string[] s_bodies =
    [
        """{"customerId":7,"companyName":"string","primaryContact":{"name":"n"},"domains":["a"],"licenses":3,"isActive":true}""",
        "\"11111111-1d6e-45be-b493-c71549cbfd87\"",
        """{"status":0,"customerId":"507f1f77bcf86cd799439011","userId":"507f1f77bcf86cd799439012","plan":"gold"}""",
        """{"status":301,"message":"taken"}""",
        Envelope,
        """{"Success":false,"Data":null,"Messages":["no",{"Code":3,"Text":"x"}]}""",
        """{"companyName":{"value":{"attemptedValue":"x","culture":"en"},"errors":[{"exception":null,"errorMessage":"bad"}]}}""",
        """{"statusCode":42,"type":"ValidationError","description":"no","errors":[{"propertyName":"zip","description":["Too long."]}]}""",
        """{"type":"about:blank","title":"t","status":400,"detail":"d","errors":{"zip":["bad"]}}""",
        """{"error":{"code":"x","message":"m","innererror":{"message":"n"}}}""",
        "<html><head><title>Sign in &amp; wait</title></head></html>",
        "Rate limit is exceeded.",
        "",
    ];

    private static readonly int[] s_statuses = [200, 200, 200, 201, 204, 301, 302, 303, 307, 400, 401, 403, 404, 408, 409, 429, 500, 503, 100, 999];

    private static readonly (OperationDefinition Definition, Func<JsonElement?, bool> IsYes)[] s_vendors =
    [
        (QuickHelpOperations.CreateAccount, static root => root.Member("customerId").Number() is > 0),
        (CloudCockpitOperations.CreateCustomer, static root => IsGuid(root.Text())),
        (ResellerOperations.CreateCustomerUser, static root => IsResellerYes(root, "customerId")),
        (ResellerOperations.CreateCustomer, static root => IsResellerYes(root, "customerId")),
        (ResellerOperations.CreateUser, static root => IsResellerYes(root, "userId")),
        (SafeMobiOperations.CreateAccount, static root =>
            root.Member("Success") is { ValueKind: JsonValueKind.True } && IsGuid(root.Member("Data").Member("Id").Text())),
    ];

    public string Name => "answers";

    public int Rarity => 1;

    public string? Try(FuzzRandom random)
    {
        string text = Decoded(random.Mutate(random.Of(s_bodies), JsonPieces.List));
        int status = random.Of(s_statuses);
        (OperationDefinition definition, Func<JsonElement?, bool> isYes) = random.Of(s_vendors);
        (Newtonsoft.Json.Linq.JToken? json, string? problem) = AnswerReader.Parse(text);
        var answer = new Answer(status, text, json, problem) { RetryAfter = random.OneIn(4) ? TimeSpan.FromSeconds(3) : null };
        Verdict verdict = definition.Judge(answer).Masked(static shown => shown);
        string input = $"{definition.Vendor.Name} HTTP {status} {text}";
        if (verdict.Delivery == Delivery.Confirmed && !(status is >= 200 and < 300 && isYes(Reference.Read(text))))
            return "a yes that is none: " + input;
        if (verdict.Delivery == Delivery.Rejected && status == 303)
            return "See Other is no refusal: " + input;
        return Shown(verdict).FirstOrDefault(static shown => !CanBeShown(shown)) is { } bad ? $"'{bad}' of {input}" : null;
    }

    // What a decoder makes of bytes has no half characters.
    private static string Decoded(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    internal static bool CanBeShown(string text) =>
        text.Length <= 2000 && !text.Any(static c => char.IsControl(c)) && !ShownText.HasLoneSurrogate(text);

    private static IEnumerable<string> Shown(Verdict verdict) => verdict.FieldErrors
        .SelectMany(static error => new[] { error.Field, error.Message, error.Value })
        .Append(verdict.Message).Append(verdict.VendorCode).OfType<string>();

    private static bool IsGuid(string? text) => text?.Length == 36 && Guid.TryParseExact(text, "D", out Guid id) && id != Guid.Empty;

    private static bool IsResellerYes(JsonElement? root, string name) => root.Member("status").Number() == 0
        && (root.Member(name) is null or { ValueKind: JsonValueKind.Null } || (root.Member(name).Text() is { } id && s_objectId.IsMatch(id)));
}
