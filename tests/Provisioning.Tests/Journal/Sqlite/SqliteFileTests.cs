using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Journal.Sqlite;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>A file that cannot be used is a clear error before anything is sent, and is never overwritten.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_journal_is_made_whole_where_there_is_none()
    {
        Rows.Start(_folder.Journal).Dispose();

        Assert.Equal(SqliteSchema.Version, Database.Number(_folder.Journal, "PRAGMA user_version"));
        Assert.Equal(0x50726F76, Database.Number(_folder.Journal, "PRAGMA application_id"));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Root), file => file.EndsWith(".new", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_many_that_make_it_at_once_all_use_the_same()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            using SqliteConnection connection = Made();
            connection.Execute("INSERT INTO accounts (vendor, base_uri, name, folded) VALUES (hex(randomblob(8)), '', '', '')");
        })));

        Assert.Equal(16, Database.Number(_folder.Journal, "SELECT count(*) FROM accounts"));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Root), file => file.Contains(".new", StringComparison.Ordinal));
    }

    [LinuxFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_its_owner_may_read_or_write_it_and_all_that_lies_beside_it()
    {
        using RunJournal journal = Journals.OpenRun(_folder.Journal);
        using Connection connection = Make.SafeMobi(Make.ClosedPort());
        await journal.ClaimAsync(Make.Row(connection, Make.MobiAccount()), force: false);

        Assert.True(File.Exists(_folder.Journal + "-wal"));
        Assert.All(Directory.GetFiles(_folder.Root), static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Journal + ".runs"));
    }

    [Fact]
    public void An_older_journal_is_brought_forward()
    {
        Database.Execute(_folder.Journal, "PRAGMA application_id = 0x50726F76; PRAGMA user_version = 0; CREATE TABLE other (id INTEGER)");

        Rows.Start(_folder.Journal).Dispose();

        Assert.Equal(SqliteSchema.Version, Database.Number(_folder.Journal, "PRAGMA user_version"));
        Assert.Equal(0, Database.Number(_folder.Journal, "SELECT count(*) FROM operations"));
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_refused_and_left_to_the_byte()
    {
        Rows.Start(_folder.Journal).Dispose();
        Database.Execute(_folder.Journal, $"PRAGMA user_version = {SqliteSchema.Version + 1}");

        AssertRefused($"it is from a newer version of this module (journal version {SqliteSchema.Version + 1}, this module supports {SqliteSchema.Version})");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(100_000)]
    public void Garbage_is_refused_and_left_to_the_byte(int length)
    {
        File.WriteAllBytes(_folder.Journal, RandomNumberGenerator.GetBytes(length));

        AssertRefused("the file is not a SQLite database");
    }

    [Fact]
    public void A_single_byte_is_refused_and_left_as_it_is()
    {
        File.WriteAllBytes(_folder.Journal, [1]);

        AssertRefused("It was not changed");
    }

    [Fact]
    public void A_text_file_is_refused_and_left_to_the_byte()
    {
        File.WriteAllText(_folder.Journal, string.Concat(Enumerable.Repeat("customer,username\n", 1000)));

        AssertRefused("the file is not a SQLite database");
    }

    [Fact]
    public void A_database_of_something_else_is_refused_and_left_to_the_byte()
    {
        Database.Execute(_folder.Journal, "CREATE TABLE operations (id INTEGER PRIMARY KEY)");

        AssertRefused("it is the database of another application");
    }

    [Fact]
    public void An_empty_file_is_refused_since_a_journal_never_is()
    {
        File.WriteAllBytes(_folder.Journal, []);

        AssertRefused("it is empty");
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.97)]
    public async Task A_file_that_was_cut_off_is_refused_and_left_to_the_byte(double part)
    {
        using (RunJournal journal = Journals.OpenRun(_folder.Journal))
        {
            using Connection connection = Make.SafeMobi(Make.ClosedPort());
            await Task.WhenAll(Enumerable.Range(0, 500).Select(row => journal.ClaimAsync(Make.Row(connection, Make.MobiAccount($"ext-{row}")), force: false)));
        }

        await Eventually.IsTrueAsync(() => !File.Exists(_folder.Journal + "-wal"));
        using (FileStream file = File.OpenWrite(_folder.Journal))
            file.SetLength((long)(file.Length * part));

        AssertRefused("it is damaged");
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(_folder.Journal);

        AssertRefused("it is a folder", isFile: false);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_not_made_since_the_path_may_be_mistyped()
    {
        string path = Path.Combine(_folder.At("missing"), "journal.db");

        VendorApiException error = Assert.Throws<VendorApiException>(() => Rows.Start(path));

        Assert.Equal($"The journal '{path}' cannot be used: its folder does not exist.", error.Message);
        Assert.False(Directory.Exists(_folder.At("missing")));
    }

    [LinuxFact]
    public void A_folder_that_may_not_be_written_to_is_refused()
    {
        VendorApiException error = Assert.Throws<VendorApiException>(() => Rows.Start("/sys/journal.db"));

        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
        Assert.StartsWith("The journal '/sys/journal.db' cannot be used: access to it or to its folder is denied.", error.Message, StringComparison.Ordinal);
    }

    [FileModeFact]
    [UnsupportedOSPlatform("windows")]
    public void A_read_only_file_is_refused()
    {
        Rows.Start(_folder.Journal).Dispose();
        File.SetUnixFileMode(_folder.Journal, UnixFileMode.UserRead);

        AssertRefused("it is read-only");
    }

    [Fact]
    public async Task A_locked_file_is_waited_for_and_then_reported()
    {
        using RunJournal journal = Journals.OpenRun(_folder.Journal);
        using Connection connection = Make.SafeMobi(Make.ClosedPort());
        using SqliteConnection other = Database.Open(_folder.Journal);
        other.Execute("BEGIN EXCLUSIVE");

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Make.Row(connection,
            Make.MobiAccount()), force: false));

        Assert.EndsWith("another process has locked it.", error.Message, StringComparison.Ordinal);
        other.Execute("ROLLBACK");
        Assert.Equal(0, Database.Number(_folder.Journal, "SELECT count(*) FROM operations"));
    }

    [Fact]
    public async Task A_file_that_is_locked_for_a_moment_is_waited_for()
    {
        using RunJournal journal = Journals.OpenRun(_folder.Journal);
        using Connection connection = Make.SafeMobi(Make.ClosedPort());
        using SqliteConnection other = Database.Open(_folder.Journal);
        other.Execute("BEGIN EXCLUSIVE");
        Task<Claim> claiming = journal.ClaimAsync(Make.Row(connection, Make.MobiAccount()), force: false);

        await Task.Delay(200);
        Assert.False(claiming.IsCompleted);
        other.Execute("ROLLBACK");

        Assert.Equal(ClaimKind.Send, (await claiming).Kind);
    }

    [Fact]
    public void A_journal_is_never_made_by_looking()
    {
        VendorApiException error = Assert.Throws<VendorApiException>(() => Journals.Open(_folder.Journal));

        Assert.EndsWith("it does not exist yet: no run has used it.", error.Message, StringComparison.Ordinal);
        Assert.False(JournalStores.Exists(new JournalLocation(_folder.Journal)));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    private SqliteConnection Made()
    {
        SqliteFile.Prepare(_folder.Journal, create: true, TimeProvider.System, static _ => false);
        return SqliteFile.OpenExisting(_folder.Journal, keepLog: false);
    }

    private void AssertRefused(string words, bool isFile = true)
    {
        byte[] before = isFile ? File.ReadAllBytes(_folder.Journal) : [];

        foreach (Action open in new Action[] { () => Rows.Start(_folder.Journal).Dispose(), () => Journals.Open(_folder.Journal).Dispose() })
        {
            VendorApiException error = Assert.Throws<VendorApiException>(open);
            Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
            Assert.True(error.EndsRun);
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }

        if (isFile)
            Assert.Equal(before, File.ReadAllBytes(_folder.Journal));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Root), file => file.EndsWith(".new", StringComparison.Ordinal));
    }
}
