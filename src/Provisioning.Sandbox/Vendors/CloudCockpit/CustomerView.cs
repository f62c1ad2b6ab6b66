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
                WriteProviders(json, stored, property.Value);
            else if (!property.NameEquals("id"))
                property.WriteTo(json);
        }

        json.WriteEndObject();
        return 0;
    });

    private static void WriteProviders(Utf8JsonWriter json, StoredCustomer customer, JsonElement sent)
    {
        json.WriteStartObject("providerCustomers");
        foreach (JsonProperty provider in sent.EnumerateObject())
        {
            ProviderState state = customer.Provider(provider.Name)!.State(customer.Id);
            json.WriteStartObject(provider.Name);
            json.WriteString("providerInstanceId", provider.Name);
            json.WriteString("providerCustomerId", state.CustomerId);
            foreach (JsonProperty property in provider.Value.EnumerateObject())
            {
                if (property.Name is not ("providerInstanceId" or "providerCustomerId" or "status" or "customerCreationError"))
                    property.WriteTo(json);
            }

            json.WriteString("status", state.Status.ToString());
            json.WriteString("customerCreationError", state.Error);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
