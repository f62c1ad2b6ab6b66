using System.Threading.Tasks;
using Provisioning.Chaos.Clocks;

namespace Provisioning.Chaos.Scenarios;

/// <summary>The system's clock is set by hours, forward and back, while runs wait and while they hold rows.</summary>
internal sealed class ClockScenario : IScenario
{
    public string Name => "clock";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        var waiting = new ClockBench(options, report);
        await waiting.ThrottlingAsync();

        // These wait more than they work.
        await Task.WhenAll(waiting.RetryAfterDateAsync(), new BreakerBench(options, report).RunAsync(), new LeaseBench(options, report).RunAsync());
        report.SortFigures();
    }
}
