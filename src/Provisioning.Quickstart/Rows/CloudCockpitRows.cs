using System;
using Newtonsoft.Json.Linq;
using Provisioning.Http.SignIn;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Quickstart.Rows;

/// <summary>CloudCockpit's columns. Associations are left to <c>resellerId</c>: a list of objects has no place in a row.</summary>
internal static class CloudCockpitRows
{
    public static VendorRows Connect(Uri baseUri) => new VendorRows<CloudCockpitCustomerRequest, CloudCockpitCustomer>(
        CloudCockpitOperations.CreateCustomer,
        CloudCockpitVendor.Connect(
            "harborline.example",
            new ClientCredentials("sample-client", Secret.From("sample-client-secret")!, new Uri(baseUri, "oauth2/v2.0/token"), CloudCockpitVendor.DefaultScope),
            baseUri),
        Read,
        static created => (created.Id?.ToString(), created.CompanyName));

    private static CloudCockpitCustomerRequest Read(RowCells cells) => new()
    {
        Id = cells.Id("id"),
        CompanyName = cells.Text("companyName"),
        TaxId = cells.Text("taxId"),
        Country = cells.Text("country"),
        AddressLine1 = cells.Text("addressLine1"),
        AddressLine2 = cells.Text("addressLine2"),
        City = cells.Text("city"),
        State = cells.Text("state"),
        Zip = cells.Text("zip"),
        FirstName = cells.Text("firstName"),
        MiddleName = cells.Text("middleName"),
        LastName = cells.Text("lastName"),
        Email = cells.Text("email"),
        Phone = cells.Text("phone"),
        InternalIdentifier = cells.Text("internalIdentifier"),
        ResellerId = cells.Id("resellerId"),
        ProviderCustomers = cells.JsonObject("providerCustomers") is { } given ? ProviderCustomers.ToWire(given) : null,
    };
}
