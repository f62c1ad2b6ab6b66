using System;
using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>CloudCockpit: <c>POST v1/Customers</c>, the calls that read and change customers, and the token endpoint.</summary>
internal sealed class CloudCockpitSandbox : IVendorSandbox
{
    private const string Operation = "v1/Customers";
    private const string OneCustomer = "v1/Customers/{id}";

    private readonly VendorLedger _ledger;
    private readonly CockpitCaller _caller;
    private readonly TokenEndpoint _tokens;
    private readonly CustomerStore _store = new();
    private readonly CustomerChanges _changes;

    public CloudCockpitSandbox(SandboxState state)
    {
        _ledger = state.Ledger("cloudcockpit");
        _caller = new CockpitCaller(state.Tokens);
        _tokens = new TokenEndpoint(state.Tokens);
        _changes = new CustomerChanges(_caller, _store, _ledger);
    }

    public string Name => "cloudcockpit";

    public void Map(VendorRoutes routes)
    {
        routes.Other("POST", "oauth2/v2.0/token", _tokens.Answer);
        routes.Create("POST", Operation, Create);
        routes.Read(Operation, List);
        routes.Read(OneCustomer, Get);
        routes.Other("DELETE", OneCustomer, _changes.Delete);
        routes.Other("PATCH", OneCustomer + "/internal-identifier", _changes.SetInternalIdentifier);
        routes.Other("POST", OneCustomer + "/provider-instances", _changes.AddProviderInstance);
    }

    public void Reset() => _store.Clear();

    public VendorAnswer Refuse(SandboxRequest request, string message) => ErrorBody.Validation(request, "", message);

    public VendorAnswer RefuseToken(SandboxRequest request)
    {
        _caller.Expire(request);
        return ErrorBody.Unauthorized(request, "The token has expired.");
    }

    public VendorAnswer Fail(SandboxRequest request, string message) => ErrorBody.Answer(request, 500, "InternalServerError", message, []);

    private VendorAnswer Create(SandboxRequest request)
    {
        if (_caller.Check(request) is { } refusal)
            return refusal;
        if (!request.IsJson)
            return ErrorBody.Answer(request, 415, "UnsupportedMediaType", "Send application/json.", []);

        var violations = new List<Violation>();
        using JsonDocument? body = JsonBody.Check(request.Body, CustomerShape.Customer, violations);
        if (violations.Count > 0)
            return ErrorBody.Validation(request, violations);

        JsonElement customer = body!.RootElement;
        Guid id = customer.TryGetProperty("id", out JsonElement given) ? given.GetGuid() : Guid.NewGuid();
        string tenant = CockpitCaller.Tenant(request);
        var stored = new StoredCustomer(id, tenant, request.Body, _ledger.NextSequence());
        if (!_store.TryAdd(stored))
            return ErrorBody.Validation(request, "id", "already exists");

        var creation = new Creation(
            id.ToString(), Operation, NaturalKey(customer, id), tenant) { CorrelationId = CockpitCaller.CorrelationId(request) };
        _ledger.Record(creation, request.Body, stored.Sequence);
        return VendorAnswer.Json(201, json => json.WriteStringValue(id));
    }

    private static string NaturalKey(JsonElement customer, Guid id) =>
        customer.TryGetProperty("internalIdentifier", out JsonElement key)
            && key.ValueKind == JsonValueKind.String
            && key.GetString() is { Length: > 0 } text
            ? text
            : id.ToString();

    private VendorAnswer Get(SandboxRequest request)
    {
        if (_caller.Check(request) is { } refusal)
            return refusal;
        return _store.Find(request.Id, CockpitCaller.Tenant(request)) is { } customer
            ? VendorAnswer.Json(200, json => CustomerView.Write(json, customer))
            : ErrorBody.NotFound(request);
    }

    private VendorAnswer List(SandboxRequest request)
    {
        if (_caller.Check(request) is { } refusal)
            return refusal;
        var search = new CustomerSearch(request.Query);
        return search.Violations.Count > 0
            ? ErrorBody.Validation(request, search.Violations)
            : search.Answer(_store.Of(CockpitCaller.Tenant(request)));
    }
}
