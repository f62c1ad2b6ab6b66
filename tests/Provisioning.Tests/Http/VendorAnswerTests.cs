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

/// <summary>What is known of one call, for each status that comes back.</summary>
public sealed class VendorAnswerTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(599)]
    public async Task A_status_that_a_proxy_may_say_after_the_vendor_has_acted_is_unknown_and_not_retried(int status)
    {
        using var server = WireServer.Start(WireAnswer.Text("Something went wrong.", status));

        OperationResult delivered = await Make.RowOf("QuickHelp", server.BaseAddress).DeliverAsync();

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.Equal(ProvisioningError.OutcomeUnknown, delivered.Last.Error);
        Assert.Equal(status, delivered.Last.HttpStatus);
        Assert.DoesNotContain("refused", delivered.Last.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(429, "3")]
    [InlineData(503, "3")]
    [InlineData(503, "Sun, 01 Mar 2026 12:00:03 GMT")]
    public async Task A_call_that_was_turned_away_is_throttled(int status, string? retryAfter)
    {
        using var server = WireServer.Start(WireAnswer.Text("Later.", status, retryAfter is null ? [] : ["Retry-After: " + retryAfter]));

        Attempt attempt = await Deliver.AttemptAsync(server.BaseAddress);

        Assert.Equal(Delivery.Throttled, attempt.Delivery);
        Assert.Equal(ProvisioningError.Throttled, attempt.Error);
    }

    [Fact]
    public async Task A_date_to_come_back_at_is_measured_from_the_vendors_own_clock()
    {
        using var server = WireServer.Start(WireAnswer.Text("Later.", 429, "Date: Sun, 01 Mar 2020 12:00:00 GMT",
            "Retry-After: Sun, 01 Mar 2020 12:00:30 GMT"));

        Assert.Equal(TimeSpan.FromSeconds(30), (await Deliver.AttemptAsync(server.BaseAddress)).RetryAfter);
    }

    [Fact]
    public async Task Calls_go_through_the_proxy_that_was_chosen()
    {
        using var proxy = WireServer.Start(WireAnswer.Json("""{"Success":true,"Data":{"Id":"fa516117-9d6a-4eb0-b5c1-0ca80db618c4"}}"""));

        Attempt attempt = await Deliver.AttemptAsync(new Uri("http://127.0.0.1:1/"), Make.Options with { Proxy = new WebProxy(proxy.BaseAddress) });

        Assert.Equal(Delivery.Confirmed, attempt.Delivery);
        Assert.Equal("http://127.0.0.1:1/accounts", Assert.Single(proxy.Requests).Target);
    }

    [Theory]
    [InlineData(407)]
    [InlineData(502)]
    public async Task A_proxy_that_opens_no_way_to_the_vendor_means_not_sent(int status)
    {
        using var proxy = WireServer.Start(WireAnswer.Text("No.", status));

        Attempt attempt = await Deliver.AttemptAsync(new Uri("https://api.example.com/"), Make.Options with { Proxy = new WebProxy(proxy.BaseAddress) });

        Assert.Equal(Delivery.NotSent, attempt.Delivery);
        Assert.Contains($"{status}", attempt.Message, StringComparison.Ordinal);
        Assert.All(proxy.Requests, request => Assert.Equal("CONNECT", request.Method));
    }

    [Fact]
    public async Task A_503_whose_Retry_After_cannot_be_read_is_unknown()
    {
        using var server = WireServer.Start(WireAnswer.Text("Later.", 503, "Retry-After: soon"));

        Assert.Equal(Delivery.Unknown, (await Deliver.AttemptAsync(server.BaseAddress)).Delivery);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(415)]
    [InlineData(422)]
    public async Task Any_other_4xx_is_a_refusal(int status)
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", status));

        Attempt attempt = await Deliver.AttemptAsync(server.BaseAddress);

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.Equal($"The vendor refused (HTTP {status}): No.", attempt.Message);
    }

    [Fact]
    public async Task Refused_credentials_are_told_apart_from_a_refused_row()
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", 401));

        Assert.Equal(ProvisioningError.CredentialsRefused, (await Deliver.AttemptAsync(server.BaseAddress)).Error);
    }

    [Theory]
    [InlineData("QuickHelp")]
    [InlineData("CloudCockpit")]
    [InlineData("Reseller")]
    [InlineData("SafeMobi")]
    public async Task A_redirect_is_a_refusal_and_is_not_followed(string vendor)
    {
        await using SandboxServer server = await SandboxServer.StartAsync();
        server.Faults.Script("redirect");
        PreparedOperation operation = Make.RowOf(vendor, new Uri(server.BaseAddress, vendor.ToLowerInvariant() + "/"));

        OperationResult delivered = await operation.DeliverAsync();

        Assert.Equal(Delivery.Rejected, delivered.Delivery);
        Assert.Equal(302, delivered.Last.HttpStatus);
        Assert.Equal(0, server.State.RedirectsFollowed);
    }

    [Theory]
    [InlineData("QuickHelp")]
    [InlineData("CloudCockpit")]
    [InlineData("Reseller")]
    [InlineData("SafeMobi")]
    public async Task See_Other_after_a_create_is_in_doubt(string vendor)
    {
        using var server = WireServer.Start(WireAnswer.Text("", 303, "Location: /elsewhere"));

        Attempt attempt = await Make.RowOf(vendor, server.BaseAddress).CallAsync();

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Single(server.Requests);
    }
}
