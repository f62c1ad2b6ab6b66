using System;
using System.Collections.Concurrent;
using System.IO;
using Provisioning.LegacySupport;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// Shows other processes that a run is alive: a file that the run keeps locked. The operating system releases the lock when the process
/// ends for any reason, so neither a changed clock nor a reused process ID can mislead.
/// </summary>
internal sealed class LockFileLease : IRunLease
{
    private static readonly ConcurrentDictionary<Guid, bool> s_own = new();

    private readonly FileStream _file;
    private readonly string _path;

    private LockFileLease(Guid run, string path, FileStream file)
    {
        Run = run;
        _path = path;
        _file = file;
    }

    public Guid Run { get; }

    public static LockFileLease Take(string journalPath, Guid run)
    {
        string folder = Folder(journalPath);
        if (!Directory.Exists(folder))
            Platform.CreatePrivateFolder(folder);
        string path = PathOf(journalPath, run);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        s_own[run] = true;
        return new LockFileLease(run, path, file);
    }

    public static bool IsAlive(string journalPath, Guid run)
    {
        if (s_own.ContainsKey(run))
            return true;
        string path = PathOf(journalPath, run);
        if (!File.Exists(path))
            return false;
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1))
            {
            }

            // The file is not locked, so the run was killed. Its file is no longer needed.
            TryDelete(path);
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

    public void Dispose()
    {
        s_own.TryRemove(Run, out _);
        TryDelete(_path);
        _file.Dispose();
        TryDelete(_path);
    }

    /// <summary>The folder next to a journal, for the files that show who uses it.</summary>
    internal static string Folder(string journalPath) => journalPath + ".runs";

    private static string PathOf(string journalPath, Guid run) => Path.Combine(Folder(journalPath), run.ToString("N"));

    /// <summary>Deletes a file, if that is possible.</summary>
    internal static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows cannot delete a file that is open elsewhere. A file that is left behind is harmless.
        }
    }
}
