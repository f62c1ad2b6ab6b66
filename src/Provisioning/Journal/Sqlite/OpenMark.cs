using System;
using System.IO;
using Provisioning.LegacySupport;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// Shows that a process has a journal open, and how much of it that process knows to be durable: a file that is locked as long as the journal
/// is open, and removed when it was closed. A file that is there and not locked is that of a process that was killed.
/// </summary>
internal sealed class OpenMark : IDisposable
{
    private const string Extension = ".open";

    private readonly string _path;
    private readonly FileStream _file;
    private DurableCount? _noted;

    private OpenMark(DurableCounts counts, bool isShared, FileStream file)
    {
        Counts = counts;
        IsShared = isShared;
        _path = file.Name;
        _file = file;
    }

    /// <summary>What the processes before this one have left behind.</summary>
    public DurableCounts Counts { get; }

    /// <summary>Whether another process, or another part of this one, has the journal open.</summary>
    public bool IsShared { get; }

    /// <summary>Marks a journal as open. To be called before it is opened.</summary>
    /// <param name="journalPath">The file.</param>
    public static OpenMark Set(string journalPath)
    {
        string folder = LockFileLease.Folder(journalPath);
        if (!Directory.Exists(folder))
            Platform.CreatePrivateFolder(folder);
        var counts = new DurableCounts(folder);
        bool isShared = false;
        foreach (string path in Directory.GetFiles(folder, "*" + Extension))
            isShared |= IsLocked(path, counts);
        return new OpenMark(counts, isShared, Create(folder, tries: 3));
    }

    /// <summary>Notes how much is durable.</summary>
    public void Note(DurableCount count)
    {
        count.Write(_file);
        _noted = count;
    }

    /// <summary>The journal was closed.</summary>
    public void Dispose()
    {
        // What cannot be kept is left here, as by a process that was killed: it must not be lost.
        bool isKept = _noted is not { } count || Counts.TryKeep(count);
        if (isKept)
            LockFileLease.TryDelete(_path);
        _file.Dispose();
        if (isKept)
            LockFileLease.TryDelete(_path);
    }

    // On Unix, a file is created first and locked then: another process may have taken it for that of a killed one in between.
    private static FileStream Create(string folder, int tries)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, Guid.NewGuid().ToString("N") + Extension),
                FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (tries > 1)
        {
            return Create(folder, tries - 1);
        }
    }

    // What a killed process left is kept elsewhere, and its file removed.
    private static bool IsLocked(string path, DurableCounts counts)
    {
        try
        {
            using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1))
            {
                if (DurableCount.Read(file) is { } count && !(counts.TryNoteUnchecked(count.Journal) && counts.TryKeep(count)))
                    return false;
                LockFileLease.TryDelete(path);
            }

            LockFileLease.TryDelete(path);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
