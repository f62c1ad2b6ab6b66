using System;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;
using Provisioning.LegacySupport;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// Looks for damage before anything is sent. SQLite keeps no checksums, and a key that is missing in an index looks like one that was never
/// there.
/// </summary>
/// <param name="connection">The journal.</param>
/// <param name="path">The file.</param>
/// <param name="mark">The mark of this process.</param>
/// <param name="time">The source of time.</param>
internal sealed class SqliteIntegrity(SqliteConnection connection, string path, OpenMark mark, TimeProvider time)
{
    // A check of a journal of this size takes a few milliseconds, so it is made each time.
    private const long AlwaysBelow = 2_000_000;

    private static readonly TimeSpan s_interval = TimeSpan.FromDays(1);

    // Few rows, on each of which many operations depend.
    private static readonly string[] s_small = ["settings", "accounts", "scopes"];

    private readonly JournalLocation _location = new(path);

    /// <summary>Ensures that nothing is missing or damaged.</summary>
    /// <param name="hadLog">Whether there was a write-ahead log before the journal was opened.</param>
    /// <param name="isToRead">Whether the file is not to be changed, so that the check is not recorded.</param>
    /// <returns>The identity of the journal and the number of its transactions.</returns>
    /// <exception cref="VendorApiException">The journal has lost its end, or is damaged.</exception>
    public DurableCount Check(bool hadLog, bool isToRead = false)
    {
        foreach (string table in s_small)
            CheckIntegrity(table);
        DurableCount count = SqliteSettings.Read(connection);
        CheckEnd(count);
        bool isLeft = mark.Counts.IsUnchecked(count.Journal) || (hadLog && !mark.IsShared);
        if (isLeft || IsDue())
        {
            CheckIntegrity(table: null);
            if (isToRead)
                return count;
            NoteChecked();
            mark.Counts.NoteChecked(count.Journal);
        }
        else if (new FileInfo(path).Length < AlwaysBelow)
        {
            CheckIntegrity(table: null);
        }

        return count;
    }

    private bool IsDue()
    {
        DateTimeOffset now = time.GetUtcNow();

        // A time to come is that of a clock that was set back.
        return SqliteSettings.Checked(connection) is not { } last || last > now || now - last >= s_interval;
    }

    private void CheckEnd(DurableCount count)
    {
        (long commits, string file) = mark.Counts.Known(count.Journal);
        if (commits <= count.Commits)
            return;
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT max(updated) FROM operations";
        string last = command.ExecuteScalar() is long updated and >= 0 and <= 253402300799999
            ? "after " + DateTimeOffset.FromUnixTimeMilliseconds(updated).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
            : "since it was created";
        throw JournalErrors.Unavailable(
            _location,
            $"its last records are missing ({commits - count.Commits} of {commits} commits): its log was damaged or removed after a run was"
            + " killed, or an older copy was put in its place. It was not changed.",
            advice: "Put the journal back as it was, with the files next to it whose names begin with its name. If you no longer have it, check"
                + $" with the vendor what was created {last}, take these rows out of the input, and delete the file '{file}': the journal is"
                + " then used as it is.");
    }

    private void CheckIntegrity(string? table)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"PRAGMA integrity_check({table ?? "1"})";
        if (command.ExecuteScalar() is not "ok")
            throw JournalErrors.Damaged(_location);
    }

    private void NoteChecked()
    {
        try
        {
            lock (ProcessWide.GateOf(path))
                SqliteSettings.SetChecked(connection, time.GetUtcNow());
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 5 or 6)
        {
            // Another process is writing for a long time. The next one who opens the journal checks it once more.
        }
    }
}
