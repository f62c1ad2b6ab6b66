namespace Provisioning.Vendors.SafeMobi;

/// <summary>"Additional Premium account info (for Premium accounts only)"</summary>
/// <param name="CompanyShortName">The short name of the company.</param>
/// <param name="CompanyFullName">The full name of the company.</param>
/// <param name="MobileDomain">The mobile domain.</param>
/// <param name="ControlPanelDomains">The control panel's domains.</param>
public sealed record SafeMobiPremiumAccountInfo(
    string? CompanyShortName, string? CompanyFullName, string? MobileDomain, string? ControlPanelDomains);
