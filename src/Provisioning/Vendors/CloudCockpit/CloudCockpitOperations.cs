using System;
using System.Collections.Generic;
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
        FindContradiction = static (request, verdict) => verdict.VendorId is { } id && Guid.TryParse(id, out Guid answered) && answered != request.Id
            ? $"its id is {id}, and {request.Id} was requested"
            : null,
        CreateResult = CloudCockpitCustomer.Create,
    };

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
