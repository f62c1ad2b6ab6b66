using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Journal;
using Provisioning.Sandbox.Faults;

namespace Provisioning.Chaos.Clocks;

/// <summary>Who holds a row is told by who is alive, not by what time it is.</summary>
internal sealed class LeaseBench(ChaosOptions options, ScenarioReport report)
{
    private const int LatencyMs = 6_000;
    private const int RowCount = 12;

    public async Task RunAsync()
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<ChaosRow> rows = RowFile.Generate(RowCount, options.Seed);
        world.Misbehave(new FaultPlan { LatencyMs = LatencyMs });
        using Worker holder = Worker.Start(world.Job(rows, RowCount) with { CallTimeoutMs = 60_000 }, world.Folder);
        while (!holder.HasExited && world.Server.State.Calls < RowCount)
            await Task.Delay(5);

        // Neither a clock that is a day ahead nor locks that look years old make a live run's rows free.
        RunLog ahead = await RunAsync(world, rows, TimeSpan.FromHours(30));
        foreach (string file in Directory.GetFiles(world.JournalPath + ".runs"))
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        RunLog aged = await RunAsync(world, rows, TimeSpan.FromHours(-30));
        bool isStillAlive = !holder.HasExited && world.Server.State.Created == 0;
        await holder.KillAsync();
        world.Misbehave(FaultPlan.None);

        // Nor does a clock that is a day behind keep a dead run's rows.
        RunLog behind = await RunAsync(world, rows, TimeSpan.FromHours(-30));
        await Task.Delay(LatencyMs);
        Holdings holdings = await world.SettledAsync();

        report.Figure("rows of a live process, clock 30 h ahead and 30 h behind: held", ahead.Outcomes.Concat(aged.Outcomes).Count(IsHeld));
        Figures.Words(report, behind.Outcomes, "rows of a killed process, clock 30 h behind: ");
        report.Claim(isStillAlive, "the other process was alive all the while", () => "it ended too soon to say anything");
        report.Claim(ahead.Outcomes.Concat(aged.Outcomes).All(IsHeld), "what a live run holds stays held, whatever the clock says",
            () => string.Join(", ", ahead.Outcomes.Concat(aged.Outcomes)));
        report.Claim(!behind.Outcomes.Any(IsHeld), "a dead run holds nothing, whatever the clock says", () => string.Join(", ", behind.Outcomes));
        new ClaimsChecker(report, rows).Check([behind], holdings, world.JournalEntries());
        await MorningAfter.CheckAsync(world, rows, options, report);
    }

    private static bool IsHeld(RowOutcome outcome) => outcome.Word == nameof(ProvisioningError.HeldByAnotherRun);

    private static async Task<RunLog> RunAsync(World world, IReadOnlyList<ChaosRow> rows, TimeSpan offset)
    {
        var clock = new JumpingClock { Offset = offset };
        using var connections = new ConnectionSet(world.Server.BaseAddress, Timing.Options(time: clock));
        return await RowRun.RunAsync(world.JournalPath, connections, rows, RowCount);
    }
}
