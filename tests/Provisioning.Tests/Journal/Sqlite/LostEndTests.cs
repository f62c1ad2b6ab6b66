using System;
using System.IO;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>SQLite drops what follows a damaged place of its log. Rows that were confirmed there must not be sent again in silence.</summary>
public sealed class LostEndTests
{
    private const string Lost = "its last records are missing";

    [UnixFact]
    public void What_a_killed_process_had_recorded_is_there_afterwards()
    {
        using LeftBehind left = KilledAfter(40);

        left.AssertReplays(40);
        left.AssertReplays(40);
    }

    [UnixTheory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_log_that_lost_its_end_after_a_kill_is_noticed(double part)
    {
        using LeftBehind left = KilledAfter(40);
        LeftBehind.Cut(left.Log, part);

        left.AssertRefused(Lost);
    }

    [UnixTheory]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(50_000)]
    public void A_flipped_bit_in_the_log_is_noticed_after_a_kill(int place)
    {
        using LeftBehind left = KilledAfter(40);
        LeftBehind.Flip(left.Log, place * 8);

        left.AssertRefused(Lost);
    }

    [UnixFact]
    public void A_log_that_was_removed_after_a_kill_is_noticed()
    {
        using LeftBehind left = KilledAfter(40);
        File.Delete(left.Log);

        left.AssertRefused(Lost);
    }

    [Fact]
    public void An_older_copy_in_the_place_of_a_journal_is_noticed()
    {
        using LeftBehind journal = LeftBehind.Closed(rows: 5);
        byte[] backup = File.ReadAllBytes(journal.Path);
        using (IJournalStore store = journal.Open())
            LeftBehind.Confirm(store, 5, 5);
        File.WriteAllBytes(journal.Path, backup);

        journal.AssertRefused(Lost);
    }

    [UnixFact]
    public void What_a_run_recorded_that_ended_is_missed_too_if_only_the_log_had_it()
    {
        using var journal = new LeftBehind();
        using IJournalStore killed = journal.Open();
        LeftBehind.Confirm(killed, 0, 5);
        using (IJournalStore other = journal.Open())
            LeftBehind.Confirm(other, 5, 40);
        using LeftBehind left = journal.Killed();
        LeftBehind.Cut(left.Log, 0.9);

        left.AssertRefused(Lost);
    }

    [UnixFact]
    public void What_a_person_settled_is_missed_too()
    {
        using LeftBehind journal = LeftBehind.Closed(rows: 1);
        using IJournalStore store = journal.Open();
        using IRunLease lease = store.BeginRun(Given.Run());
        JournalBatch batch = new(0);
        batch.Claims.Add(new JournalWork<Intent, Claim>(Given.Intent(lease.Run, "crm-7")));
        store.Commit(batch);
        JournalBatch doubt = new(0);
        doubt.Completions.Add(new JournalWork<ICompletion, bool>(
            new Ended(OperationState.InDoubt) { Id = batch.Claims[0].Result.Id, Run = lease.Run }));
        store.Commit(doubt);
        using (IJournalStore person = journal.Open())
            Assert.True(person.Settle(batch.Claims[0].Result.Id, OperationState.Confirmed, "vendor-7"));
        using LeftBehind left = journal.Killed();
        LeftBehind.Cut(left.Log, 0.99);

        left.AssertRefused(Lost);
    }

    [UnixFact]
    public void Another_journal_in_the_place_of_one_that_was_moved_away_starts_afresh()
    {
        using LeftBehind left = KilledAfter(10);
        File.Delete(left.Log);
        File.Move(left.Path, left.Path + ".old");

        using IJournalStore store = left.Open();

        Assert.Equal(ClaimKind.Send, LeftBehind.Claims(store, 3)[0].Kind);
    }

    [UnixFact]
    public void A_count_that_is_damaged_itself_stops_nobody()
    {
        using LeftBehind left = KilledAfter(10);
        foreach (string file in Directory.GetFiles(left.Path + ".runs"))
            File.WriteAllBytes(file, [.. File.ReadAllBytes(file).Select(static value => (byte)~value)]);

        left.AssertReplays(10);
    }

    [UnixFact]
    public void A_person_who_has_compared_it_with_the_vendor_can_go_on_with_what_is_left()
    {
        using LeftBehind left = KilledAfter(40);
        LeftBehind.Cut(left.Log, 0.5);
        VendorApiException error = left.AssertRefused(Lost);
        string named = Directory.GetFiles(left.Path + ".runs").Single(file => error.Advice!.Contains(file, StringComparison.Ordinal));

        File.Delete(named);

        left.AssertReplays(5);
    }

    private static LeftBehind KilledAfter(int rows)
    {
        using var journal = new LeftBehind();
        using IJournalStore store = journal.Open();
        using IRunLease lease = store.BeginRun(Given.Run());
        LeftBehind.Confirm(store, lease, 0, rows);
        return journal.Killed();
    }
}
