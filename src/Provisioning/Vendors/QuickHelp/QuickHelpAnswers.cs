using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.QuickHelp;

/// <summary>The vendor's table of answers.</summary>
internal static class QuickHelpAnswers
{
    public static Verdict ReadSuccess(Answer answer) =>
        answer.Json is JObject customer && customer.Int32("customerId") is not null
            ? Verdict.Confirmed(customer.Text("customerId"), customer)
            : Verdict.Unknown($"The vendor said HTTP {answer.Status}, but no customer can be read from its answer: {answer.Problem ?? "it has no customerId"}.");

    public static Verdict ReadRefusal(Answer answer)
    {
        // 403 is about the caller's own account, so every row would meet it.
        ProvisioningError error = answer.Status == 403 ? ProvisioningError.CredentialsRefused : ProvisioningError.Rejected;
        if (answer.IsEmpty && Documented(answer.Status) is { } documented)
            return Verdict.Rejected($"{answer.Refusal}: the answer is empty; the document says of this status: {documented}", error);
        if (answer.Json is not JObject body)
            return Verdict.Rejected($"{answer.Refusal}: {answer.Reason}", error);

        List<FieldError> fields = ModelState(body);
        return fields.Count > 0
            ? Verdict.Rejected($"{answer.Refusal}: {string.Join("; ", fields)}", error, vendorCode: null, fields)
            : Verdict.Rejected($"{answer.Refusal}: {answer.Reason}", error);
    }

    private static string? Documented(int status) => status switch
    {
        403 => "Requires account type \"Partner\" or above.",
        401 => "the gateway refuses the subscription key.",
        _ => null,
    };

    /// <summary>The ASP.NET model state of the document: a field's name, the value as it arrived, and what is wrong with it.</summary>
    private static List<FieldError> ModelState(JObject body)
    {
        var fields = new List<FieldError>();
        foreach (JProperty field in body.Properties())
        {
            if (field.Value.Type != JTokenType.Object || field.Value["errors"] is not JArray errors)
                continue;
            string messages = string.Join(" ", errors.Select(static error => Message(error)).Where(static text => !string.IsNullOrEmpty(text)));
            fields.Add(new FieldError(field.Name, messages.Length > 0 ? messages : "is refused", field.Value.Object("value").Text("attemptedValue")));
        }

        return fields;
    }

    private static string? Message(JToken error) => error.Text("errorMessage") is { Length: > 0 } message
        ? message
        : error.Object("exception").Text("message") ?? error.Object("exception").Text("Message") ?? error.Text("exception");
}
