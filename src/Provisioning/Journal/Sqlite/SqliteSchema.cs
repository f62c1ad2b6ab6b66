namespace Provisioning.Journal.Sqlite;

/// <summary>The tables of a journal in SQLite.</summary>
internal static class SqliteSchema
{
    /// <summary>The version that this code writes. A journal with a later version is refused and not changed.</summary>
    public const int Version = 1;

    /// <summary>
    /// The migrations from each version to the next: migration 0 creates version 1. A released migration is never changed.
    /// </summary>
    /// <remarks>
    /// The unique index serves claims and case-insensitive searches by key. Its last column keeps operations apart that are not replayed by
    /// key (updates and deletes, by their correlation IDs), and keys with the same text that are different names or were specified with the
    /// row (by the type of the name). There is no index on operations that are being sent, because it would be written twice per row. Such
    /// operations are found by their runs, few of which have not ended. The number of an operation is never given to another one, because
    /// the advice in errors names it, nor is that of a run, because another process may remember which runs are gone. The table of rows
    /// has those that no operation stands for: replayed, refused and not started ones, and what an operation was for an earlier run before a
    /// later one took it over. What an operation was before its run took it (attempts, sent) tells what that run did itself. The index on
    /// chosen IDs finds the creation of a customer that is removed; only CloudCockpit's operations have such IDs. What an operation undoes
    /// is the number of the creation whose customer it takes back. Times are in milliseconds of the Unix epoch. The checksums are those of
    /// <see cref="ClaimChecksum"/> and <see cref="OutcomeChecksum"/>. The settings contain which journal this is, the number of its
    /// transactions, and when it was last checked as a whole.
    /// </remarks>
    public static string[] Migrations { get; } =
    [
        """
        CREATE TABLE settings (
            name TEXT PRIMARY KEY,
            value BLOB NOT NULL) WITHOUT ROWID;
        INSERT INTO settings (name, value) VALUES ('journal', randomblob(16)), ('commits', 0);
        CREATE TABLE accounts (
            id INTEGER PRIMARY KEY,
            vendor TEXT NOT NULL,
            base_uri TEXT NOT NULL,
            name TEXT NOT NULL,
            folded TEXT NOT NULL,
            last_used INTEGER,
            UNIQUE (vendor, base_uri, folded));
        CREATE TABLE account_digests (
            account INTEGER NOT NULL REFERENCES accounts (id),
            digest TEXT NOT NULL,
            added INTEGER NOT NULL,
            PRIMARY KEY (account, digest)) WITHOUT ROWID;
        CREATE TABLE scopes (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES accounts (id),
            operation TEXT NOT NULL,
            UNIQUE (account, operation));
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            run TEXT NOT NULL UNIQUE,
            user_name TEXT NOT NULL,
            computer TEXT NOT NULL,
            process INTEGER NOT NULL,
            command TEXT NOT NULL,
            vendor TEXT NOT NULL,
            base_uri TEXT NOT NULL,
            account TEXT,
            connection TEXT NOT NULL,
            source TEXT,
            longest_call INTEGER NOT NULL,
            lease INTEGER,
            started INTEGER NOT NULL,
            ended INTEGER,
            created INTEGER NOT NULL DEFAULT 0,
            recovered INTEGER NOT NULL DEFAULT 0,
            replayed INTEGER NOT NULL DEFAULT 0,
            existing INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0,
            in_doubt INTEGER NOT NULL DEFAULT 0,
            not_started INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX runs_open ON runs (id) WHERE ended IS NULL;
        CREATE TABLE operations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            scope INTEGER NOT NULL REFERENCES scopes (id),
            kind INTEGER NOT NULL,
            key TEXT NOT NULL,
            nonce TEXT NOT NULL DEFAULT '',
            fingerprint TEXT NOT NULL,
            state INTEGER NOT NULL,
            run INTEGER NOT NULL REFERENCES runs (id),
            row INTEGER NOT NULL DEFAULT 0,
            chosen_id TEXT,
            outcome TEXT,
            vendor_id TEXT,
            answer TEXT,
            error TEXT,
            message TEXT,
            correlation_id TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            earlier_attempts INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            sent INTEGER,
            earlier_sent INTEGER,
            duration INTEGER,
            secrets INTEGER,
            before INTEGER NOT NULL DEFAULT 0,
            settled_by TEXT,
            settled INTEGER,
            settled_vendor_id TEXT,
            reason TEXT,
            undoes INTEGER,
            checksum INTEGER NOT NULL,
            outcome_checksum INTEGER NOT NULL);
        CREATE UNIQUE INDEX operations_key ON operations (key COLLATE NOCASE, key, scope, nonce);
        CREATE INDEX operations_run ON operations (run, row);
        CREATE INDEX operations_chosen ON operations (chosen_id) WHERE chosen_id IS NOT NULL;
        CREATE INDEX operations_doubt ON operations (id) WHERE state = 4;
        CREATE TABLE run_rows (
            run INTEGER NOT NULL REFERENCES runs (id),
            row INTEGER NOT NULL,
            operation INTEGER,
            name TEXT NOT NULL,
            kind INTEGER NOT NULL,
            key TEXT,
            state INTEGER,
            outcome TEXT,
            vendor_id TEXT,
            error TEXT,
            message TEXT,
            correlation_id TEXT,
            attempts INTEGER NOT NULL DEFAULT 0,
            sent INTEGER,
            duration INTEGER,
            settled_by TEXT,
            settled INTEGER,
            reason TEXT,
            at INTEGER NOT NULL);
        CREATE INDEX run_rows_run ON run_rows (run, row);
        CREATE TABLE names (
            operation INTEGER NOT NULL REFERENCES operations (id),
            type TEXT NOT NULL,
            value TEXT NOT NULL,
            folded TEXT NOT NULL,
            is_unique INTEGER NOT NULL,
            beside TEXT NOT NULL,
            rule INTEGER NOT NULL,
            PRIMARY KEY (operation, type)) WITHOUT ROWID;
        CREATE INDEX names_folded ON names (folded, type, beside);
        """,
    ];
}
