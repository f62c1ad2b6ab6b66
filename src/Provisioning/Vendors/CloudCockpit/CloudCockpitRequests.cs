using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>Whether providers that failed are tried again with the new data. For updates only.</summary>
    public bool? RetryFailedProviders { get; set; }

    /// <summary>Whether there is anything to update but the internal identifier.</summary>
    internal bool HasChange => RetryFailedProviders == true || AccountInfo.Any(static info => !string.IsNullOrWhiteSpace(info.Get()));

    /// <summary>The data of the company that the vendor requires with every update, by the names on the wire.</summary>
    internal IEnumerable<(string Name, Func<string?> Get, Action<string> Set, bool IsRequired)> AccountInfo =>
    [
        ("companyName", () => CompanyName, text => CompanyName = text, true),
        ("taxId", () => TaxId, text => TaxId = text, false),
        ("country", () => Country, text => Country = text, true),
        ("addressLine1", () => AddressLine1, text => AddressLine1 = text, true),
        ("addressLine2", () => AddressLine2, text => AddressLine2 = text, false),
        ("city", () => City, text => City = text, true),
        ("state", () => State, text => State = text, true),
        ("zip", () => Zip, text => Zip = text, true),
        ("firstName", () => FirstName, text => FirstName = text, true),
        ("middleName", () => MiddleName, text => MiddleName = text, false),
        ("lastName", () => LastName, text => LastName = text, true),
        ("email", () => Email, text => Email = text, true),
        ("phone", () => Phone, text => Phone = text, true),
    ];
}

/// <summary>A provider instance of an existing customer. A property that is null is not sent.</summary>
public sealed class CloudCockpitProviderRequest
{
    /// <summary>The customer.</summary>
    public Guid? CustomerId { get; set; }

    /// <summary>The provider instance.</summary>
    public Guid? ProviderInstanceId { get; set; }

    /// <summary>The reseller whose customer it is; null for the tenant's own.</summary>
    public Guid? ResellerId { get; set; }

    /// <summary>The provider's data about the customer, as a string that contains JSON.</summary>
    public string? ProviderCustomerData { get; set; }

    /// <summary>The margin: <c>marginRule</c> with its <c>name</c>, and <c>value</c>, a number.</summary>
    public JObject? Margin { get; set; }

    /// <summary>The margins of single offer types.</summary>
    public JObject? OfferTypeMargins { get; set; }
}

/// <summary>The fields in which the vendor searches.</summary>
public enum CloudCockpitSearchField
{
    /// <summary>The name of the company, or a part of it: <c>Company.Name</c>.</summary>
    CompanyName,

    /// <summary>A domain of the customer, or a part of it.</summary>
    Domain,

    /// <summary>The internal identifier.</summary>
    InternalIdentifier,

    /// <summary>The ID that a provider gave the customer.</summary>
    ProviderCustomerId,
}

/// <summary>Which customers or provider instances to read.</summary>
public sealed class CloudCockpitQuery
{
    /// <summary>The one to read; null for a list.</summary>
    public Guid? Id { get; set; }

    /// <summary>"searchValue": at most 255 characters; null for all.</summary>
    public string? Search { get; set; }

    /// <summary>"searchField": where to search; null for all fields.</summary>
    public CloudCockpitSearchField? SearchField { get; set; }

    /// <summary>The reseller whose customers are read; null for all that the caller may see.</summary>
    public Guid? ResellerId { get; set; }

    /// <summary>The number of items that the vendor returns at once, 1 to 2000.</summary>
    public int PageSize { get; set; } = 500;
}

/// <summary>A relationship of the customer to a reseller.</summary>
/// <param name="ResellerId">The reseller.</param>
/// <param name="Name">Its name.</param>
public sealed record CloudCockpitAssociation(string? ResellerId, string? Name);
