using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors;
using Xunit;

namespace Provisioning.Tests.Vendors;

public sealed class VendorRegistryTests
{
    [Fact]
    public void Every_vendor_is_registered_once_and_its_default_address_is_https()
    {
        Assert.Equal(["QuickHelp", "CloudCockpit", "Reseller", "SafeMobi"], VendorRegistry.All.Select(vendor => vendor.Name));
        Assert.All(VendorRegistry.All, static vendor => Assert.True(vendor.DefaultBaseUri is null or { Scheme: "https" }));
    }
}
