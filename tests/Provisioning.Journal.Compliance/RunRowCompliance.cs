using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>What is kept of the rows of a run.</summary>
public abstract class RunRowCompliance : StoreCompliance
{
    private protected RunRowCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Fact]
    public void A_row_that_worked_has_its_number_its_outcome_and_all_that_is_known_of_its_call()
    {
        Claim claim = Claim(Given.Intent(Run, "crm-1", row: 7));
        DateTimeOffset sent = Given.Start.AddMinutes(1);
        Complete(claim, new Ended(OperationState.Confirmed)
        {
            Outcome = Outcome.Created, VendorId = "vendor-id", Attempts = 2, Sent = sent.ToUnixTimeMilliseconds(), Duration = 1250,
        });

        RunRow row = Assert.Single(Open().Rows(Run));

        Assert.Equal((Run, 7, "crm-1", "Customer.Create", OperationKind.Create), (row.Run, row.RowNumber, row.Key, row.Operation, row.Kind));
        Assert.Equal((RowStatus.Created, Outcome.Created, OperationState.Confirmed), (row.Status, row.Outcome, row.State));
        Assert.Equal(("vendor-id", 2, claim.CorrelationId, claim.Id), (row.VendorId, row.Attempts, row.CorrelationId, row.OperationId));
        Assert.Equal((sent, TimeSpan.FromSeconds(1.25), sent.AddSeconds(1.25)), (row.Sent, row.Duration, row.Ended));
        Assert.Equal((null, null, null, OperationState.Confirmed), (row.Error, row.Message, row.LaterRun, row.StateNow));
    }

    [Theory]
    [InlineData(Outcome.Created, RowStatus.Created)]
    [InlineData(Outcome.Updated, RowStatus.Created)]
    [InlineData(Outcome.Removed, RowStatus.Created)]
    [InlineData(Outcome.Added, RowStatus.Created)]
    [InlineData(Outcome.Recovered, RowStatus.Recovered)]
    public void Outcomes_are_told_apart_later(Outcome outcome, RowStatus status)
    {
        Complete(Claim(), new Ended(OperationState.Confirmed) { Outcome = outcome });

        RunRow row = Assert.Single(Store.Rows(Run));
        Assert.Equal((outcome, status), (row.Outcome, row.Status));
    }

    [Theory]
    [InlineData(OperationState.Rejected, "AlreadyExists", RowStatus.Failed)]
    [InlineData(OperationState.InDoubt, "OutcomeUnknown", RowStatus.InDoubt)]
    [InlineData(OperationState.NotSent, "Throttled", RowStatus.Failed)]
    [InlineData(OperationState.NotSent, "NotSent", RowStatus.NotStarted)]
    public void A_row_that_did_not_work_says_why(OperationState state, string error, RowStatus status)
    {
        Complete(Claim(), new Ended(state) { Error = error, Message = "The name é東 is taken." });

        RunRow row = Assert.Single(Store.Rows(Run));
        Assert.Equal((state, status, error, "The name é東 is taken."), (row.State, row.Status, row.Error, row.Message));
        Assert.Null(row.Outcome);
    }

    [Fact]
    public void A_call_that_was_started_and_did_not_get_there_is_a_failure()
    {
        Complete(Claim(), new Ended(OperationState.NotSent) { Error = "NotSent", Message = "No such host.", Sent = 1000, Duration = 10 });

        Assert.Equal(RowStatus.Failed, Assert.Single(Store.Rows(Run)).Status);
    }

    [Fact]
    public void Rows_come_in_the_order_of_their_numbers_whatever_became_of_them_and_in_whatever_order_they_ended()
    {
        Claims(Store, null, Given.Intent(Run, "c", row: 3), Given.Intent(Run, "a", row: 1), Given.Intent(Run, "e", row: 50));
        Note(new RowNote { Run = Run, Row = 2, Operation = "Customer.Create", Kind = OperationKind.Create, Error = "RuleViolation", Message = "No." });
        Note(new RowNote { Run = Run, Row = 51, Operation = "Customer.Create", Kind = OperationKind.Create, Error = "RuleViolation", Message = "No." });

        Assert.Equal([1, 2, 3, 50, 51], Store.Rows(Run).Select(static row => row.RowNumber));
    }

    [Fact]
    public void A_row_that_was_not_sent_is_kept_with_why()
    {
        Claim other = Claim();
        Note(new RowNote
        {
            Run = Run, Row = 9, Operation = "Customer.Create", Kind = OperationKind.Create, Key = "é東", Id = other.Id, CorrelationId = "c-1",
            Error = "KeyReusedWithOtherData", Message = "The journal has 'é東' with other data.",
        });

        RunRow row = Open().Rows(Run).Last();

        Assert.Equal((9, "é東", RowStatus.Failed, "KeyReusedWithOtherData"), (row.RowNumber, row.Key, row.Status, row.Error));
        Assert.Equal(("The journal has 'é東' with other data.", other.Id, "c-1"), (row.Message, row.OperationId, row.CorrelationId));
        Assert.Equal((null, null, 0, Given.Start), (row.State, row.Outcome, row.Attempts, row.Ended));
    }

    [Fact]
    public void A_row_that_is_replayed_is_kept_for_the_run_that_replayed_it_and_the_first_run_keeps_its_own()
    {
        Claim first = Claim(Given.Intent(Run, "crm-1", row: 1));
        Complete(first, new Ended(OperationState.Confirmed) { Outcome = Outcome.Created, VendorId = "vendor-id", Attempts = 1 });
        IRunLease next = Begin();

        Assert.Equal(ClaimKind.Replay, Claim(Given.Intent(next.Run, "crm-1", row: 4)).Kind);

        RunRow row = Assert.Single(Store.Rows(next.Run));
        Assert.Equal((4, RowStatus.Replayed, Outcome.Replayed), (row.RowNumber, row.Status, row.Outcome));
        Assert.Equal(("crm-1", "vendor-id", 0, first.Id), (row.Key, row.VendorId, row.Attempts, row.OperationId));
        Assert.Equal((1, Outcome.Created), (Assert.Single(Store.Rows(Run)).RowNumber, Store.Rows(Run).First().Outcome));
    }

    [Theory]
    [InlineData(OperationState.Rejected, "Rejected", RowStatus.Failed)]
    [InlineData(OperationState.NotSent, "Throttled", RowStatus.Failed)]
    [InlineData(OperationState.InDoubt, "OutcomeUnknown", RowStatus.InDoubt)]
    public void What_a_later_run_takes_over_stays_with_the_earlier_run_as_it_was(OperationState state, string error, RowStatus status)
    {
        Claim claim = Claim(Given.Intent(Run, "crm-1", row: 5));
        Complete(claim, new Ended(state) { Error = error, Message = "No.", Attempts = 2, Sent = 1000, Duration = 10 });
        IRunLease next = Begin();

        Claim again = Claim(Given.Intent(next.Run, "crm-1", row: 1));
        var ended = new Ended(OperationState.Confirmed) { Outcome = Outcome.Created, Attempts = 1, Sent = 9000, Duration = 20 };
        Complete(Store, ended with { Id = again.Id, Run = next.Run });

        RunRow before = Assert.Single(Store.Rows(Run));
        Assert.Equal((5, state, status, error, "No."), (before.RowNumber, before.State, before.Status, before.Error, before.Message));
        Assert.Equal((2, DateTimeOffset.FromUnixTimeMilliseconds(1000), TimeSpan.FromMilliseconds(10)), (before.Attempts, before.Sent, before.Duration));
        Assert.Equal((next.Run, OperationState.Confirmed), (before.LaterRun, before.StateNow));
        RunRow after = Assert.Single(Store.Rows(next.Run));
        Assert.Equal((1, RowStatus.Created, 1, 20d), (after.RowNumber, after.Status, after.Attempts, after.Duration!.Value.TotalMilliseconds));
    }

    [Fact]
    public void A_later_run_that_sends_nothing_does_not_count_the_calls_of_the_earlier_one()
    {
        Complete(Claim(), new Ended(OperationState.InDoubt) { Attempts = 2, Sent = 1000, Duration = 10 });
        IRunLease next = Begin();
        Claim again = Claim(Given.Intent(next.Run, "crm-1"));
        Complete(Store, new Ended(OperationState.Confirmed) { Id = again.Id, Run = next.Run, Outcome = Outcome.Recovered });

        RunRow row = Assert.Single(Store.Rows(next.Run));
        Assert.Equal((RowStatus.Recovered, 0, null, null), (row.Status, row.Attempts, row.Sent, row.Duration));
        Assert.Equal(2, Entry(again.Id).Attempts);
    }

    [Fact]
    public void A_second_row_of_the_same_run_with_the_same_key_leaves_the_first_one_as_it_was()
    {
        Complete(Claim(Given.Intent(Run, "crm-1", row: 1)), new Ended(OperationState.Rejected) { Error = "Rejected", Message = "No." });
        Complete(Claim(Given.Intent(Run, "crm-1", row: 2)), new Ended(OperationState.Confirmed) { Outcome = Outcome.Created });

        Assert.Equal([(1, RowStatus.Failed), (2, RowStatus.Created)], Store.Rows(Run).Select(static row => (row.RowNumber, row.Status)));
        Assert.All(Store.Rows(Run), static row => Assert.Null(row.LaterRun));
    }

    [Fact]
    public void What_a_killed_run_was_sending_is_in_doubt_also_after_a_later_run_took_it()
    {
        Claim(Given.Intent(Run, "crm-1", row: 3));
        Assert.Equal(RowStatus.Sending, Assert.Single(Store.Rows(Run)).Status);
        Kill(Lease);
        Assert.Equal((RowStatus.InDoubt, "OutcomeUnknown"), Shown());
        IRunLease next = Begin();

        Claim(Given.Intent(next.Run, "crm-1"));

        Assert.Equal((RowStatus.InDoubt, "OutcomeUnknown"), Shown());
        Assert.Equal((next.Run, OperationState.InDoubt), (Store.Rows(Run).First().LaterRun, Store.Rows(Run).First().State));

        (RowStatus, string?) Shown() => Assert.Single(Store.Rows(Run)) is var row ? (row.Status, row.Error) : default;
    }

    [Theory]
    [InlineData(OperationState.Confirmed, RowStatus.Recovered, null)]
    [InlineData(OperationState.Rejected, RowStatus.Failed, "Rejected")]
    [InlineData(OperationState.NotSent, RowStatus.Failed, "NotSent")]
    public void A_row_that_a_person_settled_says_who_and_why(OperationState state, RowStatus status, string? error)
    {
        Claim claim = Done(OperationState.InDoubt);
        Store.Settle([claim.Id], new Settlement(state, "id-1", "ben", "It is in the portal.", Given.Start.AddDays(1)));

        RunRow row = Assert.Single(Store.Rows(Run));

        Assert.Equal((status, null, error), (row.Status, row.Outcome, row.Error));
        Assert.Equal(("ben", "It is in the portal.", Given.Start.AddDays(1)), (row.SettledBy, row.Reason, row.Settled));
        Assert.Equal(("id-1", null), (row.VendorId, row.Ended));
    }

    [Fact]
    public void Rows_are_read_as_they_are_taken()
    {
        Claims(Store, null, [.. Enumerable.Range(1, 3000).Select(row => Given.Intent(Run, $"crm-{row}", row: row))]);
        using IEnumerator<RunRow> rows = Store.Rows(Run).GetEnumerator();

        for (int row = 1; row <= 3; row++)
        {
            Assert.True(rows.MoveNext());
            Assert.Equal(row, rows.Current.RowNumber);
        }
    }

    [Fact]
    public void A_run_that_is_not_there_has_no_rows() => Assert.Empty(Store.Rows(Guid.NewGuid()));

    [Fact]
    public void A_run_has_no_rows_of_another_run()
    {
        IRunLease other = Begin();
        Claim(Given.Intent(other.Run, "theirs"));
        Note(new RowNote { Run = other.Run, Row = 2, Operation = "Customer.Create", Kind = OperationKind.Create, Error = "RuleViolation", Message = "No." });

        Assert.Empty(Store.Rows(Run));
        Assert.Equal(2, Store.Rows(other.Run).Count());
    }
}
