using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>Reads the vendor's answers: <c>{ Data, Success, Messages }</c>. A failure can have HTTP status 200.</summary>
internal static class SafeMobiAnswers
{
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
        return body.Object("Data") is { } account && account["Id"] is JValue { Value: string id } && VendorId.IsGuid(id)
            ? Verdict.Confirmed(id, account)
            : Verdict.Unknown("The vendor returned Success, but its answer contains no account with an Id that is a GUID.");
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
