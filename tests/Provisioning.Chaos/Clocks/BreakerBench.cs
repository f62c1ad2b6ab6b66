using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Runs;

namespace Provisioning.Chaos.Clocks;

/// <summary>Nobody answers, the run waits, the clock is set; then the vendor is back, and so is the run.</summary>
internal sealed class BreakerBench(ChaosOptions options, ScenarioReport report)
{
    public Task RunAsync() => Task.WhenAll(RunAsync(TimeSpan.FromHours(-7)), RunAsync(TimeSpan.FromHours(7)));

    private async Task RunAsync(TimeSpan offset)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("provisioning-chaos-");
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var clock = new JumpingClock();

        // One vendor, as in a cmdlet's run: each has a breaker of its own.
        List<ChaosRow> rows = [.. RowFile.Generate(40, options.Seed).Select(static row => row with { Vendor = ChaosVendor.Reseller })];
        var waiting = new WaitingLog();
        using var connections = new ConnectionSet(address, Timing.Options(TimeSpan.FromSeconds(30), clock));
        var run = new RowRun(connections, new RunOptions { ThrottleLimit = 8, Journal = Path.Combine(folder.FullName, "journal.db") }) { Log = waiting };
        Task<RunLog> running = run.RunAsync(rows);
        bool hasWaited = await Task.WhenAny(waiting.Warned, running) == waiting.Warned;
        clock.Offset = offset;
        await Task.Delay(1_000);

        await using World world = await World.StartAsync(address.AbsoluteUri);
        long back = clock.GetTimestamp();
        bool isBack = await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(20))) == running;
        TimeSpan took = clock.GetElapsedTime(back);

        report.Figure($"vendor away, clock set by {offset.TotalHours} h: done after it came back", took);
        report.Claim(hasWaited, "a run waits for a vendor that is away", () => "it did not say so");
        report.Claim(isBack, "a run that waits for its vendor goes on when that is back, whatever the clock says",
            () => $"clock set by {offset}: still waiting after {took}");
        if (!isBack)
            return;
        RunLog log = await running;
        RowOutcome? other = log.Outcomes.FirstOrDefault(static outcome => outcome.Word != nameof(Outcome.Created));
        report.Claim(
            log.Completed && other is null, "no row is used up against a closed door", () => $"clock set by {offset}: {log.Fatal} {log.FatalMessage} {other}");
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class WaitingLog : IOperationLog
    {
        private readonly TaskCompletionSource _warned = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Warned => _warned.Task;

        public bool IsDebugEnabled => false;

        public void Warning(string text) => _warned.TrySetResult();

        public void Verbose(string text)
        {
        }

        public void Debug(string text)
        {
        }
    }
}
