using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Sandbox.Faults;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>A call whose answer was lost, settled by reading the customer under the id that the module chose.</summary>
public sealed class ReadBackRecoveryTests
{
    private const string Created = "\"11111111-1d6e-45be-b493-c71549cbfd87\"";

    [Fact]
    public async Task Not_there_is_asked_more_than_once_before_the_same_id_is_posted_again()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("{}", 404), WireAnswer.Json("{}", 404), WireAnswer.Json(Created));

        OperationResult delivered = await Make.RowOf("CloudCockpit", server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Confirmed, Outcome.Created), (delivered.Delivery, delivered.Outcome));
        Assert.Equal(["POST", "GET", "GET", "POST"], server.Requests.Select(request => request.Method));
        Assert.Equal(server.Requests[0].Body, server.Requests[3].Body);
        Assert.All(server.Requests.Skip(1).Take(2), request => Assert.Contains(request.Target[^36..], server.Requests[0].Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_of_the_second_post_is_of_the_id_that_the_first_created_late()
    {
        using var server = WireServer.Start(
            WireAnswer.Reset, WireAnswer.Json("{}", 404), WireAnswer.Json("{}", 404), WireAnswer.Json("""{"errors":[{"propertyName":"id","description":["already exists"]}]}""", 400), WireAnswer.Json("{}"));

        OperationResult delivered = await Make.RowOf("CloudCockpit", server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Confirmed, Outcome.Recovered), (delivered.Delivery, delivered.Outcome));
    }

    [Fact]
    public async Task A_second_post_that_is_refused_while_nothing_is_there_is_a_refusal()
    {
        using var server = WireServer.Start(
            WireAnswer.Reset, WireAnswer.Json("{}", 404), WireAnswer.Json("{}", 404), WireAnswer.Json("""{"description":"No."}""", 400), WireAnswer.Json("{}", 404));

        OperationResult delivered = await Make.RowOf("CloudCockpit", server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Rejected, ProvisioningError.Rejected), (delivered.Delivery, delivered.Last.Error));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(403)]
    [InlineData(302)]
    public async Task A_read_back_that_tells_nothing_leaves_the_row_in_doubt_and_posts_nothing(int status)
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("{}", status));

        OperationResult delivered = await Make.RowOf("CloudCockpit", server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Unknown, ProvisioningError.OutcomeUnknown), (delivered.Delivery, delivered.Last.Error));
        Assert.Contains("Checking with the vendor did not work either: Reading back gave HTTP", delivered.Last.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_read_back_that_is_turned_away_is_asked_again()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Text("Later.", 429), WireAnswer.Text("Later.", 503, "Retry-After: 0"), WireAnswer.Json("{}"));

        OperationResult delivered = await Make.RowOf("CloudCockpit", server.BaseAddress).DeliverAsync();

        Assert.Equal(Outcome.Recovered, delivered.Outcome);
        Assert.Equal(Delivery.Confirmed, delivered.Delivery);
    }
}
