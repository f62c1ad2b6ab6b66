using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>A customer as the vendor returns it: what was sent, and what the vendor and the providers have added.</summary>
internal static class CustomerView
{
    public static void Write(Utf8JsonWriter json, StoredCustomer stored) => stored.Read(customer =>
    {
        json.WriteStartObject();
        json.WriteString("id", stored.Id);
        foreach (JsonProperty property in customer.EnumerateObject())
        {
            if (property.NameEquals("providerCustomers"))
                WriteProviderCustomers(json, stored.Id, property.Value);
            else if (!property.NameEquals("id"))
                property.WriteTo(json);
        }

        json.WriteEndObject();
        return 0;
    });

    /// <summary>The provider's ID of the customer: the one that was sent, else one that is the same in every answer.</summary>
    public static string ProviderCustomerId(Guid customer, JsonProperty instance)
    {
        if (instance.Value.TryGetProperty("providerCustomerId", out JsonElement given) && given.ValueKind == JsonValueKind.String)
            return given.GetString()!;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{customer} {instance.Name}"));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }

    private static void WriteProviderCustomers(Utf8JsonWriter json, Guid customer, JsonElement instances)
    {
        json.WriteStartObject("providerCustomers");
        foreach (JsonProperty instance in instances.EnumerateObject())
        {
            json.WriteStartObject(instance.Name);
            json.WriteString("providerInstanceId", instance.Name);
            json.WriteString("providerCustomerId", ProviderCustomerId(customer, instance));
            foreach (JsonProperty property in instance.Value.EnumerateObject())
            {
                if (property.Name is not ("providerInstanceId" or "providerCustomerId" or "status" or "customerCreationError"))
                    property.WriteTo(json);
            }

            json.WriteString("status", "Success");
            json.WriteString("customerCreationError", "None");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
