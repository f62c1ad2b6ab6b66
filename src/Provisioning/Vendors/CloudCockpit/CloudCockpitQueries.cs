using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>The vendor's queries, as data.</summary>
public static class CloudCockpitQueries
{
    private static readonly Finding s_unreadable = Finding.Unclear("The vendor's answer does not describe the customer that was asked for.");

    /// <summary>Tests a connection: gets a list of one customer, and a token first if the connection needs one.</summary>
    public static QueryDefinition<ConnectionTestRequest, string> TestConnection { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Name = "Connection.Test",
        Document = "CloudCockpit, GET /v1/Customers (the vendor's public documentation)",
        Path = static (_, _) => "v1/Customers?pageNumber=1&pageSize=1",
        ReadItems = static (_, json) => json is JObject body && body["items"] is JArray
            ? new PageOfItems<string>(["The vendor listed the customers of the tenant (GET v1/Customers)."])
            : null,
        ReadRefusal = CloudCockpitAnswers.ReadRefusal,
    };

    /// <summary>Lists or searches customers. Deleted ones are among them, and nothing in the list shows that.</summary>
    public static QueryDefinition<CloudCockpitQuery, CloudCockpitCustomer> ListCustomers { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Name = "Customer.List",
        Document = "CloudCockpit, GET /v1/Customers (the vendor's public documentation)",
        Path = static (request, page) => "v1/Customers?" + Paging(request, page) + Search(request),
        PageSize = static request => request.PageSize,
        Rules = new FieldList<CloudCockpitQuery> { { "searchValue", static request => request.Search, Rule.MaxLength(255) } },
        ReadItems = static (_, json) => ReadPage(json, CloudCockpitCustomer.Read),
        KeyOf = static customer => customer.Id.ToString(),
        ReadRefusal = CloudCockpitAnswers.ReadRefusal,
    };

    /// <summary>Reads one customer. A deleted one is not found.</summary>
    public static QueryDefinition<CloudCockpitQuery, CloudCockpitCustomer> ReadCustomer { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Name = "Customer.Read",
        Document = "CloudCockpit, GET /v1/Customers/{customerId} (the vendor's public documentation)",
        Path = static (request, _) => WithReseller($"v1/Customers/{request.Id}", request.ResellerId),
        ReadItems = static (_, json) => json is JObject item && CloudCockpitCustomer.Read(item) is { } customer
            ? new PageOfItems<CloudCockpitCustomer>([customer])
            : null,
        ReadRefusal = CloudCockpitAnswers.ReadRefusalOfOne,
    };

    /// <summary>Lists the provider instances of the tenant.</summary>
    public static QueryDefinition<CloudCockpitQuery, CloudCockpitProviderInstance> ListProviderInstances { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Name = "ProviderInstance.List",
        Document = "CloudCockpit, GET /v1/Providers/Instances (the vendor's public documentation)",
        Path = static (request, page) => "v1/Providers/Instances?" + Paging(request, page),
        PageSize = static request => request.PageSize,
        ReadItems = static (_, json) => ReadPage(json, CloudCockpitProviderInstance.Read),
        KeyOf = static instance => instance.Id.ToString(),
        ReadRefusal = CloudCockpitAnswers.ReadRefusal,
    };

    /// <summary>The data of a company, which completes an update.</summary>
    internal static ReadFirst<CloudCockpitCustomerRequest> ReadBeforeUpdate { get; } = new(
        static request => WithReseller($"v1/Customers/{request.Id}", request.ResellerId),
        static json => json is JObject item && CloudCockpitCustomer.Read(item) is not null ? item : null,
        Complete);

    /// <summary>Adds the reseller to the path of a call about one customer.</summary>
    internal static string WithReseller(string path, Guid? reseller) => reseller is { } id ? $"{path}?resellerId={id}" : path;

    /// <summary>
    /// Finds a customer by the ID that was chosen for it. It is the row's if its company name and internal identifier are.
    /// </summary>
    internal static Look<CloudCockpitCustomerRequest> FindCreated { get; } = new()
    {
        IsById = true,
        IsPossible = static request => request.Id is not null,
        Recall = static recorded => new CloudCockpitCustomerRequest
        {
            Id = Guid.TryParse(recorded.Name("id"), out Guid id) ? id : null,
            CompanyName = recorded.Name("companyName"),
            InternalIdentifier = CloudCockpitOperations.IdentifierIn(recorded.Name("internalIdentifier"), out Guid? reseller),
            ResellerId = reseller,
        },
        FindAsync = FindCreatedAsync,
    };

    /// <summary>Finds out whether a customer was removed: then it is not there.</summary>
    internal static Look<CloudCockpitCustomerRequest> FindRemoved { get; } = new()
    {
        Recall = static recorded => new CloudCockpitCustomerRequest { Id = Guid.TryParse(recorded.Name("id"), out Guid id) ? id : null },
        IsPossible = static request => request.Id is not null,
        FindAsync = FindRemovedAsync,
    };

    /// <summary>Finds a provider instance that was added to a customer. It is the row's if its data is.</summary>
    internal static Look<CloudCockpitProviderRequest> FindAddedProvider { get; } = new()
    {
        FindAsync = static async inquiry => await FindProviderAsync(inquiry).ConfigureAwait(false) switch
        {
            (null, { } unclear) => unclear,
            (null, null) => Finding.Absent,
            ({ } provider, _) when HasSameData(inquiry.Request, provider) => Finding.Ours(vendorId: null),
            _ => Finding.Unclear($"The customer has the provider instance {inquiry.Request.ProviderInstanceId} with other data than the row's."),
        },
    };

    /// <summary>Finds out whether a provider tries again: then its status is no longer Failed.</summary>
    internal static Look<CloudCockpitProviderRequest> FindRetriedProvider { get; } = new()
    {
        FindAsync = static async inquiry => await FindProviderAsync(inquiry).ConfigureAwait(false) switch
        {
            (null, { } unclear) => unclear,
            (null, null) => Finding.Unclear($"The customer has no provider instance {inquiry.Request.ProviderInstanceId}."),
            ({ } provider, _) => provider.Text("status") switch
            {
                CloudCockpitProviderCustomer.Failed => Finding.Absent,
                CloudCockpitProviderCustomer.Processing or CloudCockpitProviderCustomer.Success => Finding.Ours(vendorId: null),
                var status => Finding.Unclear($"The status of the provider instance {inquiry.Request.ProviderInstanceId} is '{status}'."),
            },
        },
    };

    private static Question<CloudCockpitProviderRequest> CustomerOfProvider { get; } = new(
        static inquiry => WithReseller($"v1/Customers/{inquiry.Request.CustomerId}", inquiry.Request.ResellerId), CloudCockpitAnswers.ReadOne);

    private static Question<CloudCockpitCustomerRequest> OneCustomer { get; } = new(
        static inquiry => WithReseller($"v1/Customers/{inquiry.Request.Id}", inquiry.Request.ResellerId),
        CloudCockpitAnswers.ReadOne);

    private static async Task<Finding> FindRemovedAsync(Inquiry<CloudCockpitCustomerRequest> inquiry) =>
        await inquiry.AskAsync(OneCustomer).ConfigureAwait(false) switch
        {
            null => Finding.Unanswered,
            { Status: 404 } => Finding.Ours(inquiry.Request.Id.ToString()),
            { } answer when IsOf(answer.Json, inquiry.Request.Id) => Finding.Absent,
            _ => s_unreadable,
        };

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

    // The provider of the customer, or why it is not known whether there is one: both are null if there is none.
    internal static async Task<(JObject? Provider, Finding? Unclear)> FindProviderAsync(Inquiry<CloudCockpitProviderRequest> inquiry)
    {
        if (await inquiry.AskAsync(CustomerOfProvider).ConfigureAwait(false) is not { } answer)
            return (null, Finding.Unanswered);
        if (answer.Status == 404)
            return (null, Finding.Unclear($"The vendor does not have the customer {inquiry.Request.CustomerId}."));
        if (!IsOf(answer.Json, inquiry.Request.CustomerId) || answer.Json.Object("providerCustomers") is not { } providers)
            return (null, s_unreadable);
        string instance = inquiry.Request.ProviderInstanceId.ToString()!;
        JProperty? found = providers.Properties()
            .FirstOrDefault(provider => provider.Name.Equals(instance, StringComparison.OrdinalIgnoreCase));
        return found is null ? (null, null) : found.Value is JObject provider ? (provider, null) : (null, s_unreadable);
    }

    internal static bool IsOf(JToken? found, Guid? id) =>
        found.Text("id") is { } text && text.Equals(id.ToString(), StringComparison.OrdinalIgnoreCase);

    internal static bool HasSameData(CloudCockpitProviderRequest request, JObject provider) => JToken.DeepEquals(
        StrictJson.Read(request.ProviderCustomerData!).Json, StrictJson.Read(provider.Text("providerCustomerData") ?? string.Empty).Json);

    private static string? Complete(CloudCockpitCustomerRequest request, JObject found)
    {
        if (!IsOf(found, request.Id))
            return "The vendor returned another customer than the one that is to be set.";
        var missing = new List<string>();
        foreach ((string name, Func<string?> get, Action<string> set, bool isRequired) in request.AccountInfo)
        {
            if (!string.IsNullOrWhiteSpace(get()))
                continue;
            if (found.Text(name) is { Length: > 0 } text)
                set(text);
            else if (isRequired)
                missing.Add(name);
        }

        return missing.Count == 0
            ? null
            : $"The vendor requires {string.Join(", ", missing)} with each change, and has none for this customer: specify them.";
    }

    private static string Paging(CloudCockpitQuery request, Page page) =>
        string.Format(CultureInfo.InvariantCulture, "pageNumber={0}&pageSize={1}", page.Number, page.Size)
        + (request.ResellerId is { } reseller ? $"&resellerId={reseller}" : string.Empty);

    private static string Search(CloudCockpitQuery request)
    {
        if (string.IsNullOrWhiteSpace(request.Search))
            return string.Empty;
        string where = request.SearchField switch
        {
            null => string.Empty,
            CloudCockpitSearchField.CompanyName => "&searchField=Company.Name",
            { } field => $"&searchField={field}",
        };
        return $"&searchValue={Uri.EscapeDataString(request.Search!)}{where}";
    }

    private static PageOfItems<T>? ReadPage<T>(JToken json, Func<JObject, T?> read)
        where T : class => json is JObject body && VendorJson.ReadAll(body["items"], read) is { } items
            ? new PageOfItems<T>(items, body.Boolean("hasNextPage"), body.Int32("totalCount"))
            : null;
}
