using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>Finds out whether the vendor has what a row creates already, whoever created it.</summary>
internal static class CloudCockpitExisting
{
    private const int LargestPage = 2000;

    /// <summary>Finds a customer by the row's ID, and by its internal identifier. The name of a company proves nothing.</summary>
    public static Look<CloudCockpitCustomerRequest> FindCustomer { get; } = new()
    {
        IsPossible = static request => request.Id is not null || !string.IsNullOrWhiteSpace(request.InternalIdentifier),
        FindAsync = FindCustomerAsync,
    };

    /// <summary>Finds a provider instance of a customer.</summary>
    public static Look<CloudCockpitProviderRequest> FindProvider { get; } = new()
    {
        FindAsync = static async inquiry => await CloudCockpitQueries.FindProviderAsync(inquiry).ConfigureAwait(false) switch
        {
            (null, { } unclear) => unclear,
            (null, null) => Finding.Absent,
            ({ } provider, _) => Finding.There(
                vendorId: null,
                description: null,
                CloudCockpitQueries.HasSameData(inquiry.Request, provider) ? string.Empty : "providerCustomerData is another one"),
        },
    };

    private static Question<CloudCockpitCustomerRequest> ByIdentifier { get; } = new(
        static inquiry => $"v1/Customers?pageNumber=1&pageSize={LargestPage}"
            + $"&searchValue={Uri.EscapeDataString(inquiry.Request.InternalIdentifier!)}&searchField=InternalIdentifier"
            + (inquiry.Request.ResellerId is { } reseller ? $"&resellerId={reseller}" : string.Empty),
        CloudCockpitAnswers.ReadList);

    private static async Task<Finding> FindCustomerAsync(Inquiry<CloudCockpitCustomerRequest> inquiry)
    {
        CloudCockpitCustomerRequest request = inquiry.Request;
        if (request.Id is { } own && !inquiry.HasIdOfOurs
            && await ReadAsync(inquiry, own).ConfigureAwait(false) is { Kind: not FindingKind.Absent } byId)
            return byId;
        if (string.IsNullOrWhiteSpace(request.InternalIdentifier))
            return Finding.Absent;
        if (await inquiry.AskAsync(ByIdentifier).ConfigureAwait(false) is not { } list)
            return Finding.Unanswered;
        if (list.Json.Boolean("hasNextPage") == true)
            return Finding.Unclear($"The vendor finds more than {LargestPage} customers for the internalIdentifier '{request.InternalIdentifier}'.");

        // Removed customers are among the hits, and nothing in the list shows that.
        var there = new List<Finding>();
        foreach (Guid id in Hits(list.Json!, request.InternalIdentifier!))
        {
            Finding found = await ReadAsync(inquiry, id).ConfigureAwait(false);
            if (found.Kind is FindingKind.Unanswered or FindingKind.Unclear)
                return found;
            if (found.Kind == FindingKind.There)
                there.Add(found);
        }

        return there.Count switch
        {
            0 => Finding.Absent,
            1 => there[0],
            _ => Finding.Unclear(
                $"The vendor has {there.Count} customers with the internalIdentifier '{request.InternalIdentifier}':"
                + $" {string.Join(", ", there.Select(static one => one.VendorId))}."),
        };
    }

    private static IEnumerable<Guid> Hits(JToken list, string identifier)
    {
        foreach (JToken item in (JArray)list["items"]!)
        {
            if (NameRule.AreSame(item.Text("internalIdentifier"), identifier) && Guid.TryParse(item.Text("id"), out Guid id))
                yield return id;
        }
    }

    private static async Task<Finding> ReadAsync(Inquiry<CloudCockpitCustomerRequest> inquiry, Guid id)
    {
        var one = new Question<CloudCockpitCustomerRequest>(
            asked => CloudCockpitQueries.WithReseller($"v1/Customers/{id}", asked.Request.ResellerId), CloudCockpitAnswers.ReadOne);
        return await inquiry.AskAsync(one).ConfigureAwait(false) switch
        {
            null => Finding.Unanswered,
            { Status: 404 } => Finding.Absent,
            { Json: JObject found } when CloudCockpitQueries.IsOf(found, id) => Finding.There(
                id.ToString(),
                found,
                // An ID that the module chose is nothing that the row asks for.
                Evidence.Differences(
                    CloudCockpitOperations.CreateCustomer.Fields, inquiry.Request, found, except: inquiry.HasIdOfOurs ? "id" : null)),
            _ => Finding.Unclear($"The vendor's answer does not describe the customer {id}, for which it was asked."),
        };
    }
}
