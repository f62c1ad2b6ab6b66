using System;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Secrets;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>Requests that comply with all rules, and a connection to nowhere.</summary>
internal static class Samples
{
    public static CloudCockpitCustomerRequest Customer(JObject providerCustomers) => new()
    {
        CompanyName = "Contoso",
        Country = "PT",
        AddressLine1 = "Rua Augusta 1",
        City = "Lisboa",
        State = "Lisboa",
        Zip = "1100-048",
        FirstName = "Ana",
        LastName = "Silva",
        Email = "ana@contoso.example",
        Phone = "+351 921 231 231",
        ProviderCustomers = providerCustomers,
    };

    public static Connection SafeMobi(string token) => SafeMobiVendor.Connect(
        Secret.From(token)!, new Uri("http://127.0.0.1:1/"), new ConnectionOptions { AccountName = "main" });
}
