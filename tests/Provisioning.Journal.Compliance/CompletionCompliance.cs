using System;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>What is kept of an operation that ended.</summary>
public abstract class CompletionCompliance : StoreCompliance
{
    private protected CompletionCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    [InlineData(OperationState.InDoubt)]
    public void An_outcome_is_seen_by_others_at_once_with_all_that_is_known(OperationState state)
    {
        Claim claim = Claim(Given.Intent(Run, "crm-1"));
        DateTimeOffset sent = Given.Start.AddMinutes(1);

        Complete(
            claim,
            new Ended(state)
            {
                VendorId = "vendor-id",
                Error = "AlreadyExists",
                Message = "The name é東 is taken.",
                Attempts = 2,
                Sent = sent.ToUnixTimeMilliseconds(),
                Duration = 1250,
            },
            Given.Start.AddMinutes(2));

        JournaledOperation entry = Assert.Single(Open().List(new OperationFilter()));
        Assert.Equal((state, false, "vendor-id", 2), (entry.State, entry.IsHeld, entry.VendorId, entry.Attempts));
        Assert.Equal(("AlreadyExists", "The name é東 is taken."), (entry.Error, entry.Message));
        Assert.Equal((Given.Start, Given.Start.AddMinutes(2), sent), (entry.Created, entry.Updated, entry.Sent));
        Assert.Equal(TimeSpan.FromSeconds(1.25), entry.Duration);
    }

    [Fact]
    public void Calls_are_added_up_over_all_runs_and_what_is_sent_again_has_no_error_yet()
    {
        Complete(Claim(), new Ended(OperationState.Rejected) { Attempts = 2, Error = "Rejected", Message = "No.", Sent = 1000, Duration = 10 });

        Claim again = Claim();

        Assert.Equal((null, null), (Entry(again.Id).Error, Entry(again.Id).Message));
        Complete(again, new Ended(OperationState.NotSent) { Attempts = 1 });
        JournaledOperation entry = Entry(again.Id);
        Assert.Equal((3, DateTimeOffset.FromUnixTimeMilliseconds(1000), TimeSpan.FromMilliseconds(10)), (entry.Attempts, entry.Sent, entry.Duration));
    }

    [Fact]
    public void An_outcome_of_an_operation_that_another_run_has_taken_is_refused_and_changes_nothing()
    {
        Claim claim = Claim();
        Kill(Lease);
        IRunLease next = Begin();
        Claim(Given.Intent(next.Run, "crm-1"));

        VendorApiException error = Assert.Throws<VendorApiException>(() => Complete(claim, new Ended(OperationState.Confirmed)));

        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
        Assert.Equal((OperationState.Sending, next.Run), (Entry(claim.Id).State, Entry(claim.Id).Run));
    }

    [Fact]
    public void An_outcome_of_an_operation_that_is_not_there_is_refused()
    {
        VendorApiException error = Assert.Throws<VendorApiException>(() => Complete(Store, new Ended(OperationState.Confirmed) { Id = 4711, Run = Run }));

        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
        Assert.Equal(0, Store.Count(new OperationFilter()));
    }
}
