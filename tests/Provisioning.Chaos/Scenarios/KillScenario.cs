using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Journal;

namespace Provisioning.Chaos.Scenarios;

/// <summary>The process is killed again and again, and started again with the same file and journal until it comes to the end.</summary>
internal sealed class KillScenario : IScenario
{
    // Every so many kills one comes by the clock and not by progress: while the process starts, opens the journal or replays.
    private const int EarlyKillEvery = 5;

    public string Name => "kill";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<ChaosRow> rows = RowFile.Generate(options.Rows, options.Seed);
        WorkerJob job = world.Job(rows, options.AtOnce);
        world.Misbehave(FaultMix.Of(options.Seed, options.FaultRate));

        var runs = new List<RunLog>();
        int kills = 0;
        await using (new TokenExpiry(world.Server))
        {
            for (var dice = new Dice(options.Seed, "kills"); kills < options.Kills && runs.Count < options.Kills * 3;)
            {
                (RunLog log, bool wasKilled) = await RunAndKillAsync(job, world, options, dice, isEarly: runs.Count % EarlyKillEvery == EarlyKillEvery - 1);
                runs.Add(log);
                kills += wasKilled ? 1 : 0;
            }

            using Worker last = Worker.Start(job, world.Folder);
            runs.Add(await last.EndAsync());
        }

        Holdings holdings = await world.SettledAsync();
        RunLog final = runs[^1];
        report.Figure("kills", kills);
        report.Figure("rows out at the kills", string.Join(' ', runs.SkipLast(1).Select(static run => run.Outcomes.Count)));
        report.Figure("created or recovered by a run that was killed",
            runs.SkipLast(1).Sum(static run => run.Outcomes.Count(static outcome => outcome.IsMade)));
        Figures.Words(report, final.Outcomes, "last run: ");
        int left = final.Outcomes.Count(outcome =>
            outcome.Word == nameof(ProvisioningError.OutcomeUnknown) && !rows[outcome.Row - 1].IsRecoverable);
        report.Figure("last run: in doubt, QuickHelp", left);
        Figures.Sandbox(report, holdings);
        report.Claim(kills == options.Kills, "the process was killed as often as asked for", () => $"{kills} times");
        report.Claim(final.Completed, "the last run ends by itself", () => $"{final.Fatal} {final.FatalMessage}");
        foreach (RunLog run in runs)
            report.Claim(run.Fatal is null, "no run ends by an error of its own", () => $"{run.Fatal} {run.FatalMessage}");
        new ClaimsChecker(report, rows).Check(runs, holdings, world.JournalEntries());
        await MorningAfter.CheckAsync(world, rows, options, report);
    }

    private static async Task<(RunLog Log, bool WasKilled)> RunAndKillAsync(WorkerJob job, World world, ChaosOptions options, Dice dice, bool isEarly)
    {
        // So many calls in each part that all kills together fall within the file.
        double share = 0.9 * options.Rows / options.Kills;
        long calls = world.Server.State.Calls + (long)dice.Between(0.2 * share, 1.8 * share);
        TimeSpan moment = TimeSpan.FromMilliseconds(isEarly ? dice.Between(20, 700) : dice.Between(0, 8));

        using Worker worker = Worker.Start(job, world.Folder);
        while (!isEarly && !worker.HasExited && world.Server.State.Calls < calls)
            await Task.Delay(2);
        await Task.Delay(moment);
        if (worker.HasExited)
            return (await worker.EndAsync(), false);
        await worker.KillAsync();
        RunLog log = worker.Read();

        // Between the last look and the kill it may have come to its end.
        return (log, !log.Completed);
    }
}
