using System;
using System.IO;
using System.Linq;
using Provisioning.Chaos.Worlds;

namespace Provisioning.Chaos.JournalFaults;

/// <summary>A copy of a journal with all the files next to it, as an administrator keeps one.</summary>
internal sealed class JournalBackup : IDisposable
{
    private readonly World _world;
    private readonly string _copy;

    public JournalBackup(World world)
    {
        _world = world;
        _copy = world.At("backup-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(_copy);
        Copy(world.Folder, _copy);
    }

    /// <summary>Puts everything back as it was.</summary>
    public void Restore()
    {
        foreach (string path in Files(_world.Folder))
            File.Delete(path);
        Copy(_copy, _world.Folder);
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (string path in Files(from))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    private static string[] Files(string folder) =>
    [
        .. Directory.GetFiles(folder, "journal.db*"),
        .. Directory.Exists(Path.Combine(folder, "journal.db.runs")) ? Directory.GetFiles(Path.Combine(folder, "journal.db.runs")) : [],
    ];
}
