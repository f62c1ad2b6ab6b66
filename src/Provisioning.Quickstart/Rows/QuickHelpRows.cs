using System;
using System.Globalization;
using System.Linq;
using Provisioning.Vendors.QuickHelp;

namespace Provisioning.Quickstart.Rows;

/// <summary>QuickHelp's columns.</summary>
internal static class QuickHelpRows
{
    public static VendorRows Connect(Uri baseUri) => new VendorRows<QuickHelpAccountRequest, QuickHelpCustomer>(
        QuickHelpOperations.CreateAccount,
        QuickHelpVendor.Connect(Secret.From("sample-subscription-key")!, Secret.From("sample-api-key"), baseUri),
        Read,
        static created => (created.CustomerId?.ToString(CultureInfo.InvariantCulture), created.CompanyName));

    private static QuickHelpAccountRequest Read(RowCells cells) => new()
    {
        CompanyName = cells.Text("companyName"),
        Eula = cells.WholeNumber("eula"),
        TemplateId = cells.WholeNumber("templateId"),
        AccountType = cells.OneOf<QuickHelpAccountType>("accountType"),
        ContractStatus = cells.OneOf<QuickHelpContractStatus>("contractStatus"),
        RouteUrl = cells.Text("routeURL"),
        Domains = cells.Texts("domains"),
        PrimaryContactName = cells.Text("primaryContactName"),
        PrimaryContactEmail = cells.Text("primaryContactEmail"),
        PrimaryContactPhone = cells.Text("primaryContactPhone"),
        ExpirationDate = cells.Time("expirationDate"),
        Licenses = cells.WholeNumber("licenses"),
        TimeZone = cells.WholeNumber("timeZone"),
        SupportInfoWebsite = cells.Text("supportInfoWebsite"),
        SupportInfoEmail = cells.Text("supportInfoEmail"),
        SupportInfoPhone = cells.Text("supportInfoPhone"),
        PartnerId = cells.WholeNumber("partnerId"),
        Ae = cells.WholeNumber("ae"),
        Csm = cells.WholeNumber("csm"),
        SuppressUserCreation = cells.YesOrNo("suppressUserCreation"),
        IsEulaAccepted = cells.YesOrNo("isEulaAccepted"),
        SandBoxModeOn = cells.YesOrNo("sandBoxModeOn"),
        Skus = cells.NumberPairs("skUs")?.Select(static pair => new QuickHelpSku(pair.Left, pair.Right)).ToArray(),
    };
}
