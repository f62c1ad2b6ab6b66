using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.QuickHelp;

/// <summary>Reads the vendor's answers.</summary>
internal static class QuickHelpAnswers
{
    public static Verdict ReadSuccess(Answer answer) =>
        answer.Json is JObject customer && customer.Int32("customerId") is > 0
            ? Verdict.Confirmed(customer.Text("customerId"), customer)
            : Verdict.Unknown(
                $"The vendor returned HTTP {answer.Status}, but its answer contains no readable customer:"
                + $" {answer.Problem ?? "it has no customerId that is a positive number"}.");

    /// <summary>Returns what in an answer is about another company; null if nothing is.</summary>
    public static string? FindContradiction(QuickHelpAccountRequest request, Verdict verdict)
    {
        if (verdict.Description.Text("companyName") is { } name && !NameRule.AreSame(name, request.CompanyName))
            return $"its companyName is '{name}'";
        return request.RouteUrl is { } route && verdict.Description.Text("routeURL") is { } other && !NameRule.AreSame(route, other)
            ? $"its routeURL is '{other}'"
            : null;
    }

    public static Verdict ReadRefusal(Answer answer)
    {
        // 403 refers to the caller's own account, so every row would fail the same way.
        ProvisioningError error = answer.Status == 403 ? ProvisioningError.CredentialsRefused : ProvisioningError.Rejected;
        if (answer.IsEmpty && Documented(answer.Status) is { } documented)
            return Verdict.Rejected(answer.RefusalByDocument(documented), error);
        if (answer.Json is not JObject body)
            return Verdict.Rejected($"{answer.Refusal}: {answer.Reason}", error);

        List<FieldError> fields = ModelState(body);
        return fields.Count > 0
            ? Verdict.Rejected(
                $"{answer.Refusal}: {string.Join("; ", fields.Select(static field => field.ToWholeText()))}", error, vendorCode: null, fields)
                with { IsDocumented = true }
            : Verdict.Rejected($"{answer.Refusal}: {answer.Reason}", error);
    }

    private static string? Documented(int status) => status switch
    {
        400 => "a field has a value that is not valid.",
        403 => "Requires account type \"Partner\" or above.",
        401 => "The gateway refuses the subscription key.",
        _ => null,
    };

    /// <summary>
    /// Reads the ASP.NET model state that the vendor documents: the name of a field, the value as it arrived, and what is wrong with it.
    /// </summary>
    private static List<FieldError> ModelState(JObject body)
    {
        var fields = new List<FieldError>();
        foreach (JProperty field in body.Properties())
        {
            if (field.Value.Type != JTokenType.Object || field.Value["errors"] is not JArray errors || !errors.All(IsOfField))
                continue;
            string messages =
                string.Join(" ", errors.Select(static error => Message(error)).Where(static text => !string.IsNullOrEmpty(text)));
            string? value = field.Value.Object("value").Text("attemptedValue");
            fields.Add(new FieldError(field.Name, messages.Length > 0 ? messages : "is refused", value));
        }

        return fields;
    }

    private static bool IsOfField(JToken error) => error is JObject item && (item["errorMessage"] ?? item["exception"]) is not null;

    private static string? Message(JToken error) => error.Text("errorMessage") is { Length: > 0 } message
        ? message
        : error.Object("exception").Text("message") ?? error.Object("exception").Text("Message") ?? error.Text("exception");
}
