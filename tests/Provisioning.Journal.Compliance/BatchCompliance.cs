using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>A batch is one transaction.</summary>
public abstract class BatchCompliance : StoreCompliance
{
    private protected BatchCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Fact]
    public void A_batch_of_which_one_part_fails_changes_nothing()
    {
        Claim sent = Claim("crm-1");
        JournalBatch batch = Batch();
        batch.Completions.Add(new JournalWork<ICompletion, bool>(new Ended(OperationState.Confirmed) { Id = sent.Id, Run = Run }));
        batch.Completions.Add(new JournalWork<ICompletion, bool>(new Ended(OperationState.Confirmed) { Id = 4711, Run = Run }));
        batch.Claims.Add(new JournalWork<Intent, Claim>(Given.Intent(Run, "crm-2")));

        Assert.Throws<VendorApiException>(() => Store.Commit(batch));

        JournaledOperation entry = Assert.Single(Open().List(new OperationFilter()));
        Assert.Equal(("crm-1", OperationState.Sending), (entry.Key, entry.State));
    }

    [Fact]
    public void A_store_works_on_after_a_batch_that_failed()
    {
        Assert.Throws<VendorApiException>(() => Complete(Store, new Ended(OperationState.Confirmed) { Id = 4711, Run = Run }));

        Claim claim = Claim("crm-1");
        Complete(claim, new Ended(OperationState.Confirmed));

        Assert.Equal((ClaimKind.Send, OperationState.Confirmed), (claim.Kind, Entry(claim.Id).State));
    }

    [Fact]
    public void An_account_that_was_first_seen_in_a_batch_that_failed_can_be_used_afterwards()
    {
        Intent intent = Given.Intent(Run, "crm-1") with { Scope = Given.Scope with { Account = "first seen" } };
        JournalBatch batch = Batch();
        batch.Claims.Add(new JournalWork<Intent, Claim>(intent));
        batch.Claims.Add(new JournalWork<Intent, Claim>(Given.Intent(System.Guid.NewGuid(), "a run that nobody began")));
        Assert.Throws<VendorApiException>(() => Store.Commit(batch));

        Claim claim = Claim(intent);

        Assert.Equal(("first seen", ClaimKind.Send), (Entry(claim.Id).Account, claim.Kind));
    }

    [Fact]
    public void Outcomes_come_before_the_claims_of_the_same_batch()
    {
        Claim sent = Claim();
        JournalBatch batch = Batch();
        batch.Claims.Add(new JournalWork<Intent, Claim>(Given.Intent(Run, "crm-1")));
        batch.Completions.Add(new JournalWork<ICompletion, bool>(new Ended(OperationState.Confirmed) { Id = sent.Id, Run = Run }));

        Store.Commit(batch);

        Assert.Equal(ClaimKind.Replay, batch.Claims[0].Result.Kind);
    }

    [Fact]
    public void Of_two_claims_of_one_key_in_a_batch_the_first_is_sent()
    {
        Claim[] claims = Claims(Store, null, Given.Intent(Run, "crm-1"), Given.Intent(Run, "crm-1"));

        Assert.Equal([ClaimKind.Send, ClaimKind.Held], claims.Select(static claim => claim.Kind));
    }

    [Fact]
    public void A_batch_may_hold_thousands()
    {
        Claim[] claims = Claims(Store, null, [.. Enumerable.Range(0, 3000).Select(row => Given.Intent(Run, $"crm-{row}"))]);

        Assert.Equal(3000, claims.Select(static claim => claim.Id).Distinct().Count());
        Assert.Equal(3000, Store.Count(new OperationFilter()));
    }
}
