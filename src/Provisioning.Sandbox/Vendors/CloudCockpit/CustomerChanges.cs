using System;
using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The calls that change or remove an existing customer.</summary>
internal sealed class CustomerChanges(CockpitCaller caller, CustomerStore store, VendorLedger ledger)
{
    public VendorAnswer Delete(SandboxRequest request)
    {
        if (caller.Check(request) is { } refusal)
            return refusal;
        if (Find(request) is not { } customer || !store.TryRemove(customer))
            return ErrorBody.NotFound(request);

        ledger.Forget(customer.Sequence);
        return VendorAnswer.Empty(202);
    }

    public VendorAnswer SetInternalIdentifier(SandboxRequest request) => Change(
        request,
        CustomerShape.InternalIdentifier,
        static (customer, body) => customer.With("internalIdentifier", json => body.GetProperty("internalIdentifier").WriteTo(json)),
        static _ => VendorAnswer.Empty(204));

    public VendorAnswer AddProviderInstance(SandboxRequest request) => Change(
        request,
        CustomerShape.ProviderInstance,
        static (customer, body) => customer.With("providerCustomers", json => customer.Read(old =>
        {
            string key = body.GetProperty("providerInstanceId").GetString()!;
            json.WriteStartObject();
            foreach (JsonProperty instance in old.GetProperty("providerCustomers").EnumerateObject())
            {
                if (!instance.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
                    instance.WriteTo(json);
            }

            json.WritePropertyName(key);
            body.WriteTo(json);
            json.WriteEndObject();
            return 0;
        })),
        static customer => VendorAnswer.Json(200, json => json.WriteStringValue(customer.Id)));

    private VendorAnswer Change(
        SandboxRequest request,
        JsonShape shape,
        Func<StoredCustomer, JsonElement, StoredCustomer> change,
        Func<StoredCustomer, VendorAnswer> answer)
    {
        if (caller.Check(request) is { } refusal)
            return refusal;
        if (Find(request) is not { } customer)
            return ErrorBody.NotFound(request);

        var violations = new List<Violation>();
        using JsonDocument? body = JsonBody.Check(request.Body, shape, violations);
        if (violations.Count > 0)
            return ErrorBody.Validation(request, violations);

        // Another call may have changed it in the meantime. The change is then applied to the new version.
        while (!store.TryReplace(customer, change(customer, body!.RootElement)))
        {
            if (Find(request) is not { } current)
                return ErrorBody.NotFound(request);
            customer = current;
        }

        return answer(customer);
    }

    private StoredCustomer? Find(SandboxRequest request) => store.Find(request.Id, CockpitCaller.Tenant(request));
}
