using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.People;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Sandbox.Faults;

namespace Provisioning.Chaos.Scenarios;

/// <summary>
/// The same customers come back as people and their programs bring them: in another order, spelled otherwise, with a column added, under
/// a rotated key, and the failed ones mended, while the vendors misbehave and processes are killed.
/// </summary>
internal sealed class PeopleScenario : IScenario
{
    public string Name => "people";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        await using World world = await World.StartAsync();
        PeopleFile file = PeopleFile.Generate(Math.Max(80, options.Rows / 5), options.Seed);
        var bench = new PeopleBench(world, file, options, report);
        world.Misbehave(FaultMix.Of(options.Seed, options.FaultRate));
        await using (new TokenExpiry(world.Server))
        {
            await bench.RunAsync("as it was", file.Rows, new Identity());
            await bench.RunAsync("another order and spelling", file.Respelled(), new Identity { Tenant = " Contoso.EXAMPLE " });
            await bench.RunAsync("another letter case", file.InOtherCase(), new Identity { Tenant = "CONTOSO.example" });
            await bench.RotatedKeyAsync();
            await bench.RunAsync("a column added", file.WithColumn(), new Identity { SubscriptionKey = "rotated-key" });
            await bench.RunAsync("the failed ones, mended", bench.Mended(), new Identity { SubscriptionKey = "rotated-key" });
        }

        world.Misbehave(FaultPlan.None);
        await world.SettledAsync();
        report.Figure("settled by a person", bench.SettleByHand());
        await bench.RunAsync("morning after", bench.Mended(), new Identity { SubscriptionKey = "rotated-key" }, kill: false);
        bench.CheckEnd();
    }
}
