using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Vendors.CloudCockpit;

/// <summary>The vendor's calls, as data.</summary>
public static class CloudCockpitOperations
{
    private static readonly Rule s_max255 = Rule.MaxLength(255);
    private static readonly Rule s_max30 = Rule.MaxLength(30);

    /// <summary>Removes a customer. The vendor accepts the call, and removes the customer later. For the role csp only.</summary>
    public static OperationDefinition<CloudCockpitCustomerRequest, CloudCockpitCustomer> DeleteCustomer { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Kind = OperationKind.Delete,
        Name = "Customer.Delete",
        Document = "CloudCockpit, DELETE /v1/Customers/{customerId} (the vendor's public documentation)",
        Method = HttpMethod.Delete,
        Path = static request => $"v1/Customers/{request.Id}",
        Encoding = BodyEncoding.Json,
        Fields = [],
        RowRules = [HasId],
        Names = ById,
        RemovedId = static request => request.Id,
        Look = CloudCockpitQueries.FindRemoved,
        ReadSuccess = CloudCockpitAnswers.ReadDone,
        ReadRefusal = CloudCockpitAnswers.ReadRefusalOfOne,
        CreateResult = CloudCockpitCustomer.Create,
    };

    /// <summary>"Creates a new Customer with the provided CustomerViewModel. Available to the roles: csp, reseller"</summary>
    public static OperationDefinition<CloudCockpitCustomerRequest, CloudCockpitCustomer> CreateCustomer { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Kind = OperationKind.Create,
        Name = "Customer.Create",
        Document = "CloudCockpit, Create a customer, POST /v1/Customers",
        Method = HttpMethod.Post,
        Path = static _ => "v1/Customers",
        Encoding = BodyEncoding.Json,
        Fields = new FieldList<CloudCockpitCustomerRequest>
        {
            { "id", static request => request.Id },
            { "companyName", static request => request.CompanyName, Rule.Required, s_max255 },
            { "taxId", static request => request.TaxId, s_max255, Rule.NotDamaged },
            { "country", static request => request.Country, Rule.Required, CountryCodes.Rule },
            { "addressLine1", static request => request.AddressLine1, Rule.Required, s_max255 },
            { "addressLine2", static request => request.AddressLine2, s_max255 },
            { "city", static request => request.City, Rule.Required, s_max255 },
            { "state", static request => request.State, Rule.Required, s_max255 },
            { "zip", static request => request.Zip, Rule.Required, s_max30, Rule.NotDamaged },
            { "firstName", static request => request.FirstName, Rule.Required, s_max255 },
            { "middleName", static request => request.MiddleName, s_max255 },
            { "lastName", static request => request.LastName, Rule.Required, s_max255 },
            { "email", static request => request.Email, Rule.Required, s_max255 },
            { "phone", static request => request.Phone, Rule.Required, s_max30, Rule.NotDamaged },
            { "internalIdentifier", static request => request.InternalIdentifier, s_max255, Rule.NotDamaged },
            { "resellerId", static request => request.ResellerId },
            { "providerCustomers", static request => request.ProviderCustomers, [Rule.Required, .. ProviderCustomers.Rules] },
            { "customerAssociations", static request => Associations(request.CustomerAssociations) },
        },
        Names = new()
        {
            { "id", static request => request.Id?.ToString() },

            // It belongs to the relationship with the reseller.
            { "internalIdentifier", static request => request.ResellerId is { } reseller && !string.IsNullOrWhiteSpace(request.InternalIdentifier)
                ? $"{request.InternalIdentifier} ({reseller})"
                : request.InternalIdentifier },
            { "companyName", static request => request.CompanyName, NameRank.Descriptive },
        },
        AssignId = static (request, id) => request.Id = id,
        ChosenId = static request => request.Id,
        ReadSuccess = CloudCockpitAnswers.ReadSuccess,
        ReadRefusal = CloudCockpitAnswers.ReadRefusal,
        Look = CloudCockpitQueries.FindCreated,
        LookForExisting = CloudCockpitExisting.FindCustomer,
        TakeBack = TakeBack.By(DeleteCustomer, UndoAction.Remove, static id => new CloudCockpitCustomerRequest { Id = id }),
        FindContradiction = static (request, verdict) => Evidence.FindOtherId("id", request.Id, verdict),
        CreateResult = CloudCockpitCustomer.Create,
    };

    /// <summary>
    /// Sets the data of a company. The vendor requires all required fields every time, so those that are not given are read first.
    /// </summary>
    public static OperationDefinition<CloudCockpitCustomerRequest, CloudCockpitCustomer> UpdateCustomer { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Kind = OperationKind.Update,
        Name = "Customer.Update",
        Document = "CloudCockpit, PATCH /v1/Customers/{customerId}/account-info (the vendor's public documentation)",
        Method = Patch,
        Path = static request => $"v1/Customers/{request.Id}/account-info",
        Encoding = BodyEncoding.Json,
        Fields = new FieldList<CloudCockpitCustomerRequest>
        {
            { "customer.companyName", static request => request.CompanyName, s_max255 },
            { "customer.taxId", static request => request.TaxId, s_max255, Rule.NotDamaged },
            { "customer.country", static request => request.Country, CountryCodes.Rule },
            { "customer.addressLine1", static request => request.AddressLine1, s_max255 },
            { "customer.addressLine2", static request => request.AddressLine2, s_max255 },
            { "customer.city", static request => request.City, s_max255 },
            { "customer.state", static request => request.State, s_max255 },
            { "customer.zip", static request => request.Zip, s_max30, Rule.NotDamaged },
            { "customer.firstName", static request => request.FirstName, s_max255 },
            { "customer.middleName", static request => request.MiddleName, s_max255 },
            { "customer.lastName", static request => request.LastName, s_max255 },
            { "customer.email", static request => request.Email, s_max255 },
            { "customer.phone", static request => request.Phone, s_max30, Rule.NotDamaged },
            { "retryFailedProviderCustomersFromCompanyInfo", static request => request.RetryFailedProviders },
        },
        RowRules = [HasId, new("customer", "has nothing to set: specify at least one field", static request => request.HasChange)],
        Names = ById,
        ReadFirst = CloudCockpitQueries.ReadBeforeUpdate,
        ReadSuccess = CloudCockpitAnswers.ReadDone,
        ReadRefusal = CloudCockpitAnswers.ReadRefusalOfOne,
        CreateResult = CloudCockpitCustomer.Create,
    };

    /// <summary>Sets the caller's own ID of a customer, which belongs to the relationship with a reseller.</summary>
    public static OperationDefinition<CloudCockpitCustomerRequest, CloudCockpitCustomer> SetInternalIdentifier { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Kind = OperationKind.Update,
        Name = "Customer.SetInternalIdentifier",
        Document = "CloudCockpit, PATCH /v1/Customers/{customerId}/internal-identifier (the vendor's public documentation)",
        Method = Patch,
        Path = static request => $"v1/Customers/{request.Id}/internal-identifier",
        Encoding = BodyEncoding.Json,
        Fields = new FieldList<CloudCockpitCustomerRequest>
        {
            { "internalIdentifier", static request => request.InternalIdentifier, Rule.Required, s_max255, Rule.NotDamaged },
            { "resellerId", static request => request.ResellerId },
        },
        RowRules = [HasId],
        Names = ById,
        ReadSuccess = CloudCockpitAnswers.ReadDone,
        ReadRefusal = CloudCockpitAnswers.ReadRefusalOfOne,
        CreateResult = CloudCockpitCustomer.Create,
    };

    /// <summary>Adds a provider instance to a customer.</summary>
    public static OperationDefinition<CloudCockpitProviderRequest, CloudCockpitProviderCustomer> AddProvider { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Kind = OperationKind.Create,
        Name = "CustomerProvider.Add",
        Document = "CloudCockpit, POST /v1/Customers/{customerId}/provider-instances (the vendor's public documentation)",
        Method = HttpMethod.Post,
        Path = static request => CloudCockpitQueries.WithReseller($"v1/Customers/{request.CustomerId}/provider-instances", request.ResellerId),
        Encoding = BodyEncoding.Json,
        Fields = new FieldList<CloudCockpitProviderRequest>
        {
            { "providerInstanceId", static request => request.ProviderInstanceId, Rule.Required },
            { "providerCustomerData", static request => request.ProviderCustomerData, Rule.Required },
            { "margin", static request => request.Margin, Rule.Required, ProviderCustomers.NumberInMargin },
            { "offerTypeMargins", static request => request.OfferTypeMargins },
        },
        RowRules = [HasCustomer],
        Names = new() { { "provider", static request => $"{request.CustomerId} {request.ProviderInstanceId}" } },

        // What was added to a customer is gone with it.
        ChosenId = static request => request.CustomerId,
        ReadSuccess = CloudCockpitAnswers.ReadDone,
        ReadRefusal = CloudCockpitAnswers.ReadRefusalOfOne,
        Look = CloudCockpitQueries.FindAddedProvider,
        LookForExisting = CloudCockpitExisting.FindProvider,
        CreateResult = CloudCockpitProviderCustomer.Create,
    };

    /// <summary>Has a provider try again what failed. The vendor allows it only for a provider whose status is Failed.</summary>
    public static OperationDefinition<CloudCockpitProviderRequest, CloudCockpitProviderCustomer> RetryProvider { get; } = new()
    {
        Vendor = CloudCockpitVendor.Description,
        Kind = OperationKind.Update,
        Name = "CustomerProvider.Retry",
        Document =
            "CloudCockpit, POST /v1/Customers/{customerId}/provider-customers/{providerInstanceId} (the vendor's public documentation)",
        Method = HttpMethod.Post,
        Path = static request => $"v1/Customers/{request.CustomerId}/provider-customers/{request.ProviderInstanceId}",
        Encoding = BodyEncoding.Json,
        Fields = [],
        RowRules = [HasCustomer, new("providerInstanceId", "is required", static request => request.ProviderInstanceId is not null)],
        Names = new() { { "provider", static request => $"{request.CustomerId} {request.ProviderInstanceId}" } },
        ReadSuccess = CloudCockpitAnswers.ReadDone,
        ReadRefusal = CloudCockpitAnswers.ReadRefusalOfOne,
        Look = CloudCockpitQueries.FindRetriedProvider,
        CreateResult = CloudCockpitProviderCustomer.Create,
    };

    // .NET Standard has no constant for it.
    private static HttpMethod Patch => new("PATCH");

    private static RowRule<CloudCockpitCustomerRequest> HasId => new("id", "is required", static request => request.Id is not null);

    private static RowRule<CloudCockpitProviderRequest> HasCustomer =>
        new("customerId", "is required", static request => request.CustomerId is not null);

    private static NameList<CloudCockpitCustomerRequest> ById => new() { { "id", static request => request.Id?.ToString() } };

    /// <summary>Returns the internal identifier in a name that has the reseller behind it, and the reseller.</summary>
    internal static string? IdentifierIn(string? name, out Guid? reseller)
    {
        const int Suffix = 39;
        reseller = null;
        if (name is null || name.Length <= Suffix || !Guid.TryParseExact(name.Substring(name.Length - Suffix + 1), "P", out Guid id))
            return name;
        reseller = id;
        return name.Substring(0, name.Length - Suffix);
    }

    private static JArray? Associations(IReadOnlyList<CloudCockpitAssociation>? associations)
    {
        if (associations is null)
            return null;
        var list = new JArray();
        foreach (CloudCockpitAssociation association in associations)
        {
            var item = new JObject();
            if (association.ResellerId is not null)
                item.Add("resellerId", association.ResellerId);
            if (association.Name is not null)
                item.Add("name", association.Name);
            list.Add(item);
        }

        return list;
    }
}
