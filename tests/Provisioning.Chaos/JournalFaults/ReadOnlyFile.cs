using System;
using System.IO;
using System.Threading.Tasks;

namespace Provisioning.Chaos.JournalFaults;

/// <summary>The file alone may not be written to, and another time its folder neither.</summary>
internal sealed class ReadOnlyFile : IJournalFault
{
    public string Name => "read-only";

    public async Task RunAsync(JournalBench bench)
    {
        string folder = bench.World.At("journal");
        Directory.CreateDirectory(folder);
        bench.World.JournalPath = Path.Combine(folder, "journal.db");
        await bench.PrepareAsync();
        byte[] before = await File.ReadAllBytesAsync(bench.World.JournalPath);

        await WhileReadOnlyAsync(bench, bench.World.JournalPath, () => bench.RefusedAsync("the file", "read-only"));
        await WhileReadOnlyAsync(bench, folder, () => bench.RefusedAsync("the folder", "cannot be used"));

        bench.CheckUntouched("after both", before);
        await bench.FinishAsync();
    }

    private static async Task WhileReadOnlyAsync(JournalBench bench, string path, Func<Task> action)
    {
        // Permissions do not bind root: there a read-only mount does the same.
        if (Environment.IsPrivilegedProcess)
        {
            if (!await Shell.TryAsync("mount", "--bind", path, path) || !await Shell.TryAsync("mount", "-o", "remount,ro,bind", path))
            {
                bench.Figure("skipped", "root, and no mount is allowed here");
                return;
            }
        }
        else
        {
            await Shell.TryAsync("chmod", "a-w", path);
        }

        try
        {
            await action();
        }
        finally
        {
            await (Environment.IsPrivilegedProcess ? Shell.TryAsync("umount", "-l", path) : Shell.TryAsync("chmod", "u+w", path));
        }
    }
}
