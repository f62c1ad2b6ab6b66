using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>The vendor's queries, as data.</summary>
public static class CloudCockpitQueries
{
    /// <summary>Tests a connection: gets a list of one customer, and a token first if the connection needs one.</summary>
    public static QueryDefinition<ConnectionTestRequest, string> TestConnection { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Name = "Connection.Test",
        Document = "CloudCockpit, GET /v1/Customers (the vendor's public documentation)",
        Path = static (_, _) => "v1/Customers?pageNumber=1&pageSize=1",
        ReadItems = static json => json is JObject body && body["items"] is JArray
            ? new PageOfItems<string>(["The vendor listed the customers of the tenant (GET v1/Customers)."])
            : null,
        ReadRefusal = CloudCockpitAnswers.ReadRefusal,
    };
}
