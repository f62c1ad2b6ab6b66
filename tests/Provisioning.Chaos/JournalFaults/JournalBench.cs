using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Connections;
using Provisioning.Journal;

namespace Provisioning.Chaos.JournalFaults;

/// <summary>What each journal fault needs: a sandbox that works, rows, and the claims that hold for all of them.</summary>
internal sealed class JournalBench(string fault, World world, ChaosOptions options, ScenarioReport report)
{
    public World World { get; } = world;

    public int Seed => options.Seed;

    /// <summary>Enough to fill a small disk, however small the proof.</summary>
    public IReadOnlyList<ChaosRow> Rows { get; } = RowFile.Generate(Math.Max(300, options.FewRows), options.Seed);

    public void Figure(string name, string value) => report.Figure($"{fault}: {name}", value);

    public void Claim(bool holds, string claim, Func<string> detail) => report.Claim(holds, $"{fault}: {claim}", detail);

    public WorkerJob Job() => World.Job(Rows, options.AtOnce);

    /// <summary>One run in this process.</summary>
    public async Task<RunLog> RunAsync(IReadOnlyList<ChaosRow> rows)
    {
        using var connections = new ConnectionSet(World.Server.BaseAddress, Timing.Options(TimeSpan.FromSeconds(30)));
        return await RowRun.RunAsync(World.JournalPath, connections, rows, options.AtOnce);
    }

    /// <summary>Makes a good journal that knows the first half of the rows.</summary>
    public async Task PrepareAsync()
    {
        RunLog run = await RunAsync([.. Rows.Take(Rows.Count / 2)]);
        Claim(run.Completed, "the run before the fault works", () => $"{run.Fatal} {run.FatalMessage}");
        await ClosedAsync();
    }

    /// <summary>Waits until this process has closed the journal: only then may its file be put in another's place.</summary>
    public async Task ClosedAsync()
    {
        for (var clock = Stopwatch.StartNew(); File.Exists(World.JournalPath + "-wal") && clock.Elapsed < TimeSpan.FromSeconds(5);)
            await Task.Delay(5);
    }

    /// <summary>Runs all rows against the broken journal: it must end with the one clear error, and nothing may be sent.</summary>
    public async Task RefusedAsync(string what, string word, bool inAnotherProcess = false)
    {
        long calls = World.Server.State.Calls;
        RunLog run;
        if (inAnotherProcess)
        {
            using Worker worker = Worker.Start(Job(), World.Folder);
            run = await worker.EndAsync();
        }
        else
        {
            run = await RunAsync(Rows);
        }

        bool isClear = run.Fatal == nameof(ProvisioningError.JournalUnavailable) && run.FatalMessage!.Contains(word,
            StringComparison.Ordinal) && run.FatalMessage.Contains(World.JournalPath, StringComparison.Ordinal);
        Claim(isClear, "the run ends with a clear error", () => $"{what}: expected '{word}', got {run.Fatal}: {run.FatalMessage}");
        Claim(World.Server.State.Calls == calls, "nothing is sent", () => $"{what}: {World.Server.State.Calls - calls} calls");
        Claim(run.Outcomes.All(static outcome => !outcome.IsDone), "no row is said to be done",
            () => $"{what}: {run.Outcomes.First(static outcome => outcome.IsDone)}");
    }

    /// <summary>The journal's file is just what it was.</summary>
    public void CheckUntouched(string what, byte[] before) =>
        Claim(before.AsSpan().SequenceEqual(File.ReadAllBytes(World.JournalPath)), "the file is left as it is", () => $"{what}: its bytes changed");

    /// <summary>Whatever the sandbox created, the journal knows at least the intent of.</summary>
    public void CheckRecorded()
    {
        HashSet<string> known = [.. World.JournalEntries().Select(static entry => entry.Key)];
        foreach (string key in World.Holdings.Keys)
            Claim(known.Contains(key), "nothing was sent that is not recorded", () => key);
    }

    /// <summary>What a run said that met the fault on its way agrees with the sandbox, and names the fault.</summary>
    public void CheckBrokenOff(RunLog run, string word)
    {
        Claim(run.Fatal == nameof(ProvisioningError.JournalUnavailable) && run.FatalMessage!.Contains(word, StringComparison.Ordinal),
            "the run ends with a clear error", () => $"{run.Fatal}: {run.FatalMessage}");
        Holdings holdings = World.Holdings;
        Dictionary<string, JournaledOperation> entries = World.JournalEntries().ToDictionary(static entry => entry.Key);
        foreach (RowOutcome outcome in run.Outcomes.Where(static outcome => outcome.IsDone))
        {
            ChaosRow row = Rows[outcome.Row - 1];
            Claim(holdings.Of(row.Vendor, row.Key).Count == 1, "what is said to be done is there", () => $"row {row}");
            Claim(entries.GetValueOrDefault(row.Key)?.State == OperationState.Confirmed,
                "what is said to be done is confirmed in the journal", () => $"row {row}");
        }
    }

    /// <summary>With the journal as it was, all rows come to their end, each there once.</summary>
    public async Task FinishAsync()
    {
        await World.SettledAsync();
        World.SettleByHand();
        RunLog run = await RunAsync(Rows);
        Claim(run.Completed && run.Outcomes.All(static outcome => outcome.IsDone), "with the journal mended every row is done",
            () => $"{run.Fatal} {run.FatalMessage} {run.Outcomes.FirstOrDefault(static outcome => !outcome.IsDone)}");
        Holdings holdings = World.Holdings;
        Claim(holdings.Snapshot.Duplicates is { ByKey: 0, ByCall: 0 } && holdings.Snapshot.Created == Rows.Count,
            "in the end every customer is there once", () => $"{holdings.Snapshot.Created} of {Rows.Count}, {holdings.Snapshot.Duplicates}");
    }
}
