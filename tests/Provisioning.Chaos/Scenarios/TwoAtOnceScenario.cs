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

/// <summary>Two processes run the same file with the same journal at the same time.</summary>
internal sealed class TwoAtOnceScenario : IScenario
{
    public string Name => "two-at-once";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<ChaosRow> rows = RowFile.Generate(options.Rows, options.Seed);
        WorkerJob job = world.Job(rows, options.AtOnce);
        world.Misbehave(FaultMix.Of(options.Seed, options.FaultRate));

        RunLog[] runs;
        await using (new TokenExpiry(world.Server))
        {
            using Worker first = Worker.Start(job, world.Folder);
            using Worker second = Worker.Start(job, world.Folder);
            runs = [await first.EndAsync(), await second.EndAsync()];
        }

        Holdings holdings = await world.SettledAsync();
        Figures.Words(report, runs[0].Outcomes, "first: ");
        Figures.Words(report, runs[1].Outcomes, "second: ");
        Figures.Sandbox(report, holdings);
        foreach (RunLog run in runs)
            report.Claim(run.Completed, "both runs end by themselves", () => $"{run.Fatal} {run.FatalMessage}");
        report.Claim(runs.All(static run => run.Outcomes.Any(static outcome => outcome.IsMade)),
            "both had rows to do: they did run at the same time", () => "one found all rows done or held");
        new ClaimsChecker(report, rows, isConcurrent: true).Check(runs, holdings, world.JournalEntries());
        await MorningAfter.CheckAsync(world, rows, options, report);
    }
}
