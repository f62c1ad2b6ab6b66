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

    [Fact]
    public void A_digest_of_secrets_does_not_tell_one_row_from_another()
    {
        Complete(Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 1 }), new Ended(OperationState.Confirmed));

        Assert.Equal(ClaimKind.Replay, Claim(Given.Intent(Run, "crm-1") with { SecretsDigest = 2 }).Kind);
    }
}
