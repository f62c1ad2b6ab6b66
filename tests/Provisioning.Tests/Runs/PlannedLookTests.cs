using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>What a plan learns from the vendor, which is only asked.</summary>
public sealed class PlannedLookTests : IDisposable
{
    private const string Id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    private const string Hit = $$"""{"items":[{"id":"{{Id}}","internalIdentifier":"crm-1"}],"hasNextPage":false}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_customer_that_is_there_is_Existing_with_its_id_and_the_fields_that_differ()
    {
        using WireServer server = CustomerIs("""{"id":"ID","companyName":"Contoso","internalIdentifier":"crm-1","city":"Porto"}""");

        PlannedRow row = await PlanAsync(server);

        Assert.Equal((PlannedAction.Existing, Id), (row.Action, row.VendorId));
        Assert.StartsWith($"The vendor has the customer already (id {Id}), with other data: ", row.Reason, StringComparison.Ordinal);
        Assert.Contains("city is 'Porto'", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hit_of_the_search_that_cannot_be_read_any_more_was_removed()
    {
        using var server = WireServer.Start((request, _) => IsSearch(request) ? WireAnswer.Json(Hit) : WireAnswer.Text("", 404));

        PlannedRow row = await PlanAsync(server);

        Assert.Equal((PlannedAction.Create, null), (row.Action, row.Reason));
    }

    [Fact]
    public async Task Several_customers_with_the_identifier_are_told_with_their_ids()
    {
        const string Other = "4fa85f64-5717-4562-b3fc-2c963f66afa6";
        using var server = WireServer.Start((request, _) => IsSearch(request)
            ? WireAnswer.Json(
                $$"""{"items":[{"id":"{{Id}}","internalIdentifier":"crm-1"},{"id":"{{Other}}","internalIdentifier":"crm-1"}],"hasNextPage":false}""")
            : WireAnswer.Json($$"""{"id":"{{request.Target.Split('/')[^1]}}","internalIdentifier":"crm-1"}"""));

        PlannedRow row = await PlanAsync(server);

        Assert.Equal((PlannedAction.Existing, null), (row.Action, row.VendorId));
        Assert.Contains($"{Id}, {Other}", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unanswered_question_leaves_the_row_as_the_journal_has_it_and_says_so()
    {
        using var server = WireServer.Start(WireAnswer.Text("boom", 500));

        PlannedRow row = await PlanAsync(server);

        Assert.Equal(PlannedAction.Create, row.Action);
        Assert.StartsWith("The vendor was asked and did not answer: ", row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, ProvisioningError.CredentialsRefused)]
    [InlineData(false, ProvisioningError.VendorUnreachable)]
    public async Task Refused_credentials_and_a_vendor_out_of_reach_end_the_plan_with_one_error(bool isReached, ProvisioningError error)
    {
        using var server = WireServer.Start(WireAnswer.Json("{}", 401));
        using Connection connection = Make.CloudCockpit(isReached ? server.BaseAddress : Make.ClosedPort(), Make.Options with { MaximumRetryCount = 1 });
        using ProvisioningRun run = Plans.Open(connection, new RunOptions { ThrottleLimit = 1, Journal = _folder.Journal });

        List<RowResult> results = await run.PassAsync(Enumerable.Range(1, 60).Select(row => Plans.Row(connection, row, $"crm-{row}")));

        Assert.Equal(error, run.Fatal!.Error);
        Assert.InRange(results.Count(static result => !result.WasNotStarted), 0, 3);
        Assert.All(results, static result => Assert.Null(result.Error));
        Assert.InRange(server.Requests.Count, 0, 3);
    }

    [Fact]
    public async Task Credentials_that_are_refused_in_an_answer_with_status_200_end_the_plan_too()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"status":3}"""));
        using Connection connection = Make.Reseller(server.BaseAddress);
        using ProvisioningRun run = Plans.Open(connection, new RunOptions());

        await run.PassAsync([Make.Row(connection, new ResellerCustomerRequest { Name = "contoso" })]);

        Assert.Equal(ProvisioningError.CredentialsRefused, run.Fatal!.Error);
    }

    [Theory]
    [InlineData(200, "The vendor has the customer: it would be recovered.")]
    [InlineData(404, "The vendor does not have the customer: the call would be made again once the earlier one is surely over.")]
    [InlineData(500, "The vendor was asked and did not answer: ")]
    public async Task Of_a_doubt_the_plan_says_what_the_vendor_shows(int status, string says)
    {
        string? chosen = null;
        using var server = WireServer.Start((_, _) => status == 200
            ? WireAnswer.Json($$"""{"id":"{{chosen}}","companyName":"Contoso","internalIdentifier":"crm-1"}""")
            : WireAnswer.Text("", status));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        Claim claim = await Plans.DoneAsync(_folder.Journal, Plans.Row(connection, 1, "crm-1"), OperationState.InDoubt);
        chosen = claim.ChosenId.ToString();

        PlannedRow row = await PlanAsync(server);

        Assert.Equal((PlannedAction.InDoubt, status == 200 ? chosen : null), (row.Action, row.VendorId));
        Assert.Contains(says, row.Reason, StringComparison.Ordinal);
        Assert.All(server.Requests, request => Assert.EndsWith(chosen, request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_doubt_about_a_customer_that_was_not_there_before_the_call_would_be_recovered()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"status":0,"credits":5}"""));
        using Connection connection = Make.Reseller(server.BaseAddress);
        PreparedOperation row = Make.Row(connection, new ResellerCustomerRequest { Name = "contoso" });
        using (RunJournal run = Journals.OpenRun(_folder.Journal))
        {
            Claim claim = await run.ClaimAsync(row, force: false);
            await run.NoteAbsentAsync(claim.Id);
            await run.CompleteAsync(claim.Id, new Provisioning.Journal.Compliance.Ended(OperationState.InDoubt));
        }

        PlannedRow planned = Assert.Single(await Plans.PlanAsync(
            connection, new RunOptions { Journal = _folder.Journal }, Make.Row(connection, new ResellerCustomerRequest { Name = "contoso" })));

        Assert.Equal(PlannedAction.InDoubt, planned.Action);
        Assert.EndsWith("The vendor has the customer: it would be recovered.", planned.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_without_a_look_up_is_not_asked()
    {
        using var server = WireServer.Start(WireAnswer.Text("", 500));
        using Connection connection = Make.QuickHelp(server.BaseAddress);

        PlannedRow row = Assert.Single(await Plans.PlanAsync(connection, new RunOptions(), Make.Row(connection, Make.Account())));

        Assert.Equal((PlannedAction.Create, null), (row.Action, row.Reason));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Secrets_that_the_vendor_echoes_are_masked_in_the_reason()
    {
        using var server = WireServer.Start(WireAnswer.Json(
            """{"Success":true,"Data":{"Items":[{"Id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","ExternalId":"ext-1","FirstName":"MARKER-1"}]}}"""));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        PlannedRow row = Assert.Single(await Plans.PlanAsync(
            connection,
            new RunOptions(),
            Make.Row(connection, Make.MobiAccount().With("FirstName", "Ana").With("Password", Make.Secret("MARKER-1")))));

        Assert.Equal(PlannedAction.Existing, row.Action);
        Assert.Contains("FirstName is '***'", row.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKER", row.ToString(), StringComparison.Ordinal);
    }

    private static bool IsSearch(WireRequest request) => request.Target.Contains("searchValue=crm-1", StringComparison.Ordinal);

    private static WireServer CustomerIs(string customer) => WireServer.Start((request, _) =>
        WireAnswer.Json(IsSearch(request) ? Hit : customer.Replace("ID", Id, StringComparison.Ordinal)));

    private async Task<PlannedRow> PlanAsync(WireServer server)
    {
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        PlannedRow row = Assert.Single(await Plans.PlanAsync(
            connection, new RunOptions { Journal = _folder.Journal }, Plans.Row(connection, 1, "crm-1")));
        Assert.DoesNotContain(server.Requests, static request => request.IsCreate);
        return row;
    }
}
