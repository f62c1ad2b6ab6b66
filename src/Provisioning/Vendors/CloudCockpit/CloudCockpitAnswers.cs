using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>Reads the vendor's answers.</summary>
internal static class CloudCockpitAnswers
{
    public static Verdict ReadSuccess(Answer answer) => answer.Json is JValue { Value: string id } && VendorId.IsGuid(id)
        ? Verdict.Confirmed(id, description: null)
        : Verdict.Unknown(
            $"The vendor returned HTTP {answer.Status}, but its answer contains no readable customer id:"
            + $" {answer.Problem ?? "it is not a JSON string with a GUID that is not empty"}.");

    /// <summary>Judges the answer to a change, which has no content, or an undocumented one. One that speaks of an error is no "yes".</summary>
    public static Verdict ReadDone(Answer answer) => answer switch
    {
        { IsEmpty: false, Json: null } =>
            Verdict.Unknown($"The vendor returned HTTP {answer.Status}, but its answer cannot be read: {answer.Problem}."),
        { Json: JObject body } when IsAboutError(body) =>
            Verdict.Unknown($"The vendor returned HTTP {answer.Status}, but its answer is about an error: {answer.Reason}"),
        _ => Verdict.Confirmed(vendorId: null, description: null),
    };

    /// <summary>Judges a refusal of a call about one customer.</summary>
    public static Verdict ReadRefusalOfOne(Answer answer)
    {
        Verdict refusal = ReadRefusal(answer);
        return answer.Status == 404 && (refusal.IsDocumented || answer.IsEmpty) ? refusal with { Error = ProvisioningError.NotFound } : refusal;
    }

    /// <summary>
    /// Judges an answer to the question for one customer. It is confirmed if it says whether there is one: a web page that was not found is
    /// no customer that was not found.
    /// </summary>
    public static Verdict ReadOne(Answer answer) =>
        ReadRefusalOfOne(answer).Error == ProvisioningError.NotFound || (answer.Status == 200 && answer.Json is JObject)
        ? Verdict.Confirmed(vendorId: null, description: null)
        : Verdict.Unknown($"The question for the customer was answered with HTTP {answer.Status}: {answer.Summary}");

    /// <summary>Judges an answer to the question for a list of customers.</summary>
    public static Verdict ReadList(Answer answer) => answer.Status == 200 && answer.Json is JObject body && body["items"] is JArray
        ? Verdict.Confirmed(vendorId: null, description: null)
        : Verdict.Unknown($"The question for the customers was answered with HTTP {answer.Status}: {answer.Summary}");

    public static Verdict ReadRefusal(Answer answer)
    {
        if (answer.IsEmpty && Documented(answer.Status) is { } documented)
            return Verdict.Rejected(answer.RefusalByDocument(documented));
        if (answer.Json is not JObject body)
            return Verdict.Rejected($"{answer.Refusal}: {answer.Reason}");

        List<FieldError> fields = FieldErrors(body);
        string said = body.Text("description") ?? (fields.Count > 0 ? body.Text("type") : null) ?? answer.Reason;
        string details = fields.Count > 0 ? " " + string.Join("; ", fields.Select(static field => field.ToWholeText())) : string.Empty;
        ProvisioningError error = fields.Exists(IsIdTaken) ? ProvisioningError.AlreadyExists : ProvisioningError.Rejected;
        return Verdict.Rejected($"{answer.Refusal}: {said}{details}", error, body.Text("type"), fields) with
        {
            IsDocumented = fields.Count > 0 || (body.Text("description") is not null && body["correlationId"] is not null),
        };
    }

    private static bool IsAboutError(JObject body) =>
        body["error"] is { HasValues: true } or JValue { Value: not null } || body["errors"] is { HasValues: true } || body.Int32("statusCode") >= 400;

    private static string? Documented(int status) => status switch
    {
        400 => "a field has a value that is not valid.",
        401 => "the token is not accepted.",
        403 => "the caller has no rights to this customer or tenant.",
        500 => "an error of the server. It does not say whether the call was processed.",
        _ => null,
    };

    private static bool IsIdTaken(FieldError error) =>
        error.Field.Equals("id", StringComparison.OrdinalIgnoreCase)
        && error.Message.IndexOf("exist", StringComparison.OrdinalIgnoreCase) >= 0;

    private static List<FieldError> FieldErrors(JObject body) => body["errors"] is not JArray errors
        ? []
        : [.. errors.OfType<JObject>().Where(IsOfField).Select(OfField)];

    private static bool IsOfField(JObject error) => error["propertyName"] is not null || error["description"] is not null;

    private static FieldError OfField(JObject error) => new(error.Text("propertyName") ?? "?", Descriptions(error["description"]));

    private static string Descriptions(JToken? description) => description is JArray list
        ? string.Join(" ", list.Select(static text => text.ToString()))
        : description?.ToString() ?? "is refused";
}
