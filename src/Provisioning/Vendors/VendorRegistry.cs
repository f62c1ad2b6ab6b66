using System.Collections.Generic;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;
using Provisioning.Vendors.Reseller;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Vendors;

/// <summary>The registry of the vendors.</summary>
public static class VendorRegistry
{
    /// <summary>All vendors, in the order in which they are listed.</summary>
    public static IReadOnlyList<Vendor> All { get; } =
    [
        QuickHelpVendor.Description,
        CloudCockpitVendor.Description,
        ResellerVendor.Description,
        SafeMobiVendor.Description,
    ];

    /// <summary>The queries that test a connection. A vendor that documents no call that changes nothing has none.</summary>
    public static IReadOnlyList<QueryDefinition<ConnectionTestRequest, string>> ConnectionTests { get; } =
    [
        CloudCockpitQueries.TestConnection,
        ResellerQueries.TestConnection,
        SafeMobiQueries.TestConnection,
    ];

    /// <summary>The operations whose doubts the vendor may be asked about.</summary>
    public static IReadOnlyList<OperationDefinition> Settleable { get; } =
    [
        QuickHelpOperations.CreateAccount,
        CloudCockpitOperations.CreateCustomer,
        CloudCockpitOperations.DeleteCustomer,
        ResellerOperations.CreateCustomerUser,
        ResellerOperations.CreateCustomer,
        ResellerOperations.CreateUser,
        SafeMobiOperations.CreateAccount,
    ];
}
