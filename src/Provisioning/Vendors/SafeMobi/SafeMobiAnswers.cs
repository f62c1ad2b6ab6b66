using System;
using System.Linq;
using System.Net.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Connections.SignIn;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>Reads the vendor's answers: <c>{ Data, Success, Messages }</c>. A failure can have HTTP status 200.</summary>
internal static class SafeMobiAnswers
{
    /// <summary>The header that carries the token. It is not Authorization.</summary>
    public const string TokenHeader = "Authentication";

    // From the vendor's public help page.
    private static readonly TimeSpan s_tokenLifetime = TimeSpan.FromMinutes(240);

    /// <summary>The call that fetches a token with an API key.</summary>
    public static TokenCall TokenCall(Secret apiKey, Uri address) => new()
    {
        Address = address,
        AddressParameter = "-BaseUri",
        Credential = apiKey,
        Header = TokenHeader,
        CreateRequest = () => new HttpRequestMessage(HttpMethod.Get, $"{address.AbsoluteUri}?key={Uri.EscapeDataString(apiKey.Reveal())}"),
        TokenMember = "Data.Token",
        Read = static answer => answer.Json.Boolean("Success") == true && Secret.From(answer.Json.Object("Data").Text("Token")) is { } token
            ? new AccessToken(token, s_tokenLifetime)
            : null,
        IsRefusal = static answer => answer.Json.Boolean("Success") == false,
        FindReason = static answer => answer.Json is JObject body && Messages(body) is { Length: > 0 } messages ? messages : null,
    };

    public static Verdict ReadSuccess(Answer answer)
    {
        if (answer.Json is not JObject body || body.Boolean("Success") is not { } success)
        {
            return Verdict.Unknown(
                $"The vendor returned HTTP {answer.Status}, but its answer cannot be read:"
                + $" {answer.Problem ?? "it has no true or false 'Success'"}.");
        }

        if (!success)
            return ReadRefusal(answer);
        return body.Object("Data") is { } account && IdOf(account) is { } id
            ? Verdict.Confirmed(id, account)
            : Verdict.Unknown("The vendor returned Success, but its answer contains no account with an Id that is a GUID.");
    }

    /// <summary>The ID of an account: one public sample has it as AccountId. Null if there is none that is a GUID.</summary>
    public static string? IdOf(JToken account) =>
        (account.Text("Id") ?? account.Text("AccountId")) is { } id && VendorId.IsGuid(id) ? id : null;

    /// <summary>Judges the answer to a change whose Data says nothing about the account.</summary>
    public static Verdict ReadDone(Answer answer) => answer.Json.Boolean("Success") switch
    {
        true => Verdict.Confirmed(vendorId: null, description: null),
        false => ReadRefusalOfOne(answer),
        null => Verdict.Unknown(
            $"The vendor returned HTTP {answer.Status}, but its answer cannot be read: {answer.Problem ?? "it has no true or false 'Success'"}."),
    };

    /// <summary>Returns the refusal in an answer with a 2xx status; null if it is none.</summary>
    public static Verdict? FindRefusal(Answer answer) => answer.Json.Boolean("Success") == false ? ReadRefusalOfOne(answer) : null;

    /// <summary>Judges a refusal of a call about one account.</summary>
    public static Verdict ReadRefusalOfOne(Answer answer)
    {
        Verdict refusal = ReadRefusal(answer);
        return answer.Status == 404 && refusal.IsDocumented ? refusal with { Error = ProvisioningError.NotFound } : refusal;
    }

    /// <summary>Judges an answer to a question for a list of accounts.</summary>
    public static Verdict ReadList(Answer answer) =>
        answer.Status == 200 && answer.Json.Boolean("Success") == true && answer.Json.Object("Data")?["Items"] is JArray
            ? Verdict.Confirmed(vendorId: null, description: null)
            : Verdict.Unknown($"The question for the account was answered with HTTP {answer.Status}: {ReadRefusal(answer).Message}");

    public static Verdict ReadRefusal(Answer answer)
    {
        if (answer.IsEmpty && answer.Status == 401)
            return Verdict.Rejected(answer.RefusalByDocument("the header 'Authentication' is required: the token is not accepted."));
        var body = answer.Json as JObject;
        bool isEnvelope = body.Boolean("Success") is not null;
        string? messages = body is null ? null : Messages(body);
        string reason = messages is { Length: > 0 } ? messages
            : answer.GivenReason ?? (isEnvelope ? "it gave no message" : answer.Summary);
        return Verdict.Rejected($"{answer.Refusal}: {reason}") with { IsDocumented = isEnvelope };
    }

    // The structure of an ErrorMessage is not documented, so everything in it is shown.
    private static string Messages(JObject body) => body["Messages"] switch
    {
        JArray list => string.Join("; ", list.Select(static message => Message(message))),
        null => string.Empty,
        { } other => Message(other),
    };

    private static string Message(JToken message) => message is JValue { Value: string text } ? text : message.ToString(Formatting.None);
}
