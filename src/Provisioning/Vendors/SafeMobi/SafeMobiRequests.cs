using System;
using System.Linq;
using Provisioning.Secrets;

namespace Provisioning.Vendors.SafeMobi;

/// <summary>The types of account.</summary>
public enum SafeMobiAccountType
{
    /// <summary>A single-user account.</summary>
    Basic,

    /// <summary>A multi-user account, which requires the premium account info.</summary>
    Premium,
}

/// <summary>The states that an account can be set to.</summary>
public enum SafeMobiAccountStatus
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Switched off, for Basic accounts.</summary>
    Disabled,

    /// <summary>Switched off, for Premium accounts.</summary>
    Suspended,

    /// <summary>Closed, for Premium accounts. The vendor documents no way back.</summary>
    Canceled,
}

/// <summary>The vendor's account model. A property that is null is not sent.</summary>
public sealed class SafeMobiAccountRequest
{
    /// <summary>"Id for this account in your system": at most 250 characters.</summary>
    public string? ExternalId { get; set; }

    /// <summary>"First name"</summary>
    public string? FirstName { get; set; }

    /// <summary>"Last name"</summary>
    public string? LastName { get; set; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>"Password"</summary>
    public Secret? Password { get; set; }

    /// <summary>"Account type"</summary>
    public SafeMobiAccountType? Type { get; set; }

    /// <summary>"Account plan id"</summary>
    public int? AccountPlanId { get; set; }

    /// <summary>"Account id of the parent account". Only the vendor knows whether it is required.</summary>
    public Guid? ParentAccountId { get; set; }

    /// <summary>The short name of the company, for Premium.</summary>
    public string? CompanyShortName { get; set; }

    /// <summary>The full name of the company, for Premium.</summary>
    public string? CompanyFullName { get; set; }

    /// <summary>The mobile domain, for Premium.</summary>
    public string? MobileDomain { get; set; }

    /// <summary>The control panel's domains, for Premium, as one text, like the sample in the vendor's document.</summary>
    public string? ControlPanelDomains { get; set; }

    /// <summary>The vendor's ID of the account, for changes of an existing one.</summary>
    public Guid? Id { get; set; }

    /// <summary>The status to set, for changes of an existing account.</summary>
    public SafeMobiAccountStatus? Status { get; set; }

    internal bool HasField => Type is not null || AccountPlanId is not null || ParentAccountId is not null || Password is not null || HasPremiumInfo
        || new[] { ExternalId, FirstName, LastName, Email }.Any(static text => !string.IsNullOrWhiteSpace(text));

    internal bool HasPremiumInfo => !string.IsNullOrEmpty(CompanyShortName) || !string.IsNullOrEmpty(CompanyFullName)
        || !string.IsNullOrEmpty(MobileDomain) || !string.IsNullOrEmpty(ControlPanelDomains);
}

/// <summary>"Additional Premium account info (for Premium accounts only)"</summary>
/// <param name="CompanyShortName">The short name of the company.</param>
/// <param name="CompanyFullName">The full name of the company.</param>
/// <param name="MobileDomain">The mobile domain.</param>
/// <param name="ControlPanelDomains">The control panel's domains.</param>
public sealed record SafeMobiPremiumAccountInfo(string? CompanyShortName, string? CompanyFullName, string? MobileDomain, string? ControlPanelDomains);

/// <summary>Which accounts to read.</summary>
public sealed class SafeMobiQuery
{
    /// <summary>The one to read; null for a list.</summary>
    public Guid? Id { get; set; }

    /// <summary>"externalid": at most 250 characters; null for all.</summary>
    public string? ExternalId { get; set; }
}

/// <summary>Which account plans to read.</summary>
public sealed class SafeMobiPlanQuery
{
    /// <summary>The type of account that the plans are for.</summary>
    public SafeMobiAccountType? Type { get; set; }

    /// <summary>The parent account, for resellers' keys; null for the caller's own.</summary>
    public Guid? AccountId { get; set; }
}
