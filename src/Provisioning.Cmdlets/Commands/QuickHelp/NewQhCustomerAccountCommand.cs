using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.QuickHelp;

namespace Provisioning.Cmdlets.Commands.QuickHelp;

/// <summary>Creates QuickHelp customer accounts.</summary>
/// <remarks>
/// <para>
/// Creates one customer account per row with POST v1/Account/Create. The vendor requires an account of type "Partner" or above. Connect
/// first with Connect-QhService.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// Documented by the vendor (Customer API V1.0, createCustomerAccount): the fields, their types, the numbers of -AccountType and
/// -ContractStatus, and that each SKU needs its license count. The document requires no field of a customer.
/// </para>
/// <para>
/// Assumed: -CompanyName is required, because the call makes no sense without it. The natural key is -RouteUrl, else -CompanyName, because
/// the document names no unique field; -OperationKey overrides it. The numbers of time zones are not documented, so -TimeZone accepts any
/// number.
/// </para>
/// <para>
/// The vendor documents no way to look up an account. That a call which it turned away (429, or 503 with Retry-After) was not processed is
/// what these answers mean, and an assumption: such a call is repeated. If a call was sent and no readable answer came back, the operation is in doubt and
/// reported as OutcomeUnknown: look for the company name and the route URL in the vendor's portal, then settle it with
/// Resolve-ProvisioningOperation.
/// </para>
/// </notes>
/// <example>
/// <para>Create the customers of a CSV file</para>
/// <code>
/// Connect-QhService -BaseUri http://127.0.0.1:5080/quickhelp/ -SubscriptionKey $env:QH_SUBSCRIPTION_KEY
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples quickhelp.csv) | New-QhCustomerAccount
/// </code>
/// </example>
/// <example>
/// <para>Check a file without sending anything</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples quickhelp.csv) | New-QhCustomerAccount -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Create one customer from a script</para>
/// <code>
/// $customer = @{
///     CompanyName    = 'Kaveri Textiles Pvt Ltd'
///     RouteUrl       = 'kaveri-textiles'
///     AccountType    = 'CustomerAccount'
///     Domains        = 'kaveri.example', 'kaveri-textiles.example'
///     PrimaryContact = @{ Name = 'Arjun Nair'; Email = 'arjun.nair@kaveri.example' }
///     ExpirationDate = '2027-12-31'
///     Licenses       = 25
///     Skus           = '23=20;12=5'
/// }
/// New-QhCustomerAccount @customer
/// </code>
/// <para>The date has no time zone, so it is UTC. The SKUs are IDs with their license counts.</para>
/// </example>
/// <example>
/// <para>Keep what was created and what failed</para>
/// <code>
/// $rows = @(
///     [pscustomobject]@{ companyName = 'Blue Heron Consulting LLC'; routeURL = 'blue-heron'; licenses = '40' }
///     [pscustomobject]@{ companyName = 'Tamar Valley Council'; routeURL = 'tamar-valley'; licenses = 'ten' }
/// )
/// $created = $rows | New-QhCustomerAccount -ErrorVariable failed -ErrorAction SilentlyContinue
/// $created | Export-Csv created.csv -NoTypeInformation -Encoding utf8
/// $failed | ForEach-Object { $_.TargetObject } | Export-Csv failed.csv -NoTypeInformation -Encoding utf8
/// $failed | ForEach-Object { $_.ErrorDetails.Message }
/// </code>
/// <para>The second row is not sent: its licenses must be a whole number.</para>
/// </example>
/// <seealso href="Connect-QhService"/>
/// <seealso href="Resolve-ProvisioningOperation"/>
[Cmdlet(VerbsCommon.New, "QhCustomerAccount", SupportsShouldProcess = true)]
[OutputType(typeof(QuickHelpCustomer))]
public sealed class NewQhCustomerAccountCommand : NewResourceCommand<QuickHelpAccountRequest, QuickHelpCustomer>
{
    /// <summary>The name of the company. A value is required in each row. It is the natural key if -RouteUrl is not specified.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyName { get; set; }

    /// <summary>The number of the End-User License Agreement file to link to the customer, a whole number.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? Eula { get; set => field = Bound(value); }

    /// <summary>The number of the template to assign to the customer, a whole number.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? TemplateId { get; set => field = Bound(value); }

    /// <summary>
    /// The type of customer, by name or by the vendor's number: CustomerAccount (1), BqpCustomer (2), DemoAccount (3), PartnerCustomer (4),
    /// TrialCustomer45Day (5), InternalUse (6), ChildCustomer (7), CieBootcamp (11), BsiTrialCustomer (12), SmcSandbox (13).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(QuickHelpAccountType))]
    [ArgumentCompleter(typeof(EnumCompleter<QuickHelpAccountType>))]
    public QuickHelpAccountType? AccountType { get; set => field = Bound(value); }

    /// <summary>Whether a partner customer's contract is signed, by name or number: Signed (1), Unsigned (2).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(QuickHelpContractStatus))]
    [ArgumentCompleter(typeof(EnumCompleter<QuickHelpContractStatus>))]
    public QuickHelpContractStatus? ContractStatus { get; set => field = Bound(value); }

    /// <summary>
    /// The URL of the new customer. It is the natural key if it is specified (an assumption: the vendor names no unique field).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RouteUrl { get; set; }

    /// <summary>The domains that the customer is linked to: a list, or text split at ';'.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ListCell]
    public string[]? Domains { get; set => field = Bound(value); }

    /// <summary>
    /// The contact person: a hashtable, an object or JSON with Name, Email and Phone. The flat parameters -PrimaryContactName,
    /// -PrimaryContactEmail and -PrimaryContactPhone take precedence over it.
    /// </summary>
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

    /// <summary>
    /// When the account expires: a date or a time in ISO 8601. Without a time zone it is UTC. Midnight in any time zone stands for that day,
    /// and a DateTime object for the day and time that it shows: the day is not changed by a conversion to UTC.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DateCell]
    public DateTimeOffset? ExpirationDate { get; set => field = Bound(value); }

    /// <summary>The number of licenses, a whole number.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? Licenses { get; set => field = Bound(value); }

    /// <summary>
    /// The vendor's number for the customer's time zone, a whole number. The vendor does not publish the list; ask its support.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? TimeZone { get; set => field = Bound(value); }

    /// <summary>
    /// Support information for the customer's users: a hashtable, an object or JSON with Website, Email and Phone. The flat parameters
    /// -SupportInfoWebsite, -SupportInfoEmail and -SupportInfoPhone take precedence over it.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ObjectCell(typeof(QuickHelpSupportInfo))]
    public QuickHelpSupportInfo? SupportInfo { get; set => field = Bound(value); }

    /// <summary>The support website that is shown to the customer's users.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SupportInfoWebsite { get; set; }

    /// <summary>The support e-mail address that is shown to the customer's users.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SupportInfoEmail { get; set; }

    /// <summary>The support phone number that is shown to the customer's users.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SupportInfoPhone { get; set; }

    /// <summary>The number of the partner that a child customer belongs to, a whole number. For BSI only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? PartnerId { get; set => field = Bound(value); }

    /// <summary>The number of the Account Executive, a whole number. For BSI only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? Ae { get; set => field = Bound(value); }

    /// <summary>The number of the Client Success Manager, a whole number. For BSI only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? Csm { get; set => field = Bound(value); }

    /// <summary>Whether to keep the primary contact from becoming a customer administrator: true or false.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BooleanCell]
    public bool? SuppressUserCreation { get; set => field = Bound(value); }

    /// <summary>Whether the End-User License Agreement is accepted: true or false.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BooleanCell]
    public bool? IsEulaAccepted { get; set => field = Bound(value); }

    /// <summary>
    /// Whether to create the customer in the vendor's sandbox: true or false. Default: not sent, which the vendor treats as false.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BooleanCell]
    public bool? SandBoxModeOn { get; set => field = Bound(value); }

    /// <summary>
    /// The SKUs to enable: text such as 23=34;12=433 (SKU ID and license count), or hashtables, objects or JSON with SkuId and
    /// LicenseCount. The license count is required in each item.
    /// </summary>
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
