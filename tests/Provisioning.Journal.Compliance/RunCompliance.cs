using System;
using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>What is kept of runs.</summary>
public abstract class RunCompliance : StoreCompliance
{
    private protected RunCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Fact]
    public void A_run_that_has_claimed_something_is_seen_by_others_with_who_where_when_and_what()
    {
        RunRecord run = Given.Run(Given.Start.AddSeconds(5)) with { Source = "new customers é東.csv" };

        Claim(Given.Intent(Begin(run: run).Run, "crm-1"));

        JournaledRun seen = Open().Runs(new RunFilter { First = 1 })[0];
        Assert.Equal((run.Id, RunState.Running, run.Started, null), (seen.Run, seen.State, seen.Started, seen.Ended));
        Assert.Equal((run.User, run.Computer, run.Process, run.Command), (seen.User, seen.Computer, seen.Process, seen.Command));
        Assert.Equal((run.Vendor, run.BaseUri, run.Account), (seen.Vendor, seen.BaseUri, seen.Account));
        Assert.Equal((run.Connection, run.Source, Store.Location.Text), (seen.Connection, seen.Source, seen.Journal));
    }

    [Fact]
    public void What_is_not_known_of_a_run_is_null()
    {
        RunRecord run = Given.Run() with { Account = null, Source = null };

        Begin(run: run);

        JournaledRun seen = Newest();
        Assert.Equal((null, null, null, null, null), (seen.Account, seen.Source, seen.Ended, seen.LastActive, seen.Duration));
    }

    [Fact]
    public void A_run_that_ends_says_when_and_what_it_came_to()
    {
        var counts = new RunCounts { Created = 1, Recovered = 2, Replayed = 3, Existing = 4, Failed = 5, InDoubt = 6, NotStarted = 7 };
        RunRecord run = Given.Run();
        Begin(run: run);

        Store.EndRun(run.Id, counts, Given.Start.AddMinutes(3));

        JournaledRun seen = Open().Runs(new RunFilter { First = 1 })[0];
        Assert.Equal((RunState.Completed, Given.Start.AddMinutes(3), TimeSpan.FromMinutes(3)), (seen.State, seen.Ended, seen.Duration));
        Assert.Equal((1, 2, 3, 4), (seen.Created, seen.Recovered, seen.Replayed, seen.Existing));
        Assert.Equal((5, 6, 7, 28), (seen.Failed, seen.InDoubt, seen.NotStarted, seen.Rows));
    }

    [Fact]
    public void A_run_that_was_killed_comes_to_what_its_rows_say()
    {
        Claim first = Claim(Given.Intent(Run, "created", row: 1));
        Complete(first, new Ended(OperationState.Confirmed) { Outcome = Outcome.Created }, Given.Start.AddSeconds(7));
        Complete(Claim(Given.Intent(Run, "recovered", row: 2)), new Ended(OperationState.Confirmed) { Outcome = Outcome.Recovered });
        Complete(Claim(Given.Intent(Run, "refused", row: 3)), new Ended(OperationState.Rejected) { Error = "Rejected" });
        Claim(Given.Intent(Run, "created", row: 4));
        Note(new RowNote { Run = Run, Row = 5, Operation = "Customer.Create", Kind = OperationKind.Create, Error = "RuleViolation", Message = "No." });
        Note(new RowNote { Run = Run, Row = 6, Operation = "Customer.Create", Kind = OperationKind.Create, Error = "NotSent", Message = "Stopped." });
        Claim(Given.Intent(Run, "left", row: 7));

        Assert.Equal((RunState.Running, 0), (Newest().State, Newest().InDoubt));
        Kill(Lease);

        JournaledRun seen = Newest();
        Assert.Equal((RunState.Interrupted, null, TimeSpan.FromSeconds(7)), (seen.State, seen.Ended, seen.Duration));
        Assert.Equal((1, 1, 1, 2), (seen.Created, seen.Recovered, seen.Replayed, seen.Failed));
        Assert.Equal((1, 1), (seen.InDoubt, seen.NotStarted));
    }

    [Fact]
    public void A_run_that_leaves_something_unfinished_has_no_end_and_tells_what_is_in_doubt()
    {
        Complete(Claim("crm-1"), new Ended(OperationState.Confirmed) { Outcome = Outcome.Created });
        Claim left = Claim("crm-2");

        Store.EndRun(Run, new RunCounts { Created = 1 }, Given.Start);
        Kill(Lease);

        Assert.Equal((RunState.Interrupted, null, 1, 1), (Newest().State, Newest().Ended, Newest().Created, Newest().InDoubt));
        Assert.Equal(left.Id, Assert.Single(Store.List(new OperationFilter { States = [OperationState.InDoubt] })).Id);
    }

    [Fact]
    public void Runs_are_listed_newest_first_and_as_many_as_are_asked_for()
    {
        Guid[] begun = [Run, Begin().Run, Begin().Run];

        Assert.Equal(begun.Reverse(), Listed(new RunFilter()));
        Assert.Equal(begun.Reverse().Take(2), Listed(new RunFilter { First = 2 }));
        Assert.Empty(Listed(new RunFilter { First = 0 }));
    }

    [Fact]
    public void Runs_are_found_by_id_by_how_it_begins_by_vendor_and_by_when_they_started()
    {
        RunRecord other = Given.Run(Given.Start.AddDays(1)) with { Vendor = "SafeMobi" };
        Begin(run: other);

        Assert.Equal([other.Id], Listed(new RunFilter { Ids = [other.Id.ToString("N")] }));
        Assert.Equal([other.Id], Listed(new RunFilter { Ids = [other.Id.ToString("N")[..12], "0000000000000000000000000000"] }));
        Assert.Equal([other.Id], Listed(new RunFilter { Vendors = ["safemobi", "Reseller"] }));
        Assert.Equal([other.Id], Listed(new RunFilter { Since = Given.Start.AddDays(1) }));
        Assert.Equal([Run], Listed(new RunFilter { Until = Given.Start.AddDays(1) }));
        Assert.Empty(Listed(new RunFilter { Vendors = ["SafeMobi"], Until = Given.Start.AddDays(1) }));
    }

    [Fact]
    public void A_run_that_was_killed_has_no_end_and_holds_nothing()
    {
        Claim claim = Claim();

        Kill(Lease);

        Assert.Equal((RunState.Interrupted, null), (Newest().State, Newest().Ended));
        Assert.Equal((OperationState.InDoubt, false), (Entry(claim.Id).State, Entry(claim.Id).IsHeld));
    }

    [Fact]
    public void A_run_holds_only_what_is_its_own()
    {
        IRunLease killed = Begin();
        Claim mine = Claim(Given.Intent(Run, "mine"));
        Claim left = Claim(Given.Intent(killed.Run, "left"));

        Kill(killed);

        Assert.Equal((true, false), (Entry(mine.Id).IsHeld, Entry(left.Id).IsHeld));
    }

    [Fact]
    public void A_run_of_another_process_is_alive_while_its_lease_is_held_whatever_the_time_says()
    {
        IJournalStore other = Open();
        IRunLease lease = Begin(other, Given.Run(DateTimeOffset.UnixEpoch));
        Claim claim = Claim(Given.Intent(lease.Run, "crm-1"), other, DateTimeOffset.UnixEpoch);

        Assert.True(Entry(claim.Id).IsHeld);
        Assert.Equal(ClaimKind.Held, Claim(Given.Intent(Run, "crm-1"), now: Given.Start.AddYears(100)).Kind);
    }

    private JournaledRun Newest() => Store.Runs(new RunFilter { First = 1 })[0];

    private System.Collections.Generic.IEnumerable<Guid> Listed(RunFilter filter) => Store.Runs(filter).Select(static run => run.Run);
}
