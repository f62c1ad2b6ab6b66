using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Http;

/// <summary>A proxy that refuses is named, by host and port, and its credentials are not.</summary>
public sealed class ProxyTests
{
    private const string NotSent = "The call to api.vendor.example was not sent: ";
    private static readonly Uri s_vendor = new("https://api.vendor.example/");

    [Fact]
    public async Task A_proxy_that_nobody_listens_on_is_named_without_its_credentials()
    {
        Uri proxy = Make.ClosedPort();

        Attempt attempt = await AttemptAsync(With(proxy));

        Assert.Equal(
            $"{NotSent}the proxy {proxy.Authority} cannot be reached: the connection was refused: nothing is listening on that port.",
            attempt.Message);
        Assert.Equal((Delivery.NotSent, ProvisioningError.NotSent), (attempt.Delivery, attempt.Error));
        Assert.True(attempt.IsUnreachable);
    }

    [Fact]
    public async Task A_proxy_whose_name_is_unknown_is_named()
    {
        Attempt attempt = await AttemptAsync(With(new Uri("http://no-such-proxy.invalid:3128/")));

        Assert.Equal(
            NotSent + "the proxy no-such-proxy.invalid:3128 cannot be reached: the host name could not be resolved.", attempt.Message);
    }

    [Theory]
    [InlineData("https://api.vendor.example/", true)]
    [InlineData("https://api.vendor.example/", false)]
    [InlineData("http://127.0.0.1:1/", false)]
    public async Task A_proxy_that_requires_credentials_is_said_at_once_and_ends_the_run(string vendor, bool hasCredentials)
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", 407, "Proxy-Authenticate: Basic realm=\"MARKER\""));
        WebProxy proxy = hasCredentials ? With(server.BaseAddress) : new WebProxy(server.BaseAddress);
        using Connection connection = Make.SafeMobi(new Uri(vendor), Make.OnJumpingClock(out ManualTimeProvider time) with { Proxy = proxy });

        OperationResult delivered = await Make.Row(connection, Make.MobiAccount()).DeliverAsync();

        Assert.Equal((Delivery.NotSent, ProvisioningError.ProxyRefused), (delivered.Delivery, delivered.Last.Error));
        Assert.Equal(
            $"The call to {connection.BaseUri.Authority} was not sent: the proxy {server.BaseAddress.Authority} requires credentials that it"
            + " accepts (HTTP 407).",
            delivered.Last.Message);
        Assert.Equal(TimeSpan.Zero, time.Elapsed);
        Assert.True(new VendorApiException(delivered.Last.Error, "").EndsRun);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(400)]
    [InlineData(405)]
    public async Task A_proxy_that_does_not_let_the_call_through_ends_the_run(int status)
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", status));

        Attempt attempt = await AttemptAsync(With(server.BaseAddress));

        Assert.Equal((Delivery.NotSent, ProvisioningError.ProxyRefused), (attempt.Delivery, attempt.Error));
        Assert.Equal(
            $"{NotSent}the proxy {server.BaseAddress.Authority} refuses to connect to api.vendor.example:443 (HTTP {status}).",
            attempt.Message);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_proxy_that_cannot_reach_the_vendor_is_named_and_waited_for_like_the_vendor(int status)
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", status));

        Attempt attempt = await AttemptAsync(With(server.BaseAddress));

        Assert.Equal(
            $"{NotSent}the proxy {server.BaseAddress.Authority} could not connect to api.vendor.example:443 (HTTP {status}).",
            attempt.Message);
        Assert.True(attempt.IsUnreachable);
    }

    [Fact]
    public async Task A_SOCKS_proxy_that_nobody_listens_on_is_named()
    {
        Uri proxy = new UriBuilder(Make.ClosedPort()) { Scheme = "socks5" }.Uri;

        Attempt attempt = await AttemptAsync(With(proxy));

        Assert.Contains($"the proxy 127.0.0.1:{proxy.Port}", attempt.Message, StringComparison.Ordinal);
        Assert.Equal(Delivery.NotSent, attempt.Delivery);
    }

    [Fact]
    public async Task A_SOCKS_proxy_that_accepts_no_way_to_sign_in_ends_the_run()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(async () =>
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            await stream.ReadExactlyAsync(new byte[4]);
            await stream.WriteAsync(new byte[] { 5, 255 });
        });

        Attempt attempt = await AttemptAsync(With(new Uri($"socks5://{listener.LocalEndpoint}/")));

        await serving;
        Assert.Equal(ProvisioningError.ProxyRefused, attempt.Error);
        Assert.Contains($"the proxy {listener.LocalEndpoint}", attempt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_proxy_is_named_too()
    {
        IWebProxy before = HttpClient.DefaultProxy;
        IWebProxy? beforeOnFramework = WebRequest.DefaultWebProxy;
        Uri proxy = Make.ClosedPort();
        try
        {
            HttpClient.DefaultProxy = new ProxyOf(s_vendor.Host, With(proxy));
            WebRequest.DefaultWebProxy = HttpClient.DefaultProxy;
            Attempt attempt = await AttemptAsync(null);
            Assert.Contains($"the proxy {proxy.Authority} cannot be reached", attempt.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("MARKER", attempt.Message, StringComparison.Ordinal);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
            WebRequest.DefaultWebProxy = beforeOnFramework;
        }
    }

    [Fact]
    public async Task A_proxy_that_is_bypassed_is_not_blamed()
    {
        Uri vendor = Make.ClosedPort();
        using Connection connection = Make.SafeMobi(vendor, Make.Options with { Proxy = new WebProxy("http://127.0.0.1:1/", BypassOnLocal: true) });

        Attempt attempt = await Make.Row(connection, Make.MobiAccount()).CallAsync();

        Assert.Equal($"The call to {vendor.Authority} was not sent: the connection was refused: nothing is listening on that port.", attempt.Message);
    }

    [Fact]
    public async Task A_proxy_on_the_way_to_the_token_endpoint_is_named()
    {
        Uri proxy = Make.ClosedPort();
        using Connection connection = Make.CloudCockpit(s_vendor, new Uri("https://login.example/token"), Make.Options with { Proxy = With(proxy) });

        Attempt attempt = await Make.Row(connection, Make.Customer()).CallAsync();

        Assert.Equal(
            $"{NotSent}the token endpoint login.example: the proxy {proxy.Authority} cannot be reached: the connection was refused:"
            + " nothing is listening on that port.",
            attempt.Message);
    }

    [Theory]
    [InlineData("https://login.example/token")]
    [InlineData("http://127.0.0.1:1/token")]
    public async Task A_proxy_that_requires_credentials_on_the_way_to_the_token_endpoint_ends_the_run(string endpoint)
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", 407));
        using Connection connection = Make.CloudCockpit(s_vendor, new Uri(endpoint), Make.Options with { Proxy = With(server.BaseAddress) });

        Attempt attempt = await Make.Row(connection, Make.Customer()).CallAsync();

        Assert.Equal((Delivery.NotSent, ProvisioningError.ProxyRefused), (attempt.Delivery, attempt.Error));
        Assert.Contains($"the proxy {server.BaseAddress.Authority} requires credentials", attempt.Message, StringComparison.Ordinal);
        Assert.False(attempt.IsUnreachable);
    }

    [Fact]
    public async Task A_407_without_a_proxy_is_said_to_be_of_one_on_the_way()
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", 407));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        Attempt attempt = await Make.Row(connection, Make.MobiAccount()).CallAsync();

        Assert.Equal(ProvisioningError.ProxyRefused, attempt.Error);
        Assert.Contains("a proxy on the way requires credentials that it accepts (HTTP 407)", attempt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_says_at_once_that_its_proxy_is_away_and_waits_half_a_minute_for_it()
    {
        var log = new RecordingLog();
        Uri proxy = Make.ClosedPort();
        using Connection connection = Make.SafeMobi(s_vendor, Make.OnJumpingClock(out ManualTimeProvider time) with { Proxy = With(proxy) });
        using ProvisioningRun run = Rows.Start(options: new RunOptions { ThrottleLimit = 4 }, log: log);

        await run.PassAsync(Enumerable.Range(0, 100).Select(row => Make.Row(connection, Make.MobiAccount($"ext-{row}"))));

        Assert.Equal(ProvisioningError.ProxyRefused, run.Fatal!.Error);
        Assert.StartsWith(
            $"The proxy could not be reached for 30 s. The call to api.vendor.example was not sent: the proxy {proxy.Authority}",
            run.Fatal.Message,
            StringComparison.Ordinal);
        Assert.InRange(time.Elapsed, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2));
        Assert.StartsWith("The proxy cannot be reached. The run waits for it for up to 30 s", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    private static WebProxy With(Uri address) => new(address) { Credentials = new NetworkCredential("user-MARKER", "pass-MARKER") };

    private static async Task<Attempt> AttemptAsync(IWebProxy? proxy)
    {
        using Connection connection = Make.SafeMobi(s_vendor, Make.Options with { Proxy = proxy });
        return await Make.Row(connection, Make.MobiAccount()).CallAsync();
    }

    // The system's proxy is that of all tests, which run at the same time: it is for one host alone.
    private sealed class ProxyOf(string host, IWebProxy proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; } = proxy.Credentials;

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy.GetProxy(destination);

        public bool IsBypassed(Uri address) => address.Host != host;
    }
}
