using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>The vendor's queries, as data.</summary>
public static class SafeMobiQueries
{
    /// <summary>Tests a connection: gets a list of one account.</summary>
    public static QueryDefinition<ConnectionTestRequest, string> TestConnection { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Name = "Connection.Test",
        Document = "SafeMobi REST API v2, GET accounts (the vendor's public help page)",
        Path = static (_, _) => "accounts?externalid=&skip=0&take=1",
        ReadItems = static json => json.Object("Data")?["Items"] is JArray
            ? new PageOfItems<string>(["The vendor listed the accounts (GET accounts)."])
            : null,
        FindRefusal = static answer => answer.Json.Boolean("Success") == false ? SafeMobiAnswers.ReadRefusal(answer) : null,
        ReadRefusal = SafeMobiAnswers.ReadRefusal,
    };

    /// <summary>
    /// Finds accounts by the external ID, which the vendor does not promise to be unique. A single one is the row's if its type, e-mail
    /// address and parent are.
    /// </summary>
    internal static Look<SafeMobiAccountRequest> FindCreated { get; } = new()
    {
        IsPossible = static request => !string.IsNullOrWhiteSpace(request.ExternalId),
        IsNeededBeforeRepeat = true,
        FindAsync = FindCreatedAsync,
    };

    private static Question<SafeMobiAccountRequest> ByExternalId { get; } = new(
        static inquiry => $"accounts?externalid={Uri.EscapeDataString(inquiry.Request.ExternalId!)}&skip=0&take=500", SafeMobiAnswers.ReadList);

    private static async Task<Finding> FindCreatedAsync(Inquiry<SafeMobiAccountRequest> inquiry)
    {
        if (await inquiry.AskAsync(ByExternalId).ConfigureAwait(false) is not { } answer)
            return Finding.Unanswered;
        var items = (JArray)answer.Json.Object("Data")!["Items"]!;
        if (items.Count == 0)
            return Finding.Absent;
        SafeMobiAccountRequest request = inquiry.Request;
        string accounts = string.Join(", ", items.Select(static item => $"{item.Text("Id") ?? "one without an Id"}"));
        if (items.Count > 1)
            return Finding.Unclear($"The vendor has {items.Count} accounts with the ExternalId '{request.ExternalId}': {accounts}.");
        JToken account = items[0];
        string[] differences =
        [
            .. FindDifference("ExternalId", request.ExternalId, account),
            .. FindDifference("Type", request.Type?.ToString(), account),
            .. FindDifference("Email", request.Email, account),

            // A reseller's key may have a parent of its own.
            .. request.ParentAccountId is { } parent ? FindDifference("ParentAccountId", parent.ToString(), account) : [],
        ];
        return differences.Length == 0 && account.Text("Id") is { } id && VendorId.IsGuid(id)
            ? Finding.Ours(id)
            : Finding.Unclear(
                $"The vendor has the account {accounts} with the ExternalId '{request.ExternalId}', which is not the row's:"
                + $" {string.Join(", ", differences)}.");
    }

    private static IEnumerable<string> FindDifference(string field, string? ours, JToken account) =>
        Evidence.FindDifference(field, ours, account, StringComparison.OrdinalIgnoreCase).Select(static text => "its " + text);
}
