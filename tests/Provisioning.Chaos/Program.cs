using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Running;

namespace Provisioning.Chaos;

/// <summary>Runs the scenarios and says whether every claim held.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["worker", var job])
            return await WorkerProgram.RunAsync(job);

        string chosen = arguments.FirstOrDefault() ?? "all";
        IScenario[] scenarios = [.. Scenarios.All.List.Where(scenario => chosen == "all" || scenario.Name == chosen)];
        ChaosOptions options;
        try
        {
            if (scenarios.Length == 0)
                throw new FormatException($"There is no scenario '{chosen}'.");
            options = ChaosOptions.Parse(arguments.AsSpan(Math.Min(1, arguments.Length)));
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            await Console.Error.WriteLineAsync(
                $"Usage: Provisioning.Chaos [all|{string.Join('|', Scenarios.All.List.Select(static scenario => scenario.Name))}]"
                    + " [--rows 10000] [--at-once 32] [--seed 1] [--kills 20] [--fault-percent 20]");
            return 2;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {options.Seed}: {options.Rows:N0} rows, {options.AtOnce} at once, {options.FaultRate:P0} faults, {options.Kills} kills\n"));
        bool holds = true;
        foreach (IScenario scenario in scenarios)
        {
            var report = new ScenarioReport(scenario.Name);
            var clock = Stopwatch.StartNew();
            await scenario.RunAsync(options, report);
            Console.WriteLine(report.ToText(options, clock.Elapsed));
            holds &= report.Holds;
        }

        Console.WriteLine(holds ? "All claims hold." : "A CLAIM IS BROKEN.");
        return holds ? 0 : 1;
    }
}
