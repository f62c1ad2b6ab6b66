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

        Assert.Equal(run, Open().Runs(first: 1)[0]);
    }

    [Fact]
    public void What_is_not_known_of_a_run_is_null()
    {
        RunRecord run = Given.Run() with { Account = null, Source = null };

        Begin(run: run);

        Assert.Equal((null, null, null), (Store.Runs(1)[0].Account, Store.Runs(1)[0].Source, Store.Runs(1)[0].Ended));
    }

    [Fact]
    public void A_run_that_ends_says_when_and_what_it_came_to()
    {
        var counts = new RunCounts { Created = 1, Recovered = 2, Replayed = 3, Existing = 4, Failed = 5, InDoubt = 6, NotStarted = 7 };
        RunRecord run = Given.Run();
        Begin(run: run);

        Store.EndRun(run.Id, counts, Given.Start.AddMinutes(3));

        Assert.Equal(run with { Ended = Given.Start.AddMinutes(3), Counts = counts }, Open().Runs(1)[0]);
    }

    [Fact]
    public void A_run_that_leaves_something_unfinished_tells_what_it_came_to_and_has_no_end()
    {
        Claim left = Claim();

        Store.EndRun(Run, new RunCounts { Created = 1 }, Given.Start);
        Kill(Lease);

        Assert.Equal((null, 1), (Store.Runs(1)[0].Ended, Store.Runs(1)[0].Counts.Created));
        Assert.Equal(left.Id, Assert.Single(Store.List(new OperationFilter { States = [OperationState.InDoubt] })).Id);
    }

    [Fact]
    public void Runs_are_listed_newest_first_and_as_many_as_are_asked_for()
    {
        Guid[] begun = [Run, Begin().Run, Begin().Run];

        Assert.Equal(begun.Reverse(), Store.Runs(first: null).Select(static run => run.Id));
        Assert.Equal(begun.Reverse().Take(2), Store.Runs(first: 2).Select(static run => run.Id));
        Assert.Empty(Store.Runs(first: 0));
    }

    [Fact]
    public void A_run_that_was_killed_has_no_end_and_holds_nothing()
    {
        Claim claim = Claim();

        Kill(Lease);

        Assert.Null(Assert.Single(Store.Runs(null)).Ended);
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
}
