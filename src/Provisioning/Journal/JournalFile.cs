using System;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;
using Provisioning.LegacySupport;

namespace Provisioning.Journal;

/// <summary>Opens the journal's database: made whole where there is none, migrated forward where it is older, refused where it is anything else.</summary>
internal static class JournalFile
{
    // "Prov", so that a database of somebody else is never taken for a journal.
    private const int ApplicationId = 0x50726F76;

    /// <summary>The version that this code writes. A journal of a later one is refused, untouched.</summary>
    public const int SchemaVersion = 1;

    // The steps from each version to the next: step 0 makes version 1. A released step is never changed.
    private static readonly string[] s_migrations =
    [
        """
        CREATE TABLE scopes (
            id INTEGER PRIMARY KEY,
            vendor TEXT NOT NULL,
            base_uri TEXT NOT NULL,
            account TEXT NOT NULL,
            operation TEXT NOT NULL,
            UNIQUE (vendor, base_uri, account, operation));
        CREATE TABLE operations (
            id INTEGER PRIMARY KEY,
            scope INTEGER NOT NULL REFERENCES scopes (id),
            key TEXT NOT NULL,
            alternate_key TEXT,
            fingerprint TEXT NOT NULL,
            state INTEGER NOT NULL,
            run TEXT NOT NULL,
            chosen_id TEXT,
            vendor_id TEXT,
            answer TEXT,
            error TEXT,
            message TEXT,
            correlation_id TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            UNIQUE (scope, key));
        CREATE INDEX operations_alternate_key ON operations (alternate_key) WHERE alternate_key IS NOT NULL;
        """,
    ];

    /// <summary>The place of the journal where none is chosen.</summary>
    public static string DefaultPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "Provisioning", "journal.db");

    /// <summary>The journal to use: the one that was asked for, else the environment's, else the default one.</summary>
    public static string Choose(string? asked)
    {
        string? chosen = string.IsNullOrEmpty(asked) ? Environment.GetEnvironmentVariable("PROVISIONING_JOURNAL") : asked;
        return string.IsNullOrEmpty(chosen) ? DefaultPath : Path.GetFullPath(chosen!);
    }

    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static SqliteConnection Open(string path, bool create)
    {
        try
        {
            CheckPlace(path, create);
            if (!File.Exists(path))
                Create(path);
            if (new FileInfo(path).Length == 0)
                throw JournalErrors.Unavailable(path, "it is empty: a journal never is, so it was cut off. Restore it from a backup, or remove it to begin a new one.");
            return OpenExisting(path);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw JournalErrors.From(path, exception);
        }
    }

    private static void CheckPlace(string path, bool create)
    {
        if (Directory.Exists(path))
            throw JournalErrors.Unavailable(path, "it is a folder.");
        string folder = Path.GetDirectoryName(path) ?? path;
        if (!Directory.Exists(folder))
        {
            // Only the default place is made: a mistyped path must not become a second, empty memory.
            if (path != DefaultPath)
                throw JournalErrors.Unavailable(path, "its folder does not exist.");
            Platform.CreatePrivateFolder(folder);
        }

        if (!create && !File.Exists(path))
            throw JournalErrors.Unavailable(path, "there is none yet: no run has used it.");
    }

    // Made under another name and then moved into place: nobody ever sees a journal half made, and of two that make it the first stays.
    private static void Create(string path)
    {
        string draft = string.Format(CultureInfo.InvariantCulture, "{0}.{1:N}.new", path, Guid.NewGuid());
        try
        {
            Platform.CreatePrivateFile(draft);
            using (SqliteConnection connection = Connect(draft))
            {
                Execute(connection, string.Format(CultureInfo.InvariantCulture, "PRAGMA application_id = {0}", ApplicationId));
                Execute(connection, "PRAGMA journal_mode = WAL");
                Migrate(connection, from: 0);
                Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            }

            try
            {
                File.Move(draft, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was first; its journal is as good.
            }
        }
        finally
        {
            File.Delete(draft);
            File.Delete(draft + "-wal");
            File.Delete(draft + "-shm");
        }
    }

    private static SqliteConnection OpenExisting(string path)
    {
        SqliteConnection connection = Connect(path);
        try
        {
            long application = Scalar(connection, "PRAGMA application_id");
            if (application != ApplicationId)
                throw JournalErrors.Unavailable(path, "it is a database of something else. It is left as it is; choose another place with -JournalPath.");
            long version = Scalar(connection, "PRAGMA user_version");
            if (version > SchemaVersion)
                throw JournalErrors.Unavailable(path, string.Format(CultureInfo.InvariantCulture, "it is from a newer version of this module (journal version {0}, this one knows {1}). It is left as it is; update the module.", version, SchemaVersion));
            if (EndsWithinAPage(connection, path))
                throw JournalErrors.Damaged(path);
            Execute(connection, "PRAGMA journal_mode = WAL");
            if (version < SchemaVersion)
                Migrate(connection, (int)version);

            // Reads the root page, so that a file that was cut off is noticed before anything is sent.
            Scalar(connection, "SELECT count(*) FROM (SELECT 1 FROM operations LIMIT 1)");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite takes a page that was cut off for a whole one. Where there is a write-ahead log, the page may be at work, or be mended from that.
    private static bool EndsWithinAPage(SqliteConnection connection, string path) =>
        new FileInfo(path).Length % Scalar(connection, "PRAGMA page_size") != 0 && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 };

    private static SqliteConnection Connect(string path)
    {
        NativeSqlite.Use();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            connection.Open();

            // SQLite's own waiting comes before that of the library, which sleeps in steps far longer than a commit.
            Execute(connection, "PRAGMA busy_timeout = 10000");
            Execute(connection, "PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Migrate(SqliteConnection connection, int from)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);

        // Asked again under the write lock: another process may have migrated meanwhile.
        long version = Math.Max(from, Scalar(connection, "PRAGMA user_version"));
        for (; version < SchemaVersion; version++)
            Execute(connection, s_migrations[version]);
        Execute(connection, string.Format(CultureInfo.InvariantCulture, "PRAGMA user_version = {0}", SchemaVersion));
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
