using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.JournalFaults;
using Provisioning.Chaos.Worlds;

namespace Provisioning.Chaos.Scenarios;

/// <summary>The journal cannot be written, or is not what it was.</summary>
internal sealed class JournalFaultsScenario : IScenario
{
    private static readonly IReadOnlyList<IJournalFault> _faults =
    [
        new FullDisk(),
        new ReadOnlyFile(),
        new LockedFile(LockedFile.Kind.Write),
        new LockedFile(LockedFile.Kind.Whole),
        new LockedFile(LockedFile.Kind.Midway),
        new DamagedFile(),
    ];

    public string Name => "journal-faults";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        // All at the same time, each in a world of its own: most of it is waiting for locks.
        await Task.WhenAll(_faults.Select(async fault =>
        {
            await using World world = await World.StartAsync();
            var bench = new JournalBench(fault.Name, world, options, report);
            await fault.RunAsync(bench);
            bench.Figure("customers, each there once", world.Server.State.Created.ToString(CultureInfo.InvariantCulture));
        }));
        report.SortFigures();
    }
}
