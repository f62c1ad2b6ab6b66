using System.Collections.Generic;
using System.Net.Http;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.Reseller;

/// <summary>The vendor's queries, as data.</summary>
public static class ResellerQueries
{
    private const int Ok = 0;
    private const int NoSuchCustomer = 300;
    private const int OtherResellersCustomer = 420;

    // The call needs a customer. Whether this one exists does not matter: the vendor answers that only to credentials that it accepts.
    private const string AnyCustomer = "provisioning-connection-test";

    /// <summary>Tests a connection: gets the balance of a customer that need not exist.</summary>
    public static QueryDefinition<ConnectionTestRequest, string> TestConnection { get; } = new()
    {
        Vendor = ResellerVendor.Description,
        Name = "Connection.Test",
        Document = "Reseller API, admin/balance (the vendor's public documentation)",

        // GET is documented too, but it would put the password into the address.
        Method = HttpMethod.Post,
        Path = static (_, _) => "services/rest/admin/balance",
        Fields = new FieldList<ConnectionTestRequest> { { "customer", static _ => AnyCustomer } }.WithCredentialNames(
            new Dictionary<string, string> { ["resellerName"] = "reseller", ["resellerPassword"] = "password" }),
        ReadItems = static json => IsAccepted(json)
            ? new PageOfItems<string>(["The vendor accepted the reseller's name and password (POST admin/balance)."])
            : null,
        FindRefusal = static answer => IsAccepted(answer.Json) ? null : ResellerAnswers.ReadSuccess(answer, "customerId"),
        ReadRefusal = ResellerAnswers.ReadRefusal,
    };

    private static bool IsAccepted(JToken? json) => json.Int32("status") is Ok or NoSuchCustomer or OtherResellersCustomer;
}
