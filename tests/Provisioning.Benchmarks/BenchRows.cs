using System;
using System.Globalization;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Benchmarks;

/// <summary>The rows that BenchContender.ps1 makes, field by field: a journal that is filled with them here replays them there.</summary>
internal static class BenchRows
{
    public static Connection Connect(Uri baseAddress) => ResellerVendor.Connect("bench", Secret.From("bench-password")!, baseAddress);

    public static PreparedOperation Prepare(Connection connection, string prefix, int row) =>
        new PreparedOperation<ResellerCustomerUserRequest, ResellerCustomerUser>(
            ResellerOperations.CreateCustomerUser, Request(prefix, row), connection, row);

    public static ResellerCustomerUserRequest Request(string prefix, int row)
    {
        string number = row.ToString(CultureInfo.InvariantCulture);
        return new ResellerCustomerUserRequest
        {
            ContactName = "Contact " + number,
            Email = $"user{number}@example.com",
            UserName = $"{prefix}-user-{number}",
            Password = Secret.From("Sample-Passw0rd"),
            Customer = $"{prefix}-customer-{number}",
            PhoneNumber = "+1 555 0100",
            ApplyFreeCredits = false,
        };
    }
}
