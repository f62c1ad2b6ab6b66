using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>The vendor's queries, as data.</summary>
public static class SafeMobiQueries
{
    private const int LargestPage = 500;

    private static readonly string[] s_evidence = ["Type", "Email", "ParentAccountId"];

    /// <summary>Tests a connection: gets a list of one account.</summary>
    public static QueryDefinition<ConnectionTestRequest, string> TestConnection { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Name = "Connection.Test",
        Document = "SafeMobi REST API v2, GET accounts (the vendor's public help page)",
        Path = static (_, _) => "accounts?externalid=&skip=0&take=1",
        ReadItems = static (_, json) => json.Object("Data")?["Items"] is JArray
            ? new PageOfItems<string>(["The vendor listed the accounts (GET accounts)."])
            : null,
        FindRefusal = SafeMobiAnswers.FindRefusal,
        ReadRefusal = SafeMobiAnswers.ReadRefusal,
    };

    /// <summary>Lists the accounts, all or those with an external ID. The vendor does not say how many there are.</summary>
    public static QueryDefinition<SafeMobiQuery, SafeMobiAccount> ListAccounts { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Name = "Account.List",
        Document = "SafeMobi REST API v2, GET accounts (the vendor's public help page)",
        Path = static (request, page) => string.Format(
            CultureInfo.InvariantCulture,
            "accounts?externalid={0}&skip={1}&take={2}",
            Uri.EscapeDataString(request.ExternalId ?? string.Empty),
            page.Skip,
            page.Size),
        PageSize = static _ => LargestPage,
        Rules = new FieldList<SafeMobiQuery> { { "externalid", static request => request.ExternalId, Rule.MaxLength(250) } },
        ReadItems = static (_, json) => ReadPage(json.Object("Data")?["Items"], SafeMobiAccount.Read),
        KeyOf = static account => account.Id.ToString(),
        FindRefusal = SafeMobiAnswers.FindRefusal,
        ReadRefusal = SafeMobiAnswers.ReadRefusal,
    };

    /// <summary>Reads one account.</summary>
    public static QueryDefinition<SafeMobiQuery, SafeMobiAccount> ReadAccount { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Name = "Account.Read",
        Document = "SafeMobi REST API v2, GET accounts/{accountid} (the vendor's public help page)",
        Path = static (request, _) => $"accounts/{request.Id}",
        ReadItems = static (_, json) => json.Object("Data") is { } account ? ReadPage(new JArray(account), SafeMobiAccount.Read) : null,
        FindRefusal = SafeMobiAnswers.FindRefusal,
        ReadRefusal = SafeMobiAnswers.ReadRefusalOfOne,
    };

    /// <summary>Lists the account plans of a type.</summary>
    public static QueryDefinition<SafeMobiPlanQuery, SafeMobiAccountPlan> ListPlans { get; } = new()
    {
        Vendor = SafeMobiVendor.Description,
        Name = "AccountPlan.List",
        Document = "SafeMobi REST API v2, GET accountplans (the vendor's public help page)",
        Path = static (request, _) => $"accountplans{(request.AccountId is { } parent ? $"/{parent}" : string.Empty)}?accounttype={request.Type}",
        Rules = new FieldList<SafeMobiPlanQuery> { { "accounttype", static request => request.Type?.ToString(), Rule.Required } },
        ReadItems = static (_, json) => ReadPage(
            json.Object("Data")?["Items"] ?? (json as JObject)?["Data"], SafeMobiAccountPlan.Read),
        FindRefusal = SafeMobiAnswers.FindRefusal,
        ReadRefusal = SafeMobiAnswers.ReadRefusalOfOne,
    };

    /// <summary>The account as it is, which completes an update.</summary>
    internal static ReadFirst<SafeMobiAccountRequest> ReadBeforeUpdate { get; } =
        new(static request => $"accounts/{request.Id}", static json => json.Object("Data"), Complete) { FindRefusal = SafeMobiAnswers.FindRefusal };

    /// <summary>The account as it is, whose type decides which states it may have.</summary>
    internal static ReadFirst<SafeMobiAccountRequest> ReadBeforeStatus { get; } =
        new(static request => $"accounts/{request.Id}", static json => json.Object("Data"), FindWrongStatus)
        {
            FindRefusal = SafeMobiAnswers.FindRefusal,
        };

    /// <summary>The account as it is, whose type decides how it is switched off.</summary>
    internal static ReadFirst<SafeMobiAccountRequest> ReadBeforeSwitchOff { get; } =
        new(static request => $"accounts/{request.Id}", static json => json.Object("Data"), ChooseOff) { FindRefusal = SafeMobiAnswers.FindRefusal };

    /// <summary>
    /// Finds accounts by the external ID, which the vendor does not promise to be unique. A single one is the row's if its type, e-mail
    /// address and parent are.
    /// </summary>
    internal static Look<SafeMobiAccountRequest> FindCreated { get; } = new()
    {
        IsPossible = static request => !string.IsNullOrWhiteSpace(request.ExternalId),
        IsNeededBeforeRepeat = true,
        Recall = static recorded => new SafeMobiAccountRequest { ExternalId = recorded.Name("ExternalId") },
        FindAsync = FindCreatedAsync,
    };

    /// <summary>Finds accounts by the external ID, whoever created them.</summary>
    internal static Look<SafeMobiAccountRequest> FindExisting { get; } = new()
    {
        IsPossible = static request => !string.IsNullOrWhiteSpace(request.ExternalId),
        FindAsync = FindExistingAsync,
    };

    private static Question<SafeMobiAccountRequest> ByExternalId { get; } = new(
        static inquiry => $"accounts?externalid={Uri.EscapeDataString(inquiry.Request.ExternalId!)}&skip=0&take={LargestPage}", SafeMobiAnswers.ReadList);

    private static async Task<Finding> FindExistingAsync(Inquiry<SafeMobiAccountRequest> inquiry) =>
        await inquiry.AskAsync(ByExternalId).ConfigureAwait(false) is not { } answer
            ? Finding.Unanswered
            : (JArray)answer.Json.Object("Data")!["Items"]! switch
            {
                { Count: 0 } => Finding.Absent,
                { Count: 1 } items when items[0] is JObject account => Finding.There(
                    SafeMobiAnswers.IdOf(account),
                    account,
                    Evidence.Differences(SafeMobiOperations.CreateAccount.Fields, inquiry.Request, account)),
                var items => SeveralAccounts(inquiry.Request, items),
            };

    private static async Task<Finding> FindCreatedAsync(Inquiry<SafeMobiAccountRequest> inquiry)
    {
        if (await inquiry.AskAsync(ByExternalId).ConfigureAwait(false) is not { } answer)
            return Finding.Unanswered;
        var items = (JArray)answer.Json.Object("Data")!["Items"]!;
        if (items.Count == 0)
            return Finding.Absent;
        SafeMobiAccountRequest request = inquiry.Request;
        if (items.Count > 1)
            return SeveralAccounts(request, items);
        JToken account = items[0];
        string[] differences =
        [
            .. FindDifference("ExternalId", request.ExternalId, account),
            .. inquiry.Recorded is { } recorded ? FindDifferences(recorded, account) : FindDifferences(request, account),
        ];
        return differences.Length == 0 && SafeMobiAnswers.IdOf(account) is { } id
            ? Finding.Ours(id)
            : Finding.Unclear(
                $"The vendor has the account {Ids(items)} with the ExternalId '{request.ExternalId}', which is not the row's:"
                + $" {string.Join(", ", differences)}.");
    }

    private static Finding SeveralAccounts(SafeMobiAccountRequest request, JArray items) =>
        Finding.Unclear($"The vendor has {items.Count} accounts with the ExternalId '{request.ExternalId}': {Ids(items)}.");

    private static string Ids(JArray items) => string.Join(", ", items.Select(static item => SafeMobiAnswers.IdOf(item) ?? "one without an Id"));

    // A reseller's key may have a parent of its own, so only a parent that was given counts.
    private static IEnumerable<string> FindDifferences(SafeMobiAccountRequest request, JToken account) =>
    [
        .. FindDifference("Type", request.Type?.ToString(), account),
        .. FindDifference("Email", request.Email, account),
        .. request.ParentAccountId is { } parent ? FindDifference("ParentAccountId", parent.ToString(), account) : [],
    ];

    private static IEnumerable<string> FindDifferences(RecordedOperation recorded, JToken account) =>
        s_evidence
            .Where(field => field != "ParentAccountId" || recorded.Has(field))
            .SelectMany(field => recorded.FindDifference(field, account.Text(field)))
            .Select(static text => "its " + text);

    private static IEnumerable<string> FindDifference(string field, string? ours, JToken account) =>
        Evidence.FindDifference(field, ours, account, StringComparison.OrdinalIgnoreCase).Select(static text => "its " + text);

    private static string? Complete(SafeMobiAccountRequest request, JObject found)
    {
        SafeMobiAccount? account = SafeMobiAccount.Read(found);
        if (account?.Id != request.Id)
            return "The vendor returned another account than the one that is to be set.";

        // The status is set after the fields, and is checked before them.
        if (request.Status is not null && FindWrongStatus(request, found) is { } wrong)
            return wrong;
        if (account!.Type == SafeMobiAccountType.Basic && request.HasPremiumInfo)
            return "PremiumAccountInfo: is for Premium accounts only, and the account is Basic.";
        FillIn(request, account);
        return request.Type is null || request.AccountPlanId is null
            ? "The vendor requires Type and AccountPlanId with each change, and does not show them for this account: specify them."
            : null;
    }

    private static void FillIn(SafeMobiAccountRequest request, SafeMobiAccount account)
    {
        request.ExternalId = Given(request.ExternalId) ?? account.ExternalId;
        request.FirstName = Given(request.FirstName) ?? account.FirstName;
        request.LastName = Given(request.LastName) ?? account.LastName;
        request.Email = Given(request.Email) ?? account.Email;
        request.Type ??= account.Type;
        request.AccountPlanId ??= account.AccountPlanId;
        request.ParentAccountId ??= account.ParentAccountId;
        request.CompanyShortName = Given(request.CompanyShortName) ?? account.CompanyShortName;
        request.CompanyFullName = Given(request.CompanyFullName) ?? account.CompanyFullName;
        request.MobileDomain = Given(request.MobileDomain) ?? account.MobileDomain;
        request.ControlPanelDomains = Given(request.ControlPanelDomains) ?? account.ControlPanelDomains;
    }

    private static string? FindWrongStatus(SafeMobiAccountRequest request, JObject found)
    {
        SafeMobiAccount? account = SafeMobiAccount.Read(found);
        if (account?.Id != request.Id)
            return "The vendor returned another account than the one whose status is to be set.";
        SafeMobiAccountStatus[] allowed = account!.Type == SafeMobiAccountType.Premium
            ? [SafeMobiAccountStatus.Active, SafeMobiAccountStatus.Suspended, SafeMobiAccountStatus.Canceled]
            : [SafeMobiAccountStatus.Active, SafeMobiAccountStatus.Disabled];
        if (account.Type is not null && !allowed.Contains(request.Status!.Value))
            return $"Status: must be {string.Join(" or ", allowed)} for a {account.Type} account (is {request.Status}).";
        FillIn(request, account);
        return null;
    }

    private static string? ChooseOff(SafeMobiAccountRequest request, JObject found)
    {
        SafeMobiAccount? account = SafeMobiAccount.Read(found);
        if (account?.Type is not { } type)
            return "The vendor does not show the type of the account, which decides whether it is disabled or suspended.";
        if (account.Status == nameof(SafeMobiAccountStatus.Canceled))
            return "Status: the account is Canceled already, which has no way back.";
        request.Status = type == SafeMobiAccountType.Premium ? SafeMobiAccountStatus.Suspended : SafeMobiAccountStatus.Disabled;
        return FindWrongStatus(request, found);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static PageOfItems<T>? ReadPage<T>(JToken? list, Func<JObject, T?> read)
        where T : class => VendorJson.ReadAll(list, read) is { } items ? new PageOfItems<T>(items) : null;
}
