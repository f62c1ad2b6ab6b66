using System;
using System.Linq;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The calls that add a provider to a customer or retry one.</summary>
internal sealed class ProviderChanges(CustomerChange change)
{
    /// <summary>Adds a provider, or replaces the one with the same ID.</summary>
    public VendorAnswer Add(SandboxRequest request) => change.Apply(
        request,
        CustomerShape.ProviderInstance,
        AddProvider,
        static customer => VendorAnswer.Json(200, json => json.WriteStringValue(customer.Id)),
        "resellerId");

    /// <summary>Retries a provider that has failed.</summary>
    public VendorAnswer Retry(SandboxRequest request) => change.Apply(request, customer =>
    {
        if (customer.Provider(request.Route("providerInstanceId")) is not { } provider)
            return (null, ErrorBody.NotFound(request, "provider"));
        return provider.Status == ProviderStatus.Failed
            ? (customer.Retry(provider), VendorAnswer.Empty(204))
            : (null, ErrorBody.Validation(request, "providerInstanceId", "can be retried only if it has failed."));
    });

    private static StoredCustomer AddProvider(StoredCustomer customer, JsonElement added)
    {
        string id = added.GetProperty("providerInstanceId").GetString()!;
        StoredCustomer changed = customer.Rewrite(static name => name == "providerCustomers", json => customer.Read(sent =>
        {
            json.WriteStartObject("providerCustomers");
            foreach (JsonProperty provider in sent.GetProperty("providerCustomers").EnumerateObject())
            {
                if (!provider.Name.Equals(id, StringComparison.OrdinalIgnoreCase))
                    provider.WriteTo(json);
            }

            json.WritePropertyName(id);
            added.WriteTo(json);
            json.WriteEndObject();
            return 0;
        }));
        return changed with
        {
            Providers = [.. customer.Providers.Where(provider => !provider.Is(id)), ProviderCustomer.Read(id, added)],
        };
    }
}
