using System;
using System.Globalization;
using System.IO;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// What the processes that had a journal open have left behind about it. It stands in the names of empty files: a file appears at once and as
/// a whole, so that no process has to wait for another one.
/// </summary>
/// <param name="folder">The folder next to the journal.</param>
internal sealed class DurableCounts(string folder)
{
    private const string Count = ".count";
    private const string Unchecked = ".unchecked";

    /// <summary>Returns the number of transactions that are known to have been durable; 0 if nothing is known.</summary>
    /// <param name="journal">The identity of the journal.</param>
    /// <returns>The number, and the path of the file that says so.</returns>
    public (long Commits, string Path) Known(Guid journal)
    {
        (long Commits, string Path) known = (0, string.Empty);
        foreach (string path in Directory.GetFiles(folder, Name(journal) + "-*" + Count))
        {
            if (Number(path) is { } commits && commits >= known.Commits)
                known = (commits, path);
        }

        return known;
    }

    /// <summary>Keeps what a process knew.</summary>
    /// <returns>Whether that was possible.</returns>
    public bool TryKeep(DurableCount count)
    {
        try
        {
            if (Known(count.Journal).Commits < count.Commits)
            {
                Create(string.Format(CultureInfo.InvariantCulture, "{0}-{1}{2}", Name(count.Journal), count.Commits, Count));
                foreach (string path in Directory.GetFiles(folder, Name(count.Journal) + "-*" + Count))
                {
                    if (Number(path) < count.Commits)
                        LockFileLease.TryDelete(path);
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a process that had the journal open was killed, and the journal was not checked since.</summary>
    public bool IsUnchecked(Guid journal) => File.Exists(UncheckedPath(journal));

    /// <summary>Notes that a process that had the journal open was killed.</summary>
    /// <returns>Whether that was possible.</returns>
    public bool TryNoteUnchecked(Guid journal)
    {
        try
        {
            Create(Name(journal) + Unchecked);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Notes that the journal was found to be whole.</summary>
    public void NoteChecked(Guid journal) => LockFileLease.TryDelete(UncheckedPath(journal));

    private static string Name(Guid journal) => journal.ToString("N", CultureInfo.InvariantCulture);

    private static long? Number(string path)
    {
        string[] parts = Path.GetFileNameWithoutExtension(path).Split('-');
        return long.TryParse(parts[parts.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    private string UncheckedPath(Guid journal) => Path.Combine(folder, Name(journal) + Unchecked);

    private void Create(string name)
    {
        using (new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
        }
    }
}
