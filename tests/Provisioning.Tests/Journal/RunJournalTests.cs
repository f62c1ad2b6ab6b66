using System;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal;

/// <summary>What the journal says to an operation that wants to be sent.</summary>
public sealed class RunJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection = Make.CloudCockpit(Make.ClosedPort());

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_confirmed_operation_is_replayed_with_all_that_was_remembered()
    {
        PreparedOperation first = Row();
        Claim sent = await EndedAsync(first, new Ended(OperationState.Confirmed) { VendorId = "vendor-id", Answer = """{"a":1}""", Attempts = 2 });

        Claim claim = await ClaimAsync(Row());

        Assert.Equal(
            (ClaimKind.Replay, sent.ChosenId, "vendor-id", """{"a":1}""", first.CorrelationId),
            (claim.Kind, claim.ChosenId, claim.Known!.VendorId, claim.Known.Answer, claim.CorrelationId));
    }

    [Theory]
    [InlineData(OperationState.Rejected)]
    [InlineData(OperationState.NotSent)]
    public async Task What_was_never_done_is_sent_mended_or_not_under_the_same_id(OperationState state)
    {
        Claim first = await EndedAsync(Row(), new Ended(state));

        Claim second = await ClaimAsync(Row(city: "Porto"));

        Assert.Equal((ClaimKind.Send, first.Id, first.ChosenId), (second.Kind, second.Id, second.ChosenId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_in_doubt_is_recovered_first_under_the_same_id_forced_or_not(bool force)
    {
        PreparedOperation row = Row();
        Claim first = await EndedAsync(row, new Ended(OperationState.InDoubt));

        Claim second = await ClaimAsync(Row(), force);

        Assert.Equal((ClaimKind.Recover, first.ChosenId, row.CorrelationId), (second.Kind, second.ChosenId, second.CorrelationId));
    }

    [Theory]
    [InlineData(OperationState.Confirmed)]
    [InlineData(OperationState.InDoubt)]
    public async Task The_same_key_with_other_data_is_refused_and_nothing_changes(OperationState state)
    {
        await EndedAsync(Row(), new Ended(state));

        Claim claim = await ClaimAsync(Row(city: "Porto"));

        Assert.Equal((ClaimKind.OtherData, state), (claim.Kind, claim.Known!.State));
        Assert.NotEqual(ClaimKind.OtherData, (await ClaimAsync(Row())).Kind);
    }

    [Fact]
    public async Task A_confirmed_operation_that_is_forced_is_sent_with_other_data_too_and_under_a_new_id()
    {
        Claim first = await EndedAsync(Row(), new Ended(OperationState.Confirmed));

        Claim forced = await ClaimAsync(Row(city: "Porto"), force: true);

        Assert.Equal(ClaimKind.Send, forced.Kind);
        Assert.NotEqual(first.ChosenId, forced.ChosenId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_live_run_holds_is_left_to_it_forced_or_not(bool force)
    {
        using RunJournal one = OpenRun();
        using RunJournal other = OpenRun();
        await one.ClaimAsync(Row(), force: false);

        Assert.Equal(ClaimKind.Held, (await other.ClaimAsync(Row(), force)).Kind);
        Assert.Equal(ClaimKind.Held, (await other.ClaimAsync(Row(city: "Porto"), force)).Kind);
    }

    [Theory]
    [InlineData("crm-1", true)]
    [InlineData("crm-2", false)]
    public async Task A_name_counts_as_taken_where_another_operation_has_it(string name, bool isTaken)
    {
        await EndedAsync(Row(), new Ended(OperationState.Confirmed));
        using RunJournal journal = OpenRun();
        PreparedOperation row = Make.Row(_connection, Make.Customer("crm-3"));
        Claim claim = await journal.ClaimAsync(row, force: false);

        Assert.Equal(isTaken, await journal.IsNameTakenAsync(Make.Row(_connection, Make.Customer(name)), claim.Id));
    }

    [Fact]
    public async Task Another_key_makes_no_other_customer_of_the_same_names()
    {
        Claim first = await EndedAsync(Row(), new Ended(OperationState.Confirmed));

        Claim second = await ClaimAsync(Make.Row(_connection, Make.Customer("crm-1").With("City", "Lisboa"), "another key"));

        Assert.Equal((ClaimKind.Replay, first.Id), (second.Kind, second.Id));
    }

    [Theory]
    [InlineData(OperationState.Confirmed, true)]
    [InlineData(OperationState.InDoubt, true)]
    [InlineData(OperationState.Rejected, false)]
    [InlineData(OperationState.NotSent, false)]
    public async Task What_was_never_done_takes_no_name(OperationState state, bool isTaken)
    {
        await EndedAsync(Row(), new Ended(state));
        using RunJournal journal = OpenRun();
        Claim claim = await journal.ClaimAsync(Make.Row(_connection, Make.Customer("crm-3")), force: false);

        Assert.Equal(isTaken, await journal.IsNameTakenAsync(Make.Row(_connection, Make.Customer("crm-1")), claim.Id));
    }

    private RunJournal OpenRun() => Journals.OpenRun(_folder.Journal);

    private PreparedOperation Row(string city = "Lisboa") => Make.Row(_connection, Make.Customer("crm-1").With("City", city));

    private async Task<Claim> ClaimAsync(PreparedOperation row, bool force = false)
    {
        using RunJournal journal = OpenRun();
        return await journal.ClaimAsync(row, force);
    }

    private async Task<Claim> EndedAsync(PreparedOperation row, Ended ended)
    {
        using RunJournal journal = OpenRun();
        Claim claim = await journal.ClaimAsync(row, force: false);
        await journal.CompleteAsync(claim.Id, ended);
        return claim;
    }
}
