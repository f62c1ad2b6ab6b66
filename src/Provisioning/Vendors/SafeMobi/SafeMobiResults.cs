using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>
/// A SafeMobi account, as the vendor's answer describes it. Properties that are not in the answer are those of the request.
/// </summary>
public sealed class SafeMobiAccount : ProvisionedResource
{
    /// <summary>The vendor's ID of the account.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The caller's own ID for the account.</summary>
    public string? ExternalId { get; private init; }

    /// <summary>The type of account.</summary>
    public SafeMobiAccountType? Type { get; private init; }

    /// <summary>The number of the account plan.</summary>
    public int? AccountPlanId { get; private init; }

    /// <summary>The state of the account in the vendor's words, for example <c>Active</c>.</summary>
    public string? Status { get; private init; }

    /// <summary>The parent account.</summary>
    public Guid? ParentAccountId { get; private init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; private init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; private init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; private init; }

    /// <summary>The short name of the company.</summary>
    public string? CompanyShortName { get; private init; }

    /// <summary>The full name of the company.</summary>
    public string? CompanyFullName { get; private init; }

    /// <summary>The mobile domain.</summary>
    public string? MobileDomain { get; private init; }

    /// <summary>The control panel's domains.</summary>
    public string? ControlPanelDomains { get; private init; }

    /// <summary>The IDs of the accounts below this one; null if the vendor did not list any.</summary>
    public DelimitedList<Guid>? SubAccounts { get; private init; }

    /// <summary>The domains of its sites; null if the vendor did not list any.</summary>
    public DelimitedList<string>? Sites { get; private init; }

    /// <summary>Reads an account as the vendor describes it; null if it has no ID. Its IframeStatsToken is a secret, and is left out.</summary>
    internal static SafeMobiAccount? Read(JObject account) =>
        SafeMobiAnswers.IdOf(account) is { } id ? Create(new SafeMobiAccountRequest(), account, id) : null;

    internal static SafeMobiAccount Create(SafeMobiAccountRequest request, JObject? answer, string? vendorId)
    {
        JObject? premium = answer.Object("PremiumAccountInfo");
        return new SafeMobiAccount
        {
            Id = Guid.TryParse(vendorId, out Guid id) ? id : request.Id,
            ExternalId = answer.Text("ExternalId") ?? request.ExternalId,
            Type = Enum.TryParse(answer.Text("Type"), out SafeMobiAccountType type) ? type : request.Type,
            AccountPlanId = answer.Int32("AccountPlanId") ?? request.AccountPlanId,
            Status = answer.Text("Status") ?? request.Status?.ToString(),
            ParentAccountId = Guid.TryParse(answer.Text("ParentAccountId"), out Guid parent) ? parent : request.ParentAccountId,
            FirstName = answer.Text("FirstName") ?? request.FirstName,
            LastName = answer.Text("LastName") ?? request.LastName,
            Email = answer.Text("Email") ?? request.Email,
            CompanyShortName = premium.Text("CompanyShortName") ?? request.CompanyShortName,
            CompanyFullName = premium.Text("CompanyFullName") ?? request.CompanyFullName,
            MobileDomain = premium.Text("MobileDomain") ?? request.MobileDomain,
            ControlPanelDomains = premium.Text("ControlPanelDomains") ?? request.ControlPanelDomains,
            SubAccounts = DelimitedList<Guid>.From(
                (answer?[nameof(SubAccounts)] as JArray)?.Select(SafeMobiAnswers.IdOf).OfType<string>().Select(Guid.Parse)),
            Sites = DelimitedList<string>.From((answer?[nameof(Sites)] as JArray)
                ?.Select(static site => site.Text("SiteFullDomainName") ?? site.Text("SiteDomainName")).OfType<string>()),
        };
    }
}

/// <summary>A plan that an account can have.</summary>
public sealed class SafeMobiAccountPlan
{
    /// <summary>The number of the plan: <c>AccountPlanId</c> of an account.</summary>
    public int? Id { get; private init; }

    /// <summary>The type of account that it is for.</summary>
    public SafeMobiAccountType? Type { get; private init; }

    /// <summary>Its name.</summary>
    public string? Name { get; private init; }

    /// <summary>What it includes, in the vendor's words.</summary>
    public string? Description { get; private init; }

    /// <summary>The greatest number of sites; -1 for no limit.</summary>
    public int? SitesLimit { get; private init; }

    /// <summary>The greatest number of pages, for Basic; -1 for no limit.</summary>
    public int? PagesLimit { get; private init; }

    /// <summary>The greatest number of administrators, for Premium; -1 for no limit.</summary>
    public int? AdminsLimit { get; private init; }

    /// <summary>The greatest number of accounts below an account, for Premium; -1 for no limit.</summary>
    public int? SubAccountsLimit { get; private init; }

    internal static SafeMobiAccountPlan? Read(JObject plan)
    {
        JObject? limits = plan.Object("PremiumAccountPlanInfo") ?? plan.Object("BasicAccountPlanInfo");
        return plan.Int32("Id") is not { } id ? null : new SafeMobiAccountPlan
        {
            Id = id,
            Type = Enum.TryParse(plan.Text("Type"), out SafeMobiAccountType type) ? type : null,
            Name = plan.Text("Name"),
            Description = plan.Text("Description"),
            SitesLimit = limits.Int32("SitesLimit"),
            PagesLimit = limits.Int32("PagesLimit"),
            AdminsLimit = limits.Int32("AdminsLimit"),
            SubAccountsLimit = limits.Int32("SubAccountsLimit"),
        };
    }
}
