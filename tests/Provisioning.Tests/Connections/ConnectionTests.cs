using System;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Connections;

public sealed class ConnectionTests
{
    [Fact]
    public void A_closed_connection_can_no_longer_be_used_and_has_forgotten_its_secrets()
    {
        Secret token = Make.Secret("token");
        Connection connection = Provisioning.Vendors.SafeMobi.SafeMobiVendor.Connect(token, Make.ClosedPort());

        connection.Dispose();

        Assert.True(connection.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => VendorChannel.Of(connection));
        Assert.Throws<ObjectDisposedException>(token.Reveal);
    }
}
