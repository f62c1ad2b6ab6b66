using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.QuickHelp;

/// <summary>BrainStorm QuickHelp: <c>POST v1/Account/Create</c>.</summary>
internal sealed class QuickHelpSandbox(SandboxState state) : IVendorSandbox
{
    private const string Operation = "v1/Account/Create";
    private const int FirstCustomerId = 1001;

    private readonly VendorLedger _ledger = state.Ledger("quickhelp");
    private int _lastCustomerId = FirstCustomerId - 1;

    public string Name => "quickhelp";

    public void Map(VendorRoutes routes) => routes.Create("POST", Operation, Create);

    public void Reset() => Interlocked.Exchange(ref _lastCustomerId, FirstCustomerId - 1);

    public VendorAnswer Refuse(SandboxRequest request, string message) => ModelState.Answer([new Violation("", message)]);

    public VendorAnswer RefuseToken(SandboxRequest request) =>
        Gateway(401, "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.");

    public VendorAnswer Fail(SandboxRequest request, string message) => Gateway(500, message);

    private static VendorAnswer? CheckCaller(SandboxRequest request)
    {
        string? key = request.Header("Ocp-Apim-Subscription-Key");
        string? apiKey = request.Header("Authorization");
        if (key is null)
            return Gateway(
                401,
                "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.");
        if (TextRules.IsWrong(key))
            return Gateway(
                401, "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.");
        // The key is sent without a scheme. With one it would be another, unknown key.
        if (TextRules.IsWrong(apiKey) || apiKey?.Contains(' ', StringComparison.Ordinal) == true)
            return Gateway(401, "Access denied due to invalid Customer API Key.");
        return key.Contains("forbidden", StringComparison.OrdinalIgnoreCase)
            ? VendorAnswer.Text(403, "Requires account type \"Partner\" or above.")
            : null;
    }

    private VendorAnswer Create(SandboxRequest request)
    {
        if (CheckCaller(request) is { } refusal)
            return refusal;
        if (!request.IsJson)
            return Gateway(415, "The request's media type is not supported: send application/json.");

        var violations = new List<Violation>();
        using JsonDocument? body = JsonBody.Check(request.Body, AccountShape.Body, violations);
        if (violations.Count > 0)
            return ModelState.Answer(violations);

        JsonElement account = body!.RootElement;
        int id = Interlocked.Increment(ref _lastCustomerId);
        VendorAnswer answer = VendorAnswer.Json(200, json => WriteAnswer(json, id, account));
        _ledger.Record(new Creation(id.ToString(CultureInfo.InvariantCulture), Operation, NaturalKey(account)), request.Body);
        return answer;
    }

    private static string NaturalKey(JsonElement account) =>
        account.TryGetProperty("routeURL", out JsonElement route) && route.GetString() is { Length: > 0 } url
            ? url
            : account.GetProperty("companyName").GetString()!;

    private static void WriteAnswer(Utf8JsonWriter json, int id, JsonElement account)
    {
        json.WriteStartObject();
        json.WriteNumber("customerId", id);
        foreach (string field in AccountShape.Answered)
        {
            if (account.TryGetProperty(field, out JsonElement value))
            {
                json.WritePropertyName(field);
                value.WriteTo(json);
            }
        }

        json.WriteBoolean("isActive", true);
        json.WriteBoolean("launchCustomer", false);
        json.WriteEndObject();
    }

    // The gateway in front of the vendor has its own error format.
    private static VendorAnswer Gateway(int status, string message) => VendorAnswer.Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("statusCode", status);
        json.WriteString("message", message);
        json.WriteEndObject();
    });
}
