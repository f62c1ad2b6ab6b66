using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.QuickHelp;

namespace Provisioning.Cmdlets.Commands.QuickHelp;

/// <summary>Creates QuickHelp customer accounts.</summary>
[Cmdlet(VerbsCommon.New, "QhCustomerAccount", SupportsShouldProcess = true)]
[OutputType(typeof(QuickHelpCustomer))]
public sealed class NewQhCustomerAccountCommand : NewResourceCommand<QuickHelpAccountRequest, QuickHelpCustomer>
{
    /// <summary>The name of the company. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyName { get; set; }

    /// <summary>The number of the End-User License Agreement file to link to the customer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? Eula { get; set => field = Bound(value); }

    /// <summary>The number of the template to assign to the customer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? TemplateId { get; set => field = Bound(value); }

    /// <summary>The kind of customer, by name or by the vendor's number: CustomerAccount (1), BqpCustomer (2), DemoAccount (3), PartnerCustomer (4), TrialCustomer45Day (5), InternalUse (6), ChildCustomer (7), CieBootcamp (11), BsiTrialCustomer (12), SmcSandbox (13).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(QuickHelpAccountType))]
    [ArgumentCompleter(typeof(EnumCompleter<QuickHelpAccountType>))]
    public QuickHelpAccountType? AccountType { get; set => field = Bound(value); }

    /// <summary>Whether a partner customer's contract is signed, by name or number: Signed (1), Unsigned (2).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(QuickHelpContractStatus))]
    [ArgumentCompleter(typeof(EnumCompleter<QuickHelpContractStatus>))]
    public QuickHelpContractStatus? ContractStatus { get; set => field = Bound(value); }

    /// <summary>The URL of the new customer. Where it is given, it is the natural key (an assumption: the vendor names no unique field).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RouteUrl { get; set; }

    /// <summary>The domains that the customer is linked to: a list, or text split at ';'.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ListCell]
    public string[]? Domains { get; set => field = Bound(value); }

    /// <summary>The contact person: a hashtable, an object or JSON with Name, Email and Phone. The flat parameters below go before it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ObjectCell(typeof(QuickHelpContact))]
    public QuickHelpContact? PrimaryContact { get; set => field = Bound(value); }

    /// <summary>The name of the contact person.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PrimaryContactName { get; set; }

    /// <summary>The e-mail address of the contact person.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PrimaryContactEmail { get; set; }

    /// <summary>The phone number of the contact person.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PrimaryContactPhone { get; set; }

    /// <summary>When the account expires, in ISO 8601; without a zone it is UTC.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TimeCell]
    public DateTimeOffset? ExpirationDate { get; set => field = Bound(value); }

    /// <summary>The number of licenses.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? Licenses { get; set => field = Bound(value); }

    /// <summary>The vendor's number of the customer's time zone. The vendor does not publish the list: ask its support.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? TimeZone { get; set => field = Bound(value); }

    /// <summary>Where the customer's users find support: a hashtable, an object or JSON with Website, Email and Phone. The flat parameters below go before it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ObjectCell(typeof(QuickHelpSupportInfo))]
    public QuickHelpSupportInfo? SupportInfo { get; set => field = Bound(value); }

    /// <summary>The support website.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SupportInfoWebsite { get; set; }

    /// <summary>The support e-mail address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SupportInfoEmail { get; set; }

    /// <summary>The support phone number.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SupportInfoPhone { get; set; }

    /// <summary>The partner that a child customer belongs to. For BSI only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? PartnerId { get; set => field = Bound(value); }

    /// <summary>The number of the Account Executive. For BSI only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? Ae { get; set => field = Bound(value); }

    /// <summary>The number of the Client Success Manager. For BSI only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? Csm { get; set => field = Bound(value); }

    /// <summary>Whether the primary contact is not made a customer administrator.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BooleanCell]
    public bool? SuppressUserCreation { get; set => field = Bound(value); }

    /// <summary>Whether the End-User License Agreement is accepted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BooleanCell]
    public bool? IsEulaAccepted { get; set => field = Bound(value); }

    /// <summary>Whether the customer is created in the vendor's sandbox. The vendor's default is false.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BooleanCell]
    public bool? SandBoxModeOn { get; set => field = Bound(value); }

    /// <summary>The SKUs to enable: text like 23=34;12=433 (SKU id, license count), or hashtables, objects or JSON with SkuId and LicenseCount. The license count is required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SkuCell]
    public QuickHelpSku[]? Skus { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<QuickHelpAccountRequest, QuickHelpCustomer> Definition => QuickHelpOperations.CreateAccount;

    /// <inheritdoc/>
    protected override QuickHelpAccountRequest CreateRequest() => new()
    {
        CompanyName = CompanyName,
        Eula = Eula,
        TemplateId = TemplateId,
        AccountType = AccountType,
        ContractStatus = ContractStatus,
        RouteUrl = RouteUrl,
        Domains = Domains,
        PrimaryContactName = OrElse(PrimaryContactName, PrimaryContact?.Name),
        PrimaryContactEmail = OrElse(PrimaryContactEmail, PrimaryContact?.Email),
        PrimaryContactPhone = OrElse(PrimaryContactPhone, PrimaryContact?.Phone),
        ExpirationDate = ExpirationDate,
        Licenses = Licenses,
        TimeZone = TimeZone,
        SupportInfoWebsite = OrElse(SupportInfoWebsite, SupportInfo?.Website),
        SupportInfoEmail = OrElse(SupportInfoEmail, SupportInfo?.Email),
        SupportInfoPhone = OrElse(SupportInfoPhone, SupportInfo?.Phone),
        PartnerId = PartnerId,
        Ae = Ae,
        Csm = Csm,
        SuppressUserCreation = SuppressUserCreation,
        IsEulaAccepted = IsEulaAccepted,
        SandBoxModeOn = SandBoxModeOn,
        Skus = Skus,
    };
}
