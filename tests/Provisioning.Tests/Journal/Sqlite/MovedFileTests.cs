using System;
using System.IO;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>A journal whose files are taken away under a run ends the run: what it wrote from then on, nobody would find again.</summary>
public sealed class MovedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection = Make.CloudCockpit(Make.ClosedPort());

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [LinuxFact]
    public Task A_journal_that_is_deleted_under_a_run_ends_it() => AssertNoticedAsync(path => File.Delete(path));

    [LinuxFact]
    public Task A_journal_that_is_deleted_with_its_log_ends_the_run() => AssertNoticedAsync(static path =>
    {
        File.Delete(path);
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
    });

    [LinuxFact]
    public Task A_journal_that_is_moved_under_a_run_ends_it() => AssertNoticedAsync(path => File.Move(path, path + ".old"));

    [LinuxFact]
    public Task A_journal_that_is_replaced_under_a_run_ends_it() => AssertNoticedAsync(path =>
    {
        string other = _folder.At("other.db");
        Journals.OpenRun(other).Dispose();
        File.Move(other, path, overwrite: true);
    });

    [LinuxFact]
    public Task A_folder_that_is_renamed_under_a_run_ends_it() => AssertNoticedAsync(path =>
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.Move(folder, folder + "-old");
    });

    [LinuxFact]
    public Task A_log_that_is_deleted_under_a_run_ends_it() => AssertNoticedAsync(path => File.Delete(path + "-wal"));

    [LinuxFact]
    public Task A_log_that_is_replaced_by_a_copy_of_itself_ends_the_run() => AssertNoticedAsync(path =>
    {
        File.WriteAllBytes(path + "-copy", Files.ReadShared(path + "-wal"));
        File.Move(path + "-copy", path + "-wal", overwrite: true);
    });

    [LinuxFact]
    public Task The_shared_memory_that_is_deleted_under_a_run_ends_it() => AssertNoticedAsync(path => File.Delete(path + "-shm"));

    [LinuxFact]
    public Task A_journal_that_is_emptied_under_a_run_ends_it() => AssertNoticedAsync(static path =>
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(0);
    });

    [LinuxFact]
    public async Task A_result_that_cannot_be_found_again_is_not_said_to_be_recorded()
    {
        using RunJournal journal = Journals.OpenRun(_folder.Journal);
        Claim claim = await journal.ClaimAsync(Row("crm-1"), force: false);
        File.Delete(_folder.Journal);

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(
            () => journal.CompleteAsync(claim.Id, new Ended(OperationState.Confirmed)));

        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
    }

    [LinuxFact]
    public void A_settlement_that_nobody_would_find_again_is_an_error()
    {
        using IJournalStore store = Open();
        File.Move(_folder.Journal, _folder.At("old.db"));

        Assert.Throws<VendorApiException>(() => store.Settle([1], new Settlement(OperationState.Confirmed, null, "anna", null, Given.Start)));
        Assert.Throws<VendorApiException>(() => store.Remove(new OperationFilter()));
    }

    [LinuxFact]
    public async Task A_journal_that_was_put_back_goes_on_where_it_was()
    {
        using (RunJournal journal = Journals.OpenRun(_folder.Journal))
        {
            Claim claim = await journal.ClaimAsync(Row("crm-1"), force: false);
            await journal.CompleteAsync(claim.Id, new Ended(OperationState.Confirmed));
            File.Move(_folder.Journal, _folder.At("old.db"));
            await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row("crm-2"), force: false));
            File.Move(_folder.At("old.db"), _folder.Journal);
        }

        using RunJournal next = Journals.OpenRun(_folder.Journal);

        Assert.Equal(ClaimKind.Replay, (await next.ClaimAsync(Row("crm-1"), force: false)).Kind);
        Assert.Equal(ClaimKind.Recover, (await next.ClaimAsync(Row("crm-2"), force: false)).Kind);
    }

    private async Task AssertNoticedAsync(Action<string> take)
    {
        Directory.CreateDirectory(_folder.At("journals"));
        string path = Path.Combine(_folder.At("journals"), "journal.db");
        using RunJournal journal = Journals.OpenRun(path);
        await journal.ClaimAsync(Row("crm-1"), force: false);

        take(path);
        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row("crm-2"), force: false));

        Assert.Equal((ProvisioningError.JournalUnavailable, true), (error.Error, error.EndsRun));
        Assert.Contains("moved, replaced or deleted", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row("crm-3"), force: false));
    }

    private IJournalStore Open()
    {
        Journals.OpenRun(_folder.Journal).Dispose();
        return Journals.Open(_folder.Journal);
    }

    private PreparedOperation Row(string id) => Make.Row(_connection, Make.Customer(id));
}
