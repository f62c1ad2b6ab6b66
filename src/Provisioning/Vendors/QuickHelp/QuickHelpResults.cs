using System;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.QuickHelp;

/// <summary>
/// A QuickHelp customer, as the vendor's answer describes it. Properties that are not in the answer are those of the request.
/// </summary>
public sealed class QuickHelpCustomer : ProvisionedResource
{
    /// <summary>The vendor's number for the customer.</summary>
    public int? CustomerId { get; private init; }

    /// <summary>The name of the company.</summary>
    public string? CompanyName { get; private init; }

    /// <summary>The type of customer.</summary>
    public QuickHelpAccountType? AccountType { get; private init; }

    /// <summary>Whether a partner customer's contract is signed.</summary>
    public QuickHelpContractStatus? ContractStatus { get; private init; }

    /// <summary>The customer's URL.</summary>
    public string? RouteUrl { get; private init; }

    /// <summary>The domains.</summary>
    public DelimitedList<string>? Domains { get; private init; }

    /// <summary>The name of the contact person.</summary>
    public string? PrimaryContactName { get; private init; }

    /// <summary>The e-mail address of the contact person.</summary>
    public string? PrimaryContactEmail { get; private init; }

    /// <summary>The phone number of the contact person.</summary>
    public string? PrimaryContactPhone { get; private init; }

    /// <summary>When the account expires, in ISO 8601 and UTC.</summary>
    public string? ExpirationDate { get; private init; }

    /// <summary>The number of licenses.</summary>
    public int? Licenses { get; private init; }

    /// <summary>The SKUs of the request.</summary>
    public DelimitedList<QuickHelpSku>? Skus { get; private init; }

    /// <summary>The vendor's number of the time zone.</summary>
    public int? TimeZone { get; private init; }

    /// <summary>The support website.</summary>
    public string? SupportInfoWebsite { get; private init; }

    /// <summary>The support e-mail address.</summary>
    public string? SupportInfoEmail { get; private init; }

    /// <summary>The support phone number.</summary>
    public string? SupportInfoPhone { get; private init; }

    /// <summary>The number of the End-User License Agreement file.</summary>
    public int? Eula { get; private init; }

    /// <summary>Whether the End-User License Agreement is accepted.</summary>
    public bool? IsEulaAccepted { get; private init; }

    /// <summary>The Account Executive.</summary>
    public int? Ae { get; private init; }

    /// <summary>The Client Success Manager.</summary>
    public int? Csm { get; private init; }

    /// <summary>Whether the customer is active.</summary>
    public bool? IsActive { get; private init; }

    /// <summary>Whether the customer was launched from the sandbox.</summary>
    public bool? LaunchCustomer { get; private init; }

    internal static QuickHelpCustomer Create(QuickHelpAccountRequest request, JObject? answer, string? vendorId)
    {
        JObject? contact = answer.Object("primaryContact");
        JObject? support = answer.Object("supportInfo");
        DateTimeOffset? expiration = answer.Time("expirationDate") ?? request.ExpirationDate;
        return new QuickHelpCustomer
        {
            CustomerId = int.TryParse(vendorId, NumberStyles.Integer, CultureInfo.InvariantCulture, out int id) ? id : null,
            CompanyName = answer.Text("companyName") ?? request.CompanyName,
            AccountType = (QuickHelpAccountType?)answer.Int32("accountType") ?? request.AccountType,
            ContractStatus = (QuickHelpContractStatus?)answer.Int32("contractStatus") ?? request.ContractStatus,
            RouteUrl = answer.Text("routeURL") ?? request.RouteUrl,
            Domains = DelimitedList<string>.From(answer.Texts("domains") ?? request.Domains),
            PrimaryContactName = contact.Text("name") ?? request.PrimaryContactName,
            PrimaryContactEmail = contact.Text("email") ?? request.PrimaryContactEmail,
            PrimaryContactPhone = contact.Text("phone") ?? request.PrimaryContactPhone,
            ExpirationDate = expiration is { } time ? FieldText.Of(time) : null,
            Licenses = answer.Int32("licenses") ?? request.Licenses,
            Skus = DelimitedList<QuickHelpSku>.From(request.Skus),
            TimeZone = answer.Int32("timeZone") ?? request.TimeZone,
            SupportInfoWebsite = support.Text("website") ?? request.SupportInfoWebsite,
            SupportInfoEmail = support.Text("email") ?? request.SupportInfoEmail,
            SupportInfoPhone = support.Text("phone") ?? request.SupportInfoPhone,
            Eula = answer.Int32("eula") ?? request.Eula,
            IsEulaAccepted = answer.Boolean("isEulaAccepted") ?? request.IsEulaAccepted,
            Ae = answer.Int32("ae") ?? request.Ae,
            Csm = answer.Int32("csm") ?? request.Csm,
            IsActive = answer.Boolean("isActive"),
            LaunchCustomer = answer.Boolean("launchCustomer"),
        };
    }
}
