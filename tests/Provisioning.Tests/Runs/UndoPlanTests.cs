using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Runs;
using Provisioning.Vendors;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>What of a run is taken back, and how.</summary>
public sealed class UndoPlanTests
{
    private static readonly Guid s_run = Guid.NewGuid();
    private static readonly string s_id = Guid.NewGuid().ToString();

    [Theory]
    [InlineData("CloudCockpit", "Customer.Create", UndoAction.Remove)]
    [InlineData("SafeMobi", "Account.Create", UndoAction.SwitchOff)]
    [InlineData("CloudCockpit", "CustomerProvider.Add", UndoAction.None)]
    [InlineData("QuickHelp", "Account.Create", UndoAction.None)]
    [InlineData("Reseller", "CustomerUser.Create", UndoAction.None)]
    [InlineData("Reseller", "Customer.Create", UndoAction.None)]
    public void The_vendor_decides_how(string vendor, string operation, UndoAction expected)
    {
        UndoRow row = Assert.Single(Plan(vendor, Row(operation)));

        Assert.Equal((expected, s_id, 7L, 3), (row.Action, row.VendorId, row.OperationId, row.RowNumber));
        Assert.Equal(expected == UndoAction.None, row.Reason is not null);
    }

    [Theory]
    [InlineData(Outcome.Created, RowStatus.Created, OperationState.Confirmed, UndoAction.Remove)]
    [InlineData(Outcome.Recovered, RowStatus.Recovered, OperationState.Confirmed, UndoAction.Remove)]
    [InlineData(null, RowStatus.Recovered, OperationState.Confirmed, UndoAction.None)]
    [InlineData(Outcome.Created, RowStatus.Created, OperationState.Undone, UndoAction.Done)]
    [InlineData(Outcome.Created, RowStatus.Created, OperationState.Removed, UndoAction.Done)]
    [InlineData(Outcome.Created, RowStatus.Created, null, UndoAction.None)]
    [InlineData(null, RowStatus.InDoubt, OperationState.InDoubt, UndoAction.None)]
    [InlineData(null, RowStatus.Sending, OperationState.Sending, UndoAction.None)]
    public void Only_what_the_run_itself_created_is_taken_back_once(Outcome? outcome, RowStatus status, OperationState? now, UndoAction expected) =>
        Assert.Equal(expected, Assert.Single(Plan("CloudCockpit", Row("Customer.Create", outcome, status, now))).Action);

    [Theory]
    [InlineData(Outcome.Replayed, RowStatus.Replayed)]
    [InlineData(Outcome.Undone, RowStatus.Replayed)]
    [InlineData(Outcome.Existing, RowStatus.Existing)]
    [InlineData(null, RowStatus.Failed)]
    [InlineData(null, RowStatus.NotStarted)]
    public void Rows_for_which_nothing_was_created_are_left_out(Outcome? outcome, RowStatus status) =>
        Assert.Empty(Plan("CloudCockpit", Row("Customer.Create", outcome, status, OperationState.Confirmed)));

    [Theory]
    [InlineData(OperationKind.Update)]
    [InlineData(OperationKind.Delete)]
    [InlineData(OperationKind.Add)]
    public void A_change_is_not_taken_back(OperationKind kind) =>
        Assert.Equal(UndoAction.None, Assert.Single(Plan("CloudCockpit", Row("Customer.Create", kind: kind))).Action);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1001")]
    public void Without_an_ID_of_the_vendor_nothing_is_called(string? id) =>
        Assert.Equal(UndoAction.None, Assert.Single(Plan("CloudCockpit", Row("Customer.Create", id: id))).Action);

    [Fact]
    public void A_doubt_names_the_operation_to_settle()
    {
        UndoRow row = Assert.Single(Plan("CloudCockpit", Row("Customer.Create", null, RowStatus.InDoubt, OperationState.InDoubt)));

        Assert.Contains("Resolve-ProvisioningOperation -Id 7", row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OperationState.Undone, "taken back already")]
    [InlineData(OperationState.Removed, "removed already")]
    public void What_was_taken_back_is_not_taken_back_again_when_a_later_run_created_another_customer(OperationState state, string says)
    {
        UndoRow row = Assert.Single(Plan("SafeMobi", Row("Account.Create", state: state, laterRun: Guid.NewGuid())));

        Assert.Equal(UndoAction.Done, row.Action);
        Assert.Contains(says, row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.Rejected)]
    public void A_doubt_that_a_later_run_took_over_is_that_runs(OperationState now)
    {
        var later = Guid.NewGuid();
        UndoRow row = Assert.Single(
            Plan("SafeMobi", Row("Account.Create", null, RowStatus.InDoubt, now, state: OperationState.InDoubt, laterRun: later)));

        Assert.Equal(UndoAction.None, row.Action);
        Assert.Contains(later.ToString("N"), row.Reason, StringComparison.Ordinal);
    }

    private static List<UndoRow> Plan(string vendor, params RunRow[] rows) => [.. UndoPlan.Of(Run(vendor), rows, VendorRegistry.Settleable)];

    private static RunRow Row(
        string operation,
        Outcome? outcome = Outcome.Created,
        RowStatus status = RowStatus.Created,
        OperationState? now = OperationState.Confirmed,
        OperationKind kind = OperationKind.Create,
        string? id = "the run's",
        OperationState? state = null,
        Guid? laterRun = null) => new()
    {
        Run = s_run,
        RowNumber = 3,
        Operation = operation,
        Kind = kind,
        Key = "crm-1",
        Status = status,
        Outcome = outcome,
        State = state ?? now,
        StateNow = now,
        LaterRun = laterRun,
        VendorId = id == "the run's" ? s_id : id,
        OperationId = 7,
    };

    private static JournaledRun Run(string vendor) => new()
    {
        Run = s_run,
        State = RunState.Completed,
        Started = DateTimeOffset.UnixEpoch,
        User = "ana",
        Computer = "work-1",
        Process = 1,
        Command = "New-CcCustomer",
        Vendor = vendor,
        Connection = "main",
        BaseUri = "https://api.example/",
        Created = 1,
        Recovered = 0,
        Replayed = 0,
        Existing = 0,
        Failed = 0,
        InDoubt = 0,
        NotStarted = 0,
        Journal = "journal.db",
    };
}
