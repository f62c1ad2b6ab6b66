using System;
using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>Whether another operation has a name, so that "taken" does not mean "ours".</summary>
public abstract class NameCompliance : StoreCompliance
{
    private protected NameCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Theory]
    [InlineData(OperationState.Confirmed, true)]
    [InlineData(OperationState.InDoubt, true)]
    [InlineData(OperationState.Rejected, false)]
    [InlineData(OperationState.NotSent, false)]
    public void A_name_is_taken_by_what_was_done_or_may_have_been(OperationState state, bool isTaken)
    {
        Done(state, "crm-1");
        Claim claim = Claim("crm-2");

        Assert.Equal(isTaken, IsTaken(claim, "crm-1"));
    }

    [Theory]
    [InlineData(OperationState.Rejected, OperationState.Confirmed)]
    [InlineData(OperationState.NotSent, OperationState.Confirmed)]
    [InlineData(OperationState.Rejected, OperationState.InDoubt)]
    public void What_was_refused_and_then_done_in_another_letter_case_is_not_sent_in_the_first(OperationState first, OperationState then)
    {
        Complete(Claim(Named("contoso")), new Ended(first));
        Complete(Claim(Named("Contoso")), new Ended(then));

        Claim again = Claim(Named("contoso"));

        Assert.Equal((ClaimKind.NameConflict, NameRelation.DifferInCase), (again.Kind, again.Relation));
        Assert.Equal("Contoso", again.Known!.Key);
    }

    [Fact]
    public void What_is_done_under_a_name_is_replayed_whatever_was_refused_in_another_letter_case()
    {
        Complete(Claim(Named("Contoso")), new Ended(OperationState.Rejected));
        Complete(Claim(Named("contoso")), new Ended(OperationState.Confirmed));

        Assert.Equal(ClaimKind.Replay, Claim(Named("contoso")).Kind);
    }

    /// <summary>Which unique names two customers with the same company name have, and what the second one is to the journal.</summary>
    [Theory]
    [InlineData("", "", nameof(ClaimKind.Held))]
    [InlineData("", "id=1", nameof(ClaimKind.NameConflict))]
    [InlineData("id=1", "", nameof(ClaimKind.NameConflict))]
    [InlineData("id=1", "id=1", nameof(ClaimKind.Held))]
    [InlineData("id=1", "id=2", nameof(ClaimKind.Send))]
    [InlineData("id=1", "ref=1", nameof(ClaimKind.NameConflict))]
    [InlineData("id=1,ref=1", "ref=1", nameof(ClaimKind.Held))]
    [InlineData("id=1,ref=1", "ref=2", nameof(ClaimKind.Send))]
    [InlineData("ref=1", "id=2,ref=2", nameof(ClaimKind.Send))]
    [InlineData("id=1,ref=1", "", nameof(ClaimKind.NameConflict))]
    [InlineData("", "id=1,ref=1", nameof(ClaimKind.NameConflict))]
    public void A_company_name_decides_where_no_unique_name_of_one_type_does(string first, string second, string kind)
    {
        // Many others have the company name too.
        for (int other = 10; other < 20; other++)
            Complete(Claim(Described($"id={other},ref={other}")), new Ended(OperationState.Rejected));
        Claim(Described(first));

        Assert.Equal(kind, Claim(Described(second)).Kind.ToString());
    }

    private Intent Described(string unique)
    {
        OperationName[] names =
        [
            .. unique.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static name => name.Split('='))
                .Select(static name => new OperationName(name[0], name[1])),
            new("companyName", "Contoso", IsUnique: false),
        ];
        return Given.Intent(Run, names[0].Value) with { KeyType = names[0].Type, Names = names, UniqueNameTypes = ["id", "ref"] };
    }

    private Intent Named(string name) => Given.Intent(Run, name) with { KeyType = "routeURL", Names = [new("routeURL", name)] };

    [Fact]
    public void A_name_is_taken_by_what_is_being_sent()
    {
        Claim("crm-1");

        Assert.True(IsTaken(Claim("crm-2"), "crm-1"));
    }

    [Fact]
    public void An_operation_does_not_take_its_own_names() => Assert.False(IsTaken(Claim("crm-1"), "crm-1"));

    [Fact]
    public void Any_of_several_names_may_be_the_one()
    {
        Claim(Given.Intent(Run, "key") with { Names = [new("username", "ana@contoso"), new("customer", "contoso")] });
        Claim claim = Claim("crm-2");

        Assert.True(IsTaken(claim, "free", "contoso"));
        Assert.True(IsTaken(claim, "ana@contoso"));
        Assert.False(IsTaken(claim, "free", "key"));
    }

    [Fact]
    public void A_name_is_looked_for_over_all_operations_and_accounts_of_an_address_and_at_no_other_address()
    {
        Claim(Given.Intent(Run, "crm-1") with { Scope = Given.Scope with { Operation = "Another.Create" } });
        Claim(Given.Intent(Run, "crm-2") with { Scope = Given.Scope with { Account = "fabrikam.example" } });
        Claim(Given.Intent(Run, "crm-3") with { Scope = Given.Scope with { BaseUri = "https://other.example/" } });
        Claim(Given.Intent(Run, "crm-4") with { Scope = Given.Scope with { Vendor = "SafeMobi" } });
        Claim claim = Claim("asks");

        Assert.True(IsTaken(claim, "crm-1"));
        Assert.True(IsTaken(claim, "crm-2"));
        Assert.False(IsTaken(claim, "crm-3", "crm-4"));
    }

    [Fact]
    public void What_is_sent_again_has_the_names_that_it_has_now()
    {
        Done(OperationState.Rejected, "crm-1");
        Claim(Given.Intent(Run, "crm-1", "mended") with { Names = [new("internalIdentifier", "mended")] });
        Claim claim = Claim("crm-2");

        Assert.False(IsTaken(claim, "crm-1"));
        Assert.True(IsTaken(claim, "mended"));
    }

    private bool IsTaken(Claim claim, params string[] names)
    {
        JournalBatch batch = Batch();
        OperationName[] asked = Array.ConvertAll(names, static name => new OperationName("internalIdentifier", name));
        batch.NameQuestions.Add(new JournalWork<NameQuestion, bool>(new NameQuestion(claim.Id, Given.Scope, asked)));
        Store.Commit(batch);
        return batch.NameQuestions[0].Result;
    }
}
