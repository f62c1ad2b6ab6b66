using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>Additions, which are never made twice: a person who settles a doubt sees what was there before and after.</summary>
public sealed class ObservedTests
{
    [Fact]
    public async Task A_doubt_shows_the_balance_before_and_after()
    {
        using WireServer server = Start(before: 100, after: 600, WireAnswer.Reset);

        OperationResult result = await AddAsync(server);

        Assert.Equal((Delivery.Unknown, 1), (result.Delivery, result.Attempts));
        Assert.EndsWith(
            "Before the call: the customer 'contoso' has 100 credits. Right after it: the customer 'contoso' has 600 credits.",
            result.Last.Message,
            StringComparison.Ordinal);
        Assert.Single(server.Requests, static request => request.Target.EndsWith("/addCredits", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_doubt_of_an_earlier_run_shows_what_is_there_now_and_is_not_sent_again()
    {
        using WireServer server = Start(before: 600, after: 600, WireAnswer.Reset);

        OperationResult result = await AddAsync(server, new Remembered(Remembered.LongOver));

        Assert.Equal(Delivery.Unknown, result.Delivery);
        Assert.EndsWith("Now: the customer 'contoso' has 600 credits.", result.Last.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, static request => request.Target.EndsWith("/addCredits", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" Now: the customer 'contoso' has 600 credits.")]
    public async Task What_an_earlier_run_saw_is_shown_with_what_is_there_now(string before)
    {
        const string Expected = "It was lost. Before the call: 100. Right after it: 100. Now: the customer 'contoso' has 600 credits.";
        using WireServer server = Start(before: 600, after: 600, WireAnswer.Reset);
        string seen = "It was lost. Before the call: 100. Right after it: 100." + before;

        OperationResult result = await AddAsync(server, new Remembered(Remembered.LongOver with { Message = seen }));

        Assert.Equal((Delivery.Unknown, Expected), (result.Delivery, result.Last.Message));
    }

    [Theory]
    [InlineData("""{"status":3}""")]
    [InlineData("<html>")]
    public async Task Nothing_is_added_while_the_balance_cannot_be_read(string balance)
    {
        using var server = WireServer.Start(WireAnswer.Json(balance));

        OperationResult result = await AddAsync(server);

        Assert.Equal((Delivery.NotSent, 0), (result.Delivery, result.Attempts));
        Assert.All(server.Requests, static request => Assert.EndsWith("/balance", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_vendors_answer_has_the_balance_afterwards()
    {
        using WireServer server = Start(before: 100, after: 600, WireAnswer.Json("""{"status":0,"credits":600}"""));
        PreparedOperation<ResellerCreditRequest, ResellerCredit> row = Row(server);

        OperationResult result = await row.DeliverAsync();

        var credit = (ResellerCredit)row.CreateResult(result.Description, result.VendorId);
        Assert.Equal((Outcome.Added, 600m, 500), (result.Outcome, credit.Credits, credit.Added));
        Assert.Equal(
            "customer=contoso&creditsToAdd=500&reseller=acme&password=reseller-pass",
            server.Requests.Single(static request => request.Target.EndsWith("/addCredits", StringComparison.Ordinal)).Body);
    }

    private static WireServer Start(int before, int after, WireAnswer answer)
    {
        bool isSent = false;
        return WireServer.Start((request, _) =>
        {
            if (request.Target.EndsWith("/addCredits", StringComparison.Ordinal))
            {
                isSent = true;
                return answer;
            }

            return WireAnswer.Json($$"""{"status":0,"credits":{{(isSent ? after : before)}}}""");
        });
    }

    private static async Task<OperationResult> AddAsync(WireServer server, IOperationRecord? record = null) =>
        await Row(server).DeliverAsync(record: record);

    private static PreparedOperation<ResellerCreditRequest, ResellerCredit> Row(WireServer server) => new(
        ResellerOperations.AddCredits,
        new ResellerCreditRequest { Customer = "contoso", Credits = 500 },
        Make.Reseller(server.BaseAddress),
        row: 1);
}
