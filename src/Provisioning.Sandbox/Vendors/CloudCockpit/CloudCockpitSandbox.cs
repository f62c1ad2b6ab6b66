using System;
using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>CloudCockpit: creating, reading and changing customers, the provider instances, and the token endpoint.</summary>
internal sealed class CloudCockpitSandbox : IVendorSandbox
{
    public const string VendorName = "cloudcockpit";

    private const string Operation = "v1/Customers";
    private const string OneCustomer = "v1/Customers/{id}";

    private readonly VendorLedger _ledger;
    private readonly CockpitCaller _caller;
    private readonly TokenEndpoint _tokens;
    private readonly CustomerStore _store = new();
    private readonly CustomerReads _reads;
    private readonly CustomerChanges _changes;
    private readonly ProviderChanges _providers;
    private readonly ProviderInstances _instances;

    public CloudCockpitSandbox(SandboxState state)
    {
        _ledger = state.Ledger(VendorName);
        _caller = new CockpitCaller(state.Tokens);
        _tokens = new TokenEndpoint(state.Tokens);
        _reads = new CustomerReads(_caller, _store);
        var change = new CustomerChange(_caller, _store);
        _changes = new CustomerChanges(change, _ledger);
        _providers = new ProviderChanges(change);
        _instances = new ProviderInstances(_caller);
    }

    public string Name => VendorName;

    public void Map(VendorRoutes routes)
    {
        routes.Token("POST", "oauth2/v2.0/token", _tokens.Answer);
        routes.Create("POST", Operation, Create);
        routes.Read(Operation, _reads.List);
        routes.Read(OneCustomer, _reads.Get);
        routes.Change("DELETE", OneCustomer, _changes.Delete);
        routes.Change("PATCH", OneCustomer + "/account-info", _changes.SetAccountInfo);
        routes.Change("PATCH", OneCustomer + "/internal-identifier", _changes.SetInternalIdentifier);
        routes.Change("POST", OneCustomer + "/provider-instances", _providers.Add);
        routes.Change("POST", OneCustomer + "/provider-customers/{providerInstanceId}", _providers.Retry);
        routes.Read("v1/Providers/Instances", _instances.List);
    }

    public void Reset() => _store.Clear();

    public VendorAnswer Refuse(SandboxRequest request, string message) => ErrorBody.Validation(request, "", message);

    public VendorAnswer RefuseToken(SandboxRequest request)
    {
        _caller.Expire(request);
        return ErrorBody.Unauthorized("The token has expired.");
    }

    public VendorAnswer Fail(SandboxRequest request, string message) => ErrorBody.Answer(request, 500, "InternalServerError", message, []);

    private VendorAnswer Create(SandboxRequest request)
    {
        if (_caller.Check(request) is { } refusal)
            return refusal;
        if (!request.IsJson)
            return ErrorBody.UnsupportedMediaType(request);

        var violations = new List<Violation>();
        using JsonDocument? body = JsonBody.Check(request.Body, CustomerShape.Customer, violations);
        if (violations.Count > 0)
            return ErrorBody.Validation(request, violations);

        JsonElement customer = body!.RootElement;
        Guid id = customer.TryGetProperty("id", out JsonElement given) ? given.GetGuid() : Guid.NewGuid();
        string tenant = CockpitCaller.Tenant(request);
        var stored = StoredCustomer.Create(id, tenant, _ledger.NextSequence(), request.Body, customer);
        if (!_store.TryAdd(stored))
            return ErrorBody.Validation(request, "id", "already exists");

        var creation = new Creation(
            id.ToString(), Operation, NaturalKey(stored), tenant) { CorrelationId = CockpitCaller.CorrelationId(request) };
        _ledger.Record(creation, request.Body, stored.Sequence);
        return VendorAnswer.Json(201, json => json.WriteStringValue(id));
    }

    private static string NaturalKey(StoredCustomer customer) =>
        customer.Names.InternalIdentifier is { Length: > 0 } identifier ? identifier : customer.Id.ToString();
}
