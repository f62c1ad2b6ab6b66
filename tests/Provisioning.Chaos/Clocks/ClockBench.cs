using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Sandbox.Faults;

namespace Provisioning.Chaos.Clocks;

/// <summary>The parts of the clock scenario that concern waiting between calls: back-off, and what a vendor asks for.</summary>
internal sealed class ClockBench(ChaosOptions options, ScenarioReport report)
{
    private static readonly TimeSpan _hours = TimeSpan.FromHours(7);

    /// <summary>A run whose vendors throttle every fifth call, while the clock jumps many times a second.</summary>
    public async Task ThrottlingAsync()
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<ChaosRow> rows = RowFile.Generate(options.FewRows, options.Seed);
        var clock = new JumpingClock();
        var jumps = new Dice(options.Seed, "jumps");
        world.Misbehave(new FaultPlan
        {
            Seed = options.Seed,
            Rates = new Dictionary<string, double> { ["throttle429"] = 0.05, ["throttle429RetryAfter"] = 0.1, ["unavailable503RetryAfter"] = 0.05 },
            RetryAfterForm = RetryAfterForm.Date,
            Reads = true,
        });

        int count = 0;
        long start = clock.GetTimestamp();
        RunLog run;
        using (var connections = new ConnectionSet(world.Server.BaseAddress, Timing.Options(TimeSpan.FromSeconds(30), clock)))
        await using (new Timer(_ => { clock.Offset = jumps.Between(-1, 1) * _hours; Interlocked.Increment(ref count); }, null, 0, 15))
            run = await RowRun.RunAsync(world.JournalPath, connections, rows, options.AtOnce);
        TimeSpan took = clock.GetElapsedTime(start);

        report.Figure("throttled while the clock jumps: jumps", count);
        report.Figure("throttled while the clock jumps: rows created", run.Outcomes.Count(static outcome => outcome.IsMade));
        report.Figure("throttled while the clock jumps: took", took);
        report.Claim(run.Completed && run.Outcomes.Count == rows.Count, "a run under a jumping clock ends by itself", () => $"{run.Fatal} {run.FatalMessage}");
        report.Claim(run.Outcomes.All(static outcome => outcome.IsMade || outcome.Word == nameof(ProvisioningError.Throttled)),
            "a jumping clock puts nothing in doubt", () => run.Outcomes.First(static outcome => !outcome.IsMade).ToString());
        report.Claim(took < TimeSpan.FromSeconds(60), "back-off does not grow with the clock's jump", () => took.ToString());
        new Claims.ClaimsChecker(report, rows).Check([run], world.Holdings, world.JournalEntries());
    }

    /// <summary>A vendor that names a date to come back at is given the time it asked for, whatever this machine's clock says.</summary>
    public async Task RetryAfterDateAsync()
    {
        foreach (TimeSpan offset in new[] { -_hours, TimeSpan.Zero, _hours })
        {
            await using World world = await World.StartAsync();
            world.Misbehave(new FaultPlan { Next = ["throttle429RetryAfter"], RetryAfterForm = RetryAfterForm.Date, RetryAfterSeconds = 2 });
            var clock = new JumpingClock { Offset = offset };
            ConnectionOptions patient = Timing.Options(TimeSpan.FromSeconds(30),
                clock) with { Timing = new RetryTiming { BaseDelay = TimeSpan.FromMilliseconds(5) } };
            long start = clock.GetTimestamp();
            RunLog run;
            using (var connections = new ConnectionSet(world.Server.BaseAddress, patient))
                run = await RowRun.RunAsync(world.JournalPath, connections, [new ChaosRow(1, ChaosVendor.Reseller, "dated")], 1);
            TimeSpan took = clock.GetElapsedTime(start);

            report.Figure($"Retry-After as a date in 2 s, clock off by {offset.TotalHours} h: waited", took);
            report.Claim(run.Outcomes is [{ IsMade: true }] && took > TimeSpan.FromSeconds(1.9) && took < TimeSpan.FromSeconds(10),
                "a date to come back at is waited for as the vendor meant it", () => $"clock off by {offset}: {took}, {string.Join(", ", run.Outcomes)}");
        }
    }
}
