using System;
using System.Linq;
using Xunit;

namespace Provisioning.Journal.Compliance;

/// <summary>What the store says to an operation that wants to be sent.</summary>
public abstract class ClaimCompliance : StoreCompliance
{
    private protected ClaimCompliance(IStoreBench bench)
        : base(bench)
    {
    }

    [Fact]
    public void A_new_operation_is_sent_and_others_see_its_intent_at_once()
    {
        Intent intent = Given.Intent(Run, "crm-1");

        Claim claim = Claim(intent);

        Assert.Equal((ClaimKind.Send, intent.ProposedId, intent.CorrelationId), (claim.Kind, claim.ChosenId, claim.CorrelationId));
        Assert.Null(claim.Known);
        JournaledOperation entry = Assert.Single(Open().List(new OperationFilter()));
        Assert.Equal(("crm-1", OperationState.Sending, true, Run), (entry.Key, entry.State, entry.IsHeld, entry.Run));
    }

    [Fact]
    public void An_id_that_the_row_chose_comes_before_the_proposed_one()
    {
        var chosen = Guid.NewGuid();

        Assert.Equal(chosen, Claim(Given.Intent(Run, "crm-1") with { ChosenId = chosen }).ChosenId);
    }

    [Fact]
    public void A_confirmed_operation_is_replayed_with_all_that_was_remembered()
    {
        Claim sent = Claim();
        Complete(sent, new Ended(OperationState.Confirmed) { VendorId = "vendor-id", Answer = """{"a":1}""" });

        Claim claim = Claim();

        Assert.Equal((ClaimKind.Replay, sent.Id, sent.ChosenId, sent.CorrelationId), (claim.Kind, claim.Id, claim.ChosenId, claim.CorrelationId));
        Assert.Equal((OperationState.Confirmed, "vendor-id", """{"a":1}"""), (claim.Known!.State, claim.Known.VendorId, claim.Known.Answer));
    }

    [Theory]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    public void What_was_never_done_is_sent_mended_or_not_under_the_same_id(OperationState state)
    {
        Claim first = Done(state);

        Claim second = Claim(data: "mended");

        Assert.Equal((ClaimKind.Send, first.Id, first.ChosenId), (second.Kind, second.Id, second.ChosenId));
        Complete(second, new Ended(OperationState.Confirmed));
        Assert.Equal(ClaimKind.Replay, Claim(data: "mended").Kind);
        Assert.Equal(ClaimKind.OtherData, Claim().Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_in_doubt_is_recovered_under_the_same_ids_forced_or_not(bool isForced)
    {
        Claim first = Done(OperationState.InDoubt);

        Claim second = Claim(Given.Intent(Run, "crm-1") with { CreatesAgain = isForced });

        Assert.Equal((ClaimKind.Recover, first.Id, first.ChosenId, first.CorrelationId), (second.Kind, second.Id, second.ChosenId, second.CorrelationId));
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.InDoubt)]
    public void The_same_key_with_other_data_is_refused_and_nothing_changes(OperationState state)
    {
        Claim first = Done(state);

        Claim claim = Claim(data: "other");

        Assert.Equal((ClaimKind.OtherData, state), (claim.Kind, claim.Known!.State));
        Assert.Equal(state, Entry(first.Id).State);
        Assert.NotEqual(ClaimKind.OtherData, Claim().Kind);
    }

    [Theory]
    [InlineData("data", false)]
    [InlineData("data", true)]
    [InlineData("other", false)]
    [InlineData("other", true)]
    public void What_a_live_run_of_another_process_holds_is_left_to_it(string data, bool isForced)
    {
        Claim held = Claim();
        IJournalStore other = Open();
        Intent intent = Given.Intent(Begin(other).Run, "crm-1", data) with { CreatesAgain = isForced };

        Assert.Equal(ClaimKind.Held, Claim(intent, other).Kind);
        Assert.Equal((OperationState.Sending, Run), (Entry(held.Id).State, Entry(held.Id).Run));
    }

    [Fact]
    public void What_a_run_holds_is_held_against_the_run_itself()
    {
        Claim();

        Assert.Equal(ClaimKind.Held, Claim().Kind);
    }

    [Theory]
    [InlineData("data", true)]
    [InlineData("other", false)]
    public void What_a_killed_run_left_is_recovered_by_the_next_where_it_is_the_same(string data, bool isRecovered)
    {
        ClaimKind kind = isRecovered ? ClaimKind.Recover : ClaimKind.OtherData;
        Claim left = Claim();
        Kill(Lease);
        IJournalStore other = Open();
        IRunLease next = Begin(other);

        Claim claim = Claim(Given.Intent(next.Run, "crm-1", data), other);

        Assert.Equal((kind, left.Id, left.ChosenId, left.CorrelationId), (claim.Kind, claim.Id, claim.ChosenId, claim.CorrelationId));
        if (isRecovered)
            Assert.Equal((true, next.Run), (Entry(left.Id).IsHeld, Entry(left.Id).Run));
    }

    [Theory]
    [InlineData(OperationKind.Update)]
    [InlineData(OperationKind.Delete)]
    public void Each_update_and_each_delete_is_an_operation_of_its_own(OperationKind kind)
    {
        Claim first = Claim(Given.Intent(Run, "crm-1") with { Kind = kind });
        Claim second = Claim(Given.Intent(Run, "crm-1") with { Kind = kind });
        Complete(first, new Ended(OperationState.Confirmed));
        Claim third = Claim(Given.Intent(Run, "crm-1") with { Kind = kind });

        Assert.All([first, second, third], static claim => Assert.Equal(ClaimKind.Send, claim.Kind));
        Assert.Equal(3, new[] { first.Id, second.Id, third.Id }.Distinct().Count());
        Assert.Equal(kind, Entry(third.Id).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_add_with_a_key_is_done_once_forced_or_not(bool isForced)
    {
        Intent intent = Given.Intent(Run, "crm-1") with { Kind = OperationKind.Add };
        Complete(Claim(intent), new Ended(OperationState.Confirmed));

        Assert.Equal(ClaimKind.Replay, Claim(intent with { CreatesAgain = isForced }).Kind);
    }

    [Fact]
    public void Keys_that_were_given_and_differ_in_letter_case_are_different_operations()
    {
        Assert.Equal(ClaimKind.Send, Claim(Keyed("ticket-1")).Kind);
        Assert.Equal(ClaimKind.Send, Claim(Keyed("TICKET-1")).Kind);
        Assert.Equal(ClaimKind.Held, Claim(Keyed("ticket-1")).Kind);
        Assert.Equal(ClaimKind.Held, Claim(Keyed("TICKET-1")).Kind);

        Intent Keyed(string key) => Given.Intent(Run, key) with { KeyType = string.Empty, Names = [] };
    }

    [Theory]
    [InlineData("caf\u00e9 1 ")]
    [InlineData("\u00a0cafe\u0301  1")]
    [InlineData("caf\u00e9\t1")]
    [InlineData("ca\u200bf\u00e9 1")]
    public void A_name_that_is_spelled_otherwise_and_means_the_same_is_the_same_customer(string name)
    {
        Claim first = Done(OperationState.Confirmed, "caf\u00e9 1");

        Claim claim = Claim(Given.Intent(Run, "another key") with { KeyType = string.Empty, Names = [new("internalIdentifier", name)] });

        Assert.Equal((ClaimKind.Replay, first.Id), (claim.Kind, claim.Id));
    }

    [Theory]
    [InlineData(OperationState.Confirmed, true)]
    [InlineData(OperationState.InDoubt, true)]
    [InlineData(OperationState.Rejected, false)]
    [InlineData(OperationState.NotSent, false)]
    public void Names_that_differ_in_letter_case_alone_are_refused_where_the_other_may_have_been_done(OperationState state, bool isRefused)
    {
        Claim first = Done(state, "crm-1");

        Claim claim = Claim("CRM-1");

        Assert.Equal(isRefused ? ClaimKind.NameConflict : ClaimKind.Send, claim.Kind);
        if (isRefused)
        {
            Assert.Equal((first.Id, NameRelation.DifferInCase), (claim.Id, claim.Relation));
            Assert.Equal([new OperationName("internalIdentifier", "crm-1")], claim.Known!.Names);
            Assert.Equal(1, Store.Count(new OperationFilter()));
        }
    }

    [Theory]
    [InlineData("SafeMobi", Given.Address, "contoso.example", "Customer.Create")]
    [InlineData("CloudCockpit", "https://other.example/", "contoso.example", "Customer.Create")]
    [InlineData("CloudCockpit", Given.Address, "fabrikam.example", "Customer.Create")]
    [InlineData("CloudCockpit", Given.Address, "", "Customer.Create")]
    [InlineData("CloudCockpit", Given.Address, "contoso.example", "User.Create")]
    public void The_same_key_of_another_vendor_address_account_or_operation_is_another_operation(
        string vendor, string address, string account, string operation)
    {
        Claim first = Claim();
        Intent intent = Given.Intent(Run, "crm-1") with { Scope = new OperationScope(vendor, address, account, operation) };

        Claim second = Claim(intent);

        Assert.Equal(ClaimKind.Send, second.Kind);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(ClaimKind.Held, Claim(intent).Kind);
    }

    [Theory]
    [InlineData("'; DROP TABLE operations; --")]
    [InlineData("100%_*?\\")]
    [InlineData("é東\U0001F600")]
    [InlineData(" tab\tline\nend ")]
    public void Any_text_can_be_a_key(string key)
    {
        Claim claim = Claim(key);

        Assert.Equal(key, Entry(claim.Id).Key);
        Assert.Equal(ClaimKind.Held, Claim(key).Kind);
    }
}
