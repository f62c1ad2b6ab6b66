using System;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Quickstart.Rows;

/// <summary>The Reseller platform's columns: a customer and its first user.</summary>
internal static class ResellerRows
{
    public static VendorRows Connect(Uri baseUri) => new VendorRows<ResellerCustomerUserRequest, ResellerCustomerUser>(
        ResellerOperations.CreateCustomerUser,
        ResellerVendor.Connect("harborline", Secret.From("sample-reseller-password")!, baseUri),
        Read,
        static created => (created.CustomerId, created.Customer));

    private static ResellerCustomerUserRequest Read(RowCells cells) => new()
    {
        ContactName = cells.Text("contactName"),
        Email = cells.Text("email"),
        UserName = cells.Text("username"),
        Password = cells.Password("password"),
        Customer = cells.Text("customer"),
        PhoneNumber = cells.Text("phoneNumber"),
        ApplyFreeCredits = cells.YesOrNo("applyFreeCredits"),
    };
}
