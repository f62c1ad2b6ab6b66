using System;
using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>Customers that are created a second time, and doubts that remember how they began.</summary>
public abstract class AgainCompliance : StoreCompliance
{
    private protected AgainCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Fact]
    public void A_customer_that_is_created_again_is_an_operation_of_its_own_with_an_id_of_its_own()
    {
        Claim first = Done(OperationState.Confirmed);
        Intent again = Given.Intent(Run, "crm-1", "other") with { CreatesAgain = true };

        Claim second = Claim(again);

        Assert.Equal((ClaimKind.Send, again.ProposedId), (second.Kind, second.ChosenId));
        Assert.True(second.IsAnother);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(OperationState.Confirmed, Entry(first.Id).State);
        Assert.Equal(OperationState.Sending, Entry(second.Id).State);
    }

    [Theory]
    [InlineData(OperationState.Rejected, "data")]
    [InlineData(OperationState.NotSent, "data")]
    [InlineData(OperationState.Rejected, "other")]
    [InlineData(OperationState.NotSent, "other")]
    public void What_is_confirmed_stays_whole_if_creating_it_again_comes_to_nothing(OperationState state, string data)
    {
        Claim first = Claim();
        Complete(first, new Ended(OperationState.Confirmed) { VendorId = "vendor-id", Answer = """{"a":1}""" });
        Complete(Claim(Given.Intent(Run, "crm-1", data) with { CreatesAgain = true }), new Ended(state));

        Claim claim = Claim();

        Assert.Equal((ClaimKind.Replay, first.Id, first.ChosenId), (claim.Kind, claim.Id, claim.ChosenId));
        Assert.Equal(("vendor-id", """{"a":1}"""), (claim.Known!.VendorId, claim.Known.Answer));
        Assert.Equal(data == "data" ? ClaimKind.Replay : ClaimKind.OtherData, Claim(data: data).Kind);
    }

    [Fact]
    public void A_second_creation_in_doubt_is_settled_first_and_the_confirmed_one_is_replayed_to_its_own_data()
    {
        Claim first = Done(OperationState.Confirmed);
        Claim again = Claim(Given.Intent(Run, "crm-1", "other") with { CreatesAgain = true });
        Complete(again, new Ended(OperationState.InDoubt));

        Assert.Equal((ClaimKind.Replay, first.Id), (Claim().Kind, Claim().Id));
        Claim doubt = Claim(data: "other");
        Assert.Equal((ClaimKind.Recover, again.Id), (doubt.Kind, doubt.Id));
    }

    [Fact]
    public void Each_of_two_confirmed_creations_is_replayed_to_its_own_data()
    {
        Claim first = Done(OperationState.Confirmed);
        Claim again = Claim(Given.Intent(Run, "crm-1", "other") with { CreatesAgain = true });
        Complete(again, new Ended(OperationState.Confirmed));

        Assert.Equal((ClaimKind.Replay, first.Id), (Claim().Kind, Claim().Id));
        Assert.Equal((ClaimKind.Replay, again.Id), (Claim(data: "other").Kind, Claim(data: "other").Id));
        Assert.Equal(ClaimKind.OtherData, Claim(data: "a third").Kind);
    }

    [Fact]
    public void A_key_stays_known_by_the_second_creation_when_the_first_one_is_removed_from_the_journal()
    {
        Intent intent = Given.Intent(Run, "ticket-1") with { KeyType = string.Empty, Names = [new OperationName("internalIdentifier", "crm-1")] };
        Claim first = Claim(intent);
        Complete(first, new Ended(OperationState.Confirmed));
        Claim again = Claim(intent with { CreatesAgain = true });
        Complete(again, new Ended(OperationState.Confirmed));
        Store.Remove(new OperationFilter { Ids = [first.Id] });

        Intent other = Given.Intent(Run, "ticket-1", "other") with
        {
            KeyType = string.Empty, Names = [new OperationName("internalIdentifier", "crm-2")],
        };
        Assert.Equal(ClaimKind.OtherData, Store.Foresee(other, Given.Start).Kind);
        Assert.Equal((ClaimKind.OtherData, again.Id), (Claim(other).Kind, Claim(other).Id));
        Assert.Equal((ClaimKind.Replay, again.Id), (Claim(intent).Kind, Claim(intent).Id));
    }

    [Fact]
    public void A_key_without_names_can_be_created_again_too()
    {
        Intent intent = Given.Intent(Run, "ticket-1") with { KeyType = string.Empty, Names = [] };
        Claim first = Claim(intent);
        Complete(first, new Ended(OperationState.Confirmed));

        Claim again = Claim(intent with { CreatesAgain = true });
        Complete(again, new Ended(OperationState.Rejected));

        Assert.NotEqual(first.Id, again.Id);
        Assert.Equal((ClaimKind.Replay, first.Id), (Claim(intent).Kind, Claim(intent).Id));
    }

    [Theory]
    [InlineData(OperationState.InDoubt)]
    [InlineData(OperationState.Sending)]
    public void A_doubt_keeps_the_spelling_that_was_sent(OperationState state)
    {
        Intent sent = Given.Intent(Run, "caf\u00e9");
        Claim first = Claim(sent);
        if (state == OperationState.InDoubt)
            Complete(first, new Ended(state));
        else
            Kill(Lease);
        IJournalStore other = Open();

        for (int round = 0; round < 2; round++)
        {
            IRunLease lease = Begin(other);
            Claim claim = Claim(Given.Intent(lease.Run, "caf\u00e9") with { Names = [new("internalIdentifier", "cafe\u0301")] }, other);
            Assert.Equal((ClaimKind.Recover, first.Id, true), (claim.Kind, claim.Id, claim.IsSpelledOtherwise));
            Kill(lease);
        }
    }

    [Fact]
    public void What_is_sent_anew_has_the_spelling_that_it_is_sent_with()
    {
        Complete(Claim(Given.Intent(Run, "caf\u00e9")), new Ended(OperationState.Rejected));
        Intent again = Given.Intent(Run, "caf\u00e9") with { Names = [new("internalIdentifier", "cafe\u0301")] };
        Complete(Claim(again), new Ended(OperationState.InDoubt));

        Assert.False(Claim(again).IsSpelledOtherwise);
    }

    [Fact]
    public void A_doubt_tells_when_its_run_recorded_it_and_how_long_a_call_of_its_run_may_take()
    {
        Claim first = Claim(Given.Intent(Run, "crm-1"), now: Given.Start);
        Complete(first, new Ended(OperationState.InDoubt), Given.Start.AddSeconds(5));

        Claim claim = Claim(Given.Intent(Run, "crm-1"), now: Given.Start.AddSeconds(12));

        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(100)), (claim.SinceOver, claim.Known!.LongestCall));
    }

    [Theory]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.InDoubt)]
    public void That_a_customer_was_there_before_the_first_call_is_remembered_whatever_comes_after(OperationState then)
    {
        Complete(Claim(), new Ended(OperationState.Rejected) { WasThere = true, Error = "AlreadyExists" });
        Claim second = Claim();
        Assert.Equal(Presence.There, second.Before);
        Complete(second, new Ended(then));

        Assert.Equal(Presence.There, Claim().Before);
    }

    [Fact]
    public void That_a_customer_was_not_there_before_the_first_call_is_remembered()
    {
        Claim first = Claim();
        JournalBatch batch = Batch();
        batch.Absences.Add(new JournalWork<AbsenceNote, bool>(new AbsenceNote(first.Id, Run)));
        Store.Commit(batch);
        Complete(first, new Ended(OperationState.InDoubt));

        Claim claim = Claim();
        Assert.Equal((ClaimKind.Recover, Presence.Absent), (claim.Kind, claim.Before));
    }


}
