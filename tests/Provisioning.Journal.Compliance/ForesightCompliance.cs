using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>
/// What a plan asks a store. That it foresees each claim is shown by all other tests: <see cref="StoreCompliance"/> compares both.
/// </summary>
public abstract class ForesightCompliance : StoreCompliance
{
    private const string Address = "https://qh.example/";

    private protected ForesightCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    /// <summary>Accounts that the journal has, and what is asked: a name, whether it is new, and a credential.</summary>
    public static TheoryData<string, string?, bool, string?> Accounts => new()
    {
        { "", null, false, "key-1" },
        { "", "Main", false, "key-1" },
        { "", "Main", true, null },
        { "", null, false, null },
        { "qh-1=key-1", null, false, "key-1" },
        { "qh-1=key-1", null, false, "key-2" },
        { "qh-1=key-1", null, false, null },
        { "qh-1=key-1", "QH-1 ", false, "key-2" },
        { "qh-1=key-1", "qh-1", false, null },
        { "qh-1=key-1", "typo", false, "key-2" },
        { "qh-1=key-1", "second", true, "key-2" },
        { "qh-1=key-1;second=key-2", "qh-1", false, "key-2" },
        { "qh-1=key-1;second=key-2", "second", false, "key-2" },
        { "qh-1=key-1;second=key-2", null, false, "key-2" },
    };

    [Theory]
    [MemberData(nameof(Accounts))]
    public void The_account_of_a_plan_is_that_of_the_run_or_is_refused_alike(string known, string? name, bool isNew, string? credential)
    {
        foreach (string[] account in known.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static one => one.Split('=')))
            Store.ResolveAccount(Request(account[0], isNew: true, account[1]), Given.Start);
        AccountRequest request = Request(name, isNew, credential);
        byte[] before = Stored();

        string found = Answer(() => Store.FindAccount(request));

        Assert.Equal(before, Stored());
        Assert.Equal(Answer(() => Store.ResolveAccount(request, Given.Start)), found);
        if (!found.StartsWith("AccountUnclear", StringComparison.Ordinal))
            Assert.Equal(found, Store.FindAccount(request));
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    [InlineData(OperationState.InDoubt)]
    public void To_foresee_a_claim_records_nothing(OperationState state)
    {
        Done(state);
        byte[] before = Stored();

        foreach (string key in new[] { "crm-1", "CRM-1", "crm-2" })
        {
            foreach (string data in new[] { "data", "other" })
            {
                foreach (bool again in new[] { false, true })
                    Store.Foresee(Given.Intent(Guid.NewGuid(), key, data) with { CreatesAgain = again }, Given.Start);
            }
        }

        Assert.Equal(before, Stored());
    }

    [Fact]
    public void An_account_or_operation_that_the_journal_does_not_have_is_not_recorded_by_looking()
    {
        Done(OperationState.Confirmed);
        byte[] before = Stored();
        Intent intent = Given.Intent(Guid.NewGuid(), "crm-1");

        OperationScope[] others = [Given.Scope with { Account = "fabrikam.example" }, Given.Scope with { Operation = "User.Create" }];
        IEnumerable<ClaimKind> foreseen = others.Select(scope => Store.Foresee(intent with { Scope = scope }, Given.Start).Kind);

        Assert.All(foreseen, static kind => Assert.Equal(ClaimKind.Send, kind));
        Assert.Equal(before, Stored());
    }

    [Fact]
    public void What_another_run_holds_is_foreseen_as_held_and_as_a_doubt_once_that_run_is_gone()
    {
        Claim held = Claim();
        IJournalStore other = Open();
        Intent intent = Given.Intent(Guid.NewGuid(), "crm-1");

        Assert.Equal((ClaimKind.Held, held.Id), Foreseen());
        Kill(Lease);
        Assert.Equal((ClaimKind.Recover, held.Id), Foreseen());

        (ClaimKind, long) Foreseen() => other.Foresee(intent, Given.Start) is var claim ? (claim.Kind, claim.Id) : default;
    }

    private static AccountRequest Request(string? name, bool isNew, string? credential) => new(
        "QuickHelp",
        Address,
        "qh",
        name,
        isNew,
        credential is null ? null : key => Convert.ToHexString(SHA256.HashData([.. key, .. Encoding.UTF8.GetBytes(credential)])));

    private static string Answer(Func<string> ask)
    {
        try
        {
            return ask();
        }
        catch (VendorApiException exception)
        {
            return $"{exception.Error}: {exception.Message}";
        }
    }
}
