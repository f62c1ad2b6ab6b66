using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Runs;
using Provisioning.Sandbox.Faults;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>Ctrl+C: nothing new begins, what is in flight is answered or recorded as in doubt.</summary>
public sealed class RunGateTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly SandboxFixture _sandbox;
    private readonly TemporaryFolder _folder = new();

    public RunGateTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_in_flight_is_answered_and_nothing_new_begins(bool withJournal)
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        _sandbox.Server.Faults.Plan = new FaultPlan { LatencyMs = 1000 };
        using ProvisioningRun run = Rows.Start(withJournal ? _folder.Journal : null, new RunOptions { ThrottleLimit = 2 });
        for (int row = 0; row < 20; row++)
            run.Add(Make.Row(connection, Make.CustomerUser($"customer-{row}")));
        await Eventually.IsTrueAsync(() => _sandbox.Server.State.Calls == 2);

        run.Stop();
        Assert.True(run.IsStopping);
        run.Add(Make.Row(connection, Make.CustomerUser("too-late")));
        List<RowResult> results = await run.PassAsync([]);

        Assert.Equal(21, results.Count);
        Assert.Equal(2, results.Count(result => result.Resource is { Outcome: Outcome.Created }));
        Assert.All(results.Where(result => result.Error is not null),
            result => Assert.Equal((ProvisioningError.NotSent, Delivery.NotSent), (result.Error!.Error, result.Error.Delivery)));
        Assert.Equal(2, _sandbox.Server.State.Calls);
        Assert.Equal(results.Count(result => result.WasNotStarted), run.Statistics.NotStarted);
        Assert.True(run.Statistics.NotStarted >= 17);
    }

    [Fact]
    public async Task What_was_recorded_ahead_and_not_sent_is_sent_by_the_next_run()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        _sandbox.Server.Faults.Plan = new FaultPlan { LatencyMs = 1000 };
        using (ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 2 }))
        {
            for (int row = 0; row < 10; row++)
                run.Add(Make.Row(connection, Make.CustomerUser($"customer-{row}")));
            await Eventually.IsTrueAsync(() => _sandbox.Server.State.Calls == 2);
            run.Stop();
            await run.PassAsync([]);
        }

        Assert.DoesNotContain(Entries(), entry => entry.State is OperationState.Sending or OperationState.InDoubt);
        _sandbox.Server.Faults.Clear();
        IReadOnlyList<RowResult> again = await Rows.RunAsync(_folder.Journal, null,
            Enumerable.Range(0, 10).Select(row => Make.Row(connection, Make.CustomerUser($"customer-{row}"))));

        Assert.Equal(2, again.Count(result => result.Resource!.Outcome == Outcome.Replayed));
        Assert.Equal(8, again.Count(result => result.Resource!.Outcome == Outcome.Created));
        Assert.Equal((10L, 10L), (_sandbox.Server.State.Created, _sandbox.Server.State.Calls));
    }

    [Fact]
    public async Task What_is_not_answered_within_the_grace_is_in_doubt()
    {
        _sandbox.Server.Faults.Script("hangAfter");
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { Grace = TimeSpan.FromMilliseconds(100) });
        run.Add(Make.Row(connection, Make.CustomerUser()));
        await Eventually.IsTrueAsync(() => _sandbox.Server.State.Created == 1);

        run.Stop();
        RowResult result = Assert.Single(await run.PassAsync([]));

        Assert.Equal((ProvisioningError.OutcomeUnknown, Delivery.Unknown), (result.Error!.Error, result.Error.Delivery));
        Assert.Equal(OperationState.InDoubt, Assert.Single(Entries()).State);
    }

    [Fact]
    public async Task A_row_that_waits_to_be_tried_again_ends_as_it_stands()
    {
        var timing = Make.Fast with { MaximumDelay = TimeSpan.FromSeconds(100) };
        _sandbox.Server.Faults.Plan = new FaultPlan { Next = ["throttle429RetryAfter"], RetryAfterSeconds = 100 };
        using Connection connection = Make.Reseller(_sandbox.Reseller, Make.Options with { Timing = timing });
        using ProvisioningRun run = Rows.Start(_folder.Journal);
        run.Add(Make.Row(connection, Make.CustomerUser()));
        await Eventually.IsTrueAsync(() => _sandbox.Server.State.Calls == 1);

        run.Stop();
        RowResult result = Assert.Single(await run.PassAsync([]));

        Assert.Contains(result.Error!.Error, new[] { ProvisioningError.Throttled, ProvisioningError.NotSent });
        Assert.Equal(OperationState.NotSent, Assert.Single(Entries()).State);
    }

    [Fact]
    public async Task A_row_in_doubt_that_is_being_settled_stays_in_doubt()
    {
        using Connection connection = Make.CloudCockpit(_sandbox.CloudCockpit,
            Make.Options with { Timing = Make.Fast with { LookInterval = TimeSpan.FromSeconds(100) } });
        _sandbox.Server.Faults.Script("resetBefore");
        var log = new RecordingLog();
        using ProvisioningRun run = Rows.Start(_folder.Journal, log: log);
        run.Add(Make.Row(connection, Make.Customer("crm-1")));
        await Eventually.IsTrueAsync(() => log.Text.Contains("Checking with the vendor what became of it", StringComparison.Ordinal));

        run.Stop();
        RowResult result = Assert.Single(await run.PassAsync([]));

        Assert.Equal(ProvisioningError.OutcomeUnknown, result.Error!.Error);
        Assert.Equal(OperationState.InDoubt, Assert.Single(Entries()).State);
    }

    [Fact]
    public async Task A_run_that_is_left_with_rows_in_it_stops_and_records_them()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        _sandbox.Server.Faults.Plan = new FaultPlan { LatencyMs = 200 };
        using (ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 2 }))
        {
            for (int row = 0; row < 50; row++)
                run.Add(Make.Row(connection, Make.CustomerUser($"customer-{row}")));
            await Eventually.IsTrueAsync(() => _sandbox.Server.State.Calls >= 2);
        }

        long created = _sandbox.Server.State.Created;
        Assert.InRange(created, 2, 10);
        Assert.Equal(created, Entries().Count(entry => entry.State == OperationState.Confirmed));
        Assert.DoesNotContain(Entries(), entry => entry.State is OperationState.Sending or OperationState.InDoubt);
    }

    [Fact]
    public void Stopping_and_leaving_at_the_same_moment_does_no_harm()
    {
        for (int turn = 0; turn < 200; turn++)
        {
            ProvisioningRun run = Rows.Start();
            run.Stop();
            run.Stop();
            run.Dispose();
        }
    }

    [Fact]
    public async Task Leaving_does_not_wait_for_ever_for_a_row_that_does_not_end()
    {
        using var log = new StuckLog();
        using var server = WireServer.Start(WireAnswer.Json("""{"status":0}"""));
        using Connection connection = Make.Reseller(server.BaseAddress);
        ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { Grace = TimeSpan.Zero, LeavingTime = TimeSpan.FromMilliseconds(50) }, log);
        run.Add(Make.Row(connection, Make.CustomerUser()));
        await log.Stuck.SoonAsync();

        await Task.Run(() => { run.Dispose(); return true; }).SoonAsync();

        Assert.NotEqual(OperationState.Confirmed, Assert.Single(Entries()).State);
    }

    private IReadOnlyList<JournaledOperation> Entries() => Journals.Entries(_folder.Journal);

    /// <summary>Whoever writes to it does not come back until it is disposed of.</summary>
    private sealed class StuckLog : IOperationLog, IDisposable
    {
        private readonly TaskCompletionSource<bool> _stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _free = new();

        public Task<bool> Stuck => _stuck.Task;

        public bool IsDebugEnabled => true;

        public void Dispose() => _free.Set();

        public void Warning(string text)
        {
        }

        public void Verbose(string text)
        {
        }

        public void Debug(string text)
        {
            _stuck.TrySetResult(true);
            _free.Wait();
        }
    }
}
