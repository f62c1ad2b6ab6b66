using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.JournalFaults;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Connections;

namespace Provisioning.Chaos.Scenarios;

/// <summary>
/// After each kill a bit of the journal or of its log is flipped, or its end is cut. The next run refuses the journal before it sends anything,
/// or goes on without creating anything twice.
/// </summary>
internal sealed class DamageScenario : IScenario
{
    public string Name => "damage";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<ChaosRow> rows = RowFile.Generate(options.Rows, options.Seed);
        WorkerJob job = world.Job(rows, options.AtOnce);
        var dice = new Dice(options.Seed, "damage");
        var runs = new List<RunLog>();
        (int refused, int noticedLater, int harmless) = (0, 0, 0);
        for (int kill = 0; kill < options.Kills; kill++)
        {
            runs.Add(await KilledAsync(job, world, world.Server.State.Calls + (long)dice.Between(5, 1.5 * options.Rows / options.Kills)));
            using var backup = new JournalBackup(world);
            FileDamage damage = FileDamage.Of(world.JournalPath, dice);
            long calls = world.Server.State.Calls;
            RunLog log = await KilledAsync(job, world, calls + (long)dice.Between(5, 0.5 * options.Rows / options.Kills));
            runs.Add(log);
            if (log.Fatal is null)
            {
                harmless++;
                continue;
            }

            report.Claim(
                log.Fatal == nameof(ProvisioningError.JournalUnavailable), "damage ends a run as JournalUnavailable", () =>
                    $"{damage}: {log.Fatal} {log.FatalMessage}");
            if (world.Server.State.Calls == calls)
            {
                refused++;
                backup.Restore();
            }
            else
            {
                // What was recorded since must not be lost.
                noticedLater++;
                damage.Undo();
            }
        }

        using Worker last = Worker.Start(job, world.Folder);
        runs.Add(await last.EndAsync());
        report.Figure("kills, with damage after each", options.Kills);
        report.Figure("refused before anything was sent", refused);
        report.Figure("noticed by a run, which ended", noticedLater);
        report.Figure("no difference", harmless);
        Figures.Words(report, runs[^1].Outcomes, "last run: ");
        report.Claim(runs[^1].Completed, "the last run ends by itself", () => $"{runs[^1].Fatal} {runs[^1].FatalMessage}");
        Holdings holdings = await world.SettledAsync();
        report.Claim(holdings.Snapshot.Duplicates is { ByKey: 0, ByCall: 0 }, "nothing is created twice", () => holdings.Snapshot.Duplicates.ToString());
        await MorningAfter.CheckAsync(world, rows, options, report);
    }

    private static async Task<RunLog> KilledAsync(WorkerJob job, World world, long calls)
    {
        using Worker worker = Worker.Start(job, world.Folder);
        while (!worker.HasExited && world.Server.State.Calls < calls)
            await Task.Delay(2);
        await worker.KillAsync();
        return worker.Read();
    }
}
