using System;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>Puts SQLite's words into the administrator's.</summary>
internal static class SqliteErrors
{
    /// <summary>The one error of a journal that cannot be used.</summary>
    public static VendorApiException From(JournalLocation location, Exception exception) => exception is not SqliteException sqlite
        ? exception is InvalidOperationException and not ObjectDisposedException
            ? JournalErrors.Damaged(location, exception) // Nothing stands where a record must have something.
            : JournalErrors.From(location, exception)
        : sqlite.SqliteErrorCode switch
        {
            26 => JournalErrors.Unavailable(
                location, "it is not a journal (the file is not a SQLite database). It is left as it is; move it away, or choose another with -Journal."),
            11 => JournalErrors.Damaged(location, exception),
            5 or 6 => JournalErrors.Unavailable(location, "another process has locked it."),
            13 => JournalErrors.Unavailable(location, "the disk is full."),
            8 => JournalErrors.Unavailable(location, "it is read-only."),
            14 => JournalErrors.Unavailable(location, "it cannot be opened: check that its folder exists and may be written to."),
            10 => JournalErrors.Unavailable(location, "the disk reports an error: " + sqlite.Message),
            _ => JournalErrors.Unavailable(location, sqlite.Message, exception),
        };
}
