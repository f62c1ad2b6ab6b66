using System;
using Provisioning.Journal;
using Provisioning.Journal.Sqlite;

namespace Provisioning.Runs;

/// <summary>Selects the store for a journal's location.</summary>
internal static class JournalStores
{
    /// <summary>Opens a journal.</summary>
    /// <param name="location">The location of the journal.</param>
    /// <param name="create">Whether to create it if it does not exist.</param>
    /// <param name="time">The source of time; null for the system's.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static IJournalStore Open(JournalLocation location, bool create, TimeProvider? time = null) =>
        Open(location, create, NameRule.IsSupported, time);

    internal static IJournalStore Open(JournalLocation location, bool create, bool canCompareNames, TimeProvider? time = null)
    {
        CheckNames(location, canCompareNames);
        return SqliteJournalStore.Open(location, create, time);
    }

    /// <summary>Opens a journal that exists, to read it: the file is not changed.</summary>
    /// <param name="location">The location of the journal.</param>
    /// <param name="time">The source of time.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static IJournalStore OpenToRead(JournalLocation location, TimeProvider time)
    {
        CheckNames(location, NameRule.IsSupported);
        return SqliteJournalStore.OpenToRead(location, time);
    }

    /// <summary>Returns whether a journal exists at a location.</summary>
    public static bool Exists(JournalLocation location) => System.IO.File.Exists(location.Text);

    private static void CheckNames(JournalLocation location, bool canCompareNames)
    {
        if (!canCompareNames)
        {
            throw JournalErrors.Unavailable(
                location,
                "this runtime does not normalize Unicode, so names would be compared differently from other runs.",
                advice: "Start PowerShell without DOTNET_SYSTEM_GLOBALIZATION_INVARIANT (and, on Linux, with the ICU libraries installed), then run"
                    + " the same input again. Nothing was sent.");
        }
    }
}
