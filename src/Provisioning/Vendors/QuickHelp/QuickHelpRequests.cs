using System;
using System.Collections.Generic;

namespace Provisioning.Vendors.QuickHelp;

/// <summary>"Parameters responsible for new customer profile details." A property that is null is not sent.</summary>
public sealed class QuickHelpAccountRequest
{
    /// <summary>"Parameter responsible for providing name of the company."</summary>
    public string? CompanyName { get; set; }

    /// <summary>The number of the End-User License Agreement file to link.</summary>
    public int? Eula { get; set; }

    /// <summary>The number of the template to assign.</summary>
    public int? TemplateId { get; set; }

    /// <summary>The type of customer.</summary>
    public QuickHelpAccountType? AccountType { get; set; }

    /// <summary>Whether a partner customer's contract is signed.</summary>
    public QuickHelpContractStatus? ContractStatus { get; set; }

    /// <summary>The new customer's URL.</summary>
    public string? RouteUrl { get; set; }

    /// <summary>The domains that the customer is linked to.</summary>
    public IReadOnlyList<string>? Domains { get; set; }

    /// <summary>The name of the contact person.</summary>
    public string? PrimaryContactName { get; set; }

    /// <summary>The e-mail address of the contact person.</summary>
    public string? PrimaryContactEmail { get; set; }

    /// <summary>The phone number of the contact person.</summary>
    public string? PrimaryContactPhone { get; set; }

    /// <summary>When the account expires.</summary>
    public DateTimeOffset? ExpirationDate { get; set; }

    /// <summary>The number of licenses.</summary>
    public int? Licenses { get; set; }

    /// <summary>The vendor's number of a time zone. The document does not list the numbers.</summary>
    public int? TimeZone { get; set; }

    /// <summary>The support website shown to the customer.</summary>
    public string? SupportInfoWebsite { get; set; }

    /// <summary>The support e-mail address shown to the customer.</summary>
    public string? SupportInfoEmail { get; set; }

    /// <summary>The support phone number shown to the customer.</summary>
    public string? SupportInfoPhone { get; set; }

    /// <summary>"Parameter available only for BSI": the partner that a child customer belongs to.</summary>
    public int? PartnerId { get; set; }

    /// <summary>"Parameter available only for BSI": the Account Executive.</summary>
    public int? Ae { get; set; }

    /// <summary>"Parameter available only for BSI": the Client Success Manager.</summary>
    public int? Csm { get; set; }

    /// <summary>Whether to keep the primary contact from becoming a customer administrator.</summary>
    public bool? SuppressUserCreation { get; set; }

    /// <summary>Whether the End-User License Agreement is accepted.</summary>
    public bool? IsEulaAccepted { get; set; }

    /// <summary>Whether to create the customer in the vendor's sandbox. The vendor's default is false.</summary>
    public bool? SandBoxModeOn { get; set; }

    /// <summary>The SKUs to enable.</summary>
    public IReadOnlyList<QuickHelpSku>? Skus { get; set; }
}
