using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>What follows from an operation's kind when its answer is lost, and what an update reads first.</summary>
public sealed class OperationExecutorTests
{
    [Fact]
    public async Task A_delete_that_left_without_an_answer_is_made_again_since_that_does_no_harm()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.Delete).DeliverAsync();

        Assert.Equal((Delivery.Confirmed, 2), (delivered.Delivery, delivered.Attempts));
        Assert.Equal(["DELETE /things/7", "DELETE /things/7"], server.Requests.Select(static request => $"{request.Method} {request.Target}"));
        Assert.All(server.Requests, static request => Assert.Equal("", request.Body));
    }

    [Fact]
    public async Task A_delete_that_is_never_answered_is_in_doubt()
    {
        using var server = WireServer.Start(WireAnswer.Reset);
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.Delete).DeliverAsync();

        Assert.Equal((Delivery.Unknown, ProvisioningError.OutcomeUnknown, 3), (delivered.Delivery, delivered.Last.Error, delivered.Attempts));
    }

    [Fact]
    public async Task A_delete_that_is_refused_at_connect_is_not_sent()
    {
        using Connection connection = Make.SafeMobi(Make.ClosedPort(), Make.Options with { MaximumRetryCount = 1 });

        OperationResult delivered = await Things.Row(connection, Things.Delete).DeliverAsync();

        Assert.Equal((Delivery.NotSent, ProvisioningError.NotSent, 0), (delivered.Delivery, delivered.Last.Error, delivered.Attempts));
    }

    [Fact]
    public async Task An_update_that_left_without_an_answer_is_made_again_since_that_does_no_harm()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.Update, "new").DeliverAsync();

        Assert.Equal((Delivery.Confirmed, 2), (delivered.Delivery, delivered.Attempts));
        Assert.All(server.Requests, static request => Assert.Equal("""{"name":"new"}""", request.Body));
    }

    [Fact]
    public async Task An_add_that_left_without_an_answer_is_not_made_again()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.Add, "100").DeliverAsync();

        Assert.Equal((Delivery.Unknown, 1), (delivered.Delivery, delivered.Attempts));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_update_sends_back_what_it_read_first()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"name":"as it was"}"""), WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.UpdateAfterReading).DeliverAsync();

        Assert.Equal((Delivery.Confirmed, 1), (delivered.Delivery, delivered.Attempts));
        Assert.Equal(["GET", "PUT"], server.Requests.Select(static request => request.Method));
        Assert.Equal("""{"name":"as it was"}""", server.Requests[1].Body);
    }

    [Theory]
    [InlineData(500, Delivery.NotSent)]
    [InlineData(200, Delivery.NotSent)]
    [InlineData(404, Delivery.Rejected)]
    public async Task An_update_that_could_not_read_first_changes_nothing(int status, Delivery delivery)
    {
        using var server = WireServer.Start(WireAnswer.Json("{}", status));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.UpdateAfterReading).DeliverAsync();

        Assert.Equal((delivery, 0), (delivered.Delivery, delivered.Attempts));
        Assert.DoesNotContain(server.Requests, static request => request.Method == "PUT");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    public async Task An_update_in_doubt_that_could_not_read_first_stays_in_doubt(int status)
    {
        using var server = WireServer.Start(WireAnswer.Json("{}", status));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection,
            Things.UpdateAfterReading).DeliverAsync(record: new Remembered(new EarlierCall(TimeSpan.Zero, IsSpelledOtherwise: false)));

        Assert.Equal((Delivery.Unknown, ProvisioningError.OutcomeUnknown), (delivered.Delivery, delivered.Last.Error));
        Assert.Contains("Checking with the vendor did not work either", delivered.Last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_says_when_it_was_sent_and_how_long_it_took()
    {
        var time = new ManualTimeProvider();
        using var server = WireServer.Start(WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress, new ConnectionOptions { TimeProvider = time });
        DateTimeOffset start = time.GetUtcNow();

        OperationResult delivered = await Things.Row(connection, Things.Delete).DeliverAsync();

        Assert.Equal((start, TimeSpan.Zero), (delivered.Sent, delivered.Duration));
    }
}
