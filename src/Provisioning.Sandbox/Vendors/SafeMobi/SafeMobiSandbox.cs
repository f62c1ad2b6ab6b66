using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>SafeMobi: <c>PUT accounts</c> and <c>GET accounts</c>.</summary>
internal sealed class SafeMobiSandbox(SandboxState state) : IVendorSandbox
{
    private const string Operation = "accounts";

    private readonly VendorLedger _ledger = state.Ledger("safemobi");

    private readonly ConcurrentQueue<StoredAccount> _accounts = new();

    public string Name => "safemobi";

    public void Map(VendorRoutes routes)
    {
        routes.Create("PUT", Operation, Create);
        routes.Read(Operation, List);
    }

    public void Reset() => _accounts.Clear();

    public VendorAnswer Refuse(SandboxRequest request, string message) => Envelope.Failure(200, message);

    public VendorAnswer RefuseToken(SandboxRequest request) => Envelope.Failure(401, "The authentication token is not valid.");

    public VendorAnswer Fail(SandboxRequest request, string message) => Envelope.Failure(500, message);

    private VendorAnswer Create(SandboxRequest request)
    {
        if (CheckCaller(request) is { } refusal)
            return refusal;
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
        var stored = new StoredAccount(id, account.Clone());
        _accounts.Enqueue(stored);
        _ledger.Record(new Creation(id.ToString(), Operation, stored.ExternalId is { Length: > 0 } key ? key : null), request.Body);
        return answer;
    }

    private VendorAnswer List(SandboxRequest request)
    {
        if (CheckCaller(request) is { } refusal)
            return refusal;
        var list = new AccountList(request.Query);
        return list.Violations.Count > 0 ? Envelope.Failure(list.Violations) : list.Answer(_accounts);
    }

    private VendorAnswer? CheckCaller(SandboxRequest request)
    {
        // Not Authorization: a token in that header is not accepted.
        string? token = request.Header("Authentication");
        if (token is null)
            return Envelope.Failure(401, "The Authentication header is required.");
        return TextRules.IsWrong(token) ? RefuseToken(request) : null;
    }
}
