using System;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Quickstart.Rows;

/// <summary>SafeMobi's columns.</summary>
internal static class SafeMobiRows
{
    public static VendorRows Connect(Uri baseUri) => new VendorRows<SafeMobiAccountRequest, SafeMobiAccount>(
        SafeMobiOperations.CreateAccount,
        SafeMobiVendor.Connect(Secret.From("sample-token")!, baseUri),
        Read,
        static created => (created.Id?.ToString(), created.ExternalId));

    private static SafeMobiAccountRequest Read(RowCells cells) => new()
    {
        ExternalId = cells.Text("ExternalId"),
        FirstName = cells.Text("FirstName"),
        LastName = cells.Text("LastName"),
        Email = cells.Text("Email"),
        Password = cells.Password("Password"),
        Type = cells.OneOf<SafeMobiAccountType>("Type"),
        AccountPlanId = cells.WholeNumber("AccountPlanId"),
        ParentAccountId = cells.Id("ParentAccountId"),
        CompanyShortName = cells.Text("CompanyShortName"),
        CompanyFullName = cells.Text("CompanyFullName"),
        MobileDomain = cells.Text("MobileDomain"),
        ControlPanelDomains = cells.Text("ControlPanelDomains"),
    };
}
