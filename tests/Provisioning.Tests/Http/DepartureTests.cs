using System;
using System.Net.Http;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Http;

/// <summary>Whether a call began to leave: with a body or without one, on a new connection or on a kept one.</summary>
public sealed class DepartureTests
{
    private static readonly ConnectionOptions s_impatient = Make.Options with { Timeout = TimeSpan.FromSeconds(2) };

    public static TheoryData<string> Methods => ["GET", "DELETE", "PUT"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_call_that_is_not_answered_in_time_had_left(string method)
    {
        using var server = WireServer.Start(WireAnswer.Hang);

        Attempt attempt = await CallAsync(method, server.BaseAddress, s_impatient);

        AssertLeft(attempt);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_call_whose_connection_is_reset_had_left(string method)
    {
        using var server = WireServer.Start(WireAnswer.Reset);

        AssertLeft(await CallAsync(method, server.BaseAddress));

        // The platform makes a query again by itself, which does no harm.
        Assert.InRange(server.Requests.Count, 1, method == "GET" ? 4 : 1);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_call_that_is_refused_at_connect_had_not(string method)
    {
        Attempt attempt = await CallAsync(method, Make.ClosedPort());

        Assert.Equal((Delivery.NotSent, false), (attempt.Delivery, attempt.HadLeft));
        Assert.True(attempt.IsUnreachable);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_call_to_a_host_that_nobody_knows_had_not(string method)
    {
        Attempt attempt = await CallAsync(method, new Uri("https://no-such-host.invalid/"));

        Assert.Equal((Delivery.NotSent, false), (attempt.Delivery, attempt.HadLeft));
    }

    [ObservedConnectionFact]
    public async Task The_connection_notes_a_departure_where_the_body_may_be_asked_for_too_late()
    {
        Assert.True(await IsNotedByConnectionAsync(body: false, headerLength: 10));
        Assert.True(await IsNotedByConnectionAsync(body: true, headerLength: 4000));
        Assert.False(await IsNotedByConnectionAsync(body: true, headerLength: 1000));
    }

    [ObservedConnectionFact]
    public async Task A_call_without_a_body_whose_TLS_handshake_is_not_answered_had_not()
    {
        using var server = WireServer.Start(WireAnswer.Hang);
        Uri secure = new UriBuilder(server.BaseAddress) { Scheme = "https" }.Uri;

        foreach (string method in new[] { "GET", "DELETE" })
        {
            Attempt attempt = await CallAsync(method, secure, s_impatient);

            Assert.Equal((Delivery.NotSent, false), (attempt.Delivery, attempt.HadLeft));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_call_on_a_kept_connection_that_is_not_answered_had_left(string method)
    {
        using var server = WireServer.Start(WireAnswer.Json("{}").KeptOpen(), WireAnswer.Json("{}").KeptOpen(), WireAnswer.Hang);
        using Connection connection = Make.SafeMobi(server.BaseAddress, s_impatient);
        using var client = new VendorClient(connection);
        Assert.Equal(Delivery.Confirmed, (await CallAsync(client, "GET")).Delivery);
        Assert.Equal(Delivery.Confirmed, (await CallAsync(client, method)).Delivery);

        AssertLeft(await CallAsync(client, method));

        Assert.Equal((1, 3), (server.Connections, server.Requests.Count));
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task A_change_on_a_kept_connection_that_ends_without_an_answer_had_left_and_is_not_made_again(string method)
    {
        using var server = WireServer.Start(WireAnswer.Json("{}").KeptOpen(), WireAnswer.Close, WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        using var client = new VendorClient(connection);
        await CallAsync(client, "GET");

        AssertLeft(await CallAsync(client, method));

        Assert.Equal((1, 2), (server.Connections, server.Requests.Count));
    }

    [ObservedConnectionFact]
    public async Task A_call_that_nobody_has_made_has_not_left_with_the_one_before_it()
    {
        using var server = WireServer.Start(WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress, s_impatient);
        using var client = new VendorClient(connection);
        Assert.Equal(Delivery.Confirmed, (await CallAsync(client, "GET")).Delivery);
        server.Dispose();

        Attempt after = await CallAsync(client, "GET");

        Assert.Equal((Delivery.NotSent, false), (after.Delivery, after.HadLeft));
        Assert.Null(Departure.Current);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_token_that_is_fetched_on_the_way_is_not_the_calls_departure(string method)
    {
        using var tokens = WireServer.Start(WireAnswer.Json("""{"access_token":"fresh"}"""));
        using Connection connection = Make.CloudCockpit(Make.ClosedPort(), tokens.BaseAddress);
        using var client = new VendorClient(connection);

        Attempt attempt = await CallAsync(client, method);

        Assert.Single(tokens.Requests);
        Assert.Equal((Delivery.NotSent, false), (attempt.Delivery, attempt.HadLeft));
        Assert.True(attempt.IsUnreachable);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_token_that_does_not_come_means_that_the_call_did_not_leave(string method)
    {
        using var tokens = WireServer.Start(WireAnswer.Hang);
        using Connection connection = Make.CloudCockpit(Make.ClosedPort(), tokens.BaseAddress, s_impatient);
        using var client = new VendorClient(connection);

        Attempt attempt = await CallAsync(client, method);

        Assert.Single(tokens.Requests);
        Assert.Equal((Delivery.NotSent, false), (attempt.Delivery, attempt.HadLeft));
    }

    [Fact]
    public async Task A_token_that_is_renewed_after_a_refusal_is_not_the_departure_of_the_call_that_is_made_again()
    {
        using var tokens = WireServer.Start(WireAnswer.Json("""{"access_token":"fresh"}"""), WireAnswer.Hang);
        using var vendor = WireServer.Start(WireAnswer.Json("{}", 401));
        using Connection connection = Make.CloudCockpit(vendor.BaseAddress, tokens.BaseAddress, s_impatient);
        using var client = new VendorClient(connection);

        Attempt attempt = await CallAsync(client, "PUT");

        Assert.Equal((2, 1), (tokens.Requests.Count, vendor.Requests.Count));
        Assert.Equal((Delivery.NotSent, false), (attempt.Delivery, attempt.HadLeft));
    }

    private static async Task<bool> IsNotedByConnectionAsync(bool body, int headerLength)
    {
        bool isNoted = false;
        using var invoker = new HttpMessageInvoker(new DepartureHandler(TimeSpan.FromSeconds(1), TimeProvider.System)
        {
            InnerHandler = new Inner(() => isNoted = Departure.Current is not null),
        });
        using var request = new VendorRequest(HttpMethod.Post, new Uri("https://vendor.example/"))
        {
            CorrelationId = "id",
            Mask = static text => text,
        };
        request.Headers.TryAddWithoutValidation("Authorization", new string('a', headerLength));
        request.Content = body ? new ObservedContent([1], "application/json", request.Departure) : null;
        using HttpResponseMessage response = await invoker.SendAsync(request, System.Threading.CancellationToken.None);
        Assert.True(request.Departure.WasHandedOver);
        return isNoted;
    }

    private sealed class Inner(Action onSend) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, System.Threading.CancellationToken cancellationToken)
        {
            onSend();
            return Task.FromResult(new HttpResponseMessage());
        }
    }

    private static void AssertLeft(Attempt attempt)
    {
        Assert.Equal((Delivery.Unknown, true), (attempt.Delivery, attempt.HadLeft));
        Assert.False(attempt.IsUnreachable);
        Assert.Contains("was sent, but no answer was received", attempt.Message, StringComparison.Ordinal);
    }

    private static async Task<Attempt> CallAsync(string method, Uri address, ConnectionOptions? options = null)
    {
        using Connection connection = Make.SafeMobi(address, options);
        using var client = new VendorClient(connection);
        return await CallAsync(client, method);
    }

    private static Task<Attempt> CallAsync(VendorClient client, string method)
    {
        byte[]? body = method == "PUT" ? "{}"u8.ToArray() : null;
        var call = new Call(new HttpMethod(method), "things/7", "correlation", static text => text) { Body = body, Encoding = BodyEncoding.Json };
        return client.SendAsync(call, static _ => Verdict.Confirmed(vendorId: null, description: null), default);
    }
}
