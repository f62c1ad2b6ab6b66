using System;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Connections;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com/")]
    [InlineData("https://api.example.com/rest/v2", "https://api.example.com/rest/v2/")]
    [InlineData("http://127.0.0.1:5080/reseller/", "http://127.0.0.1:5080/reseller/")]
    [InlineData("http://localhost:5080", "http://localhost:5080/")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080/")]
    public void Https_anywhere_and_http_on_this_machine_are_allowed_and_end_in_a_slash(string given, string address) =>
        Assert.Equal(address, ServiceAddress.CheckBase(new Uri(given)).AbsoluteUri);

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://0.0.0.0")]
    [InlineData("ftp://example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://example.com/?key=1")]
    [InlineData("https://example.com/#part")]
    [InlineData("relative/path")]
    public void Anything_else_is_refused(string address) =>
        Assert.Throws<ArgumentException>(() => ServiceAddress.CheckBase(new Uri(address, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData("https://MARKER@example.com")]
    [InlineData("https://user:MARKER@example.com")]
    [InlineData("http://user:MARKER@127.0.0.1")]
    public void Credentials_in_an_address_are_refused_and_not_repeated(string address)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => ServiceAddress.CheckBase(new Uri(address)));

        Assert.DoesNotContain("MARKER", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_connection_and_the_token_endpoint_keep_to_it()
    {
        var elsewhere = new Uri("http://example.com");

        Assert.Throws<ArgumentException>(() => Make.QuickHelp(elsewhere));
        Assert.Throws<ArgumentException>(() => Make.CloudCockpit(elsewhere));
        Assert.Throws<ArgumentException>(() => Make.Reseller(elsewhere));
        Assert.Throws<ArgumentException>(() => Make.SafeMobi(elsewhere));
        Assert.Throws<ArgumentException>(() => Make.CloudCockpit(new Uri("https://example.com"), tokenUri: elsewhere));
    }
}
