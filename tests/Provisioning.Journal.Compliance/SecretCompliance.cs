using System;
using System.Text;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Secrets;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>A store never sees a secret, so it keeps none.</summary>
public abstract class SecretCompliance : StoreCompliance
{
    private protected SecretCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.InDoubt)]
    public void No_byte_of_a_secret_is_stored(OperationState state)
    {
        using Connection connection = ResellerVendor.Connect("acme", Secret.From("MARKER-reseller")!, new Uri(Given.Address));
        var row = new PreparedOperation<ResellerCustomerUserRequest, ResellerCustomerUser>(
            ResellerOperations.CreateCustomerUser,
            new ResellerCustomerUserRequest { UserName = "user@contoso", Password = Secret.From("MARKER \"\\+é"), Customer = "contoso" },
            connection,
            row: 1);

        Claim claim = Claim(IntentMapping.IntentOf(row, IntentMapping.ScopeOf(row, account: null), Run, new RunOptions()));
        Complete(claim, new Ended(state) { Error = "Rejected", Message = row.Mask("'MARKER \"\\+é' is too short, acme MARKER-reseller"), Attempts = 1 });

        byte[] stored = Stored();
        Assert.True(stored.AsSpan().IndexOf("contoso"u8) >= 0, "This is not what the store wrote.");
        foreach (string form in new[] { "MARKER", Convert.ToBase64String("MARKER"u8)[..7] })
        {
            Assert.True(stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) < 0, $"{form} is stored.");
            Assert.True(stored.AsSpan().IndexOf(Encoding.Unicode.GetBytes(form)) < 0, $"{form} is stored as UTF-16.");
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(null, true)]
    public void A_row_whose_secrets_have_changed_is_replayed_and_says_so(int? digest, bool isOther)
    {
        Complete(Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 1 }), new Ended(OperationState.Confirmed));

        Claim again = Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = digest });

        Assert.Equal((ClaimKind.Replay, isOther), (again.Kind, again.HasOtherSecrets));
    }

    [Fact]
    public void A_call_in_doubt_keeps_the_secrets_it_was_made_with_until_it_is_made_again()
    {
        Complete(Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 1 }), new Ended(OperationState.InDoubt));
        Claim corrected = Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 2 });
        Assert.Equal((ClaimKind.Recover, true), (corrected.Kind, corrected.HasOtherSecrets));
        Complete(corrected, new Ended(OperationState.InDoubt));

        Claim third = Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 2 });
        Assert.True(third.HasOtherSecrets);
        Complete(third, new Ended(OperationState.Confirmed) { SecretsDigest = 2 });

        Assert.False(Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 2 }).HasOtherSecrets);
    }

    [Theory]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    public void A_row_that_was_not_done_may_have_other_secrets(OperationState state)
    {
        Complete(Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 1 }), new Ended(state));

        Claim again = Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 2 });

        Assert.Equal((ClaimKind.Send, false), (again.Kind, again.HasOtherSecrets));
        Complete(again, new Ended(OperationState.Confirmed));
        Assert.False(Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 2 }).HasOtherSecrets);
    }
}
