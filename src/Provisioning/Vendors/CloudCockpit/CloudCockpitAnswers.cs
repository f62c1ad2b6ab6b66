using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>The vendor's table of answers.</summary>
internal static class CloudCockpitAnswers
{
    public static Verdict ReadSuccess(Answer answer) => answer.Json is JValue { Value: string id } && Guid.TryParse(id, out _)
        ? Verdict.Confirmed(id, created: null)
        : Verdict.Unknown($"The vendor said HTTP {answer.Status}, but no customer id can be read from its answer: {answer.Problem ?? "it is not a JSON string with a GUID"}.");

    public static Verdict ReadRefusal(Answer answer)
    {
        if (answer.Json is not JObject body)
        {
            return Verdict.Rejected(answer.IsEmpty && answer.Status is 401 or 403
                ? $"{answer.Refusal}: the answer is empty, as the vendor documents it: {(answer.Status == 401 ? "the token is not accepted." : "the caller has no rights to this customer or tenant.")}"
                : $"{answer.Refusal}: {answer.Reason}");
        }

        List<FieldError> fields = FieldErrors(body);
        string said = body.Text("description") ?? (fields.Count > 0 ? body.Text("type") : null) ?? answer.Reason;
        string details = fields.Count > 0 ? " " + string.Join("; ", fields) : string.Empty;
        ProvisioningError error = fields.Exists(static field => field.Field.Equals("id", StringComparison.OrdinalIgnoreCase) && field.Message.IndexOf("exist", StringComparison.OrdinalIgnoreCase) >= 0)
            ? ProvisioningError.AlreadyExists
            : ProvisioningError.Rejected;
        return Verdict.Rejected($"{answer.Refusal}: {said}{details}", error, body.Text("type"), fields);
    }

    private static List<FieldError> FieldErrors(JObject body) => body["errors"] is not JArray errors
        ? []
        : [.. errors.OfType<JObject>().Select(static error => new FieldError(error.Text("propertyName") ?? "?", Descriptions(error["description"])))];

    private static string Descriptions(JToken? description) => description is JArray list
        ? string.Join(" ", list.Select(static text => text.ToString()))
        : description?.ToString() ?? "is refused";
}
