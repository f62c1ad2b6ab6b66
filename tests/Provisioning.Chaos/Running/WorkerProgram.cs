using System;
using System.IO;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Worlds;
using Provisioning.Runs;

namespace Provisioning.Chaos.Running;

/// <summary>This program in its other role: one run over a file of rows, in a process that may be killed.</summary>
internal static class WorkerProgram
{
    /// <summary>Stands before the last line: the run came to an end of its own.</summary>
    public const string EndMark = "end";

    public static int Run(string jobPath)
    {
        WorkerJob job = WorkerJob.Read(jobPath);
        using var file = new FileStream(job.ResultsPath, FileMode.Create, FileAccess.Write, FileShare.Read);
        using var results = new StreamWriter(file) { AutoFlush = true };
        RunLog log = Run(job, outcome => results.WriteLine(outcome.ToLine()));
        results.WriteLine($"{EndMark}\t{log.Fatal}\t{log.FatalMessage?.ReplaceLineEndings(" ")}");
        return log.Fatal is null ? 0 : 3;
    }

    private static RunLog Run(WorkerJob job, Action<RowOutcome> write)
    {
        using var connections = new ConnectionSet(job.Sandbox, Timing.Options(TimeSpan.FromMilliseconds(job.CallTimeoutMs)));
        try
        {
            using var run = new RowRun(job.JournalPath, connections, new RunOptions { ThrottleLimit = job.AtOnce });
            return run.Run(RowFile.Read(job.RowsPath), write);
        }
        catch (VendorApiException exception)
        {
            return new RunLog([], Completed: false, exception.Error.ToString(), exception.Message);
        }
    }
}
