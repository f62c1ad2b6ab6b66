using System.Collections.Generic;
using System.Text.Json;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>A provider that the vendor is connected to.</summary>
internal sealed record ProviderInstance(
    string Id, string Alias, string InstanceProviderId, IReadOnlyList<string> OfferTypes, IReadOnlyList<string> Countries)
{
    /// <summary>The instances of every tenant. The ID of the first one is that of the examples in the documents.</summary>
    public static IReadOnlyList<ProviderInstance> All { get; } =
    [
        new(
            "cb3cd15b-1d6e-45be-b493-c71549cbfd87", "Microsoft", "1f0a3c52-8f7d-4a51-9b63-0d2f6a1c4e01",
            ["license", "azure", "softwareSubscription"], ["DE", "ES", "FR", "PT", "US"]),
        new("3b9f2d64-52c1-4f0e-8a7b-91d4c6e0a812", "Adobe", "1f0a3c52-8f7d-4a51-9b63-0d2f6a1c4e02", ["license"], ["DE", "PT"]),
        new("d7c5e8a0-6b34-4f19-a2de-58f0b3c9d713", "Backup", "1f0a3c52-8f7d-4a51-9b63-0d2f6a1c4e03", ["license", "usage"], ["PT"]),
    ];

    public static void Write(Utf8JsonWriter json, ProviderInstance instance)
    {
        json.WriteStartObject();
        json.WriteString("id", instance.Id);
        json.WriteString("alias", instance.Alias);
        json.WriteString("instanceProviderId", instance.InstanceProviderId);
        json.WriteStartArray("offerTypes");
        foreach (string offerType in instance.OfferTypes)
        {
            json.WriteStartObject();
            json.WriteString("name", offerType);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("supportedCountries");
        foreach (string country in instance.Countries)
            json.WriteStringValue(country);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
