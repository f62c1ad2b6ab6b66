using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>What a person says of operations in doubt.</summary>
public abstract class SettleCompliance : StoreCompliance
{
    private protected SettleCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    public void What_is_in_doubt_is_settled_once_and_the_next_run_goes_by_it(OperationState state)
    {
        Claim claim = Done(OperationState.InDoubt);

        Assert.Equal([claim.Id], Settle(state, "found-id", claim.Id));
        Assert.Empty(Settle(OperationState.NotSent, null, claim.Id));

        JournaledOperation entry = Entry(claim.Id);
        Assert.Equal((state, "found-id", Given.Start.AddDays(1)), (entry.State, entry.VendorId, entry.Updated));
        Assert.Equal(state == OperationState.Confirmed, entry.Error is null);
        Assert.Equal(state == OperationState.Confirmed ? ClaimKind.Replay : ClaimKind.Send, Claim().Kind);
    }

    [Fact]
    public void An_id_that_is_known_stays_where_the_person_names_none()
    {
        Claim claim = Claim();
        Complete(claim, new Ended(OperationState.InDoubt) { VendorId = "known-id" });

        Settle(OperationState.Confirmed, null, claim.Id);

        Assert.Equal("known-id", Entry(claim.Id).VendorId);
    }

    [Fact]
    public void Of_many_only_those_in_doubt_are_settled()
    {
        Claim[] others = [Done(OperationState.Confirmed, "a"), Done(OperationState.Rejected, "b"), Done(OperationState.NotSent, "c")];
        Claim[] doubtful = [Done(OperationState.InDoubt, "d"), Done(OperationState.InDoubt, "e")];
        Claim untouched = Done(OperationState.InDoubt, "f");
        Claim held = Claim("g");

        var settled = Settle(OperationState.NotSent, null, [.. others.Concat(doubtful).Append(held).Select(static claim => claim.Id), 4711]);

        Assert.Equal(doubtful.Select(static claim => claim.Id).Order(), settled.Order());
        Assert.Equal([OperationState.Confirmed, OperationState.Rejected, OperationState.NotSent], others.Select(claim => Entry(claim.Id).State));
        Assert.Equal((OperationState.InDoubt, OperationState.Sending), (Entry(untouched.Id).State, Entry(held.Id).State));
    }

    [Fact]
    public void What_a_live_run_of_another_process_holds_cannot_be_settled_and_after_that_run_it_can()
    {
        IJournalStore other = Open();
        IRunLease lease = Begin(other);
        Claim claim = Claim(Given.Intent(lease.Run, "crm-1"), other);

        Assert.Empty(Settle(OperationState.NotSent, null, claim.Id));
        Kill(lease);

        Assert.Equal([claim.Id], Settle(OperationState.NotSent, null, claim.Id));
    }

    [Fact]
    public void Thousands_are_settled_together()
    {
        Claim[] claims = Claims(Store, null, [.. Enumerable.Range(0, 2000).Select(row => Given.Intent(Run, $"crm-{row}"))]);
        JournalBatch batch = Batch();
        batch.Completions.AddRange(claims.Select(claim =>
            new JournalWork<ICompletion, bool>(new Ended(OperationState.InDoubt) { Id = claim.Id, Run = Run })));
        Store.Commit(batch);

        Assert.Equal(2000, Settle(OperationState.Confirmed, null, [.. claims.Select(static claim => claim.Id)]).Count);
        Assert.Equal(2000, Store.Count(new OperationFilter { States = [OperationState.Confirmed] }));
    }

    [Fact]
    public void Who_settled_it_when_and_why_is_kept_until_a_run_sends_it_again()
    {
        Claim claim = Done(OperationState.InDoubt);

        Settle(OperationState.NotSent, null, claim.Id);

        JournaledOperation entry = Entry(claim.Id);
        Assert.Equal(("anna", Given.Start.AddDays(1), "seen in the portal"), (entry.SettledBy, entry.Settled, entry.Reason));
        Claim();
        entry = Entry(claim.Id);
        Assert.Equal((null, null, null), (entry.SettledBy, entry.Settled, entry.Reason));
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    public void What_was_settled_can_be_taken_back_and_is_then_what_it_was(OperationState state)
    {
        Claim claim = Claim();
        Complete(claim, new Ended(OperationState.InDoubt) { VendorId = "known-id", Message = "No answer.", Error = "OutcomeUnknown" });
        Settle(state, "wrong-id", claim.Id);

        Assert.Equal([claim.Id], Store.Reopen([claim.Id], "berta", "wrong customer", Given.Start.AddDays(2)));

        JournaledOperation entry = Entry(claim.Id);
        Assert.Equal((OperationState.InDoubt, "known-id", "OutcomeUnknown"), (entry.State, entry.VendorId, entry.Error));
        Assert.Equal("Reopened by berta: wrong customer. No answer.", entry.Message);
        Assert.Equal((null, null, null), (entry.SettledBy, entry.Settled, entry.Reason));
        Assert.Equal(ClaimKind.Recover, Claim().Kind);
    }

    [Fact]
    public void Only_what_a_person_settled_can_be_taken_back()
    {
        Claim[] others = [Done(OperationState.Confirmed, "a"), Done(OperationState.Rejected, "b"), Done(OperationState.InDoubt, "c")];
        Claim sentSince = Done(OperationState.InDoubt, "d");
        Settle(OperationState.NotSent, null, sentSince.Id);
        Claim("d");

        Assert.Empty(Store.Reopen([.. others.Append(sentSince).Select(static claim => claim.Id), 4711], "berta", null, Given.Start));
        Assert.Equal(OperationState.Sending, Entry(sentSince.Id).State);
    }

    [Fact]
    public void None_are_settled_where_none_are_named() => Assert.Empty(Settle(OperationState.Confirmed, null));

    private System.Collections.Generic.IReadOnlyCollection<long> Settle(OperationState state, string? vendorId, params long[] ids) =>
        Store.Settle(ids, new Settlement(state, vendorId, "anna", "seen in the portal", Given.Start.AddDays(1)));
}
