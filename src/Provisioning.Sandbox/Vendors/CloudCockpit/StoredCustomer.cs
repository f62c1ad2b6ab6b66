using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>A customer as it was sent. It is immutable: a change creates another one.</summary>
/// <param name="Id">The customer's ID.</param>
/// <param name="Tenant">The tenant it belongs to.</param>
/// <param name="Sequence">Its number in the ledger.</param>
/// <param name="Body">The JSON that was sent, with the changes since.</param>
/// <param name="Names">What it is searched and sorted by.</param>
/// <param name="Providers">Its providers, in the order of the body.</param>
internal sealed record StoredCustomer(
    Guid Id, string Tenant, long Sequence, byte[] Body, CustomerNames Names, ImmutableArray<ProviderCustomer> Providers)
{
    /// <summary>Whether it was deleted. It can then only be listed.</summary>
    public bool IsDeleted { get; init; }

    public static StoredCustomer Create(Guid id, string tenant, long sequence, byte[] body, JsonElement customer) => new(
        id,
        tenant,
        sequence,
        body,
        CustomerNames.Read(customer),
        [
            .. customer.GetProperty("providerCustomers").EnumerateObject()
                .Select(static provider => ProviderCustomer.Read(provider.Name, provider.Value)),
        ]);

    public ProviderCustomer? Provider(string? instanceId) => Providers.FirstOrDefault(provider => provider.Is(instanceId));

    /// <summary>
    /// Returns whether there is a relation with a reseller. A create call makes one with its <c>resellerId</c> only: the document does not
    /// say that <c>customerAssociations</c>, which the vendor returns, have an effect when sent.
    /// </summary>
    public bool IsRelatedTo(Guid reseller) => Names.ResellerId == reseller;

    public T Read<T>(Func<JsonElement, T> read)
    {
        using JsonDocument document = JsonDocument.Parse(Body);
        return read(document.RootElement);
    }

    /// <summary>Returns the customer without some top-level fields, and with others at their place.</summary>
    public StoredCustomer Rewrite(Predicate<string> isReplaced, Action<Utf8JsonWriter> writeFields)
    {
        byte[] body = Read(customer => VendorAnswer.Render(json =>
        {
            json.WriteStartObject();
            foreach (JsonProperty property in customer.EnumerateObject())
            {
                if (!isReplaced(property.Name))
                    property.WriteTo(json);
            }

            writeFields(json);
            json.WriteEndObject();
        }));
        StoredCustomer rewritten = this with { Body = body };
        return rewritten with { Names = rewritten.Read(CustomerNames.Read) };
    }

    /// <summary>Returns the customer with one of its providers retried.</summary>
    public StoredCustomer Retry(ProviderCustomer failed) => this with { Providers = Providers.Replace(failed, failed.Retry()) };

    /// <summary>Returns the customer with all providers retried that have failed.</summary>
    public StoredCustomer RetryFailed() => this with
    {
        Providers = [.. Providers.Select(static provider => provider.Status == ProviderStatus.Failed ? provider.Retry() : provider)],
    };
}
