using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>A call whose answer was lost, settled by asking the vendor: when "not there" is believed, and what stays in doubt.</summary>
public sealed class LookRecoveryTests
{
    private const string Id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

    [Theory]
    [InlineData("CloudCockpit")]
    [InlineData("SafeMobi")]
    [InlineData("Reseller")]
    public async Task What_is_not_there_is_asked_for_more_than_once_and_then_created_by_the_same_call(string vendor)
    {
        PreparedOperation row = null!;
        using var server = WireServer.Start((request, number) => number == 1 ? WireAnswer.Reset : Answer(request, row, isThere: false));
        row = Make.RowOf(vendor, server.BaseAddress);

        OperationResult delivered = await row.DeliverAsync();

        Assert.Equal((Outcome.Created, 2), (delivered.Outcome, delivered.Attempts));
        WireRequest[] creates = [.. server.Requests.Where(static request => request.IsCreate)];
        Assert.Equal(creates[0].Body, creates[1].Body);
        Assert.True(server.Requests.Count >= 4, "It was asked only once.");
    }

    [Theory]
    [InlineData("CloudCockpit")]
    [InlineData("SafeMobi")]
    [InlineData("Reseller")]
    public async Task Not_there_is_believed_only_when_the_settling_time_is_over(string vendor)
    {
        PreparedOperation row = null!;
        var time = new ManualTimeProvider();
        DateTimeOffset start = time.GetUtcNow();
        int looks = 0;
        using var server = WireServer.Start((request, number) =>
        {
            if (number == 1)
                return WireAnswer.Reset;
            if (request.IsCreate)
                return Answer(request, row, isThere: false);
            looks++;
            return Answer(request, row, isThere: time.GetUtcNow() >= start.AddSeconds(25));
        });
        row = Make.RowOf(vendor, server.BaseAddress, new ConnectionOptions { TimeProvider = time });

        Task<OperationResult> delivering = row.DeliverAsync();
        await time.SomebodyWaitsAsync(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));
        await time.SomebodyWaitsAsync(TimeSpan.FromSeconds(28));
        time.Advance(TimeSpan.FromSeconds(28));
        OperationResult delivered = await delivering;

        Assert.Equal((Outcome.Recovered, 1), (delivered.Outcome, delivered.Attempts));
        Assert.True(looks >= 3);
    }

    [Fact]
    public async Task A_call_of_a_killed_run_is_waited_for_as_long_as_it_may_be_on_its_way()
    {
        var time = new ManualTimeProvider();
        using var server = WireServer.Start((request, _) => request.IsCreate
            ? WireAnswer.Json("""{"status":0}""")
            : WireAnswer.Json("""{"status":300}"""));
        PreparedOperation row = Make.RowOf("Reseller", server.BaseAddress, new ConnectionOptions { TimeProvider = time });

        Task<OperationResult> delivering = row.DeliverAsync(record: new Remembered(new EarlierCall(TimeSpan.FromSeconds(-100), IsSpelledOtherwise: false)));
        await time.SomebodyWaitsAsync(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));
        await time.SomebodyWaitsAsync(TimeSpan.FromSeconds(128));
        Assert.DoesNotContain(server.Requests, static request => request.IsCreate);
        time.Advance(TimeSpan.FromSeconds(128));

        Assert.Equal(Outcome.Created, (await delivering).Outcome);
    }

    [Fact]
    public async Task A_call_that_is_long_over_is_asked_for_twice_without_waiting_for_the_settling_time()
    {
        var time = new ManualTimeProvider();
        using var server = WireServer.Start((request, _) => request.IsCreate
            ? WireAnswer.Json("""{"status":0}""")
            : WireAnswer.Json("""{"status":300}"""));
        PreparedOperation row = Make.RowOf("Reseller", server.BaseAddress, new ConnectionOptions { TimeProvider = time });

        Task<OperationResult> delivering = row.DeliverAsync(record: new Remembered(Remembered.LongOver));
        await time.SomebodyWaitsAsync(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Outcome.Created, (await delivering).Outcome);
        Assert.Equal(2, server.Requests.Count(static request => !request.IsCreate));
    }

    [Theory]
    [InlineData("SafeMobi", true, false)]
    [InlineData("Reseller", true, false)]
    [InlineData("SafeMobi", false, true)]
    [InlineData("Reseller", false, true)]
    public async Task What_is_there_is_not_ours_if_the_journal_knows_otherwise(string vendor, bool isNameTaken, bool wasThere)
    {
        PreparedOperation row = null!;
        using var server = WireServer.Start((request, number) => number == 1 ? WireAnswer.Reset : Answer(request, row, isThere: true));
        row = Make.RowOf(vendor, server.BaseAddress);

        OperationResult delivered = await row.DeliverAsync(record: new Remembered(isNameTaken: isNameTaken) { WasThere = wasThere });

        Assert.Equal((Delivery.Unknown, ProvisioningError.OutcomeUnknown), (delivered.Delivery, delivered.Last.Error));
        Assert.Contains(isNameTaken ? "another operation" : "was there already", delivered.Last.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SafeMobi")]
    [InlineData("Reseller")]
    public async Task A_doubt_whose_names_are_spelled_otherwise_now_is_neither_sent_nor_looked_for(string vendor)
    {
        using var server = WireServer.Start(WireAnswer.Json("{}"));

        OperationResult delivered = await Make.RowOf(vendor, server.BaseAddress)
            .DeliverAsync(record: new Remembered(Remembered.LongOver with { IsSpelledOtherwise = true }));

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.Contains("spelled the customer's name otherwise", delivered.Last.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("CloudCockpit", 500)]
    [InlineData("CloudCockpit", 403)]
    [InlineData("CloudCockpit", 302)]
    [InlineData("SafeMobi", 500)]
    [InlineData("SafeMobi", 404)]
    [InlineData("Reseller", 500)]
    [InlineData("Reseller", 404)]
    public async Task A_look_that_tells_nothing_leaves_the_row_in_doubt_and_sends_nothing(string vendor, int status)
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("{}", status));

        OperationResult delivered = await Make.RowOf(vendor, server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Unknown, ProvisioningError.OutcomeUnknown), (delivered.Delivery, delivered.Last.Error));
        Assert.Contains("Checking with the vendor did not work either", delivered.Last.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests, static request => request.IsCreate);
    }

    [Theory]
    [InlineData("CloudCockpit")]
    [InlineData("SafeMobi")]
    [InlineData("Reseller")]
    public async Task A_question_that_is_not_answered_is_asked_again(string vendor)
    {
        PreparedOperation row = null!;
        using var server = WireServer.Start((request, number) => number < 4 ? WireAnswer.Reset : Answer(request, row, isThere: true));
        row = Make.RowOf(vendor, server.BaseAddress);

        OperationResult delivered = await row.DeliverAsync();

        Assert.Equal((Outcome.Recovered, 1), (delivered.Outcome, delivered.Attempts));
    }

    [Fact]
    public async Task A_redirect_that_the_first_question_of_a_run_meets_is_about_its_row()
    {
        using var server = WireServer.Start(WireAnswer.Text("", 302, "Location: /elsewhere"));

        OperationResult delivered = await Make.RowOf("CloudCockpit", server.BaseAddress).DeliverAsync(record: new Remembered(Remembered.LongOver));

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.Null(delivered.Last.RunError);
    }

    [Fact]
    public async Task Every_round_that_fails_ends_in_doubt()
    {
        using var server = WireServer.Start(static (request, _) => request.IsCreate ? WireAnswer.Reset : WireAnswer.Json("""{"status":300}"""));

        OperationResult delivered = await Make.RowOf("Reseller", server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Unknown, 4), (delivered.Delivery, delivered.Attempts));
    }

    [Fact]
    public async Task A_row_without_an_external_id_cannot_be_looked_for()
    {
        using var server = WireServer.Start(WireAnswer.Reset);
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult delivered = await Make.Row(connection, Make.MobiAccount(externalId: null)).DeliverAsync();

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_vendor_that_would_create_twice_is_asked_before_a_call_that_was_turned_away_is_repeated(bool wasProcessed)
    {
        PreparedOperation row = null!;
        using var server = WireServer.Start((request, number) => number == 1 ? WireAnswer.Text("", 429, "Retry-After: 0") : Answer(request, row, wasProcessed));
        row = Make.RowOf("SafeMobi", server.BaseAddress);

        OperationResult delivered = await row.DeliverAsync();

        Assert.Equal(wasProcessed ? (Outcome.Recovered, 1) : (Outcome.Created, 2), (delivered.Outcome!.Value, delivered.Attempts));
    }

    [Fact]
    public async Task A_status_of_220_on_a_create_is_in_doubt_until_the_vendor_has_told()
    {
        using var server = WireServer.Start((request, _) => request.IsCreate ? WireAnswer.Json("""{"status":220}""") : WireAnswer.Json("""{"status":0}"""));

        OperationResult delivered = await Make.RowOf("Reseller", server.BaseAddress).DeliverAsync();

        Assert.Equal(Outcome.Recovered, delivered.Outcome);
    }

    /// <summary>A vendor that has the row's customer, or does not have it and creates it.</summary>
    private static WireAnswer Answer(WireRequest request, PreparedOperation row, bool isThere) => row.Definition.Vendor.Name switch
    {
        "CloudCockpit" when request.IsCreate => WireAnswer.Json($"\"{row.ChosenId}\""),
        "CloudCockpit" => isThere
            ? WireAnswer.Json($$"""{"id":"{{row.ChosenId}}","companyName":"Contoso","internalIdentifier":"crm-1"}""")
            : WireAnswer.Json("{}", 404),
        "SafeMobi" when request.IsCreate => WireAnswer.Json($$"""{"Success":true,"Data":{"Id":"{{Id}}","ExternalId":"ext-1"} }"""),
        "SafeMobi" => WireAnswer.Json(isThere
            ? $$"""{"Success":true,"Data":{"Items":[{"Id":"{{Id}}","ExternalId":"ext-1","Type":"Basic"}]} }"""
            : """{"Success":true,"Data":{"Items":[]}}"""),
        _ when request.IsCreate => WireAnswer.Json("""{"status":0}"""),
        _ => WireAnswer.Json($$"""{"status":{{(isThere ? 0 : 300)}}}"""),
    };
}
