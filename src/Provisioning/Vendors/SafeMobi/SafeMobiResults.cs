using System;
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

    internal static SafeMobiAccount Create(SafeMobiAccountRequest request, JObject? answer, string? vendorId)
    {
        JObject? premium = answer.Object("PremiumAccountInfo");
        return new SafeMobiAccount
        {
            Id = Guid.TryParse(vendorId, out Guid id) ? id : null,
            ExternalId = answer.Text("ExternalId") ?? request.ExternalId,
            Type = Enum.TryParse(answer.Text("Type"), out SafeMobiAccountType type) ? type : request.Type,
            AccountPlanId = answer.Int32("AccountPlanId") ?? request.AccountPlanId,
            Status = answer.Text("Status"),
            ParentAccountId = Guid.TryParse(answer.Text("ParentAccountId"), out Guid parent) ? parent : request.ParentAccountId,
            FirstName = answer.Text("FirstName") ?? request.FirstName,
            LastName = answer.Text("LastName") ?? request.LastName,
            Email = answer.Text("Email") ?? request.Email,
            CompanyShortName = premium.Text("CompanyShortName") ?? request.CompanyShortName,
            CompanyFullName = premium.Text("CompanyFullName") ?? request.CompanyFullName,
            MobileDomain = premium.Text("MobileDomain") ?? request.MobileDomain,
            ControlPanelDomains = premium.Text("ControlPanelDomains") ?? request.ControlPanelDomains,
        };
    }
}
