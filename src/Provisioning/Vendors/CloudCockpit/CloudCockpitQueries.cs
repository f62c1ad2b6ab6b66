using System;
using System.Threading.Tasks;
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

    /// <summary>
    /// Finds a customer by the ID that was chosen for it. It is the row's if its company name and internal identifier are.
    /// </summary>
    internal static Look<CloudCockpitCustomerRequest> FindCreated { get; } = new()
    {
        IsById = true,
        IsPossible = static request => request.Id is not null,
        FindAsync = FindCreatedAsync,
    };

    private static Question<CloudCockpitCustomerRequest> OneCustomer { get; } = new(
        static inquiry => inquiry.Request.ResellerId is { } reseller
            ? $"v1/Customers/{inquiry.Request.Id}?resellerId={reseller}"
            : $"v1/Customers/{inquiry.Request.Id}",
        CloudCockpitAnswers.ReadOne);

    private static async Task<Finding> FindCreatedAsync(Inquiry<CloudCockpitCustomerRequest> inquiry)
    {
        if (await inquiry.AskAsync(OneCustomer).ConfigureAwait(false) is not { } answer)
            return Finding.Unanswered;
        if (answer.Status == 404)
            return Finding.Absent;
        CloudCockpitCustomerRequest request = inquiry.Request;
        string[] differences =
        [
            .. Evidence.FindDifference("id", request.Id?.ToString(), answer.Json, StringComparison.OrdinalIgnoreCase),
            .. Evidence.FindDifference("companyName", request.CompanyName, answer.Json),
            .. Evidence.FindDifference("internalIdentifier", request.InternalIdentifier, answer.Json),
        ];
        return differences.Length == 0
            ? Finding.Ours(request.Id.ToString())
            : Finding.Unclear($"The vendor has a customer with the id {request.Id} that is not the row's: {string.Join(", ", differences)}.");
    }
}
