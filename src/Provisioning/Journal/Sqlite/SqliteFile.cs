using System;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;
using Provisioning.LegacySupport;
using SQLitePCL;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// Opens the journal's database. It is created if it does not exist, migrated if it is older, and refused if it is anything else.
/// </summary>
internal static class SqliteFile
{
    // "Prov", so that another application's database is never mistaken for a journal.
    private const int ApplicationId = 0x50726F76;

    /// <summary>Checks the place of a journal, and creates the journal if there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Whether to create it if it does not exist.</param>
    /// <param name="time">The source of time.</param>
    /// <param name="isOnNetwork">Whether a folder is on another computer.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static void Prepare(string path, bool create, TimeProvider time, Func<string, bool> isOnNetwork)
    {
        CheckPlace(path, create, isOnNetwork);
        if (!File.Exists(path))
            SqliteDraft.Create(path, connection => Fill(connection, time));
        if (new FileInfo(path).Length == 0)
            throw JournalErrors.Unavailable(
                new JournalLocation(path),
                "it is empty. A journal never is, so it was truncated. Restore it from a backup, or delete it to start a new one.");
    }

    private static void CheckPlace(string path, bool create, Func<string, bool> isOnNetwork)
    {
        if (Directory.Exists(path))
            throw JournalErrors.Unavailable(new JournalLocation(path), "it is a folder.");
        string folder = Path.GetDirectoryName(path) ?? path;
        if (!Directory.Exists(folder))
        {
            // Only the default folder is created: a mistyped path must not become a second, empty journal.
            if (path != JournalPlace.DefaultPath)
                throw JournalErrors.Unavailable(new JournalLocation(path), "its folder does not exist.");
            Platform.CreatePrivateFolder(folder);
        }

        if (isOnNetwork(folder))
            throw JournalErrors.Unavailable(
                new JournalLocation(path),
                "it is on a network file system, where SQLite's write-ahead log does not work. Specify a file on a local disk with -Journal"
                + $" or the environment variable {JournalPlace.Variable}.");
        if (!File.Exists(path))
            CheckNothingIsLeft(path);
        if (!create && !File.Exists(path))
            throw JournalErrors.Unavailable(new JournalLocation(path), "it does not exist yet: no run has used it.");
    }

    // SQLite would make what it finds next to a file a part of it, whatever file that belonged to.
    private static void CheckNothingIsLeft(string path)
    {
        foreach (string left in new[] { path + "-wal", path + "-journal" })
        {
            if (new FileInfo(left) is { Exists: true, Length: > 0 })
                throw JournalErrors.Unavailable(
                    new JournalLocation(path),
                    $"its log '{left}' is there without it. The journal was moved or deleted after a run was killed, and its last records are"
                    + " in the log.",
                    advice: "Put the journal back next to its log, then run the same input again. To start a new journal in its place, move the"
                        + " log away as well, and check with the vendor what was created.");
        }
    }

    private static void Fill(SqliteConnection connection, TimeProvider time)
    {
        Execute(connection, string.Format(CultureInfo.InvariantCulture, "PRAGMA application_id = {0}", ApplicationId));
        Execute(connection, "PRAGMA journal_mode = WAL");
        Migrate(connection, from: 0);
        SqliteSettings.SetChecked(connection, time.GetUtcNow());
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Opens a journal that exists.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keepLog">
    /// Whether to leave its log as it is if it is closed again: until <see cref="KeepLog"/> is taken back, because it turned out to be whole.
    /// </param>
    public static SqliteConnection OpenExisting(string path, bool keepLog)
    {
        SqliteConnection connection = Connect(path, keepLog);
        try
        {
            long application = Scalar(connection, "PRAGMA application_id");
            if (application != ApplicationId)
                throw JournalErrors.Unavailable(
                    new JournalLocation(path),
                    "it is the database of another application. It was not changed. Specify another file with -Journal.");
            long version = Scalar(connection, "PRAGMA user_version");
            if (version > SqliteSchema.Version)
                throw JournalErrors.Unavailable(new JournalLocation(path), string.Format(
                    CultureInfo.InvariantCulture,
                    "it is from a newer version of this module (journal version {0}, this module supports {1}). It was not changed."
                    + " Update the module.",
                    version,
                    SqliteSchema.Version));
            if (version < 0 || (version == 0 && HasTables(connection)) || EndsWithinAPage(connection, path))
                throw JournalErrors.Damaged(new JournalLocation(path));
            Execute(connection, "PRAGMA journal_mode = WAL");
            if (version < SqliteSchema.Version)
                Migrate(connection, (int)version);

            // Reads the root page, so that a truncated file is noticed before anything is sent.
            Scalar(connection, "SELECT count(*) FROM (SELECT 1 FROM operations LIMIT 1)");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether the last one to close the file leaves its log as it is.</summary>
    public static void KeepLog(SqliteConnection connection, bool keep) =>
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, out _);

    // A journal has its version from the moment on that it has its tables.
    private static bool HasTables(SqliteConnection connection) =>
        Scalar(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'operations'") > 0;

    // SQLite reads a truncated page as a whole one. If there is a write-ahead log, the page may be being written, or be repaired from the
    // log.
    private static bool EndsWithinAPage(SqliteConnection connection, string path) =>
        new FileInfo(path).Length % Scalar(connection, "PRAGMA page_size") != 0
        && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 };

    /// <summary>Opens a database.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keepLog">Whether to leave its log as it is if it is closed again.</param>
    public static SqliteConnection Connect(string path, bool keepLog = false)
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
            KeepLog(connection, keepLog);

            // SQLite's own waiting comes before the library's, which sleeps far longer than a commit takes.
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

        // Read again under the write lock: another process may have migrated the database in the meantime.
        long version = Math.Max(from, Scalar(connection, "PRAGMA user_version"));
        for (; version < SqliteSchema.Version; version++)
            Execute(connection, SqliteSchema.Migrations[(int)version]);
        Execute(connection, string.Format(CultureInfo.InvariantCulture, "PRAGMA user_version = {0}", SqliteSchema.Version));
        transaction.Commit();
    }

    /// <summary>Executes a statement.</summary>
    internal static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Returns the number in the first column of the first row.</summary>
    internal static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
