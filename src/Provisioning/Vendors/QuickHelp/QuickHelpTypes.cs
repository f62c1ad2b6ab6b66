using System.Globalization;

namespace Provisioning.Vendors.QuickHelp;

/// <summary>The types of customer, with the vendor's numbers.</summary>
public enum QuickHelpAccountType
{
    /// <summary>Customer Account</summary>
    CustomerAccount = 1,

    /// <summary>BQP Customer</summary>
    BqpCustomer = 2,

    /// <summary>Demo Account</summary>
    DemoAccount = 3,

    /// <summary>Partner Customer</summary>
    PartnerCustomer = 4,

    /// <summary>45-Day Trial Customer</summary>
    TrialCustomer45Day = 5,

    /// <summary>Internal Use</summary>
    InternalUse = 6,

    /// <summary>Child Customer</summary>
    ChildCustomer = 7,

    /// <summary>CIE Bootcamp</summary>
    CieBootcamp = 11,

    /// <summary>BSI Trial Customer</summary>
    BsiTrialCustomer = 12,

    /// <summary>SMC Sandbox</summary>
    SmcSandbox = 13,
}

/// <summary>Whether a partner customer's contract is signed, with the vendor's numbers.</summary>
public enum QuickHelpContractStatus
{
    /// <summary>Signed</summary>
    Signed = 1,

    /// <summary>Unsigned</summary>
    Unsigned = 2,
}

/// <summary>A SKU and its number of licenses.</summary>
/// <param name="SkuId">"SKU id". The document does not say that it is required.</param>
/// <param name="LicenseCount">"Required - Licenses count."</param>
public sealed record QuickHelpSku(int? SkuId, int? LicenseCount)
{
    /// <summary>Formats the SKU as in a CSV cell.</summary>
    /// <returns><c>23=34</c></returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}={1}", SkuId, LicenseCount);
}

/// <summary>A contact person.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Email">The person's e-mail address.</param>
/// <param name="Phone">The person's phone number.</param>
public sealed record QuickHelpContact(string? Name, string? Email, string? Phone);

/// <summary>Where the customer's users find support.</summary>
/// <param name="Website">The website.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The phone number.</param>
public sealed record QuickHelpSupportInfo(string? Website, string? Email, string? Phone);
