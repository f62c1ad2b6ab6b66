using System;
using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>SafeMobi, REST v2: creating, reading and changing accounts, the account plans, and the tokens.</summary>
internal sealed class SafeMobiSandbox : IVendorSandbox
{
    public const string VendorName = "safemobi";

    private const string Operation = "accounts";
    private const string OneAccount = "accounts/{id}";

    private readonly VendorLedger _ledger;
    private readonly MobiCaller _caller;
    private readonly AccountStore _accounts = new();
    private readonly AccountReads _reads;
    private readonly AccountChanges _changes;
    private readonly AccountPlans _plans;

    public SafeMobiSandbox(SandboxState state)
    {
        _ledger = state.Ledger(VendorName);
        _caller = new MobiCaller(state.Tokens);
        var view = new AccountView(_accounts);
        _reads = new AccountReads(_caller, _accounts, view);
        _changes = new AccountChanges(_caller, _accounts, view);
        _plans = new AccountPlans(_caller);
    }

    public string Name => VendorName;

    public void Map(VendorRoutes routes)
    {
        routes.Token("GET", "authentication/getapitoken", _caller.IssueToken);
        routes.Create("PUT", Operation, Create);
        routes.Read(Operation, _reads.List);
        routes.Read(OneAccount, _reads.Get);
        routes.Change("POST", OneAccount, _changes.Update);
        routes.Change("POST", OneAccount + "/changeaccountstatus/{status}", _changes.SetStatus);
        routes.Read("accountplans", _plans.List);
        routes.Read("accountplans/{id}", _plans.ListFor);
    }

    public void Reset() => _accounts.Clear();

    public VendorAnswer Refuse(SandboxRequest request, string message) => Envelope.Failure(200, message);

    public VendorAnswer RefuseToken(SandboxRequest request) => _caller.RefuseToken(request);

    public VendorAnswer Fail(SandboxRequest request, string message) => Envelope.Failure(500, message);

    private VendorAnswer Create(SandboxRequest request)
    {
        if (_caller.Check(request) is { } refusal)
            return refusal;
        if (!request.IsJson)
            return Envelope.Failure(415, "The request's media type is not supported: send application/json.");

        var violations = new List<Violation>();
        using JsonDocument? body = AccountShape.Read(request.Body, violations);
        if (body is null)
            return Envelope.Failure(400, violations[0].Message);
        if (violations.Count > 0)
            return Envelope.Failure(violations);

        var account = new StoredAccount(Guid.NewGuid(), DateTimeOffset.UtcNow, body.RootElement.Clone());
        VendorAnswer answer = Envelope.Success(json => AccountView.WriteCreated(json, account));
        _accounts.Add(account);
        string? key = account.ExternalId is { Length: > 0 } externalId ? externalId : null;
        _ledger.Record(new Creation(account.Id.ToString(), Operation, key), request.Body);
        return answer;
    }
}
