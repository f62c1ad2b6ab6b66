using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>A vendor that nobody can reach is waited for, by all rows together, before any of them is given up.</summary>
public sealed class RetryPolicyBreakerTests
{
    private static readonly Attempt s_unreachable = new() { Delivery = Delivery.NotSent, Message = "Nobody there." };
    private static readonly Attempt s_confirmed = new() { Delivery = Delivery.Confirmed, Message = "" };

    private readonly ConnectionOptions _options = Make.OnJumpingClock(out _);
    private int _calls;

    private ManualTimeProvider Time => (ManualTimeProvider)_options.TimeProvider;

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task A_vendor_that_stays_out_of_reach_ends_the_run_after_five_minutes(int maximumRetryCount)
    {
        var policy = new RetryPolicy(_options with { MaximumRetryCount = maximumRetryCount });
        Attempt last = s_confirmed;
        int rows = 0;
        for (; !last.IsGivenUp && rows < 1000; rows++)
            last = await RunAsync(policy, s_unreachable);

        Assert.Equal(ProvisioningError.VendorUnreachable, last.Error);
        Assert.Equal("The vendor could not be reached for 5 min. Nobody there.", last.Message);
        Assert.InRange(Time.Elapsed, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(8));
        Assert.InRange(rows, 1, 30);
        Assert.InRange(_calls, 5, 60);
    }

    [Fact]
    public async Task A_vendor_that_comes_back_is_noticed_and_the_waiting_row_succeeds()
    {
        var policy = new RetryPolicy(_options with { MaximumRetryCount = 8 });
        var log = new RecordingLog();

        Attempt attempt = await policy.SendAsync(() => Task.FromResult(++_calls <= 8 ? s_unreachable : s_confirmed), log, CancellationToken.None);

        Assert.Equal(Delivery.Confirmed, attempt.Delivery);
        Assert.Equal("The vendor cannot be reached. The run waits for it for up to 5 min; Ctrl+C stops the run safely. Nobody there.",
            Assert.Single(log.Warnings));
    }

    [Fact]
    public async Task An_outage_is_said_once_however_many_rows_wait_for_its_end_and_its_time_counts_down()
    {
        var time = new ManualTimeProvider { PassesAtOnce = static wait => wait < TimeSpan.FromSeconds(14) };
        var policy = new RetryPolicy(new ConnectionOptions { TimeProvider = time, MaximumRetryCount = 0 });
        var log = new RecordingLog();
        using var stop = new CancellationTokenSource();
        Assert.Null(policy.OutageTimeLeft);
        for (int row = 0; row < 5; row++)
            await RunAsync(policy, s_unreachable);

        Task<Attempt>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => policy.SendAsync(() => Task.FromResult(s_unreachable), log, stop.Token))];
        await time.SomebodyWaitsAsync(new RetryTiming().BreakDuration);

        Assert.Single(log.Warnings);
        Assert.Equal(TimeSpan.FromMinutes(5), policy.OutageTimeLeft);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(290), policy.OutageTimeLeft);
        await stop.CancelAsync();
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Single(log.Warnings);
    }

    [Fact]
    public async Task The_countdown_ends_when_the_vendor_is_back()
    {
        var policy = new RetryPolicy(_options with { MaximumRetryCount = 0 });
        for (int row = 0; row < 5; row++)
            await RunAsync(policy, s_unreachable);
        Assert.NotNull(policy.OutageTimeLeft);

        await RunAsync(policy, s_confirmed);

        Assert.Null(policy.OutageTimeLeft);
    }

    [Fact]
    public async Task A_vendor_that_is_lost_in_the_middle_of_a_busy_run_is_waited_for_too()
    {
        var policy = new RetryPolicy(_options with { MaximumRetryCount = 0 });
        for (int row = 0; row < 200; row++)
            await RunAsync(policy, s_confirmed);

        int failed = 0;
        while (failed < 1000 && !(await RunAsync(policy, s_unreachable)).IsGivenUp)
            failed++;

        // The rows that trip it, and those that try whether the vendor is back; never one row after another.
        Assert.InRange(failed, 5, 30);
    }

    [Fact]
    public async Task Single_lost_connections_between_answers_do_not_hold_up_a_run()
    {
        var policy = new RetryPolicy(_options with { MaximumRetryCount = 0 });
        for (int row = 0; row < 100; row++)
            await RunAsync(policy, row % 2 == 0 ? s_unreachable : s_confirmed);

        Assert.Equal(100, _calls);
        Assert.Equal(TimeSpan.Zero, Time.Elapsed);
    }

    [Fact]
    public async Task Calls_that_left_without_an_answer_do_not_count_as_a_vendor_out_of_reach()
    {
        var left = new Attempt { Delivery = Delivery.Unknown, Message = "", HadLeft = true };
        var policy = new RetryPolicy(_options with { MaximumRetryCount = 4 });
        for (int row = 0; row < 100; row++)
            await RunAsync(policy, left);

        Assert.False(left.IsUnreachable);
        Assert.Equal(100, _calls);
        Assert.Equal(TimeSpan.Zero, Time.Elapsed);
    }

    [Fact]
    public async Task A_system_clock_that_is_set_back_does_not_keep_a_run_waiting()
    {
        var policy = new RetryPolicy(_options with { MaximumRetryCount = 0 });
        for (int row = 0; row < 5; row++)
            await RunAsync(policy, s_unreachable);
        Time.SetWallClock(TimeSpan.FromDays(-400));

        Assert.Equal(Delivery.Confirmed, (await RunAsync(policy, s_confirmed)).Delivery);
        Assert.InRange(Time.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task A_stop_ends_the_waiting_for_a_lost_vendor(int maximumRetryCount)
    {
        using var stop = new CancellationTokenSource();
        var time = new ManualTimeProvider { PassesAtOnce = static wait => wait < TimeSpan.FromSeconds(14) };
        var policy = new RetryPolicy(new ConnectionOptions { TimeProvider = time, MaximumRetryCount = maximumRetryCount });
        for (int row = 0; row < 5 && _calls < 5; row++)
            await RunAsync(policy, s_unreachable);
        Task<Attempt> waiting = policy.SendAsync(() => Task.FromResult(s_unreachable), SilentLog.Instance, stop.Token);
        await time.SomebodyWaitsAsync(new RetryTiming().BreakDuration);

        await stop.CancelAsync();

        Assert.Equal(Delivery.NotSent, (await waiting.SoonAsync()).Delivery);
    }

    [Fact]
    public async Task A_call_that_was_on_its_way_when_the_vendor_was_lost_is_made_anew_once_it_is_back()
    {
        var policy = new RetryPolicy(_options with { MaximumRetryCount = 0 });
        var onItsWay = new TaskCompletionSource<Attempt>();
        int made = 0;
        Task<Attempt> running = policy.SendAsync(() => ++made == 1 ? onItsWay.Task : Task.FromResult(s_confirmed), SilentLog.Instance, CancellationToken.None);
        for (int row = 0; row < 5; row++)
            await RunAsync(policy, s_unreachable);

        onItsWay.SetResult(s_unreachable);

        Assert.Equal(Delivery.Confirmed, (await running.SoonAsync()).Delivery);
        Assert.Equal(2, made);
    }

    [Fact]
    public async Task Over_real_sockets_a_refusing_port_ends_as_unreachable()
    {
        using Connection connection = Make.SafeMobi(Make.ClosedPort(), _options with { MaximumRetryCount = 1 });
        var policy = new RetryPolicy(connection.Options);
        OperationResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async row =>
        {
            OperationResult last;
            do
                last = await Make.Row(connection, Make.MobiAccount($"ext-{row}")).DeliverAsync(retry: policy);
            while (last.Last.Error == ProvisioningError.NotSent);
            return last;
        }));

        Assert.All(results, static result => Assert.Equal(ProvisioningError.VendorUnreachable, result.Last.Error));
        Assert.All(results, static result => Assert.Equal(Delivery.NotSent, result.Delivery));
    }

    private async Task<Attempt> RunAsync(RetryPolicy policy, Attempt attempt) => await policy.SendAsync(
        () =>
        {
            _calls++;
            return Task.FromResult(attempt);
        },
        SilentLog.Instance,
        CancellationToken.None);
}
