using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Journal.Sqlite;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>What a plan says of each row. Whatever it says, nothing that changes anything is sent.</summary>
public sealed class RowPlannerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WireServer _server = WireServer.Start(WireAnswer.Json(Plans.NotThere));
    private readonly Connection _connection;

    public RowPlannerTests() => _connection = Make.CloudCockpit(_server.BaseAddress);

    private RunOptions Offline => new() { Journal = _folder.Journal, IsOffline = true };

    public void Dispose()
    {
        Assert.DoesNotContain(_server.Requests, static request => request.IsCreate);
        _connection.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rows_are_planned_in_input_order_each_with_its_number_key_and_destination()
    {
        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(_connection, new RunOptions(), Enumerable.Range(1, 500).Select(row => Row(row, $"crm-{row}")));

        Assert.Equal(Enumerable.Range(1, 500), plan.Select(static row => row.RowNumber));
        Assert.All(plan, row => Assert.Equal(
            (PlannedAction.Create, null, $"crm-{row.RowNumber}", "CloudCockpit", "Customer.Create", _server.BaseAddress.AbsoluteUri, "contoso.example"),
            (row.Action, row.Reason, row.Key, row.Vendor, row.Operation, row.BaseUri, row.Account)));
        Assert.Equal(500, plan.Select(static row => row.Digest).Distinct().Count());
        Assert.Equal(500, _server.Requests.Count);
    }

    [Fact]
    public async Task A_row_that_breaks_rules_is_invalid_and_an_empty_one_is_skipped_and_neither_makes_another_a_duplicate()
    {
        var refusal = new VendorApiException(ProvisioningError.RuleViolation, "zip: is required.");

        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(
            _connection, Offline, Row(1, "crm-1").Refused(refusal), Row(2, "crm-1").Refused(refusal).Emptied(), Row(3, "crm-1"));

        Assert.Equal([PlannedAction.Invalid, PlannedAction.Skipped, PlannedAction.Create], plan.Select(static row => row.Action));
        Assert.Equal(["zip: is required.", "Every cell is empty.", null], plan.Select(static row => row.Reason));
    }

    [Theory]
    [InlineData("crm-1", "Lisboa", null, PlannedAction.Duplicate, "Row 1 is about the same customer, with the same data.")]
    [InlineData("\u00a0crm-1 ", "Lisboa", null, PlannedAction.Duplicate, "Row 1 is about the same customer, with the same data.")]
    [InlineData("crm-1", "Porto", null, PlannedAction.Conflict, "Row 1 has the same customer with other data: city differs.")]
    [InlineData("CRM-1", "Lisboa", null, PlannedAction.Conflict, "which is in row 1, differ only in case.")]
    [InlineData("crm-1", "Lisboa", "own-key", PlannedAction.Duplicate, "Row 1 is about the same customer")]
    [InlineData(null, "Lisboa", null, PlannedAction.Conflict, "Row 1 has a customer with the same description: internalIdentifier 'crm-1'")]
    [InlineData("crm-2", "Lisboa", null, PlannedAction.Create, null)]
    public async Task A_later_row_about_the_customer_of_an_earlier_one_says_which_and_why(
        string? identifier, string city, string? key, PlannedAction action, string? reason)
    {
        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(
            _connection, Offline, Row(1, "crm-1"), Row(2, "crm-9", company: "Fabrikam"), Plans.Row(_connection, 3, identifier, key, city: city));

        Assert.Equal([PlannedAction.Create, PlannedAction.Create, action], plan.Select(static row => row.Action));
        Assert.Contains(reason ?? string.Empty, plan[2].Reason ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_that_was_given_to_different_customers_is_a_conflict()
    {
        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(
            _connection, Offline, Row(1, "crm-1", "ticket-7"), Row(2, "crm-2", "ticket-7"), Row(3, "crm-3", "TICKET-7"));

        Assert.Equal([PlannedAction.Create, PlannedAction.Conflict, PlannedAction.Create], plan.Select(static row => row.Action));
        Assert.Equal("Row 1 has the same customer with other data: internalIdentifier differs.", plan[1].Reason);
    }

    [Theory]
    [InlineData(true, PlannedAction.Create)]
    [InlineData(false, PlannedAction.Conflict)]
    public async Task Names_that_differ_only_in_case_need_AllowSimilar_and_keys_of_their_own(bool isAllowed, PlannedAction action)
    {
        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(
            _connection, Offline with { AllowSimilar = isAllowed }, Row(1, "crm-1", "a"), Row(2, "CRM-1", "b"));

        Assert.Equal([PlannedAction.Create, action], plan.Select(static row => row.Action));
    }

    [Fact]
    public async Task Rows_that_the_journal_has_under_similar_names_are_replayed_as_in_the_run()
    {
        await Plans.DoneAsync(_folder.Journal, Row(1, "crm-1", "a"), OperationState.Confirmed);
        using (RunJournal run = Journals.OpenRun(_folder.Journal))
        {
            PreparedOperation second = Row(2, "CRM-1", "b");
            Intent intent = IntentMapping.IntentOf(
                second, IntentMapping.ScopeOf(second, _connection.Account), run.Run, new RunOptions { AllowSimilar = true });
            await run.CompleteAsync((await run.ClaimAsync(intent)).Id, new Provisioning.Journal.Compliance.Ended(OperationState.Confirmed));
        }

        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(_connection, Offline, Row(1, "crm-1", "a"), Row(2, "CRM-1", "b"));

        Assert.Equal([PlannedAction.Replay, PlannedAction.Replay], plan.Select(static row => row.Action));
    }

    [Theory]
    [InlineData(OperationState.Confirmed, "Lisboa", PlannedAction.Replay, null)]
    [InlineData(OperationState.Confirmed, "Porto", PlannedAction.Conflict, "The journal has 'crm-1' with other data (Confirmed): city differs.")]
    [InlineData(OperationState.InDoubt, "Lisboa", PlannedAction.InDoubt, "An earlier call was not answered.")]
    [InlineData(OperationState.InDoubt, "Porto", PlannedAction.Conflict, "The journal has 'crm-1' with other data (InDoubt): city differs.")]
    [InlineData(OperationState.Sending, "Lisboa", PlannedAction.InDoubt, "An earlier call was not answered.")]
    [InlineData(OperationState.Rejected, "Porto", PlannedAction.Create, "An earlier run tried it: The vendor said: no.")]
    [InlineData(OperationState.NotSent, "Lisboa", PlannedAction.Create, "An earlier run tried it: The vendor said: no.")]
    public async Task What_the_journal_has_decides(OperationState state, string city, PlannedAction action, string? reason)
    {
        await Plans.DoneAsync(_folder.Journal, Row(1, "crm-1"), state, vendorId: "vendor-7");

        PlannedRow row = Assert.Single(await Plans.PlanAsync(_connection, Offline, Plans.Row(_connection, 4, "crm-1", city: city)));

        Assert.Equal((action, reason), (row.Action, row.Reason));
        Assert.Equal(action is PlannedAction.Replay or PlannedAction.Conflict ? "vendor-7" : null, row.VendorId);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData(OperationState.Confirmed, PlannedAction.Create, "It was created before, and removed.")]
    [InlineData(OperationState.InDoubt, PlannedAction.Conflict, "a removal of it is in doubt")]
    public async Task What_was_removed_is_created_again_and_a_removal_in_doubt_bars_the_row(OperationState state, PlannedAction action, string reason)
    {
        Claim claim = await Plans.DoneAsync(_folder.Journal, Row(1, "crm-1"), OperationState.Confirmed, vendorId: "vendor-7");
        await Plans.RemovedAsync(_folder.Journal, Row(1, "crm-1"), claim.ChosenId!.Value, state);

        PlannedRow row = Assert.Single(await Plans.PlanAsync(_connection, Offline, Row(1, "crm-1")));

        Assert.Equal(action, row.Action);
        Assert.Contains(reason, row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_a_live_run_is_working_on_is_in_conflict()
    {
        using RunJournal live = Journals.OpenRun(_folder.Journal);
        await live.ClaimAsync(Row(1, "crm-1"), force: false);

        PlannedRow row = Assert.Single(await Plans.PlanAsync(_connection, Offline, Row(1, "crm-1")));

        Assert.Equal((PlannedAction.Conflict, "Another run that is still running is working on 'crm-1'."), (row.Action, row.Reason));
    }

    [Fact]
    public async Task The_customer_of_another_account_is_another_customer()
    {
        using Connection other = Provisioning.Vendors.CloudCockpit.CloudCockpitVendor.Connect(
            "fabrikam.example", Make.Secret("token"), _server.BaseAddress, Make.Options);
        await Plans.DoneAsync(_folder.Journal, Row(1, "crm-1"), OperationState.Confirmed);

        PlannedRow row = Assert.Single(await Plans.PlanAsync(other, Offline, Plans.Row(other, 1, "crm-1")));

        Assert.Equal((PlannedAction.Create, "fabrikam.example"), (row.Action, row.Account));
    }

    [Fact]
    public async Task CreateAgain_plans_what_is_confirmed_as_created_again_and_says_so_of_rows_of_the_input_too()
    {
        await Plans.DoneAsync(_folder.Journal, Row(1, "crm-1"), OperationState.Confirmed);

        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(
            _connection, Offline with { CreateAgain = true }, Row(1, "crm-1"), Row(2, "crm-2"), Row(3, "crm-2"));

        Assert.All(plan, static row => Assert.Equal(PlannedAction.Create, row.Action));
        Assert.Equal("The journal has it as created already. It would be created again.", plan[0].Reason);
        Assert.Null(plan[1].Reason);
        Assert.Equal("Row 2 is about the same customer. It would be created once more.", plan[2].Reason);
    }

    [Fact]
    public async Task Without_a_journal_a_duplicate_would_be_sent_and_the_plan_says_so()
    {
        PlannedRow row = (await Plans.PlanAsync(_connection, new RunOptions { IsOffline = true }, Row(1, "crm-1"), Row(2, "crm-1")))[1];

        Assert.Equal(PlannedAction.Duplicate, row.Action);
        Assert.EndsWith("A run without a journal would create it again.", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replayed_row_with_another_password_says_that_the_vendor_has_the_old_one()
    {
        using Connection connection = Make.Reseller(_server.BaseAddress);
        await Plans.DoneAsync(_folder.Journal, Make.Row(connection, Make.CustomerUser()), OperationState.Confirmed);

        PlannedRow row = Assert.Single(await Plans.PlanAsync(
            connection, Offline, Make.Row(connection, Make.CustomerUser().With("Password", Make.Secret("changed-pass")))));

        Assert.Equal((PlannedAction.Replay, "It was created with another password or secret than the row's."), (row.Action, row.Reason));
    }

    [Fact]
    public async Task A_plan_changes_no_byte_of_the_journal_and_keeps_the_log_that_a_killed_run_left()
    {
        using LeftBehind left = KilledAfter(30);
        byte[] before = File.ReadAllBytes(left.Path);
        byte[] log = File.ReadAllBytes(left.Log);

        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(
            _connection, Offline with { Journal = left.Path }, Row(1, "crm-1"), Row(2, "crm-new"));

        Assert.Equal(2, plan.Count);
        Assert.Equal(before, File.ReadAllBytes(left.Path));
        Assert.Equal(log, File.ReadAllBytes(left.Log));
        left.AssertReplays(30);
    }

    [UnixFact]
    public async Task A_plan_notices_a_log_that_lost_its_end_and_does_not_make_the_next_run_forget_it()
    {
        using LeftBehind left = KilledAfter(40);
        LeftBehind.Cut(left.Log, 0.5);

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(
            () => Plans.PlanAsync(_connection, Offline with { Journal = left.Path }, Row(1, "crm-1")));

        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
        left.AssertRefused("its last records are missing");
    }

    [Fact]
    public async Task A_journal_that_does_not_exist_is_not_created()
    {
        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(_connection, Offline, Row(1, "crm-1"));

        Assert.Equal(PlannedAction.Create, plan[0].Action);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task Ten_thousand_rows_that_share_a_company_name_are_compared_by_what_decides()
    {
        await Plans.DoneAsync(_folder.Journal, Row(1, "crm-1"), OperationState.Confirmed);
        long before = Environment.TickCount64;

        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(
            _connection, Offline, Enumerable.Range(1, 10_000).Select(row => Row(row, $"crm-{row}")).Append(Row(10_001, null)));

        Assert.Equal(PlannedAction.Replay, plan[0].Action);
        Assert.Equal(9_999, plan.Count(static row => row.Action == PlannedAction.Create));
        Assert.Equal(PlannedAction.Conflict, plan[^1].Action);
        Assert.InRange(Environment.TickCount64 - before, 0, 30_000);
    }

    [Fact]
    public async Task No_property_of_a_planned_row_has_a_secret()
    {
        using Connection connection = Make.Reseller(_server.BaseAddress, password: "MARKER-reseller");
        PreparedOperation row = Make.Row(
            connection, Make.CustomerUser("MARKER-1").With("UserName", "MARKER-1").With("Password", Make.Secret("MARKER-1")));
        PreparedOperation other = Make.Row(
            connection, Make.CustomerUser("MARKER-1").With("UserName", "MARKER-reseller").With("Password", Make.Secret("MARKER-1")));

        IReadOnlyList<PlannedRow> plan = await Plans.PlanAsync(connection, Offline, row, other);

        Assert.Equal([PlannedAction.Create, PlannedAction.Conflict], plan.Select(static planned => planned.Action));
        Assert.All(plan, static planned => Assert.DoesNotContain("MARKER", planned.ToString(), StringComparison.Ordinal));
    }

    private PreparedOperation Row(int number, string? identifier, string? key = null, string company = "Contoso") =>
        Plans.Row(_connection, number, identifier, key, company);

    private static LeftBehind KilledAfter(int rows)
    {
        using var journal = new LeftBehind();
        using IJournalStore store = journal.Open();
        using IRunLease lease = store.BeginRun(Provisioning.Journal.Compliance.Given.Run());
        LeftBehind.Confirm(store, lease, 0, rows);
        return journal.Killed();
    }
}
