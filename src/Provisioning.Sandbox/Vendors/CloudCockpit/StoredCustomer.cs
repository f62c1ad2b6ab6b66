using System;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>A customer as it was sent. It is immutable: a change creates another one.</summary>
/// <param name="Id">The customer's ID.</param>
/// <param name="Tenant">The tenant it belongs to.</param>
/// <param name="Body">The JSON that was sent.</param>
/// <param name="Sequence">Its number in the ledger, which is also the order of creation.</param>
internal sealed record StoredCustomer(Guid Id, string Tenant, byte[] Body, long Sequence)
{
    public T Read<T>(Func<JsonElement, T> read)
    {
        using JsonDocument document = JsonDocument.Parse(Body);
        return read(document.RootElement);
    }

    /// <summary>Returns the customer with one top-level field replaced.</summary>
    public StoredCustomer With(string field, Action<Utf8JsonWriter> writeValue) => this with
    {
        Body = Read(customer => VendorAnswer.Render(json =>
        {
            json.WriteStartObject();
            foreach (JsonProperty property in customer.EnumerateObject())
            {
                if (!property.NameEquals(field))
                    property.WriteTo(json);
            }

            json.WritePropertyName(field);
            writeValue(json);
            json.WriteEndObject();
        })),
    };
}
