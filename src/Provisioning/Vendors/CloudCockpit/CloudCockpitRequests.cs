using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>The vendor's CustomerViewModel. A property that is null is not sent.</summary>
public sealed class CloudCockpitCustomerRequest
{
    /// <summary>
    /// "The GUID identifier for the customer." The module chooses one if the caller does not, so that a call in doubt can be read back.
    /// </summary>
    public Guid? Id { get; set; }

    /// <summary>"The name of the company." At most 255 characters.</summary>
    public string? CompanyName { get; set; }

    /// <summary>"The company tax Id." At most 255 characters.</summary>
    public string? TaxId { get; set; }

    /// <summary>"The company country code in the ISO 3166-1 alpha-2 standard."</summary>
    public string? Country { get; set; }

    /// <summary>"The company address line 1." At most 255 characters.</summary>
    public string? AddressLine1 { get; set; }

    /// <summary>"The company address line 2." At most 255 characters.</summary>
    public string? AddressLine2 { get; set; }

    /// <summary>"The company city." At most 255 characters.</summary>
    public string? City { get; set; }

    /// <summary>"The company State." At most 255 characters.</summary>
    public string? State { get; set; }

    /// <summary>"The company ZIP." At most 30 characters.</summary>
    public string? Zip { get; set; }

    /// <summary>"The company primary contact first name." At most 255 characters.</summary>
    public string? FirstName { get; set; }

    /// <summary>"The company primary contact middle name." At most 255 characters.</summary>
    public string? MiddleName { get; set; }

    /// <summary>"The company primary contact last name." At most 255 characters.</summary>
    public string? LastName { get; set; }

    /// <summary>"The company primary contact email." At most 255 characters.</summary>
    public string? Email { get; set; }

    /// <summary>"The company primary contact phone." At most 30 characters.</summary>
    public string? Phone { get; set; }

    /// <summary>"The customer internal identifier." At most 255 characters.</summary>
    public string? InternalIdentifier { get; set; }

    /// <summary>"The reseller identifier."</summary>
    public Guid? ResellerId { get; set; }

    /// <summary>The provider instances by their GUIDs, in the wire format.</summary>
    public JObject? ProviderCustomers { get; set; }

    /// <summary>"The viewmodel for the customer relationships."</summary>
    public IReadOnlyList<CloudCockpitAssociation>? CustomerAssociations { get; set; }
}

/// <summary>A relationship of the customer to a reseller.</summary>
/// <param name="ResellerId">The reseller.</param>
/// <param name="Name">Its name.</param>
public sealed record CloudCockpitAssociation(string? ResellerId, string? Name);
