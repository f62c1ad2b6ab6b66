using System;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>A record that is not as it was recorded is neither replayed nor decided upon.</summary>
public abstract class DamageCompliance : StoreCompliance
{
    private protected DamageCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    /// <summary>Every part of a record that means something.</summary>
    public static TheoryData<string> Parts() => [.. Enum.GetNames<RecordPart>()];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_confirmed_record_that_was_changed_is_not_replayed(string part)
    {
        Claim sent = Claim();
        Complete(sent, new Ended(OperationState.Confirmed) { VendorId = "vendor-1", Answer = """{"a":1}""" });
        Damage(sent.Id, Enum.Parse<RecordPart>(part));

        AssertDamaged(() => Claim());
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_record_in_doubt_that_was_changed_is_not_recovered(string part)
    {
        Claim sent = Done(OperationState.InDoubt);
        Damage(sent.Id, Enum.Parse<RecordPart>(part));

        AssertDamaged(() => Claim());
    }

    [Theory]
    [InlineData(nameof(RecordPart.VendorId))]
    [InlineData(nameof(RecordPart.Answer))]
    public void A_record_in_doubt_that_was_changed_is_not_settled(string part)
    {
        Claim sent = Done(OperationState.InDoubt);
        Damage(sent.Id, Enum.Parse<RecordPart>(part));

        AssertDamaged(() => Store.Settle([sent.Id], Settled(OperationState.Confirmed)));
    }

    [Fact]
    public void A_settled_record_that_was_changed_is_not_reopened()
    {
        Claim sent = Done(OperationState.InDoubt);
        Store.Settle([sent.Id], Settled(OperationState.Confirmed));
        Damage(sent.Id, RecordPart.Answer);

        AssertDamaged(() => Store.Reopen([sent.Id], "anna", null, Given.Start));
    }

    [Fact]
    public void Whatever_becomes_of_a_record_it_is_as_it_was_recorded()
    {
        Intent intent = Given.Intent(Run, "crm-1") with { SecretsDigest = 17 };
        Claim(intent);
        Assert.Equal(ClaimKind.Held, Claim(intent).Kind);
        Complete(Claim(Given.Intent(Run, "crm-2")), new Ended(OperationState.Rejected) { Error = "Rejected" });
        Assert.Equal(ClaimKind.Send, Claim(Given.Intent(Run, "crm-2", "other data") with { SecretsDigest = 18 }).Kind);
        Assert.Equal(ClaimKind.Held, Claim(Given.Intent(Run, "crm-2", "other data")).Kind);

        Claim doubt = Done(OperationState.InDoubt, "crm-3");
        Store.Settle([doubt.Id], Settled(OperationState.Confirmed));
        Assert.Equal((ClaimKind.Replay, "vendor-7"), (Claim("crm-3").Kind, Claim("crm-3").Known!.VendorId));
        Store.Reopen([doubt.Id], "anna", "mistaken", Given.Start);
        Assert.Equal(ClaimKind.Recover, Claim("crm-3").Kind);
        Complete(doubt, new Ended(OperationState.Confirmed) { VendorId = "vendor-8", SecretsDigest = 19 });
        Assert.Equal((ClaimKind.Replay, "vendor-8"), (Claim("crm-3").Kind, Claim("crm-3").Known!.VendorId));

        Store.Settle([Done(OperationState.InDoubt, "crm-4").Id], Settled(OperationState.NotSent));
        Assert.Equal(ClaimKind.Send, Claim("crm-4").Kind);
        Assert.Equal(ClaimKind.Held, Claim("crm-4").Kind);
    }

    [Fact]
    public void A_record_with_several_names_of_which_two_have_one_type_is_as_it_was_recorded()
    {
        Intent intent = Given.Intent(Run, "crm-1") with
        {
            Names =
            [
                new OperationName("internalIdentifier", "crm-1"), new OperationName("companyName", "Contoso", IsUnique: false),
                new OperationName("id", "first"), new OperationName("id", "second "),
            ],
        };

        Claim(intent);

        Assert.Equal(ClaimKind.Held, Claim(intent).Kind);
    }

    private static Settlement Settled(OperationState state) => new(state, state == OperationState.Confirmed ? "vendor-7" : null, "anna", null, Given.Start);

    private static void AssertDamaged(Action action)
    {
        VendorApiException error = Assert.Throws<VendorApiException>(action);
        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
        Assert.Contains("it is damaged", error.Message, StringComparison.Ordinal);
    }
}
