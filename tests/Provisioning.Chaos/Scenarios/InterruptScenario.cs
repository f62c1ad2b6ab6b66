using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Journal;
using Provisioning.Runs;
using Provisioning.Sandbox.Faults;

namespace Provisioning.Chaos.Scenarios;

/// <summary>Ctrl+C in the middle: once with time for what is in flight, once without; then the same file again.</summary>
internal sealed class InterruptScenario : IScenario
{
    private const int LatencyMs = 60;

    public string Name => "interrupt";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<ChaosRow> rows = RowFile.Generate(options.Rows, options.Seed);

        // A stop is in the middle only where the file takes many rounds of calls.
        options = options with { AtOnce = Math.Min(options.AtOnce, Math.Max(1, rows.Count / 20)) };
        var dice = new Dice(options.Seed, "interrupt");
        world.Misbehave(new FaultPlan { LatencyMs = LatencyMs });

        // The second one's grace ends while its calls are in flight: they are given up, and the sandbox creates what they asked for all the same.
        (RunLog patient, TimeSpan patientEnd) = await InterruptAsync(world, rows, options, TimeSpan.FromSeconds(10),
            (int)dice.Between(0.2 * rows.Count, 0.4 * rows.Count));
        (RunLog hasty, TimeSpan hastyEnd) = await InterruptAsync(world, rows, options, TimeSpan.FromMilliseconds(LatencyMs / 8),
            (int)dice.Between(0.5 * rows.Count, 0.7 * rows.Count));
        RunLog second;
        using (var connections = new ConnectionSet(world.Server.BaseAddress, Timing.Options()))
            second = await RowRun.RunAsync(world.JournalPath, connections, rows, options.AtOnce);
        Holdings holdings = await world.SettledAsync();

        Figures.Words(report, patient.Outcomes, "stopped, 10 s of grace: ");
        report.Figure("stopped, 10 s of grace: ended after", patientEnd);
        Figures.Words(report, hasty.Outcomes, "stopped, no grace: ");
        report.Figure("stopped, no grace: ended after", hastyEnd);
        Figures.Words(report, second.Outcomes, "same file again: ");
        Figures.Sandbox(report, holdings);

        report.Claim(patient.Outcomes.All(static outcome => outcome.IsDone || outcome.IsSilent
            || outcome.Word == nameof(ProvisioningError.NotSent)), "with grace nothing is left in doubt", () => "some rows are");
        report.Claim(hasty.Outcomes.Any(static outcome => outcome.Word == nameof(ProvisioningError.OutcomeUnknown)),
            "without grace what was in flight is reported in doubt", () => "nothing was in flight");
        report.Claim(patientEnd < TimeSpan.FromSeconds(5) && hastyEnd < TimeSpan.FromSeconds(5), "a stopped run ends soon",
            () => $"after {patientEnd} and {hastyEnd}");
        report.Claim(second.Completed, "the run after the stops ends by itself", () => $"{second.Fatal} {second.FatalMessage}");
        int replayed = second.Outcomes.Count(static outcome => outcome.Word == nameof(Outcome.Replayed));
        int before = patient.Outcomes.Concat(hasty.Outcomes).Count(static outcome => outcome.IsMade);
        report.Claim(replayed == before, "the run after the stops replays just what was done before", () => $"{replayed} replayed, {before} done before");
        new ClaimsChecker(report, rows).Check([patient, hasty, second], holdings, world.JournalEntries());
        await MorningAfter.CheckAsync(world, rows, options, report);
    }

    private static async Task<(RunLog Log, TimeSpan Ended)> InterruptAsync(World world, IReadOnlyList<ChaosRow> rows, ChaosOptions options,
        TimeSpan grace, int created)
    {
        using var connections = new ConnectionSet(world.Server.BaseAddress, Timing.Options());
        using var interrupt = new CancellationTokenSource();
        var run = new RowRun(connections, new RunOptions { ThrottleLimit = options.AtOnce, Grace = grace, Journal = world.JournalPath });
        Task<RunLog> running = run.RunAsync(rows, interrupt.Token);

        // By what the vendor has, not by what came out: one slow row holds back the results of those behind it.
        while (!running.IsCompleted && world.Server.State.Created < created)
            await Task.Delay(1);

        // Calls begin and end together, and the stop is to find them under way.
        await Task.Delay(LatencyMs / 2);
        var clock = Stopwatch.StartNew();
        await interrupt.CancelAsync();
        RunLog log = await running;
        return (log, clock.Elapsed);
    }
}
