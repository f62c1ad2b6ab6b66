using System;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>What a journal says about itself.</summary>
internal static class SqliteSettings
{
    /// <summary>Reads the identity of a journal and the number of transactions that were committed to it.</summary>
    /// <exception cref="FormatException">The journal is damaged.</exception>
    public static DurableCount Read(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT (SELECT value FROM settings WHERE name = 'journal'), (SELECT value FROM settings WHERE name = 'commits')
            """;
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() && reader.GetValue(0) is byte[] { Length: 16 } journal && reader.GetValue(1) is long commits
            ? new DurableCount(new Guid(journal), commits)
            : throw new FormatException("The journal does not say which one it is.");
    }

    /// <summary>Returns when the whole journal was last checked; null if it does not say so.</summary>
    public static DateTimeOffset? Checked(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM settings WHERE name = 'checked'";
        return command.ExecuteScalar() is long time and >= 0 and <= 253402300799999 ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
    }

    /// <summary>Records when the whole journal was last checked.</summary>
    public static void SetChecked(SqliteConnection connection, DateTimeOffset time) => SqliteFile.Execute(
        connection,
        string.Format(
            CultureInfo.InvariantCulture, "INSERT OR REPLACE INTO settings (name, value) VALUES ('checked', {0})", time.ToUnixTimeMilliseconds()));
}
