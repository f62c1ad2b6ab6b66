using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.Reseller;

/// <summary>A reseller customer with its first user.</summary>
public sealed class ResellerCustomerUser : ProvisionedResource
{
    /// <summary>The vendor's ID of the customer; null if the answer did not contain it.</summary>
    public string? CustomerId { get; private init; }

    /// <summary>The name of the customer.</summary>
    public string? Customer { get; private init; }

    /// <summary>The user's name.</summary>
    public string? UserName { get; private init; }

    /// <summary>The user's contact name.</summary>
    public string? ContactName { get; private init; }

    /// <summary>The user's e-mail address.</summary>
    public string? Email { get; private init; }

    /// <summary>The user's phone number.</summary>
    public string? PhoneNumber { get; private init; }

    /// <summary>Whether free credits were requested.</summary>
    public bool? ApplyFreeCredits { get; private init; }

    /// <summary>The other fields of the vendor's answer, as JSON; null if there were none.</summary>
    public string? VendorFields { get; private init; }

    internal static ResellerCustomerUser Create(ResellerCustomerUserRequest request, JObject? answer, string? vendorId) => new()
    {
        CustomerId = vendorId,
        Customer = request.Customer,
        UserName = request.UserName,
        ContactName = request.ContactName,
        Email = request.Email,
        PhoneNumber = request.PhoneNumber,
        ApplyFreeCredits = request.ApplyFreeCredits,
        VendorFields = ResellerResult.FieldsBeside(answer, "status", "customerId"),
    };
}

/// <summary>A reseller customer.</summary>
public sealed class ResellerCustomer : ProvisionedResource
{
    /// <summary>The vendor's ID of the customer; null if the answer did not contain it.</summary>
    public string? CustomerId { get; private init; }

    /// <summary>The name of the customer.</summary>
    public string? Name { get; private init; }

    /// <summary>The ID of the integration.</summary>
    public string? IntegrationId { get; private init; }

    /// <summary>How sender numbers rotate.</summary>
    public ResellerRotationAlgorithm? RotationAlgorithm { get; private init; }

    /// <summary>How the customer pays.</summary>
    public ResellerBillingType? BillingType { get; private init; }

    /// <summary>The MO charge.</summary>
    public int? MoCharge { get; private init; }

    /// <summary>The other fields of the vendor's answer, as JSON; null if there were none.</summary>
    public string? VendorFields { get; private init; }

    internal static ResellerCustomer Create(ResellerCustomerRequest request, JObject? answer, string? vendorId) => new()
    {
        CustomerId = vendorId,
        Name = request.Name,
        IntegrationId = request.IntegrationId,
        RotationAlgorithm = request.RotationAlgorithm,
        BillingType = request.BillingType,
        MoCharge = request.MoCharge,
        VendorFields = ResellerResult.FieldsBeside(answer, "status", "customerId"),
    };
}

/// <summary>A user of a reseller customer.</summary>
public sealed class ResellerUser : ProvisionedResource
{
    /// <summary>The vendor's ID of the user; null if the answer did not contain it.</summary>
    public string? UserId { get; private init; }

    /// <summary>The user's name.</summary>
    public string? UserName { get; private init; }

    /// <summary>The vendor's ID of the customer.</summary>
    public string? CustomerId { get; private init; }

    /// <summary>The user's e-mail address.</summary>
    public string? Email { get; private init; }

    /// <summary>The user's phone number.</summary>
    public string? PhoneNumber { get; private init; }

    /// <summary>The other fields of the vendor's answer, as JSON; null if there were none.</summary>
    public string? VendorFields { get; private init; }

    internal static ResellerUser Create(ResellerUserRequest request, JObject? answer, string? vendorId) => new()
    {
        UserId = vendorId,
        UserName = request.UserName,
        CustomerId = request.CustomerId,
        Email = request.Email,
        PhoneNumber = request.PhoneNumber,
        VendorFields = ResellerResult.FieldsBeside(answer, "status", "userId"),
    };
}

/// <summary>A customer of the reseller, and its balance.</summary>
public sealed class ResellerCustomerBalance
{
    /// <summary>The name of the customer.</summary>
    public string? Name { get; private init; }

    /// <summary>The number of its credits; null if the vendor did not say.</summary>
    public decimal? Credits { get; private init; }

    internal static ResellerCustomerBalance Read(ResellerCustomerQuery query, JObject answer) =>
        new() { Name = query.Name, Credits = ResellerResult.CreditsOf(answer) };
}

/// <summary>Credits that were added to a customer.</summary>
public sealed class ResellerCredit : ProvisionedResource
{
    /// <summary>The name of the customer.</summary>
    public string? Customer { get; private init; }

    /// <summary>The number of credits that were added; negative if they were taken away.</summary>
    public int? Added { get; private init; }

    /// <summary>The number of the customer's credits afterwards; null if the vendor did not say.</summary>
    public decimal? Credits { get; private init; }

    internal static ResellerCredit Create(ResellerCreditRequest request, JObject? answer, string? vendorId) => new()
    {
        Customer = request.Customer,
        Added = request.Credits,
        Credits = answer is null ? null : ResellerResult.CreditsOf(answer),
    };
}

internal static class ResellerResult
{
    public static decimal? CreditsOf(JObject answer) =>
        decimal.TryParse(answer.Text("credits"), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal credits) ? credits : null;

    public static string? FieldsBeside(JObject? answer, params string[] shown)
    {
        if (answer is null)
            return null;
        JObject? rest = null;
        foreach (JProperty property in answer.Properties())
        {
            if (!shown.Contains(property.Name))
                (rest ??= []).Add(property.Name, property.Value);
        }

        return rest?.ToString(Formatting.None);
    }
}
