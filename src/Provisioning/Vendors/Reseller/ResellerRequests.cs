using Provisioning.Secrets;

namespace Provisioning.Vendors.Reseller;

/// <summary>A customer and its first user, in one call. A property that is null is not sent.</summary>
public sealed class ResellerCustomerUserRequest
{
    /// <summary>"User's contact name"</summary>
    public string? ContactName { get; set; }

    /// <summary>"User's e-mail."</summary>
    public string? Email { get; set; }

    /// <summary>"username of the user to be created": no spaces.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's password.</summary>
    public Secret? Password { get; set; }

    /// <summary>"Name of customer": no spaces; it must not exist yet.</summary>
    public string? Customer { get; set; }

    /// <summary>"Phone number to contact with user": only <c>+</c>, space and digits.</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>"flag indicating whether we should add free credits to account"</summary>
    public bool? ApplyFreeCredits { get; set; }
}

/// <summary>A customer alone. A property that is null is not sent.</summary>
public sealed class ResellerCustomerRequest
{
    /// <summary>"name of the customer to be created": no spaces; it must not exist yet.</summary>
    public string? Name { get; set; }

    /// <summary>"ID of the integration"; the vendor's default is an empty string.</summary>
    public string? IntegrationId { get; set; }

    /// <summary>"Rotation algoritgm"; the vendor's default is <see cref="ResellerRotationAlgorithm.MaxRotation"/>.</summary>
    public ResellerRotationAlgorithm? RotationAlgorithm { get; set; }

    /// <summary>
    /// "Billing type"; the vendor's default is <see cref="ResellerBillingType.PostPaid"/>, even if the reseller's own is pre-paid.
    /// </summary>
    public ResellerBillingType? BillingType { get; set; }

    /// <summary>"MO charge"; the vendor's default is 0.</summary>
    public int? MoCharge { get; set; }
}

/// <summary>A user of an existing customer. A property that is null is not sent.</summary>
public sealed class ResellerUserRequest
{
    /// <summary>The user's name: no spaces.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's password.</summary>
    public Secret? Password { get; set; }

    /// <summary>The vendor's ID of the customer: a MongoDB ObjectId.</summary>
    public string? CustomerId { get; set; }

    /// <summary>The user's e-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>The user's phone number: only <c>+</c>, space and digits.</summary>
    public string? PhoneNumber { get; set; }
}

/// <summary>Credits for an existing customer.</summary>
public sealed class ResellerCreditRequest
{
    /// <summary>The name of the customer: no spaces.</summary>
    public string? Customer { get; set; }

    /// <summary>"creditsToAdd": how many credits to add; a negative number takes them away. Not 0.</summary>
    public int? Credits { get; set; }
}

/// <summary>Which customer to read.</summary>
public sealed class ResellerCustomerQuery
{
    /// <summary>The name of the customer: no spaces.</summary>
    public string? Name { get; set; }
}
