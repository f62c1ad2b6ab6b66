using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Journal.Sqlite;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>What a killed run left beside its journal never becomes part of another one.</summary>
public sealed class LogWithoutJournalTests
{
    [UnixFact]
    public void A_log_without_its_journal_is_named_and_nothing_is_made_in_its_place()
    {
        using LeftBehind left = Killed();
        File.Move(left.Path, left.Path + ".old");
        byte[] log = File.ReadAllBytes(left.Log);

        VendorApiException[] errors =
        [
            Assert.Throws<VendorApiException>(() => left.Open()),
            Assert.Throws<VendorApiException>(() => Journals.Open(left.Path)),
        ];

        Assert.All(errors, error => Assert.Contains($"'{left.Log}' is there without it", error.Message, StringComparison.Ordinal));
        Assert.All(errors, static error => Assert.Equal(ProvisioningError.JournalUnavailable, error.Error));
        Assert.All(errors, static error => Assert.Contains("Put the journal back", error.Advice, StringComparison.Ordinal));
        Assert.False(File.Exists(left.Path));
        Assert.Equal(log, File.ReadAllBytes(left.Log));
    }

    [UnixFact]
    public void A_journal_that_is_put_back_beside_its_log_has_lost_nothing()
    {
        using LeftBehind left = Killed();
        File.Move(left.Path, left.Path + ".old");
        Assert.Throws<VendorApiException>(() => left.Open());

        File.Move(left.Path + ".old", left.Path);

        left.AssertReplays(20);
    }

    [Fact]
    public void An_empty_log_without_a_journal_holds_nothing_and_is_no_obstacle()
    {
        using var journal = new LeftBehind();
        File.WriteAllBytes(journal.Log, []);

        using IJournalStore store = journal.Open();

        Assert.Equal(ClaimKind.Send, LeftBehind.Claims(store, 1)[0].Kind);
    }

    [Fact]
    public void What_another_program_left_to_be_rolled_back_is_not_mixed_with_a_new_journal()
    {
        using var journal = new LeftBehind();
        File.WriteAllBytes(journal.Path + "-journal", [1, 2, 3]);

        VendorApiException error = Assert.Throws<VendorApiException>(() => journal.Open());

        Assert.Contains($"'{journal.Path}-journal' is there without it", error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_log_that_stands_beside_another_journal_is_not_mixed_with_it()
    {
        using LeftBehind left = Killed();
        using LeftBehind other = LeftBehind.Closed(rows: 300);
        File.Copy(other.Path, left.Path, overwrite: true);

        left.AssertRefused("it is damaged");
    }

    [LinuxFact]
    public void Of_two_that_are_made_at_once_the_first_stays()
    {
        using var folder = new TemporaryFolder();
        for (int round = 0; round < 2000; round++)
        {
            string path = folder.At($"{round}.db");
            string[] drafts = [path + ".a", path + ".b"];
            foreach (string draft in drafts)
                File.WriteAllText(draft, draft);
            using var start = new Barrier(2);
            bool[] isFirst = new bool[2];

            Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, index =>
            {
                start.SignalAndWait();
                isFirst[index] = SqliteDraft.TryPutInPlace(drafts[index], path);
            });

            Assert.Single(isFirst, static first => first);
            Assert.Equal(drafts[Array.IndexOf(isFirst, true)], File.ReadAllText(path));
        }
    }

    [Fact]
    public void A_journal_that_is_there_is_not_replaced_by_a_draft()
    {
        using LeftBehind journal = LeftBehind.Closed(rows: 3);
        File.WriteAllText(journal.Path + ".new", "draft");

        Assert.False(SqliteDraft.TryPutInPlace(journal.Path + ".new", journal.Path));

        journal.AssertReplays(3);
    }

    private static LeftBehind Killed()
    {
        using var journal = new LeftBehind();
        using IJournalStore store = journal.Open();
        using IRunLease lease = store.BeginRun(Given.Run());
        LeftBehind.Confirm(store, lease, 0, 20);
        return journal.Killed();
    }
}
