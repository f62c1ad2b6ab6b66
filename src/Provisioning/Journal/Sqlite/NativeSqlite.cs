using Provisioning.LegacySupport;
using SQLitePCL;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// Selects the native SQLite library of the module, which the package would otherwise look up by reflection. All versions of the module in a
/// process use one copy: POSIX locks belong to the process, so two copies would not respect each other's locks, and a copy that closes a
/// file would take away those of the other one. Within one copy, SQLite takes care of both (https://sqlite.org/howtocorrupt.html).
/// </summary>
internal static class NativeSqlite
{
    static NativeSqlite()
    {
        ProcessWide.Share(typeof(SQLite3Provider_e_sqlite3).Assembly, "e_sqlite3");
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    /// <summary>Ensures that SQLite can be used. Done once per process.</summary>
    public static void Use()
    {
    }
}
