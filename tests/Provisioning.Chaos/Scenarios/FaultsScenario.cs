using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Journal;
using Provisioning.Sandbox.Faults;

namespace Provisioning.Chaos.Scenarios;

/// <summary>All vendors misbehave in every way they can, while one run goes through the file; then they turn most calls away.</summary>
internal sealed class FaultsScenario : IScenario
{
    public string Name => "faults";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<ChaosRow> rows = RowFile.Generate(options.Rows, options.Seed);
        world.Misbehave(FaultMix.Of(options.Seed, options.FaultRate));

        RunLog run;
        using (var connections = new ConnectionSet(world.Server.BaseAddress, Timing.Options()))
        await using (new TokenExpiry(world.Server))
            run = await RowRun.RunAsync(world.JournalPath, connections, rows, options.AtOnce);
        Holdings holdings = await world.SettledAsync();

        Figures.Words(report, run.Outcomes);
        Figures.Sandbox(report, holdings);
        report.Claim(run.Completed, "the run ends by itself", () => $"{run.Fatal} {run.FatalMessage}");
        new ClaimsChecker(report, rows).Check([run], holdings, world.JournalEntries());
        await MorningAfter.CheckAsync(world, rows, options, report);
        await StormAsync(options, report);
    }

    /// <summary>Where one call in fifty is turned away, no row is so each time it is tried. Here many are.</summary>
    private static async Task StormAsync(ChaosOptions options, ScenarioReport report)
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<ChaosRow> rows = RowFile.Generate(options.FewRows, options.Seed);
        world.Misbehave(new FaultPlan
        {
            Seed = options.Seed,
            Rates = new Dictionary<string, double> { ["throttle429"] = 0.2, ["throttle429RetryAfter"] = 0.2, ["unavailable503RetryAfter"] = 0.2 },
            Reads = true,
        });

        RunLog run;
        using (var connections = new ConnectionSet(world.Server.BaseAddress, Timing.Options()))
            run = await RowRun.RunAsync(world.JournalPath, connections, rows, options.AtOnce);
        Figures.Words(report, run.Outcomes, "60 % turned away: ");
        report.Claim(run.Completed, "the run ends by itself", () => $"{run.Fatal} {run.FatalMessage}");
        report.Claim(run.Outcomes.Any(static outcome => outcome.Word == nameof(ProvisioningError.Throttled)),
            "a storm leaves rows that were never let in", () => "all were");
        new ClaimsChecker(report, rows).Check([run], await world.SettledAsync(), world.JournalEntries());
    }
}
