using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Sandbox.Faults;

namespace Provisioning.Chaos.Claims;

/// <summary>
/// How every bad night must end: the vendors work again, a person settles what only a person can, the same file is run once more,
/// and every customer is there, once.
/// </summary>
internal static class MorningAfter
{
    public static async Task CheckAsync(World world, IReadOnlyList<ChaosRow> rows, ChaosOptions options, ScenarioReport report)
    {
        world.Misbehave(FaultPlan.None);
        await world.SettledAsync();
        report.Figure("morning after: settled by a person", world.SettleByHand());

        using var connections = new ConnectionSet(world.Server.BaseAddress, Timing.Options(System.TimeSpan.FromSeconds(30)));
        RunLog run = await RowRun.RunAsync(world.JournalPath, connections, rows, options.AtOnce);
        Figures.Words(report, run.Outcomes, "morning after: ");
        report.Claim(run.Completed, "the morning after's run ends by itself", () => $"{run.Fatal} {run.FatalMessage}");
        foreach (RowOutcome outcome in run.Outcomes.Where(static outcome => !outcome.IsDone))
            report.Claim(false, "in the end every row is done", () => $"row {outcome.Row}: {outcome}");

        Holdings holdings = world.Holdings;
        report.Figure("morning after: in the sandbox", holdings.Snapshot.Created);
        report.Claim(holdings.Snapshot.Duplicates is { ByKey: 0, ByCall: 0 }, "in the end nothing is there twice",
            () => holdings.Snapshot.Duplicates.ToString());
        foreach (ChaosRow row in rows)
            report.Claim(holdings.Of(row.Vendor, row.Key).Count == 1, "in the end every customer is there once",
                () => $"row {row}: {holdings.Of(row.Vendor, row.Key).Count} times");
    }
}
