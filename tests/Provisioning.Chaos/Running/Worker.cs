using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Provisioning.Chaos.Running;

/// <summary>A worker process, seen from outside.</summary>
internal sealed class Worker : IDisposable
{
    // Far beyond any run's time: what does not end by itself is a finding, and must not keep the proof waiting for ever.
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(15);

    private static int _count;

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly string _resultsPath;

    private Worker(Process process, string resultsPath)
    {
        _process = process;
        _resultsPath = resultsPath;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    /// <param name="job">What to do; the results' path is chosen here.</param>
    /// <param name="folder">Where job and results are put.</param>
    /// <param name="fileLimitKiB">No file of the process grows beyond this; null without limit.</param>
    public static Worker Start(WorkerJob job, string folder, int? fileLimitKiB = null)
    {
        string name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"worker-{Interlocked.Increment(ref _count)}"));
        job = job with { ResultsPath = name + ".results" };
        job.Write(name + ".job");

        string[] command = [DotNet(), "exec", typeof(Worker).Assembly.Location, "worker", name + ".job"];
        if (fileLimitKiB is { } limit)
        {
            // The signal that comes with the limit is ignored, so that the write fails, as it does on a full disk.
            command = ["bash", "-c", string.Create(CultureInfo.InvariantCulture, $"trap '' XFSZ; ulimit -f {limit}; exec \"$@\""), "bash", .. command];
        }

        var start = new ProcessStartInfo(command[0]) { RedirectStandardError = true };
        foreach (string argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        return new Worker(Process.Start(start)!, job.ResultsPath);
    }

    /// <summary><c>kill -9</c>: nothing of the process gets to say goodbye.</summary>
    public async Task KillAsync()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended a moment before.
        }

        await _process.WaitForExitAsync();
    }

    public async Task<RunLog> EndAsync()
    {
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            return Read() with { Fatal = "DidNotEnd", FatalMessage = $"The worker did not end within {_limit.TotalMinutes} min." };
        }

        RunLog log = Read();
        return log.Completed || log.Fatal is not null ? log : log with { Fatal = "Crashed", FatalMessage = $"Exit code {_process.ExitCode}: {await _errors}" };
    }

    /// <summary>What it has said so far.</summary>
    public RunLog Read()
    {
        if (!File.Exists(_resultsPath))
            return new RunLog([], Completed: false);
        string[] lines = File.ReadAllText(_resultsPath).Split('\n');

        // The part after the last line break is empty, or a line that the kill cut off.
        List<string> whole = [.. lines[..^1]];
        string? end = whole.Count > 0 && whole[^1].StartsWith(WorkerProgram.EndMark, StringComparison.Ordinal) ? whole[^1] : null;
        if (end is not null)
            whole.RemoveAt(whole.Count - 1);
        string[] said = end?.Split('\t') ?? [];
        string? fatal = said is [_, { Length: > 0 } name, ..] ? name : null;
        return new RunLog([.. whole.Select(RowOutcome.FromLine)], end is not null && fatal is null, fatal, said.ElementAtOrDefault(2));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    // The program itself may be running as an apphost or inside a test host; its assembly can always be run by the host of this runtime.
    private static string DotNet() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? Environment.ProcessPath!
        : Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..",
            OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
