using System;
using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>Customers that were removed, and operations in doubt that the vendor is asked about.</summary>
public abstract class RemovedCompliance : StoreCompliance
{
    private protected RemovedCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Fact]
    public void A_customer_that_was_removed_is_created_again_with_another_id_whatever_its_data()
    {
        Claim first = Done(OperationState.Confirmed);
        Remove(first.ChosenId);
        Assert.Equal(OperationState.Removed, Entry(first.Id).State);

        Intent again = Given.Intent(Run, "crm-1", "other");
        Claim claim = Claim(again);

        Assert.Equal((ClaimKind.Send, again.ProposedId), (claim.Kind, claim.ChosenId));
    }

    [Fact]
    public void Removing_a_customer_ends_the_memory_of_that_one_only()
    {
        Claim removed = Done(OperationState.Confirmed);
        Done(OperationState.Confirmed, "crm-2");
        Claim failed = Done(OperationState.Rejected, "crm-3");

        Remove(removed.ChosenId);
        Remove(failed.ChosenId);

        Assert.Equal(ClaimKind.Replay, Claim("crm-2").Kind);
        Assert.Equal(OperationState.Rejected, Entry(failed.Id).State);
    }

    [Fact]
    public void A_customer_of_another_account_with_the_same_id_is_not_removed()
    {
        Claim first = Done(OperationState.Confirmed);

        Remove(first.ChosenId, Given.Scope with { Account = "fabrikam.example" });

        Assert.Equal(ClaimKind.Replay, Claim().Kind);
    }

    [Fact]
    public void A_customer_whose_removal_is_in_doubt_is_neither_replayed_nor_created()
    {
        Claim first = Done(OperationState.Confirmed);

        Remove(first.ChosenId, state: OperationState.InDoubt);

        Assert.Equal(ClaimKind.RemovalInDoubt, Claim().Kind);
        Assert.Equal(OperationState.Confirmed, Entry(first.Id).State);
    }

    [Fact]
    public void A_removal_that_is_made_again_settles_the_one_in_doubt()
    {
        Claim first = Done(OperationState.Confirmed);
        Claim doubt = Remove(first.ChosenId, state: OperationState.InDoubt);

        Claim again = Claim(Change(first.ChosenId!.Value, Given.Scope, OperationKind.Delete));
        Assert.True(again.HasEarlierDoubt);
        Complete(again, new Ended(OperationState.Confirmed) { RemovedId = first.ChosenId, EndsEarlierDoubts = true });

        Assert.Equal((OperationState.Confirmed, OperationState.Removed), (Entry(doubt.Id).State, Entry(first.Id).State));
        Assert.Equal(ClaimKind.Send, Claim().Kind);
    }

    [Fact]
    public void A_person_who_settles_a_removal_ends_the_memory_of_the_creation()
    {
        Claim first = Done(OperationState.Confirmed);
        Claim doubt = Remove(first.ChosenId, state: OperationState.InDoubt);

        Store.Settle([doubt.Id], new Settlement(OperationState.Confirmed, null, "ana", null, Given.Start));

        Assert.Equal(OperationState.Removed, Entry(first.Id).State);
        Assert.Equal(ClaimKind.Send, Claim().Kind);
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.InDoubt)]
    public void A_removal_that_is_in_doubt_again_brings_the_creation_back(OperationState before)
    {
        Claim first = Claim();
        Complete(first, new Ended(before) { VendorId = before == OperationState.Confirmed ? first.ChosenId.ToString() : null });
        Claim doubt = Remove(first.ChosenId, state: OperationState.InDoubt);
        Store.Settle([doubt.Id], new Settlement(OperationState.Confirmed, null, "ana", null, Given.Start));
        Assert.Equal(OperationState.Removed, Entry(first.Id).State);

        Store.Reopen([doubt.Id], "ana", "It is there.", Given.Start);

        Assert.Equal((OperationState.InDoubt, before), (Entry(doubt.Id).State, Entry(first.Id).State));
        Assert.NotEqual(ClaimKind.Send, Claim().Kind);
    }

    [Theory]
    [InlineData("other", null)]
    [InlineData("data", 7)]
    public void Another_change_of_the_same_customer_settles_nothing(string data, int? secrets)
    {
        var customer = Guid.NewGuid();
        Claim doubt = Claim(Change(customer, Given.Scope, OperationKind.Update));
        Complete(doubt, new Ended(OperationState.InDoubt));

        Claim other = Claim(Change(customer, Given.Scope, OperationKind.Update) with { Fingerprint = data, SecretsDigest = secrets });
        Complete(other, new Ended(OperationState.Confirmed) { EndsEarlierDoubts = true });

        Assert.Equal(OperationState.InDoubt, Entry(doubt.Id).State);
    }

    [Fact]
    public void A_change_that_was_begun_before_settles_no_later_one()
    {
        var customer = Guid.NewGuid();
        Claim slow = Claim(Change(customer, Given.Scope, OperationKind.Update));
        Claim doubt = Claim(Change(customer, Given.Scope, OperationKind.Update));
        Complete(doubt, new Ended(OperationState.InDoubt));

        Complete(slow, new Ended(OperationState.Confirmed) { EndsEarlierDoubts = true });

        Assert.Equal(OperationState.InDoubt, Entry(doubt.Id).State);
    }

    [Fact]
    public void A_change_of_another_customer_settles_nothing()
    {
        Claim doubt = Claim(Change(Guid.NewGuid(), Given.Scope, OperationKind.Update));
        Complete(doubt, new Ended(OperationState.InDoubt));

        Claim other = Claim(Change(Guid.NewGuid(), Given.Scope, OperationKind.Update));
        Complete(other, new Ended(OperationState.Confirmed) { EndsEarlierDoubts = true });

        Assert.False(other.HasEarlierDoubt);
        Assert.Equal(OperationState.InDoubt, Entry(doubt.Id).State);
    }

    [Theory]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    public void A_removal_that_is_not_confirmed_changes_nothing(OperationState state)
    {
        Claim first = Done(OperationState.Confirmed);

        Remove(first.ChosenId, state: state);

        Assert.Equal(ClaimKind.Replay, Claim().Kind);
    }

    [Fact]
    public void A_removed_customers_name_is_free()
    {
        Claim first = Done(OperationState.Confirmed);
        var question = new NameQuestion(0, Given.Scope with { Account = "other" }, [new OperationName("internalIdentifier", "crm-1")]);
        Assert.True(Store.IsNameTaken(question));

        Remove(first.ChosenId);

        Assert.False(Store.IsNameTaken(question));
    }

    [Fact]
    public void A_change_of_a_customer_takes_no_name()
    {
        Intent change = Change(Guid.NewGuid(), Given.Scope, OperationKind.Update);
        Claim(change);

        Assert.False(Store.IsNameTaken(new NameQuestion(0, Given.Scope, change.Names)));
    }

    [Fact]
    public void Only_what_is_in_doubt_is_asked_about_with_all_that_is_known_of_it()
    {
        Claim doubt = Done(OperationState.InDoubt);
        Claim confirmed = Done(OperationState.Confirmed, "crm-2");
        Claim sending = Claim("crm-3");

        Doubt found = Assert.Single(Store.Doubts([doubt.Id, confirmed.Id, sending.Id], Given.Start + TimeSpan.FromMinutes(1)));

        Assert.Equal((doubt.Id, "data", doubt.ChosenId), (found.Known.Id, found.Known.Fingerprint, found.Known.ChosenId));
        Assert.Equal("crm-1", Assert.Single(found.Known.Names).Value);
        Assert.Equal(TimeSpan.FromMinutes(1), found.SinceOver);
    }

    [Fact]
    public void The_call_of_a_killed_run_may_still_be_on_its_way()
    {
        IJournalStore other = Open();
        IRunLease lease = Begin(other);
        Claim claim = Claim(Given.Intent(lease.Run, "crm-1"), other);
        Kill(lease);

        Doubt found = Assert.Single(Store.Doubts([claim.Id], Given.Start + TimeSpan.FromSeconds(1)));

        Assert.True(found.SinceOver < TimeSpan.Zero);
    }

    private Claim Remove(Guid? customer, OperationScope? scope = null, OperationState state = OperationState.Confirmed)
    {
        Claim claim = Claim(Change(customer!.Value, scope ?? Given.Scope, OperationKind.Delete));
        Complete(claim, new Ended(state) { RemovedId = state == OperationState.Confirmed ? customer : null });
        return claim;
    }

    private Intent Change(Guid customer, OperationScope scope, OperationKind kind) => Given.Intent(Run, customer.ToString()) with
    {
        Scope = scope with { Operation = "Customer." + kind },
        Kind = kind,
        KeyType = "id",
        Names = [new OperationName("id", customer.ToString())],
        ProposedId = null,
    };
}
