using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace Provisioning.Sandbox.Tests.Hosting;

/// <summary>Where the sandbox listens, and what it may know.</summary>
public sealed class ServerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1:0")]
    [InlineData("ftp://127.0.0.1:0")]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:5080")]
    [InlineData("http://example.com:5080")]
    [InlineData("http://10.0.0.1:5080")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("http://user@127.0.0.1:0")]
    public async Task Listens_on_this_machine_alone(string urls) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await (await SandboxServer.StartAsync(urls)).DisposeAsync());

    [Fact]
    public async Task Listens_on_several_addresses_that_share_one_state()
    {
        await using SandboxServer server = await SandboxServer.StartAsync("http://127.0.0.1:0;http://127.0.0.1:0");
        using var client = new HttpClient();
        Assert.Equal(2, server.Addresses.Distinct().Count());

        using var body = new StringContent("""{"next":["html"]}""");
        using HttpResponseMessage posted = await client.PostAsync(new Uri(server.Addresses[0], "_sandbox/faults"), body);
        Assert.Contains("html", await client.GetStringAsync(new Uri(server.Addresses[1], "_sandbox/faults")));
    }

    [Fact]
    public async Task Speaks_https_with_a_certificate_that_nobody_vouches_for()
    {
        await using SandboxServer server = await SandboxServer.StartAsync("https://127.0.0.1:0");
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(server.BaseAddress, "_sandbox/state")));

        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback =
            static (_, certificate, _, _) => certificate?.Subject == certificate?.Issuer;
        using var trusting = new HttpClient(handler);
        using HttpResponseMessage response = await trusting.GetAsync(new Uri(server.BaseAddress, "_sandbox/state"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_body_of_more_than_4_MiB()
    {
        await using SandboxServer server = await SandboxServer.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.BaseAddress, "quickhelp/v1/Account/Create"));
        request.Content = new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]);
        // Asked before the body is sent, the answer cannot be lost to a connection that breaks while sending.
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    // A sandbox that shared a model with the client would agree with the client's mistakes.
    [Fact]
    public void Neither_the_sandbox_nor_its_tests_know_the_client() => Assert.All(
        [typeof(SandboxServer).Assembly, Assembly.GetExecutingAssembly()],
        static assembly => Assert.DoesNotContain(
            assembly.GetReferencedAssemblies(),
            static name => name.Name is "Provisioning" or "Provisioning.Cmdlets" or "Provisioning.Loader"));
}
