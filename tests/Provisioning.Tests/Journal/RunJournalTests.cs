using System;
using System.IO;
using System.Linq;
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
    public async Task A_new_operation_is_sent_and_its_intent_is_on_disk_before_that()
    {
        using RunJournal journal = OpenRun();

        Claim claim = await journal.ClaimAsync(Row(), force: false);

        Assert.Equal(ClaimKind.Send, claim.Kind);
        Assert.NotNull(claim.ChosenId);
        Assert.Equal(1, Database.Number(_folder.Journal, $"SELECT count(*) FROM operations WHERE key = 'crm-1' AND state = 0 AND run = (SELECT id FROM runs WHERE run = '{journal.Run:N}') AND chosen_id = '{claim.ChosenId}'"));
    }

    [Fact]
    public async Task A_confirmed_operation_is_replayed_with_all_that_was_remembered()
    {
        PreparedOperation first = Row();
        Claim sent = await EndedAsync(first, new Ended(OperationState.Confirmed) { VendorId = "vendor-id", Answer = """{"a":1}""", Attempts = 2 });

        Claim claim = await ClaimAsync(Row());

        Assert.Equal((ClaimKind.Replay, sent.ChosenId, "vendor-id", """{"a":1}""", first.CorrelationId), (claim.Kind, claim.ChosenId, claim.Known!.VendorId, claim.Known.Answer, claim.CorrelationId));
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

    [Fact]
    public async Task A_run_of_another_process_is_alive_while_it_holds_its_lock_and_gone_after_that()
    {
        Guid run = await LeftByAnotherProcessAsync();
        string path = Path.Combine(_folder.Journal + ".runs", run.ToString("N"));

        using (new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal(ClaimKind.Held, (await ClaimAsync(Row())).Kind);
        Assert.True(File.Exists(path));
        Assert.Equal(ClaimKind.Recover, (await ClaimAsync(Row())).Kind);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_run_without_a_lock_file_is_gone()
    {
        await LeftByAnotherProcessAsync();

        Assert.Equal(ClaimKind.Recover, (await ClaimAsync(Row())).Kind);
    }

    [Fact]
    public async Task A_run_leaves_no_lock_file_behind()
    {
        await ClaimAsync(Row());

        Assert.Empty(Directory.GetFiles(_folder.Journal + ".runs"));
    }

    [Fact]
    public async Task An_outcome_is_recorded_only_by_the_run_that_holds_the_operation()
    {
        using RunJournal journal = OpenRun();
        Claim claim = await journal.ClaimAsync(Row(), force: false);
        using RunJournal other = OpenRun();
        Database.Execute(_folder.Journal, $"UPDATE operations SET run = (SELECT id FROM runs WHERE run = '{other.Run:N}')");

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(() => journal.CompleteAsync(claim.Id, new Ended(OperationState.Confirmed)));

        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
        Assert.Contains("no longer in it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_claims_at_once_are_each_recorded_and_share_their_commits()
    {
        using RunJournal journal = OpenRun();

        Claim[] claims = await Task.WhenAll(Enumerable.Range(0, 1000).Select(row => journal.ClaimAsync(Make.Row(_connection, Make.Customer($"crm-{row}")), force: false)));

        Assert.All(claims, claim => Assert.Equal(ClaimKind.Send, claim.Kind));
        Assert.Equal(1000, claims.Select(claim => claim.Id).Distinct().Count());
        Assert.Equal(1000, Database.Number(_folder.Journal, "SELECT count(*) FROM operations WHERE state = 0"));

        // A commit of its own for each would write some 4 pages of 4 KiB for each.
        Assert.InRange(new FileInfo(_folder.Journal + "-wal").Length, 1, 3_000_000);
    }

    [Theory]
    [InlineData("PRAGMA foreign_keys = OFF; UPDATE operations SET run = 'garbage'")]
    [InlineData("UPDATE operations SET chosen_id = 'garbage', state = 4")]
    [InlineData("UPDATE operations SET state = 77")]
    [InlineData("PRAGMA foreign_keys = OFF; DROP TABLE operations")]
    public async Task Records_that_make_no_sense_are_an_error_and_not_the_end_of_the_process(string damage)
    {
        await ClaimAsync(Row());
        using RunJournal journal = OpenRun();
        Database.Execute(_folder.Journal, damage);

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row(), force: false));
        VendorApiException next = await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row(city: "Porto"), force: false));

        Assert.Equal((ProvisioningError.JournalUnavailable, ProvisioningError.JournalUnavailable), (error.Error, next.Error));
    }

    [Fact]
    public async Task A_journal_that_failed_once_works_again_for_the_next_run()
    {
        using (RunJournal journal = OpenRun())
        {
            Database.Execute(_folder.Journal, "CREATE TRIGGER refuse BEFORE INSERT ON operations BEGIN SELECT RAISE(ABORT, 'refused'); END");
            await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row(), force: false));
            Database.Execute(_folder.Journal, "DROP TRIGGER refuse");
            await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row(), force: false));
        }

        Assert.Equal(ClaimKind.Send, (await ClaimAsync(Row())).Kind);
    }

    [Fact]
    public async Task A_step_of_the_system_clock_does_not_make_a_live_run_dead_or_a_dead_one_alive()
    {
        var time = new ManualTimeProvider();
        using (RunJournal one = Journals.OpenRun(_folder.Journal, time))
        {
            await one.ClaimAsync(Row(), force: false);
            time.SetWallClock(TimeSpan.FromDays(4000));
            Assert.Equal(ClaimKind.Held, (await ClaimAsync(Row())).Kind);
        }

        time.SetWallClock(TimeSpan.FromDays(-8000));
        Assert.Equal(ClaimKind.Recover, (await ClaimAsync(Row())).Kind);
    }

    [Theory]
    [InlineData("crm-2", "crm-1", true)]
    [InlineData("crm-2", "crm-2", false)]
    public async Task A_name_counts_as_used_where_another_operation_has_it_as_either_of_its_names(string key, string alternate, bool isUsed)
    {
        await EndedAsync(Row(), new Ended(OperationState.Confirmed));
        using RunJournal journal = OpenRun();
        PreparedOperation row = Make.Row(_connection, Make.Customer(alternate), key);
        Claim claim = await journal.ClaimAsync(row, force: false);

        Assert.Equal(isUsed, await journal.IsNameTakenAsync(row, claim.Id));
    }

    [Theory]
    [InlineData(OperationState.Confirmed, true)]
    [InlineData(OperationState.InDoubt, true)]
    [InlineData(OperationState.Rejected, false)]
    [InlineData(OperationState.NotSent, false)]
    public async Task What_was_never_done_uses_no_name(OperationState state, bool isUsed)
    {
        await EndedAsync(Row(), new Ended(state));
        using RunJournal journal = OpenRun();
        PreparedOperation row = Make.Row(_connection, Make.Customer("crm-1"), "another key");
        Claim claim = await journal.ClaimAsync(row, force: false);

        Assert.Equal(isUsed, await journal.IsNameTakenAsync(row, claim.Id));
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

    private async Task<Guid> LeftByAnotherProcessAsync()
    {
        await ClaimAsync(Row());
        var run = Guid.NewGuid();
        Database.Execute(_folder.Journal, $"UPDATE runs SET run = '{run:N}', ended = NULL");
        return run;
    }
}
