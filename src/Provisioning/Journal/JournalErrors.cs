using System;

namespace Provisioning.Journal;

/// <summary>Makes the one error of a journal that cannot be used.</summary>
internal static class JournalErrors
{
    public static VendorApiException Unavailable(JournalLocation location, string reason, Exception? cause = null) => new(
        ProvisioningError.JournalUnavailable,
        $"The journal '{location}' cannot be used: {reason}",
        cause);

    public static VendorApiException Damaged(JournalLocation location, Exception? cause = null) =>
        Unavailable(location, "it is damaged. It is left as it is; restore it from a backup, or move it away and settle its operations by hand.", cause);

    /// <summary>Puts the words of the file system and of .NET into the administrator's.</summary>
    public static VendorApiException From(JournalLocation location, Exception exception) => exception switch
    {
        VendorApiException known => known,
        FormatException or InvalidCastException or OverflowException or ArgumentOutOfRangeException => Damaged(location, exception),
        UnauthorizedAccessException => Unavailable(
            location, $"access to it or to its folder is denied. Name another with -Journal or the environment variable {JournalPlace.Variable}."),
        System.IO.DirectoryNotFoundException => Unavailable(location, "its folder does not exist."),
        _ => Unavailable(location, exception.Message, exception),
    };
}
