using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Creates CloudCockpit customers.</summary>
/// <remarks>
/// <para>
/// Creates one customer per row with POST v1/Customers. The vendor allows this for the roles csp and reseller. Connect first with
/// Connect-CcService.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// Documented by the vendor (Create a customer, POST /v1/Customers): the fields, which of them are required, and their lengths. The vendor
/// answers with the customer's ID alone, so the other fields of the result are those of the request. The provider sets up the customer
/// afterwards; this cmdlet does not wait for that.
/// </para>
/// <para>
/// If -Id is not specified, the module chooses an ID. If a call was sent and no readable answer came back, the customer is read back by
/// that ID (GET v1/Customers/{id}, from the vendor's public documentation). It is the row's if its company name and internal identifier are
/// (Recovered). If it is not there, repeatedly and after the -SettlingTimeSec of the connection, the same ID is posted again (Created).
/// Otherwise the row fails with OutcomeUnknown and what was found.
/// </para>
/// <para>
/// The natural key is -Id, else -InternalIdentifier. A row with neither cannot be recognized in a second run, and a warning says so:
/// specify -OperationKey.
/// </para>
/// </notes>
/// <example>
/// <para>Create the customers of a CSV file</para>
/// <code>
/// Connect-CcService -Tenant contoso.example -AccessToken $env:CC_ACCESS_TOKEN -BaseUri http://127.0.0.1:5080/cloudcockpit/
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer
/// </code>
/// </example>
/// <example>
/// <para>Check a file without sending anything</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Plan a file: the journal and the vendor are asked as well, and nothing is changed</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer -Plan | Format-Table
/// </code>
/// </example>
/// <example>
/// <para>Carry out a plan that was approved</para>
/// <code>
/// $csv = Join-Path (Get-Module Provisioning).ModuleBase Examples/cloudcockpit.csv
/// $plan = Join-Path ([System.IO.Path]::GetTempPath()) plan.xml
/// Import-Csv $csv | New-CcCustomer -Plan | Export-Clixml $plan
/// Import-Csv $csv | New-CcCustomer -ApprovedPlan $plan
/// </code>
/// <para>Rows that have changed since are refused with PlanDrift.</para>
/// </example>
/// <example>
/// <para>Return customers that the vendor has already</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer -IfExists Return | Select-Object Id, Outcome, Differences
/// </code>
/// </example>
/// <example>
/// <para>Create one customer from a script</para>
/// <code>
/// $customer = @{
///     CompanyName        = 'Kestrel Optics Ltd'
///     Country            = 'GB'
///     AddressLine1       = 'Unit 7, Foundry Park'
///     City               = 'Sheffield'
///     State              = 'South Yorkshire'
///     Zip                = 'S1 0AA'
///     FirstName          = 'Priya'
///     LastName           = 'Raman'
///     Email              = 'priya.raman@kestreloptics.example'
///     Phone              = '+44 20 7946 0321'
///     InternalIdentifier = 'ERP-10425'
///     ProviderCustomers  = @{
///         'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{
///             margin               = @{ marginRule = @{ name = 'markup' }; value = 10.6 }
///             providerCustomerData = @{
///                 Domain           = 'kestreloptics.example'
///                 CredentialsEmail = 'it@kestreloptics.example'
///                 AcceptedMCA      = $true
///             }
///         }
///     }
/// }
/// New-CcCustomer @customer
/// </code>
/// </example>
/// <example>
/// <para>Create the same customers in QuickHelp</para>
/// <code>
/// Connect-QhService -BaseUri http://127.0.0.1:5080/quickhelp/ -SubscriptionKey $env:QH_SUBSCRIPTION_KEY
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer | New-QhCustomerAccount -AccountType CustomerAccount
/// </code>
/// <para>The properties of the created customers bind by name: here the name of the company.</para>
/// </example>
/// <seealso href="Connect-CcService"/>
/// <seealso href="New-QhCustomerAccount"/>
[Cmdlet(VerbsCommon.New, "CcCustomer", SupportsShouldProcess = true)]
[OutputType(typeof(CloudCockpitCustomer))]
public sealed class NewCcCustomerCommand : NewResourceCommand<CloudCockpitCustomerRequest, CloudCockpitCustomer>
{
    /// <summary>The customer's ID, a GUID. Default: the module chooses one, so that a call in doubt can be looked up.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? Id { get; set => field = Bound(value); }

    /// <summary>The name of the company, up to 255 characters. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyName { get; set; }

    /// <summary>The company's tax ID, up to 255 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaxId { get; set; }

    /// <summary>
    /// The company's country: its code in ISO 3166-1 alpha-2, not case-sensitive, or its name in English or in a language of the country.
    /// The code is sent; -Verbose says which code a name was taken for. A name that may be more than one country is refused. A value is
    /// required in each row.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CountryCell]
    [ArgumentCompleter(typeof(CountryCompleter))]
    public string? Country { get; set => field = Bound(value); }

    /// <summary>The company's address, line 1, up to 255 characters. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AddressLine1 { get; set; }

    /// <summary>The company's address, line 2, up to 255 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AddressLine2 { get; set; }

    /// <summary>The company's city, up to 255 characters. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? City { get; set; }

    /// <summary>The company's state, up to 255 characters. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? State { get; set; }

    /// <summary>The company's ZIP, up to 30 characters. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Zip { get; set; }

    /// <summary>The primary contact's first name, up to 255 characters. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FirstName { get; set; }

    /// <summary>The primary contact's middle name, up to 255 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? MiddleName { get; set; }

    /// <summary>The primary contact's last name, up to 255 characters. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? LastName { get; set; }

    /// <summary>The primary contact's e-mail address, up to 255 characters. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The primary contact's phone number, up to 30 characters. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Phone { get; set; }

    /// <summary>Your own ID for the customer, up to 255 characters. It is the natural key if no Id is specified.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? InternalIdentifier { get; set; }

    /// <summary>The GUID of the reseller that the customer belongs to. Default: not sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? ResellerId { get; set => field = Bound(value); }

    /// <summary>
    /// The provider instances by their GUIDs: a hashtable, an object or JSON. A value is required in each row. Each contains
    /// providerCustomerData (for Microsoft: Domain, CredentialsEmail, AcceptedMCA, AgreementDate, KeepPrimaryInformation, FirstName,
    /// LastName, Email, Phone, DefaultCulture, Language, AssociatedPartnerId, Qualifications, EnableGDAP), and optionally margin
    /// (marginRule with its name, and value, a number) and offerTypeMargins. If providerCustomerData is an object, it is converted to the
    /// JSON string that the vendor requires.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ProviderCustomersCell]
    public ProviderCustomerMap? ProviderCustomers { get; set => field = Bound(value); }

    /// <summary>The customer's relationships with resellers: hashtables, objects or JSON with ResellerId and Name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ObjectListCell(typeof(CloudCockpitAssociation))]
    public CloudCockpitAssociation[]? CustomerAssociations { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<CloudCockpitCustomerRequest, CloudCockpitCustomer> Definition =>
        CloudCockpitOperations.CreateCustomer;

    /// <inheritdoc/>
    protected override CloudCockpitCustomerRequest CreateRequest() => new()
    {
        Id = Id,
        CompanyName = CompanyName,
        TaxId = TaxId,
        Country = Country,
        AddressLine1 = AddressLine1,
        AddressLine2 = AddressLine2,
        City = City,
        State = State,
        Zip = Zip,
        FirstName = FirstName,
        MiddleName = MiddleName,
        LastName = LastName,
        Email = Email,
        Phone = Phone,
        InternalIdentifier = InternalIdentifier,
        ResellerId = ResellerId,
        ProviderCustomers = ProviderCustomers?.Wire,
        CustomerAssociations = CustomerAssociations,
    };
}
