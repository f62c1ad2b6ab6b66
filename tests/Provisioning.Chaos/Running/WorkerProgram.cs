using System;
using System.IO;
using System.Threading.Tasks;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Worlds;
using Provisioning.Runs;

namespace Provisioning.Chaos.Running;

/// <summary>This program in its other role: one run over a file of rows, in a process that may be killed.</summary>
internal static class WorkerProgram
{
    /// <summary>Stands before the last line: the run came to an end of its own.</summary>
    public const string EndMark = "end";

    public static async Task<int> RunAsync(string jobPath)
    {
        WorkerJob job = WorkerJob.Read(jobPath);
        await using var file = new FileStream(job.ResultsPath, FileMode.Create, FileAccess.Write, FileShare.Read);
        await using var results = new StreamWriter(file) { AutoFlush = true };
        using var connections = new ConnectionSet(job.Sandbox, Timing.Options(TimeSpan.FromMilliseconds(job.CallTimeoutMs)), job.Identity);
        var run = new RowRun(connections, new RunOptions { ThrottleLimit = job.AtOnce, Journal = job.JournalPath })
        {
            Vendor = job.Vendor,
            OnResult = outcome => results.WriteLine(outcome.ToLine()),
        };
        RunLog log = await run.RunAsync(RowFile.Read(job.RowsPath));
        await results.WriteLineAsync($"{EndMark}\t{log.Fatal}\t{log.FatalMessage?.ReplaceLineEndings(" ")}");
        return log.Fatal is null ? 0 : 3;
    }
}
