using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>A run sends what was approved, and nothing else.</summary>
public sealed class ApprovedPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WireServer _server = WireServer.Start((request, _) => request.IsCreate
        ? WireAnswer.Json(JObject.Parse(request.Body)["id"]!.ToString(Newtonsoft.Json.Formatting.None))
        : WireAnswer.Json(Plans.NotThere));

    private readonly Connection _connection;

    public ApprovedPlanTests() => _connection = Make.CloudCockpit(_server.BaseAddress);

    private int Created => _server.Requests.Count(static request => request.IsCreate);

    public void Dispose()
    {
        _connection.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rows_as_they_were_approved_are_sent_and_none_is_missing()
    {
        ApprovedPlan plan = await ApproveAsync(Row(1, "crm-1"), Row(2, "crm-2"));

        IReadOnlyList<RowResult> results = await RunAsync(plan, Row(1, "crm-1"), Row(2, "crm-2"));

        Assert.All(results, static result => Assert.Equal(Outcome.Created, result.Resource!.Outcome));
        Assert.Equal((2, 0), (Created, plan.MissingRows));
    }

    [Fact]
    public async Task A_row_that_has_changed_or_was_not_planned_is_refused_and_one_that_is_not_in_the_input_is_counted()
    {
        ApprovedPlan plan = await ApproveAsync(Row(1, "crm-1"), Row(2, "crm-2"), Row(3, "crm-3"));

        IReadOnlyList<RowResult> results = await RunAsync(
            plan, Row(1, "crm-1"), Plans.Row(_connection, 2, "crm-2", city: "Porto"), Row(4, "crm-4"));

        Assert.Equal(Outcome.Created, results[0].Resource!.Outcome);
        Assert.All(results.Skip(1), static result => Assert.Equal(
            (ProvisioningError.PlanDrift, Delivery.NotSent), (result.Error!.Error, result.Error.Delivery)));
        Assert.Equal("The row is not as it was in the approved plan: city differs.", results[1].Error!.Message);
        Assert.Equal("The approved plan does not have this row.", results[2].Error!.Message);
        Assert.Equal((1, 1), (Created, plan.MissingRows));
    }

    [Fact]
    public async Task Rows_that_share_a_number_are_sent_no_more_often_than_they_were_approved()
    {
        ApprovedPlan plan = await ApproveAsync(Row(7, "crm-1"), Row(7, "crm-1"), Row(7, "crm-2"));

        IReadOnlyList<RowResult> results = await RunAsync(
            plan, new RunOptions { NoJournal = true }, Row(7, "crm-1"), Row(7, "crm-1"), Row(7, "crm-2"), Row(7, "crm-2"));

        Assert.Equal(
            [null, ProvisioningError.PlanDrift, null, ProvisioningError.PlanDrift], results.Select(static result => result.Error?.Error));
        Assert.Equal(2, Created);
    }

    [Theory]
    [InlineData(PlannedAction.Existing)]
    [InlineData(PlannedAction.Conflict)]
    [InlineData(PlannedAction.Duplicate)]
    [InlineData(PlannedAction.Invalid)]
    [InlineData(PlannedAction.Skipped)]
    [InlineData(PlannedAction.Replay)]
    public async Task A_row_that_was_not_to_be_created_is_not_sent(PlannedAction action)
    {
        IReadOnlyList<PlannedRow> rows = await Plans.PlanAsync(_connection, new RunOptions(), Row(1, "crm-1"));
        var plan = new ApprovedPlan([rows[0] with { Action = action }]);

        RowResult result = Assert.Single(await RunAsync(plan, Row(1, "crm-1")));

        Assert.Equal((ProvisioningError.PlanDrift, Delivery.NotSent), (result.Error!.Error, result.Error.Delivery));
        Assert.Contains($"The approved plan has this row as {action}, so it is not sent.", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (Created, plan.MissingRows));
    }

    [Fact]
    public async Task A_row_that_was_approved_as_replayed_is_replayed_and_not_sent_where_the_journal_is_another_one()
    {
        await Plans.DoneAsync(_folder.Journal, Row(1, "crm-1"), OperationState.Confirmed, vendorId: Guid.NewGuid().ToString());
        IReadOnlyList<PlannedRow> rows = await Plans.PlanAsync(_connection, new RunOptions { Journal = _folder.Journal }, Row(1, "crm-1"));

        RowResult replayed = Assert.Single(await RunAsync(new ApprovedPlan(rows), Row(1, "crm-1")));
        RowResult other = Assert.Single(await RunAsync(
            new ApprovedPlan(rows), new RunOptions { Journal = _folder.At("other.db") }, Row(1, "crm-1")));

        Assert.Equal(Outcome.Replayed, replayed.Resource!.Outcome);
        Assert.Equal(ProvisioningError.PlanDrift, other.Error!.Error);
        Assert.Equal(0, Created);
    }

    [Fact]
    public async Task A_doubt_that_was_approved_is_settled()
    {
        Guid? chosen = null;
        using var server = WireServer.Start((_, _) => WireAnswer.Json(
            $$"""{"id":"{{chosen}}","companyName":"Contoso","internalIdentifier":"crm-1"}"""));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        var options = new RunOptions { Journal = _folder.Journal };
        chosen = (await Plans.DoneAsync(_folder.Journal, Plans.Row(connection, 1, "crm-1"), OperationState.InDoubt)).ChosenId;
        IReadOnlyList<PlannedRow> rows = await Plans.PlanAsync(connection, options, Plans.Row(connection, 1, "crm-1"));

        using ProvisioningRun run = ProvisioningRun.Open(connection, options with { ApprovedPlan = new ApprovedPlan(rows) });
        RowResult result = Assert.Single(await run.PassAsync([Plans.Row(connection, 1, "crm-1")]));

        Assert.Equal((PlannedAction.InDoubt, Outcome.Recovered), (rows[0].Action, result.Resource!.Outcome));
        Assert.DoesNotContain(server.Requests, static request => request.IsCreate);
    }

    [Fact]
    public async Task Another_password_is_a_drift()
    {
        using Connection connection = Make.SafeMobi(_server.BaseAddress);
        var options = new RunOptions { Journal = _folder.Journal, IsOffline = true };
        PreparedOperation row = Make.Row(connection, Make.MobiAccount().With("Password", Make.Secret("pass-1")));
        var plan = new ApprovedPlan(await Plans.PlanAsync(connection, options, row));

        using ProvisioningRun run = ProvisioningRun.Open(connection, options with { ApprovedPlan = plan });
        RowResult result = Assert.Single(await run.PassAsync(
            [Make.Row(connection, Make.MobiAccount().With("Password", Make.Secret("pass-2")))]));

        Assert.Equal(
            "The row is not as it was in the approved plan: its key, its destination or a secret differs.", result.Error!.Message);
    }

    [Fact]
    public async Task A_plan_for_another_account_or_address_ends_the_run_before_anything()
    {
        ApprovedPlan plan = await ApproveAsync(Row(1, "crm-1"));
        using Connection tenant = Provisioning.Vendors.CloudCockpit.CloudCockpitVendor.Connect(
            "fabrikam.example", Make.Secret("token"), _server.BaseAddress, Make.Options);
        using Connection address = Make.CloudCockpit(new Uri("http://127.0.0.1:9/"));
        using Connection vendor = Make.SafeMobi(_server.BaseAddress);

        foreach (Connection other in new[] { tenant, address, vendor })
        {
            VendorApiException error = Assert.Throws<VendorApiException>(() => ProvisioningRun.Open(
                other, new RunOptions { Journal = _folder.Journal, ApprovedPlan = plan }));
            Assert.Equal(ProvisioningError.PlanDrift, error.Error);
            Assert.StartsWith(
                $"The plan was approved for CloudCockpit at {_server.BaseAddress} as 'contoso.example', and this run would go to ",
                error.Message,
                StringComparison.Ordinal);
        }

        Assert.Equal(0, Created);
    }

    private PreparedOperation Row(int number, string identifier) => Plans.Row(_connection, number, identifier);

    [Fact]
    public async Task A_plan_to_create_a_customer_does_not_approve_a_second_one()
    {
        PlannedRow[] planned = [.. await Plans.PlanAsync(_connection, new RunOptions { Journal = _folder.Journal }, Row(1, "crm-1"))];
        await RunAsync(new ApprovedPlan(planned), Row(1, "crm-1"));

        RowResult again = Assert.Single(await RunAsync(
            new ApprovedPlan(planned), new RunOptions { Journal = _folder.Journal, CreateAgain = true }, Row(1, "crm-1")));

        Assert.Equal((ProvisioningError.PlanDrift, 1), (again.Error?.Error, Created));
        Assert.Equal("The plan was approved without -CreateAgain.", again.Error!.Message);
    }

    [Fact]
    public async Task A_plan_to_create_a_customer_again_is_carried_out_with_the_same_switch_only()
    {
        RunOptions again = new() { Journal = _folder.Journal, CreateAgain = true };
        PlannedRow[] planned = [.. await Plans.PlanAsync(_connection, again, Row(1, "crm-1"))];

        Assert.Equal("The plan was approved with -CreateAgain.", Assert.Single(await RunAsync(new ApprovedPlan(planned), Row(1, "crm-1"))).Error!.Message);
        Assert.Null(Assert.Single(await RunAsync(new ApprovedPlan(planned), again, Row(1, "crm-1"))).Error);
    }

    private async Task<ApprovedPlan> ApproveAsync(params PreparedOperation[] rows) =>
        new(await Plans.PlanAsync(_connection, new RunOptions { Journal = _folder.Journal }, rows));

    private Task<IReadOnlyList<RowResult>> RunAsync(ApprovedPlan plan, params PreparedOperation[] rows) =>
        RunAsync(plan, new RunOptions { Journal = _folder.Journal }, rows);

    private async Task<IReadOnlyList<RowResult>> RunAsync(ApprovedPlan plan, RunOptions options, params PreparedOperation[] rows)
    {
        using ProvisioningRun run = ProvisioningRun.Open(_connection, options with { ApprovedPlan = plan });
        return await run.PassAsync(rows);
    }
}
