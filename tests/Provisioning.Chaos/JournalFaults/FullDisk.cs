using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Running;
using Provisioning.Journal;

namespace Provisioning.Chaos.JournalFaults;

/// <summary>The disk is full when the journal is to be made, and another time it fills up on the way.</summary>
internal sealed class FullDisk : IJournalFault
{
    private const int DiskKiB = 256;
    private const int FileKiB = 128;

    public string Name => "full disk";

    public async Task RunAsync(JournalBench bench)
    {
        string disk = bench.World.At("disk");
        Directory.CreateDirectory(disk);
        bool isMounted = await Shell.TryAsync("mount", "-t", "tmpfs", "-o", $"size={DiskKiB}k", "tmpfs", disk);
        bench.Figure("made by", isMounted ? $"a disk of {DiskKiB} KiB" : $"a limit of {FileKiB} KiB a file");
        try
        {
            bench.World.JournalPath = Path.Combine(disk, "journal.db");
            if (isMounted)
                await StartFullAsync(bench, disk);
            await FillUpAsync(bench, disk, isMounted);
        }
        finally
        {
            // Lazily, since a writer's thread may still be closing the file.
            if (isMounted)
                await Shell.TryAsync("umount", "-l", disk);
        }
    }

    private static async Task StartFullAsync(JournalBench bench, string disk)
    {
        string filler = Path.Combine(disk, "filler");
        await using (var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1))
        {
            try
            {
                while (true)
                    file.Write(new byte[1024]);
            }
            catch (IOException)
            {
                // Full.
            }
        }

        await bench.RefusedAsync("full from the start", "full");
        string[] left = [.. Directory.GetFiles(disk).Where(path => path != filler)];
        bench.Claim(left.Length == 0, "no half-made journal is left behind", () => string.Join(", ", left));
        File.Delete(filler);
    }

    private static async Task FillUpAsync(JournalBench bench, string disk, bool isMounted)
    {
        using Worker worker = Worker.Start(bench.Job(), bench.World.Folder, isMounted ? null : FileKiB);
        RunLog run = await worker.EndAsync();
        await bench.World.SettledAsync();
        if (isMounted)
            await Shell.TryAsync("mount", "-o", "remount,size=64m", disk);

        bench.Figure("rows in the sandbox when it was full", bench.World.Server.State.Created.ToString(System.Globalization.CultureInfo.InvariantCulture));
        bench.CheckBrokenOff(run, isMounted ? "full" : "disk");
        bench.CheckRecorded();
        await bench.FinishAsync();
    }
}
