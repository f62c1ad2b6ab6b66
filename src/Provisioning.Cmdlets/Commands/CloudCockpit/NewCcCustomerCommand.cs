using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Creates CloudCockpit customers.</summary>
[Cmdlet(VerbsCommon.New, "CcCustomer", SupportsShouldProcess = true)]
[OutputType(typeof(CloudCockpitCustomer))]
public sealed class NewCcCustomerCommand : NewResourceCommand<CloudCockpitCustomerRequest, CloudCockpitCustomer>
{
    /// <summary>The customer's id. Default: the module chooses one, which lets a doubtful call be read back.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? Id { get; set => field = Bound(value); }

    /// <summary>The name of the company, up to 255 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyName { get; set; }

    /// <summary>The company's tax id, up to 255 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaxId { get; set; }

    /// <summary>The company's country code of ISO 3166-1 alpha-2, in any case. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CountryCell]
    [ArgumentCompleter(typeof(CountryCompleter))]
    public string? Country { get; set => field = Bound(value); }

    /// <summary>The company's address, line 1, up to 255 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AddressLine1 { get; set; }

    /// <summary>The company's address, line 2, up to 255 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AddressLine2 { get; set; }

    /// <summary>The company's city, up to 255 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? City { get; set; }

    /// <summary>The company's state, up to 255 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? State { get; set; }

    /// <summary>The company's ZIP, up to 30 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Zip { get; set; }

    /// <summary>The primary contact's first name, up to 255 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FirstName { get; set; }

    /// <summary>The primary contact's middle name, up to 255 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? MiddleName { get; set; }

    /// <summary>The primary contact's last name, up to 255 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? LastName { get; set; }

    /// <summary>The primary contact's e-mail address, up to 255 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The primary contact's phone number, up to 30 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Phone { get; set; }

    /// <summary>Your own id for the customer, up to 255 characters. Where no Id is given, it is the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? InternalIdentifier { get; set; }

    /// <summary>The reseller that the customer is related to. Default: a direct relation to the CSP.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? ResellerId { get; set => field = Bound(value); }

    /// <summary>The provider instances by their GUIDs: a hashtable, an object or JSON. A providerCustomerData that is an object becomes the JSON string that the wire wants. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ProviderCustomersCell]
    public ProviderCustomerMap? ProviderCustomers { get; set => field = Bound(value); }

    /// <summary>The relations of the customer to resellers: hashtables, objects or JSON with ResellerId and Name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ObjectListCell(typeof(CloudCockpitAssociation))]
    public CloudCockpitAssociation[]? CustomerAssociations { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<CloudCockpitCustomerRequest, CloudCockpitCustomer> Definition => CloudCockpitOperations.CreateCustomer;

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
