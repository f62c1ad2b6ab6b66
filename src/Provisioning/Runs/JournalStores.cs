using Provisioning.Journal;
using Provisioning.Journal.Sqlite;

namespace Provisioning.Runs;

/// <summary>Selects the store for a journal's location.</summary>
internal static class JournalStores
{
    /// <summary>Opens a journal.</summary>
    /// <param name="location">The location of the journal.</param>
    /// <param name="create">Whether to create it if it does not exist.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static IJournalStore Open(JournalLocation location, bool create) => SqliteJournalStore.Open(location, create);

    /// <summary>Returns whether a journal exists at a location.</summary>
    public static bool Exists(JournalLocation location) => System.IO.File.Exists(location.Text);
}
