using System;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Connections.SignIn;

public sealed class HeaderValueTests
{
    [Theory]
    [InlineData("a\rMARKER")]
    [InlineData("a\nMARKER")]
    [InlineData("MARKER\r\nX-Evil: 1")]
    [InlineData("MARKER\0")]
    [InlineData("MARKER\u00e9")]
    public void A_value_that_cannot_stand_in_a_header_is_refused_and_not_repeated(string value)
    {
        Uri address = Make.ClosedPort();
        Action[] connects =
        [
            () => Make.QuickHelp(address, key: value),
            () => Make.QuickHelp(address, apiKey: value),
            () => Make.CloudCockpit(address, token: value),
            () => Make.SafeMobi(address, token: value),
            () => CloudCockpitVendor.Connect(value, Make.Secret("token"), address),
        ];

        foreach (Action connect in connects)
            Assert.DoesNotContain("MARKER", Assert.Throws<ArgumentException>(connect).Message, StringComparison.Ordinal);
    }
}
