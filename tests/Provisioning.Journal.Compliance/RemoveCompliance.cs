using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>What is cleared away.</summary>
public abstract class RemoveCompliance : StoreCompliance
{
    private protected RemoveCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    /// <summary>An error's advice names the number of its operation, and somebody may follow it much later.</summary>
    [Fact]
    public void The_number_of_what_was_removed_is_never_given_to_another_operation()
    {
        long removed = Done(OperationState.InDoubt, "crm-1").Id;
        Store.Remove(new OperationFilter());

        Assert.NotEqual(removed, Claim("crm-2").Id);
    }

    [Fact]
    public void What_a_filter_lets_through_is_removed_and_the_rest_stays()
    {
        Done(OperationState.Confirmed, "old-1", Given.Start);
        Done(OperationState.Rejected, "old-2", Given.Start);
        Done(OperationState.Confirmed, "new-1", Given.Start.AddDays(1));

        Assert.Equal(1, Store.Remove(new OperationFilter { States = [OperationState.Confirmed], Before = Given.Start.AddHours(1) }));
        Assert.Equal(["new-1", "old-2"], Keys(new OperationFilter()));
        Assert.Equal(1, Store.Remove(new OperationFilter { Keys = ["old-*"] }));
        Assert.Equal(0, Store.Remove(new OperationFilter { Keys = ["old-*"] }));
        Assert.Equal(1, Store.Remove(new OperationFilter()));
        Assert.Equal(0, Open().Count(new OperationFilter()));
    }

    [Fact]
    public void What_was_removed_is_unknown_to_the_next_run()
    {
        Claim removed = Done(OperationState.Confirmed, "crm-1");
        Store.Remove(new OperationFilter { Ids = [removed.Id, 4711] });

        Claim claim = Claim("crm-1");

        Assert.Equal(ClaimKind.Send, claim.Kind);
        Assert.Null(claim.Known);
    }

    [Fact]
    public void Names_go_with_their_operations()
    {
        Claim removed = Done(OperationState.Confirmed, "crm-1");
        Claim stays = Done(OperationState.Confirmed, "crm-2");
        Store.Remove(new OperationFilter { Ids = [removed.Id] });
        Claim claim = Claim("crm-3");

        Assert.False(IsTaken(claim, "crm-1"));
        Assert.True(IsTaken(claim, "crm-2"));
        Store.Remove(new OperationFilter { Ids = [stays.Id] });
        Assert.False(IsTaken(claim, "crm-2"));
    }

    [Fact]
    public void What_a_live_run_holds_stays_and_what_a_killed_run_left_goes()
    {
        IJournalStore other = Open();
        Claim(Given.Intent(Begin(other).Run, "at-work"), other);
        IRunLease killed = Begin();
        Claim(Given.Intent(killed.Run, "left"));
        Kill(killed);
        Done(OperationState.InDoubt, "doubtful");

        Assert.Equal(2, Store.Remove(new OperationFilter()));

        Assert.Equal(["at-work"], Keys(new OperationFilter()));
    }

    [Fact]
    public void A_run_goes_with_the_last_of_its_operations_and_takes_its_other_rows_along()
    {
        IRunLease old = Begin(run: Given.Run(Given.Start.AddDays(-90)));
        Claim claim = Claim(Given.Intent(old.Run, "old-1"), now: Given.Start.AddDays(-90));
        Complete(Store, new Ended(OperationState.Confirmed) { Id = claim.Id, Run = old.Run }, Given.Start.AddDays(-90));
        Note(new RowNote { Run = old.Run, Row = 2, Operation = "Customer.Create", Kind = OperationKind.Create, Error = "RuleViolation", Message = "No." });
        Kill(old);
        IRunLease recent = Begin();
        Claim(Given.Intent(recent.Run, "old-1", row: 3));
        Kill(recent);

        Assert.Equal(1, Store.Remove(new OperationFilter { Before = Given.Start.AddDays(-30), States = [OperationState.Confirmed] }));

        Assert.Empty(Store.Rows(old.Run));
        Assert.DoesNotContain(old.Run, Store.Runs(new RunFilter()).Select(static run => run.Run));
        RunRow replayed = Assert.Single(Store.Rows(recent.Run));
        Assert.Equal((3, "old-1", RowStatus.Replayed, null), (replayed.RowNumber, replayed.Key, replayed.Status, replayed.StateNow));
    }

    [Fact]
    public void A_run_stays_while_it_has_operations_or_is_alive_and_if_only_some_keys_are_removed()
    {
        Done(OperationState.Rejected, "stays", Given.Start.AddDays(-90));
        Done(OperationState.Confirmed, "goes", Given.Start.AddDays(-90));

        Store.Remove(new OperationFilter { States = [OperationState.Confirmed], Before = Given.Start });
        Store.Remove(new OperationFilter { Keys = ["stays"] });
        Assert.Contains(Run, Store.Runs(new RunFilter()).Select(static run => run.Run));
        Store.Remove(new OperationFilter());
        Assert.Contains(Run, Store.Runs(new RunFilter()).Select(static run => run.Run));

        Kill(Lease);
        Store.Remove(new OperationFilter());
        Assert.Empty(Store.Runs(new RunFilter()));
    }

    /// <summary>A process remembers which runs are gone by their numbers.</summary>
    [Fact]
    public void The_operations_of_a_run_are_held_although_a_run_was_removed_before_it()
    {
        Claim(Given.Intent(Run, "left"));
        Kill(Lease);
        IJournalStore other = Open();
        Assert.Equal(ClaimKind.Recover, Claim(Given.Intent(Begin(other).Run, "left"), other).Kind);
        other.Remove(new OperationFilter());
        IRunLease killed = Begin();
        Claim(Given.Intent(killed.Run, "left-2"));
        Kill(killed);
        Assert.Equal(ClaimKind.Recover, Claim(Given.Intent(Begin(other).Run, "left-2"), other).Kind);
        Store.Remove(new OperationFilter());
        IRunLease live = Begin();
        Claim(Given.Intent(live.Run, "at-work"));

        Assert.Equal(ClaimKind.Held, Claim(Given.Intent(Begin(other).Run, "at-work"), other).Kind);
    }

    [Fact]
    public void Thousands_are_removed_together()
    {
        Claims(Store, null, [.. Enumerable.Range(0, 3000).Select(row => Given.Intent(Run, $"crm-{row}"))]);
        long[] ids = [.. Store.List(new OperationFilter()).Select(static entry => entry.Id)];
        Assert.Equal(0, Store.Remove(new OperationFilter { Ids = ids }));
        Kill(Lease);

        Assert.Equal(3000, Store.Remove(new OperationFilter { Ids = ids }));
    }

    private bool IsTaken(Claim claim, string name)
    {
        JournalBatch batch = Batch();
        batch.NameQuestions.Add(new JournalWork<NameQuestion, bool>(new NameQuestion(claim.Id, Given.Scope, [new("internalIdentifier", name)])));
        Store.Commit(batch);
        return batch.NameQuestions[0].Result;
    }
}
