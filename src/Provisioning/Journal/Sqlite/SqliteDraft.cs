using System;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;
using Provisioning.LegacySupport;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// Creates a journal under another name and then puts it in place, so that no process sees a partial journal. If two processes create it, the
/// first wins.
/// </summary>
internal static class SqliteDraft
{
    /// <summary>Creates a journal, unless another process is first.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fill">Creates the tables.</param>
    public static void Create(string path, Action<SqliteConnection> fill)
    {
        string draft = string.Format(CultureInfo.InvariantCulture, "{0}.{1:N}.new", path, Guid.NewGuid());
        try
        {
            Platform.CreatePrivateFile(draft);
            using (SqliteConnection connection = SqliteFile.Connect(draft))
                fill(connection);
            TryPutInPlace(draft, path);
        }
        finally
        {
            File.Delete(draft);
            File.Delete(draft + "-wal");
            File.Delete(draft + "-shm");
        }
    }

    /// <summary>Moves a file to a path, if there is nothing at that path.</summary>
    /// <returns>False if there was something.</returns>
    internal static bool TryPutInPlace(string draft, string path)
    {
        // On Unix, File.Move looks first and then renames, which would replace what another process created in between.
        if (Posix.TryLink(draft, path) is { } isFirst)
        {
            if (isFirst)
                File.Delete(draft);
            return isFirst;
        }

        try
        {
            File.Move(draft, path);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }
}
