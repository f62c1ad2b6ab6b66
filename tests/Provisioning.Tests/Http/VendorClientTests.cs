using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Sandbox;
using Provisioning.Tests.Support;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Http;

/// <summary>What is known of one call, for each way in which it can go wrong.</summary>
public sealed class VendorClientTests
{
    [Fact]
    public async Task A_refused_port_means_not_sent()
    {
        Attempt attempt = await Deliver.AttemptAsync(Make.ClosedPort());

        Assert.Equal(Delivery.NotSent, attempt.Delivery);
        Assert.Equal(ProvisioningError.NotSent, attempt.Error);
        Assert.True(attempt.IsUnreachable);
        Assert.EndsWith("was not sent: the connection was refused: nothing is listening on that port.", attempt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_host_means_not_sent()
    {
        Attempt attempt = await Deliver.AttemptAsync(new Uri("https://no-such-host.invalid/"));

        Assert.Equal(Delivery.NotSent, attempt.Delivery);
        Assert.Equal("The call to no-such-host.invalid was not sent: the host name could not be resolved.", attempt.Message);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_means_not_sent_and_trying_again_cannot_help()
    {
        await using SandboxServer server = await SandboxServer.StartAsync("https://127.0.0.1:0");

        Attempt attempt = await Deliver.AttemptAsync(new Uri(server.BaseAddress, "reseller/"));

        Assert.Equal(Delivery.NotSent, attempt.Delivery);
        Assert.True(attempt.IsLasting);
        Assert.False(attempt.IsUnreachable);
        Assert.Contains("the server's certificate or TLS version was not accepted", attempt.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.State.Calls);
    }

    [Fact]
    public async Task A_TLS_handshake_that_nobody_answers_means_not_sent()
    {
        using var server = WireServer.Start(WireAnswer.Hang);

        Attempt attempt = await Deliver.AttemptAsync(new UriBuilder(server.BaseAddress) { Scheme = "https" }.Uri,
            Make.Options with { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(Delivery.NotSent, attempt.Delivery);
    }

    [Fact]
    public async Task A_connection_that_does_not_come_about_in_time_means_not_sent()
    {
        // A queue of waiting connections that is full lets no further one in.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(0);
        var waiting = new List<Socket>();
        for (int i = 0; i < 3; i++)
        {
            waiting.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            _ = waiting[i].ConnectAsync(socket.LocalEndPoint!).ContinueWith(static task => task.Exception, TaskScheduler.Default);
        }

        Attempt attempt = await Deliver.AttemptAsync(
            new Uri($"http://{socket.LocalEndPoint}/"), Make.Options with { Timeout = TimeSpan.FromMilliseconds(300) });

        waiting.ForEach(static one => one.Dispose());
        Assert.Equal(Delivery.NotSent, attempt.Delivery);
        Assert.True(attempt.IsUnreachable);
        Assert.Contains("within 0.3 s", attempt.Message, StringComparison.Ordinal);
    }

    [LegacyFact]
    public async Task The_time_for_connecting_is_limited_by_the_module_where_the_platform_has_no_limit()
    {
        var time = new ManualTimeProvider();
        using var server = WireServer.Start(WireAnswer.Hang);
        using var http = new HttpClient(new DepartureHandler(TimeSpan.FromSeconds(15), time) { InnerHandler = new HttpClientHandler() });
        using var request = new VendorRequest(HttpMethod.Put, new UriBuilder(server.BaseAddress) { Scheme = "https" }.Uri)
        {
            CorrelationId = "id",
            Mask = static text => text,
        };
        request.Content = new ObservedContent("{}"u8.ToArray(), "application/json", request.Departure);
        Task<HttpResponseMessage> calling = http.SendAsync(request);
        await Eventually.IsTrueAsync(() => server.Connections == 1);

        time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(calling.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling.SoonAsync());
        Assert.False(request.Departure.Began);
    }

    [LegacyFact]
    public async Task A_call_whose_body_has_left_is_not_ended_by_the_time_for_connecting()
    {
        var time = new ManualTimeProvider();
        using var server = WireServer.Start(WireAnswer.Hang);
        using var http = new HttpClient(new DepartureHandler(TimeSpan.FromSeconds(15), time) { InnerHandler = new HttpClientHandler() });
        using var request = new VendorRequest(HttpMethod.Put, server.BaseAddress) { CorrelationId = "id", Mask = static text => text };
        request.Content = new ObservedContent("{}"u8.ToArray(), "application/json", request.Departure);
        Task<HttpResponseMessage> calling = http.SendAsync(request);
        await Eventually.IsTrueAsync(() => server.Requests.Count == 1);

        time.Advance(TimeSpan.FromSeconds(15));

        Assert.True(request.Departure.Began);
        Assert.False(calling.IsCompleted);
    }

    [Theory]
    [InlineData("https://elsewhere.example/accounts")]
    [InlineData("http:accounts")]
    [InlineData("//elsewhere.example/accounts")]
    [InlineData("/accounts")]
    [InlineData("../accounts")]
    [InlineData("a/../../accounts")]
    [InlineData("a/%2e%2E/accounts")]
    [InlineData("a/.%2e")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a\\..\\b")]
    [InlineData("a b")]
    [InlineData("a\r\nHost: elsewhere.example")]
    [InlineData("a\u0085b")]
    [InlineData("a#b")]
    [InlineData("user@elsewhere.example:80/")]
    [InlineData("")]
    public async Task A_path_that_leads_elsewhere_is_never_called(string path)
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"status":0}"""));
        using Connection connection = Make.Reseller(new Uri(server.BaseAddress, "below/"));
        var operation = (PreparedOperation<ResellerCustomerRequest, ResellerCustomer>)Make.Row(connection, new ResellerCustomerRequest { Name = "contoso" });

        Attempt attempt = await operation.WithPath(path).CallAsync();

        Assert.Equal((Delivery.NotSent, ProvisioningError.NotSent, true), (attempt.Delivery, attempt.Error, attempt.IsLasting));
        Assert.Contains("was not sent: the path of the call", attempt.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("services/rest/customer/create")]
    [InlineData("a..b/~c/%20d")]
    [InlineData("v1/Customers?searchValue=a//b:c..%2F../&x=1")]
    public async Task A_path_below_the_base_address_is_called(string path)
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"status":0}"""));
        using Connection connection = Make.Reseller(new Uri(server.BaseAddress, "below/"));
        var operation = (PreparedOperation<ResellerCustomerRequest, ResellerCustomer>)Make.Row(connection, new ResellerCustomerRequest { Name = "contoso" });

        Assert.Equal(Delivery.Confirmed, (await operation.WithPath(path).CallAsync()).Delivery);
        Assert.Equal("/below/" + path, Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task A_reset_after_the_body_left_is_unknown_and_not_retried()
    {
        using var server = WireServer.Start(WireAnswer.Reset);

        OperationResult delivered = await Make.RowOf("QuickHelp", server.BaseAddress).DeliverAsync();

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.Equal(ProvisioningError.OutcomeUnknown, delivered.Last.Error);
        Assert.Contains("was sent, but no answer was received", delivered.Last.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Timeout_after_the_body_left_is_unknown_and_not_retried()
    {
        var time = new ManualTimeProvider();
        using var server = WireServer.Start(WireAnswer.Hang);
        Task<OperationResult> delivering = Make.RowOf("QuickHelp", server.BaseAddress, new ConnectionOptions { TimeProvider = time }).DeliverAsync();
        await Eventually.IsTrueAsync(() => server.Requests.Count == 1);

        time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(delivering.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        OperationResult delivered = await delivering.SoonAsync();

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.EndsWith("no answer was received within 100 s.", delivered.Last.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_body_that_stops_coming_is_bounded_by_the_same_time()
    {
        var time = new ManualTimeProvider();
        using var server = WireServer.Start(WireAnswer.Json("""{"Success":true}""").CutShortBy(5) with { Hangs = true });
        Task<Attempt> calling = Deliver.AttemptAsync(server.BaseAddress, new ConnectionOptions { TimeProvider = time });
        await Eventually.IsTrueAsync(() => server.Requests.Count == 1);

        time.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal(Delivery.Unknown, (await calling.SoonAsync()).Delivery);
    }

    [Fact]
    public async Task A_run_that_is_told_to_stop_begins_no_call()
    {
        using var server = WireServer.Start(WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Make.Row(connection, Make.MobiAccount()).DeliverAsync(stop: new CancellationToken(canceled: true));

        Assert.Equal(Delivery.NotSent, delivered.Delivery);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_call_that_is_given_up_after_the_body_left_is_unknown()
    {
        using var abandon = new CancellationTokenSource();
        using var server = WireServer.Start(WireAnswer.Hang);
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        Task<OperationResult> delivering = Make.Row(connection, Make.MobiAccount()).DeliverAsync(abandon: abandon.Token);
        await Eventually.IsTrueAsync(() => server.Requests.Count == 1);

        await abandon.CancelAsync();
        OperationResult delivered = await delivering.SoonAsync();

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.EndsWith("the run was stopped.", delivered.Last.Message, StringComparison.Ordinal);
    }
}
