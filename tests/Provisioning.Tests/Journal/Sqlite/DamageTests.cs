using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Journal.Sqlite;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>SQLite keeps no checksums: what a damaged disk makes of a journal must neither be forgotten nor believed.</summary>
public sealed class DamageTests
{
    private const int Page = 4096;
    private const int Many = 6000;

    [Fact]
    public void Whatever_bit_of_a_journal_is_flipped_nothing_that_was_confirmed_is_sent_again()
    {
        const int Rows = 30;
        using LeftBehind journal = LeftBehind.Closed(Rows);
        byte[] good = File.ReadAllBytes(journal.Path);
        var dice = new Random(4711);
        int replayed = 0;
        for (int flip = 0; flip < 400; flip++)
        {
            int bit = dice.Next(good.Length * 8);
            byte[] damaged = [.. good];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(journal.Path, damaged);

            try
            {
                using IJournalStore store = journal.Open();
                foreach ((int row, Claim claim) in Enumerable.Range(0, Rows).Zip(LeftBehind.Claims(store, Enumerable.Range(0, Rows))))
                {
                    Assert.True(
                        claim.Kind == ClaimKind.Replay
                        && claim.Known!.VendorId == LeftBehind.VendorId(row)
                        && claim.Known.Answer == $$"""{"id":"{{LeftBehind.VendorId(row)}}"}""",
                        $"Bit {bit % 8} of byte {bit / 8} flipped: row {row} came out as {claim}.");
                }

                replayed++;
            }
            catch (VendorApiException error)
            {
                Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
            }

            foreach (string litter in new[] { journal.Log, journal.Path + "-shm" })
                File.Delete(litter);
        }

        // Most of a page is empty: a bit there changes nothing.
        Assert.InRange(replayed, 1, 399);
    }

    [Theory]
    [InlineData("operations_key")]
    [InlineData("names_folded")]
    public void A_key_that_only_the_table_still_has_is_not_forgotten_in_a_large_journal_either(string index)
    {
        using LeftBehind journal = LeftBehind.Closed(Many);
        FlipKeyIn(journal, index, "crm-3000");

        // Closed cleanly and checked a moment ago, so that the whole is not looked at: the other index still knows the customer.
        using IJournalStore store = journal.Open();

        Assert.Equal(ClaimKind.Replay, LeftBehind.Claims(store, 3000)[0].Kind);
    }

    [Theory]
    [InlineData("operations_key")]
    [InlineData("names_folded")]
    public void A_large_journal_is_checked_as_a_whole_once_a_day(string index)
    {
        var time = new ManualTimeProvider();
        using LeftBehind journal = LeftBehind.Closed(Many);
        journal.Open(time).Dispose();
        FlipKeyIn(journal, index, "crm-3000");
        time.SetWallClock(TimeSpan.FromHours(23));
        journal.Open(time).Dispose();

        time.SetWallClock(TimeSpan.FromHours(2));
        VendorApiException error = Assert.Throws<VendorApiException>(() => journal.Open(time));

        Assert.Contains("it is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_put_off_the_check()
    {
        var time = new ManualTimeProvider();
        using LeftBehind journal = LeftBehind.Closed(Many);
        time.SetWallClock(TimeSpan.FromDays(1000));
        journal.Open(time).Dispose();
        FlipKeyIn(journal, "operations_key", "crm-3000");

        time.SetWallClock(TimeSpan.FromDays(-500));

        Assert.Throws<VendorApiException>(() => journal.Open(time));
    }

    [Fact]
    public void The_time_of_a_check_is_remembered_and_a_check_that_found_damage_is_none()
    {
        var time = new ManualTimeProvider();
        using LeftBehind journal = LeftBehind.Closed(Many);
        journal.Open(time).Dispose();
        Assert.Equal(time.GetUtcNow().ToUnixTimeMilliseconds(), Checked(journal));

        time.SetWallClock(TimeSpan.FromHours(25));
        journal.Open(time).Dispose();

        Assert.Equal(time.GetUtcNow().ToUnixTimeMilliseconds(), Checked(journal));
    }

    [UnixFact]
    public void A_large_journal_is_checked_as_a_whole_after_a_kill()
    {
        using LeftBehind left = KilledLarge();
        FlipKeyIn(left, "operations_key", "crm-3000");

        left.AssertRefused("it is damaged");
    }

    [UnixFact]
    public void A_damaged_journal_is_refused_until_it_is_repaired()
    {
        using LeftBehind left = KilledLarge();
        byte[] good = File.ReadAllBytes(left.Path);
        FlipKeyIn(left, "operations_key", "crm-3000");
        left.AssertRefused("it is damaged");

        File.WriteAllBytes(left.Path, good);

        using IJournalStore store = left.Open();
        Assert.Equal(ClaimKind.Replay, LeftBehind.Claims(store, 3000)[0].Kind);
    }

    [Fact]
    public void A_large_journal_whose_last_user_closed_it_is_opened_without_reading_it_all()
    {
        using LeftBehind journal = LeftBehind.Closed(Many);
        FlipKeyIn(journal, "operations_key", "crm-3000");

        journal.Open().Dispose();
    }

    [Fact]
    public void A_journal_that_another_process_has_open_was_not_left_behind()
    {
        using LeftBehind journal = LeftBehind.Closed(Many);
        FlipKeyIn(journal, "operations_key", "crm-3000");
        using IJournalStore other = journal.Open();
        LeftBehind.Confirm(other, Many, 5);
        Assert.True(new FileInfo(journal.Log).Length > 0);

        // A check would find the flipped bit.
        journal.Open().Dispose();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_negative_version_is_damage_and_no_failure_of_the_module(int version)
    {
        using LeftBehind journal = LeftBehind.Closed(rows: 1);
        Database.Execute(journal.Path, $"PRAGMA user_version = {version}");

        journal.AssertRefused("it is damaged");
    }

    [Fact]
    public void A_version_that_was_before_the_tables_is_damage()
    {
        using LeftBehind journal = LeftBehind.Closed(rows: 1);
        Database.Execute(journal.Path, "PRAGMA user_version = 0");

        journal.AssertRefused("it is damaged");
    }

    [Theory]
    [InlineData("UPDATE operations SET vendor_id = 'vendor-8'")]
    [InlineData("UPDATE operations SET answer = '{}'")]
    [InlineData("UPDATE operations SET answer = NULL")]
    [InlineData("UPDATE operations SET state = 2")]
    [InlineData("UPDATE operations SET state = 3")]
    [InlineData("UPDATE operations SET fingerprint = 'datb'")]
    [InlineData("UPDATE operations SET correlation_id = 'another'")]
    [InlineData("UPDATE operations SET chosen_id = '3fa85f64-5717-4562-b3fc-2c963f66afa6'")]
    [InlineData("UPDATE operations SET settled_vendor_id = 'vendor-8'")]
    [InlineData("UPDATE operations SET kind = 3")]
    [InlineData("UPDATE operations SET secrets = 17")]
    [InlineData("UPDATE operations SET run = run + 1; INSERT INTO runs SELECT id + 1, "
        + "CASE substr(run, 1, 1) WHEN 'f' THEN '0' ELSE 'f' END || substr(run, 2), user_name, computer, process, command, vendor, base_uri, "
        + "account, connection, source, longest_call, lease, started, ended, 0, 0, 0, 0, 0, 0, 0 FROM runs LIMIT 1")]
    [InlineData("UPDATE names SET value = 'crm-8'")]
    [InlineData("UPDATE names SET is_unique = 0")]
    [InlineData("DELETE FROM names")]
    public void A_record_whose_meaning_changed_is_neither_replayed_nor_decided_upon(string change)
    {
        using LeftBehind journal = LeftBehind.Closed(rows: 1);
        Database.Execute(journal.Path, "PRAGMA foreign_keys = OFF; " + change);
        using IJournalStore store = journal.Open();

        VendorApiException error = Assert.Throws<VendorApiException>(() => LeftBehind.Claims(store, 0));

        Assert.Contains("it is damaged", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE accounts SET folded = 'contosp.example'")]
    [InlineData("UPDATE scopes SET operation = 'Customer.Creatf'")]
    public void An_account_that_the_journal_no_longer_finds_makes_it_forget_nothing(string change)
    {
        using LeftBehind journal = LeftBehind.Closed(Many);
        byte[] before = File.ReadAllBytes(journal.Path);
        Database.Execute(journal.Path, change);
        byte[] after = File.ReadAllBytes(journal.Path);

        // The change is in the table and in its index. Only the index keeps it: so is a flipped bit in an index.
        foreach (int page in ChangedPages(before, after))
        {
            if (after[page * Page] == 13)
                before.AsSpan(page * Page, Page).CopyTo(after.AsSpan(page * Page));
        }

        File.WriteAllBytes(journal.Path, after);

        Assert.Contains("it is damaged", Assert.Throws<VendorApiException>(() => journal.Open()).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> ChangedPages(byte[] before, byte[] after) => Enumerable.Range(1, (before.Length / Page) - 1)
        .Where(page => !before.AsSpan(page * Page, Page).SequenceEqual(after.AsSpan(page * Page, Page)));

    private static long Checked(LeftBehind journal) => Database.Number(journal.Path, "SELECT value FROM settings WHERE name = 'checked'");

    private static LeftBehind KilledLarge()
    {
        using LeftBehind journal = LeftBehind.Closed(Many);
        using IJournalStore store = journal.Open();
        LeftBehind.Confirm(store, Many, 5);
        return journal.Killed();
    }

    // Changes one letter of a key in the pages of an index, and nowhere else.
    private static void FlipKeyIn(LeftBehind journal, string index, string key)
    {
        byte[] bytes = File.ReadAllBytes(journal.Path);
        byte[] text = Encoding.UTF8.GetBytes(index == "names_folded" ? key.ToUpperInvariant() : key);
        long[] pages = Pages(journal.Path, index, bytes);
        int place = pages
            .Select(page => ((int)(page - 1) * Page, At: bytes.AsSpan((int)(page - 1) * Page, Page).IndexOf(text)))
            .Where(static found => found.At >= 0)
            .Select(static found => found.Item1 + found.At)
            .First();
        bytes[place + text.Length - 1] ^= 0x40;
        File.WriteAllBytes(journal.Path, bytes);
    }

    // The pages of an index's tree, from its root down.
    private static long[] Pages(string path, string index, byte[] bytes)
    {
        // A copy: whoever closes the journal itself would write its log into it.
        File.WriteAllBytes(path + "-copy", bytes);
        long root = Database.Number(path + "-copy", $"SELECT rootpage FROM sqlite_schema WHERE name = '{index}'");
        var pages = new List<long>();
        var todo = new Queue<long>([root]);
        while (todo.TryDequeue(out long page))
        {
            pages.Add(page);
            ReadOnlySpan<byte> span = bytes.AsSpan((int)(page - 1) * Page, Page);
            if (span[0] != 2)
                continue;
            int cells = (span[3] << 8) | span[4];
            todo.Enqueue(Number(span[8..]));
            for (int cell = 0; cell < cells; cell++)
                todo.Enqueue(Number(span[((span[12 + (cell * 2)] << 8) | span[13 + (cell * 2)])..]));
        }

        return [.. pages];
    }

    private static long Number(ReadOnlySpan<byte> bytes) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
