using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>A call that may be made twice, whose answer was lost, settled by making it again.</summary>
public sealed class CallAgainRecoveryTests
{
    [Fact]
    public async Task A_call_that_may_be_made_twice_is_made_again()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Reset, WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.Update, "new").DeliverAsync();

        Assert.Equal((Delivery.Confirmed, 3), (delivered.Delivery, delivered.Attempts));
    }

    [Fact]
    public async Task Every_round_of_a_recovery_that_fails_ends_in_doubt()
    {
        using var server = WireServer.Start(WireAnswer.Reset);
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.Delete).DeliverAsync();

        Assert.Equal((Delivery.Unknown, 3), (delivered.Delivery, delivered.Attempts));
    }

    [Fact]
    public async Task A_call_again_that_is_refused_leaves_the_row_in_doubt()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("""{"code":"gone"}""", 400));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.Delete).DeliverAsync();

        Assert.Equal((Delivery.Unknown, ProvisioningError.OutcomeUnknown, "gone"),
            (delivered.Delivery, delivered.Last.Error, delivered.Last.Verdict?.VendorCode));
    }

    [Fact]
    public async Task An_addition_is_never_made_again()
    {
        using var server = WireServer.Start(WireAnswer.Reset);
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Things.Row(connection, Things.Add, "5").DeliverAsync();

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_removal_whose_answer_was_lost_is_done_if_nothing_is_there_any_more()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json(Gone, 404));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult delivered = await Removal(connection).DeliverAsync();

        Assert.Equal((Outcome.Recovered, 1), (delivered.Outcome, delivered.Attempts));
        Assert.Equal(["DELETE", "GET"], server.Requests.Select(static request => request.Method));
    }

    [Fact]
    public async Task A_removal_of_what_is_not_there_is_done_if_an_earlier_one_is_in_doubt()
    {
        using var server = WireServer.Start(WireAnswer.Json(Gone, 404));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult delivered = await Removal(connection).DeliverAsync(record: new Remembered(null) { HasEarlierDoubt = true });

        Assert.Equal(Outcome.Recovered, delivered.Outcome);
    }

    [Fact]
    public async Task A_removal_of_what_is_not_there_is_not_found()
    {
        using var server = WireServer.Start(WireAnswer.Json(Gone, 404));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult delivered = await Removal(connection).DeliverAsync();

        Assert.Equal((Delivery.Rejected, ProvisioningError.NotFound), (delivered.Delivery, delivered.Last.Error));
    }

    private const string Gone = """{"statusCode":404,"type":"NotFound","description":"The customer was not found.","correlationId":"x","errors":[]}""";

    private static PreparedOperation<CloudCockpitCustomerRequest, CloudCockpitCustomer> Removal(Connection connection) =>
        new(CloudCockpitOperations.DeleteCustomer, new CloudCockpitCustomerRequest { Id = Guid.NewGuid() }, connection, 1);
}
