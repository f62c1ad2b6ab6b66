using System;
using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>SafeMobi: <c>PUT accounts</c>.</summary>
internal sealed class SafeMobiSandbox(SandboxState state) : IVendorSandbox
{
    private const string Operation = "accounts";

    private readonly VendorLedger _ledger = state.Ledger("safemobi");

    public string Name => "safemobi";

    public void Map(VendorRoutes routes) => routes.Create("PUT", Operation, Create);

    // There is no state besides the ledger, because the vendor documents no unique fields.
    public void Reset()
    {
    }

    public VendorAnswer Refuse(SandboxRequest request, string message) => Envelope.Failure(200, message);

    public VendorAnswer RefuseToken(SandboxRequest request) => Envelope.Failure(401, "The authentication token is not valid.");

    public VendorAnswer Fail(SandboxRequest request, string message) => Envelope.Failure(500, message);

    private VendorAnswer Create(SandboxRequest request)
    {
        // Not Authorization: a token in that header is not accepted.
        string? token = request.Header("Authentication");
        if (token is null)
            return Envelope.Failure(401, "The Authentication header is required.");
        if (TextRules.IsWrong(token))
            return RefuseToken(request);
        if (!request.IsJson)
            return Envelope.Failure(415, "The request's media type is not supported: send application/json.");

        var violations = new List<Violation>();
        using JsonDocument? body = JsonBody.Check(request.Body, AccountShape.Body, violations);
        if (body is null)
            return Envelope.Failure(400, violations[0].Message);
        AccountShape.CheckTogether(body.RootElement, violations);
        if (violations.Count > 0)
            return Envelope.Failure(violations);

        JsonElement account = body.RootElement;
        var id = Guid.NewGuid();
        VendorAnswer answer = Envelope.Success(id, account);
        _ledger.Record(new Creation(id.ToString(), Operation, NaturalKey(account)), request.Body);
        return answer;
    }

    private static string? NaturalKey(JsonElement account) =>
        account.TryGetProperty("ExternalId", out JsonElement key)
            && key.ValueKind == JsonValueKind.String
            && key.GetString() is { Length: > 0 } text ? text : null;
}
