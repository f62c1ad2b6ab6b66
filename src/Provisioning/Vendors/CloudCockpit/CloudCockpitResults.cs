using System;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>A CloudCockpit customer. The vendor answers with the ID alone; the other properties are those of the request.</summary>
public sealed class CloudCockpitCustomer : ProvisionedResource
{
    /// <summary>The customer's ID.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The name of the company.</summary>
    public string? CompanyName { get; private init; }

    /// <summary>The company's tax ID.</summary>
    public string? TaxId { get; private init; }

    /// <summary>The company's country, ISO 3166-1 alpha-2.</summary>
    public string? Country { get; private init; }

    /// <summary>The company's address, line 1.</summary>
    public string? AddressLine1 { get; private init; }

    /// <summary>The company's address, line 2.</summary>
    public string? AddressLine2 { get; private init; }

    /// <summary>The company's city.</summary>
    public string? City { get; private init; }

    /// <summary>The company's state.</summary>
    public string? State { get; private init; }

    /// <summary>The company's ZIP.</summary>
    public string? Zip { get; private init; }

    /// <summary>The primary contact's first name.</summary>
    public string? FirstName { get; private init; }

    /// <summary>The primary contact's middle name.</summary>
    public string? MiddleName { get; private init; }

    /// <summary>The primary contact's last name.</summary>
    public string? LastName { get; private init; }

    /// <summary>The primary contact's e-mail address.</summary>
    public string? Email { get; private init; }

    /// <summary>The primary contact's phone number.</summary>
    public string? Phone { get; private init; }

    /// <summary>The caller's own ID for the customer.</summary>
    public string? InternalIdentifier { get; private init; }

    /// <summary>The reseller.</summary>
    public Guid? ResellerId { get; private init; }

    /// <summary>The provider instances, as JSON that can be imported again from a CSV cell.</summary>
    public string? ProviderCustomers { get; private init; }

    internal static CloudCockpitCustomer Create(CloudCockpitCustomerRequest request, JObject? answer, string? vendorId) => new()
    {
        Id = Guid.TryParse(vendorId, out Guid id) ? id : request.Id,
        CompanyName = request.CompanyName,
        TaxId = request.TaxId,
        Country = request.Country,
        AddressLine1 = request.AddressLine1,
        AddressLine2 = request.AddressLine2,
        City = request.City,
        State = request.State,
        Zip = request.Zip,
        FirstName = request.FirstName,
        MiddleName = request.MiddleName,
        LastName = request.LastName,
        Email = request.Email,
        Phone = request.Phone,
        InternalIdentifier = request.InternalIdentifier,
        ResellerId = request.ResellerId,
        ProviderCustomers = request.ProviderCustomers?.ToString(Formatting.None),
    };
}
