using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Vendors.SafeMobi;

/// <summary>Connections with an API key, which fetch their token.</summary>
public sealed class SafeMobiKeyTests
{
    private const string Key = "key +MARKER/=";

    [Fact]
    public async Task The_token_is_fetched_with_the_key_and_sent_in_the_header_Authentication()
    {
        using WireServer server = Start();
        using Connection connection = Connect(server);

        OperationResult result = await Make.Row(connection, Make.MobiAccount()).DeliverAsync();

        Assert.Equal(Delivery.Confirmed, result.Delivery);
        Assert.Equal("/authentication/getapitoken?key=key%20%2BMARKER%2F%3D", server.Requests[0].Target);
        Assert.Equal(("GET", null), (server.Requests[0].Method, server.Requests[0].Header("Authentication")));
        Assert.Equal("token-1", server.Requests[1].Header("Authentication"));
    }

    [Fact]
    public async Task The_token_is_fetched_once_for_all_and_renewed_before_its_240_minutes_end()
    {
        using WireServer server = Start();
        var time = new ManualTimeProvider();
        using Connection connection = Connect(server, new ConnectionOptions { TimeProvider = time });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(row => Make.Row(connection, Make.MobiAccount($"ext-{row}")).DeliverAsync()));
        Assert.Equal(1, Fetched(server));
        time.Advance(TimeSpan.FromMinutes(237));
        await Make.Row(connection, Make.MobiAccount("ext-a")).DeliverAsync();
        Assert.Equal(1, Fetched(server));
        time.Advance(TimeSpan.FromMinutes(2));
        await Make.Row(connection, Make.MobiAccount("ext-b")).DeliverAsync();

        Assert.Equal(2, Fetched(server));
        Assert.Equal("token-2", server.Requests[^1].Header("Authentication"));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_once()
    {
        using WireServer server = Start(static token => token == "token-1");
        using Connection connection = Connect(server);

        OperationResult result = await Make.Row(connection, Make.MobiAccount()).DeliverAsync();

        Assert.Equal((Delivery.Confirmed, 2), (result.Delivery, Fetched(server)));
    }

    [Theory]
    [InlineData("""{"Data":null,"Success":false,"Messages":["The key is not known."]}""", 200, ProvisioningError.CredentialsRefused)]
    [InlineData("""{"Data":null,"Success":false,"Messages":["The key 'key +MARKER/=' is not known."]}""", 401, ProvisioningError.CredentialsRefused)]
    [InlineData("<html><title>Sign in, key%20%2BMARKER%2F%3D</title></html>", 200, ProvisioningError.NotSent)]
    [InlineData("""{"Data":{},"Success":true,"Messages":[]}""", 200, ProvisioningError.NotSent)]
    [InlineData("""{"Data":{"Token":"a\r\nb"},"Success":true,"Messages":[]}""", 200, ProvisioningError.NotSent)]
    [InlineData("no", 404, ProvisioningError.WrongBaseAddress)]
    public async Task Without_a_token_nothing_is_sent_and_the_key_is_shown_nowhere(string body, int status, ProvisioningError expected)
    {
        using var server = WireServer.Start(WireAnswer.Json(body, status));
        using Connection connection = Connect(server, Make.Options with { MaximumRetryCount = 0 });
        var log = new RecordingLog();
        PreparedOperation row = Make.Row(connection, Make.MobiAccount());

        VendorApiException error = (await row.DeliverAsync(log)).ToException(row);

        Assert.Equal((expected, Delivery.NotSent), (error.Error, error.Delivery == Delivery.Rejected ? Delivery.NotSent : error.Delivery));
        Assert.All(server.Requests, static request => Assert.Equal("GET", request.Method));
        Assert.DoesNotContain("MARKER", error + log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_named_without_the_key()
    {
        using Connection connection = SafeMobiVendor.ConnectWithKey(Make.Secret(Key), Make.ClosedPort(), Make.Options with { MaximumRetryCount = 0 });

        OperationResult result = await Make.Row(connection, Make.MobiAccount()).DeliverAsync();

        Assert.Equal(Delivery.NotSent, result.Delivery);
        Assert.DoesNotContain("MARKER", result.Last.Message, StringComparison.Ordinal);
    }

    private static Connection Connect(WireServer server, ConnectionOptions? options = null) =>
        SafeMobiVendor.ConnectWithKey(Make.Secret(Key), server.BaseAddress, options ?? Make.Options);

    private static int Fetched(WireServer server) =>
        server.Requests.Count(static request => request.Target.StartsWith("/authentication/", StringComparison.Ordinal));

    private static WireServer Start(Func<string, bool>? isRefused = null)
    {
        int fetched = 0;
        return WireServer.Start((request, _) =>
        {
            if (request.Target.StartsWith("/authentication/", StringComparison.Ordinal))
                return WireAnswer.Json($$"""{"Data":{"Token":"token-{{++fetched}}"},"Success":true,"Messages":[]}""");
            return isRefused?.Invoke(request.Header("Authentication")!) == true
                ? WireAnswer.Json("""{"Data":null,"Success":false,"Messages":["expired"]}""", 401)
                : WireAnswer.Json($$"""{"Data":{"Id":"{{Guid.NewGuid()}}"},"Success":true,"Messages":[]}""");
        });
    }
}
