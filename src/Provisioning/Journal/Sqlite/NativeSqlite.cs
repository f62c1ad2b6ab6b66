using SQLitePCL;

namespace Provisioning.Journal.Sqlite;

/// <summary>The SQLite that comes with the module, which the package would otherwise look for by reflection.</summary>
internal static class NativeSqlite
{
    static NativeSqlite() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    /// <summary>Sees to it that SQLite can be used; done once for the process.</summary>
    public static void Use()
    {
    }
}
