using Provisioning.Journal;
using Provisioning.Journal.Sqlite;

namespace Provisioning.Runs;

/// <summary>Knows which store a journal's location asks for.</summary>
internal static class JournalStores
{
    /// <summary>Opens a journal.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="create">Whether it is made where there is none.</param>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static IJournalStore Open(JournalLocation location, bool create) => SqliteJournalStore.Open(location, create);

    /// <summary>Whether a run has made a journal there yet.</summary>
    public static bool Exists(JournalLocation location) => System.IO.File.Exists(location.Text);
}
