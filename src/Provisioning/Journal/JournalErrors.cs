using System;

namespace Provisioning.Journal;

/// <summary>Makes the one error of a journal that cannot be used.</summary>
internal static class JournalErrors
{
    public static VendorApiException Unavailable(string path, string reason, Exception? cause = null) => new(
        ProvisioningError.JournalUnavailable,
        $"The journal '{path}' cannot be used: {reason}",
        cause);

    public static VendorApiException Damaged(string path, Exception? cause = null) =>
        Unavailable(path, "it is damaged. It is left as it is; restore it from a backup, or move it away and settle its operations by hand.", cause);

    /// <summary>Puts SQLite's and the file system's words into the administrator's.</summary>
    public static VendorApiException From(string path, Exception exception) => exception switch
    {
        VendorApiException known => known,
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 26 } => Unavailable(path, "it is not a journal (the file is no SQLite database). It is left as it is; move it away, or choose another with -JournalPath."),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 11 } => Damaged(path, exception),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 } => Unavailable(path, "another process has locked it."),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 13 } => Unavailable(path, "the disk is full."),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 8 } => Unavailable(path, "it is read-only."),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 14 } => Unavailable(path, "it cannot be opened: check that its folder exists and may be written to."),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 10 } sqlite => Unavailable(path, "the disk reports an error: " + sqlite.Message),
        FormatException or InvalidCastException or OverflowException or ArgumentOutOfRangeException => Damaged(path, exception),
        UnauthorizedAccessException => Unavailable(path, "access to it or to its folder is denied."),
        System.IO.DirectoryNotFoundException => Unavailable(path, "its folder does not exist."),
        _ => Unavailable(path, exception.Message),
    };
}
