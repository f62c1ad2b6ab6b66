using SQLitePCL;

namespace Provisioning.Journal.Sqlite;

/// <summary>Selects the native SQLite library of the module, which the package would otherwise look up by reflection.</summary>
internal static class NativeSqlite
{
    static NativeSqlite() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    /// <summary>Ensures that SQLite can be used. Done once per process.</summary>
    public static void Use()
    {
    }
}
