using System;
using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>Customers that were taken back on purpose.</summary>
public abstract class UndoneCompliance : StoreCompliance
{
    private protected UndoneCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Fact]
    public void What_was_taken_back_is_not_created_again_by_the_same_row()
    {
        Claim first = Created();
        Undo(first);
        Assert.Equal(OperationState.Undone, Entry(first.Id).State);

        Claim claim = Claim();

        Assert.Equal((ClaimKind.Undone, first.Id, "vendor-id"), (claim.Kind, claim.Id, claim.Known!.VendorId));
        Assert.Equal(OperationState.Undone, Entry(first.Id).State);
    }

    [Fact]
    public void A_corrected_row_is_created_with_another_id()
    {
        Undo(Created());

        Intent corrected = Given.Intent(Run, "crm-1", "corrected");
        Claim claim = Claim(corrected);

        Assert.Equal((ClaimKind.Send, corrected.ProposedId), (claim.Kind, claim.ChosenId));
    }

    [Fact]
    public void It_is_created_again_if_the_administrator_wants_that()
    {
        Undo(Created());

        Intent again = Given.Intent(Run, "crm-1") with { CreatesAgain = true };
        Claim claim = Claim(again);

        Assert.Equal((ClaimKind.Send, again.ProposedId), (claim.Kind, claim.ChosenId));
    }

    [Theory]
    [InlineData(OperationState.InDoubt)]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    public void What_was_not_taken_back_for_sure_stays_created(OperationState state)
    {
        Claim first = Created();

        Undo(first, state);

        Assert.Equal(OperationState.Confirmed, Entry(first.Id).State);
        Assert.Equal(ClaimKind.Replay, Claim().Kind);
    }

    [Fact]
    public void A_removal_that_takes_a_customer_back_leaves_it_as_undone_and_not_as_removed()
    {
        Claim first = Created();

        Claim undo = Claim(Change(first));
        Complete(undo, new Ended(OperationState.Confirmed) { RemovedId = first.ChosenId, UndoneId = first.Id });

        Assert.Equal(OperationState.Undone, Entry(first.Id).State);
        Assert.Equal(ClaimKind.Undone, Claim().Kind);
    }

    [Fact]
    public void A_doubt_about_it_that_a_person_settles_takes_the_customer_back_and_reopening_it_brings_the_customer_back()
    {
        Claim first = Created();
        Claim doubt = Undo(first, OperationState.InDoubt);

        Store.Settle([doubt.Id], new Settlement(OperationState.Confirmed, null, "ana", null, Given.Start));
        Assert.Equal((OperationState.Undone, ClaimKind.Undone), (Entry(first.Id).State, Claim().Kind));

        Store.Reopen([doubt.Id], "ana", "It is there.", Given.Start);
        Assert.Equal((OperationState.InDoubt, OperationState.Confirmed), (Entry(doubt.Id).State, Entry(first.Id).State));
        Assert.Equal(ClaimKind.Replay, Claim().Kind);
    }

    [Fact]
    public void Settling_it_as_failed_changes_nothing_about_the_customer()
    {
        Claim first = Created();
        Claim doubt = Undo(first, OperationState.InDoubt);

        Store.Settle([doubt.Id], new Settlement(OperationState.Rejected, null, "ana", null, Given.Start));

        Assert.Equal(OperationState.Confirmed, Entry(first.Id).State);
    }

    [Fact]
    public void Its_name_stays_taken_because_the_vendor_may_still_have_it()
    {
        Undo(Created());

        Assert.True(Store.IsNameTaken(new NameQuestion(0, Given.Scope, [new OperationName("internalIdentifier", "crm-1")])));
    }

    [Fact]
    public void What_a_corrected_row_created_since_is_not_taken_back_by_an_undo_of_the_first_customer_that_ends_later()
    {
        Claim first = Created();
        Claim late = Claim(Change(first));
        Undo(first);
        Claim second = Claim(Given.Intent(Run, "crm-1", "corrected"));
        Complete(second, new Ended(OperationState.Confirmed) { Outcome = Outcome.Created, VendorId = "another-id" });

        Complete(late, new Ended(OperationState.Confirmed) { UndoneId = first.Id });

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(OperationState.Confirmed, Entry(second.Id).State);
        Assert.Equal(ClaimKind.Replay, Claim(data: "corrected").Kind);
    }

    [Fact]
    public void Nor_is_it_by_settling_a_doubt_about_the_undo_of_the_first_customer()
    {
        Claim first = Created();
        Claim doubt = Undo(first, OperationState.InDoubt);
        Undo(first);
        Claim second = Claim(Given.Intent(Run, "crm-1", "corrected"));
        Complete(second, new Ended(OperationState.Confirmed) { Outcome = Outcome.Created, VendorId = "another-id" });

        Store.Settle([doubt.Id], new Settlement(OperationState.Confirmed, null, "ana", null, Given.Start));

        Assert.Equal(OperationState.Confirmed, Entry(second.Id).State);
    }

    [Fact]
    public void The_rows_of_both_runs_say_what_became_of_it()
    {
        Claim first = Created();
        Undo(first);
        IRunLease later = Begin();
        Claim(Given.Intent(later.Run, "crm-1", row: 3));

        RunRow created = Store.Rows(Run).First(row => row.OperationId == first.Id);
        Assert.Equal((RowStatus.Created, OperationState.Undone, "vendor-id"), (created.Status, created.StateNow, created.VendorId));
        RunRow undone = Assert.Single(Store.Rows(later.Run));
        Assert.Equal((RowStatus.Replayed, Outcome.Undone, 3, "vendor-id"), (undone.Status, undone.Outcome, undone.RowNumber, undone.VendorId));
    }

    private Claim Created()
    {
        Claim claim = Claim();
        Complete(claim, new Ended(OperationState.Confirmed) { Outcome = Outcome.Created, VendorId = "vendor-id" });
        return claim;
    }

    private Claim Undo(Claim creation, OperationState state = OperationState.Confirmed)
    {
        Claim claim = Claim(Change(creation));
        Complete(claim, new Ended(state) { UndoneId = state == OperationState.Confirmed ? creation.Id : null });
        return claim;
    }

    private Intent Change(Claim creation) => Given.Intent(Run, creation.ChosenId.ToString()!) with
    {
        Scope = Given.Scope with { Operation = "Customer.SwitchOff" },
        Kind = OperationKind.Update,
        KeyType = "id",
        Names = [new OperationName("id", creation.ChosenId.ToString()!)],
        ProposedId = null,
        Undoes = creation.Id,
    };
}
