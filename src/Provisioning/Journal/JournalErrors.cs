using System;

namespace Provisioning.Journal;

/// <summary>Creates the error of a journal that cannot be used.</summary>
internal static class JournalErrors
{
    public static VendorApiException Unavailable(
        JournalLocation location, string reason, Exception? cause = null, string? advice = null) =>
        new(ProvisioningError.JournalUnavailable, $"The journal '{location}' cannot be used: {reason}", cause) { Advice = advice };

    public static VendorApiException Damaged(JournalLocation location, Exception? cause = null) => Unavailable(
        location,
        "it is damaged. The file was not changed. Restore it from a backup, or move it away and settle its operations manually.",
        cause);

    public static VendorApiException Locked(JournalLocation location) => Unavailable(
        location,
        "another process has locked it.",
        advice: "Wait for the other process to release the journal, then run the same input again: confirmed rows are not sent again.");

    /// <summary>Translates the errors of the file system and of .NET into the administrator's terms.</summary>
    public static VendorApiException From(JournalLocation location, Exception exception) => exception switch
    {
        VendorApiException known => known,
        FormatException or InvalidCastException or OverflowException or ArgumentOutOfRangeException => Damaged(location, exception),
        UnauthorizedAccessException => Unavailable(
            location,
            "access to it or to its folder is denied. Specify another file with -Journal or the environment variable"
            + $" {JournalPlace.Variable}."),
        System.IO.DirectoryNotFoundException => Unavailable(location, "its folder does not exist."),
        _ => Unavailable(location, exception.Message, exception),
    };
}
