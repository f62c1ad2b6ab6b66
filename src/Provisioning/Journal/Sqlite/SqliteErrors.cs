using System;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>Translates SQLite's errors into the administrator's terms.</summary>
internal static class SqliteErrors
{
    /// <summary>Creates the error of a journal that cannot be used.</summary>
    public static VendorApiException From(JournalLocation location, Exception exception) => exception is not SqliteException sqlite
        ? exception is InvalidOperationException and not ObjectDisposedException
            ? JournalErrors.Damaged(location, exception) // A value is missing that a record must have.
            : JournalErrors.From(location, exception)
        : sqlite.SqliteErrorCode switch
        {
            26 => JournalErrors.Unavailable(
                location,
                "it is not a journal (the file is not a SQLite database). It was not changed. Move it away, or specify another file with"
                + " -Journal."),
            11 => JournalErrors.Damaged(location, exception),
            5 or 6 => JournalErrors.Locked(location),
            13 => JournalErrors.Unavailable(location, "the disk is full."),
            8 => JournalErrors.Unavailable(location, "it is read-only."),
            14 => JournalErrors.Unavailable(location, "it cannot be opened. Check that its folder exists and is writable."),
            10 => JournalErrors.Unavailable(location, "the disk reports an error: " + sqlite.Message),
            _ => JournalErrors.Unavailable(location, sqlite.Message, exception),
        };
}
