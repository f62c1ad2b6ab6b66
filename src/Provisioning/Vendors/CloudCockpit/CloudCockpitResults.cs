using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>
/// A CloudCockpit customer. The vendor answers a change with the ID alone, or with nothing: the other properties are then those of the
/// request.
/// </summary>
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

    /// <summary>The provider instances with their states; null if the vendor did not describe them.</summary>
    public DelimitedList<CloudCockpitProviderCustomer>? Providers { get; private init; }

    /// <summary>Whether a provider is still at work.</summary>
    internal bool IsProcessing =>
        Providers is not null && Providers.Any(static provider => provider.Status == CloudCockpitProviderCustomer.Processing);

    /// <summary>The providers that could not create the customer.</summary>
    internal IEnumerable<CloudCockpitProviderCustomer> FailedProviders =>
        Providers?.Where(static provider => provider.Status == CloudCockpitProviderCustomer.Failed) ?? [];

    /// <summary>Reads a customer as the vendor describes it; null if it has no ID.</summary>
    internal static CloudCockpitCustomer? Read(JObject item)
    {
        if (item.Text("id") is not { } text || !VendorId.IsGuid(text))
            return null;
        var id = Guid.Parse(text);
        JObject? providers = item.Object("providerCustomers");
        return new CloudCockpitCustomer
        {
            Id = id,
            CompanyName = item.Text("companyName"),
            TaxId = item.Text("taxId"),
            Country = item.Text("country"),
            AddressLine1 = item.Text("addressLine1"),
            AddressLine2 = item.Text("addressLine2"),
            City = item.Text("city"),
            State = item.Text("state"),
            Zip = item.Text("zip"),
            FirstName = item.Text("firstName"),
            MiddleName = item.Text("middleName"),
            LastName = item.Text("lastName"),
            Email = item.Text("email"),
            Phone = item.Text("phone"),
            InternalIdentifier = item.Text("internalIdentifier"),
            ResellerId = Guid.TryParse(item.Text("resellerId"), out Guid reseller) ? reseller : null,
            ProviderCustomers = providers?.ToString(Formatting.None),
            Providers = DelimitedList<CloudCockpitProviderCustomer>.From(providers?.Properties()
                .Where(static provider => provider.Value is JObject)
                .Select(provider => CloudCockpitProviderCustomer.Read(id, provider.Name, (JObject)provider.Value))),
        };
    }

    // The vendor describes only a customer that it had already.
    internal static CloudCockpitCustomer Create(CloudCockpitCustomerRequest request, JObject? answer, string? vendorId) =>
        (answer is null ? null : Read(answer)) ?? Create(request, vendorId);

    private static CloudCockpitCustomer Create(CloudCockpitCustomerRequest request, string? vendorId) => new()
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

/// <summary>A provider instance of a customer.</summary>
public sealed class CloudCockpitProviderCustomer : ProvisionedResource
{
    /// <summary>The status of a provider that is still at work.</summary>
    internal const string Processing = "Processing";

    /// <summary>The status of a provider that could not create the customer.</summary>
    internal const string Failed = "Failed";

    /// <summary>The status of a provider that has the customer.</summary>
    internal const string Success = "Success";

    /// <summary>The customer's ID.</summary>
    public Guid? CustomerId { get; private init; }

    /// <summary>The provider instance's ID.</summary>
    public Guid? ProviderInstanceId { get; private init; }

    /// <summary>The provider's own ID of the customer; null if it has given none.</summary>
    public string? ProviderCustomerId { get; private init; }

    /// <summary>The state in the vendor's words: Processing, Success or Failed; null if the vendor did not say.</summary>
    public string? Status { get; private init; }

    /// <summary>Why the provider failed: DomainExists, InvalidCompanyInfo or Unknown; null if it did not.</summary>
    public string? CustomerCreationError { get; private init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ProviderInstanceId}: {Status}";

    internal static CloudCockpitProviderCustomer Read(Guid customer, string instance, JObject item) => new()
    {
        CustomerId = customer,
        ProviderInstanceId = Guid.TryParse(item.Text("providerInstanceId") ?? instance, out Guid id) ? id : null,
        ProviderCustomerId = item.Text("providerCustomerId"),
        Status = item.Text("status"),
        CustomerCreationError = item.Text("customerCreationError") is { } error and not "None" ? error : null,
    };

    internal static CloudCockpitProviderCustomer Create(CloudCockpitProviderRequest request, JObject? answer, string? vendorId) => new()
    {
        CustomerId = request.CustomerId,
        ProviderInstanceId = request.ProviderInstanceId,
    };
}

/// <summary>A provider instance of the tenant.</summary>
public sealed class CloudCockpitProviderInstance
{
    /// <summary>Its ID, which is the key of a customer's provider.</summary>
    public Guid? Id { get; private init; }

    /// <summary>Its name in the tenant.</summary>
    public string? Alias { get; private init; }

    /// <summary>The ID of the provider.</summary>
    public string? InstanceProviderId { get; private init; }

    /// <summary>The names of its types of offer.</summary>
    public DelimitedList<string>? OfferTypes { get; private init; }

    /// <summary>The countries that it supports, ISO 3166-1 alpha-2.</summary>
    public DelimitedList<string>? SupportedCountries { get; private init; }

    internal static CloudCockpitProviderInstance? Read(JObject item) =>
        item.Text("id") is not { } id || !VendorId.IsGuid(id) ? null : new CloudCockpitProviderInstance
        {
            Id = Guid.Parse(id),
            Alias = item.Text("alias"),
            InstanceProviderId = item.Text("instanceProviderId"),
            OfferTypes = DelimitedList<string>.From((item["offerTypes"] as JArray)?.Select(static type => type.Text("name")).OfType<string>()),
            SupportedCountries = DelimitedList<string>.From(item.Texts("supportedCountries")),
        };
}
