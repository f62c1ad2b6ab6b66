using System;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>What customers are searched and sorted by, read once, so that a list call does not parse every customer.</summary>
/// <param name="Company">The company's name.</param>
/// <param name="InternalIdentifier">The internal identifier; null if there is none.</param>
/// <param name="ResellerId">The reseller; null if the customer belongs to the tenant directly.</param>
internal sealed record CustomerNames(string Company, string? InternalIdentifier, Guid? ResellerId)
{
    public static CustomerNames Read(JsonElement customer) => new(
        customer.Text("companyName")!,
        customer.Text("internalIdentifier"),
        Guid.TryParseExact(customer.Text("resellerId"), "D", out Guid reseller) ? reseller : null);
}
