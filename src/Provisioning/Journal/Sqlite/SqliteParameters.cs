using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>Adds parameters to commands whose text is composed while they are added.</summary>
internal static class SqliteParameters
{
    /// <summary>Adds a parameter.</summary>
    /// <returns>Its name, for the text of the command.</returns>
    public static string Add(SqliteCommand command, object value)
    {
        string name = "$p" + command.Parameters.Count.ToString(CultureInfo.InvariantCulture);
        command.Parameters.AddWithValue(name, value);
        return name;
    }
}
