using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>What is tried again, how often, and when: with the real waits, on a clock that lets them pass at once.</summary>
public sealed class RetryPolicyTests
{
    private readonly ConnectionOptions _options = Make.OnJumpingClock(out _);
    private int _calls;

    private ManualTimeProvider Time => (ManualTimeProvider)_options.TimeProvider;

    [Theory]
    [InlineData(Delivery.NotSent, 5)]
    [InlineData(Delivery.Throttled, 5)]
    [InlineData(Delivery.Rejected, 1)]
    [InlineData(Delivery.Unknown, 1)]
    [InlineData(Delivery.Confirmed, 1)]
    public async Task Only_what_was_not_sent_or_not_processed_is_tried_again(Delivery delivery, int calls)
    {
        Attempt last = await RunAsync(_options, new Attempt { Delivery = delivery, Message = "" });

        Assert.Equal(delivery, last.Delivery);
        Assert.Equal(calls, _calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task It_is_tried_again_as_often_as_asked_and_no_more(int maximum)
    {
        await RunAsync(_options with { MaximumRetryCount = maximum }, Throttled());

        Assert.Equal(1 + maximum, _calls);
    }

    [Fact]
    public async Task The_waits_grow_and_stay_within_their_bounds()
    {
        await RunAsync(_options with { MaximumRetryCount = 40, Timing = new RetryTiming { TotalTime = TimeSpan.FromDays(1) } }, Throttled());

        Assert.Equal(40, Time.Waits.Count);
        Assert.All(Time.Waits, static wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(120)));
        Assert.True(Time.Waits.Take(3).Max() < TimeSpan.FromSeconds(20));
        Assert.True(Time.Waits.Skip(20).Average(static wait => wait.TotalSeconds) > 30);
        Assert.True(Time.Waits.Distinct().Count() > 3, "Without jitter, all rows of a run would come back at the same moment.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(120)]
    public async Task What_the_vendor_asks_for_is_waited(int seconds)
    {
        await RunAsync(_options with { MaximumRetryCount = 1 }, Throttled(TimeSpan.FromSeconds(seconds)));

        Assert.Equal(seconds, (int)Time.Elapsed.TotalSeconds);
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task What_the_vendor_asks_for_is_capped()
    {
        await RunAsync(_options with { MaximumRetryCount = 1 }, Throttled(TimeSpan.FromDays(2)));

        Assert.Equal(TimeSpan.FromSeconds(120), Assert.Single(Time.Waits));
    }

    [Fact]
    public async Task The_total_time_is_bounded_however_many_tries_are_allowed()
    {
        await RunAsync(_options with { MaximumRetryCount = 1000 }, Throttled(TimeSpan.FromSeconds(90)));

        // 10 minutes, and the wait that was under way.
        Assert.InRange(Time.Elapsed, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
        Assert.InRange(_calls, 7, 9);
    }

    [Fact]
    public async Task A_step_of_the_system_clock_does_not_change_the_bounds()
    {
        var policy = new RetryPolicy(_options with { MaximumRetryCount = 3 });

        await policy.SendAsync(
            () =>
            {
                _calls++;
                Time.SetWallClock(TimeSpan.FromDays(_calls % 2 == 0 ? -400 : 400));
                return Task.FromResult(Throttled());
            },
            SilentLog.Instance,
            CancellationToken.None);

        Assert.Equal(4, _calls);
        Assert.True(Time.Elapsed < TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_certificate_does_not_become_valid_by_trying_again()
    {
        await RunAsync(_options, new Attempt { Delivery = Delivery.NotSent, Message = "", IsLasting = true });

        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Refused_credentials_are_not_tried_again()
    {
        await RunAsync(_options, new Attempt { Delivery = Delivery.NotSent, Message = "",
            Verdict = Verdict.Rejected("", ProvisioningError.CredentialsRefused) });

        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_stop_ends_the_waiting_at_once_and_the_last_answer_stands()
    {
        var time = new ManualTimeProvider();
        using var stop = new CancellationTokenSource();
        Task<Attempt> running = new RetryPolicy(new ConnectionOptions { TimeProvider = time })
            .SendAsync(() => Task.FromResult(Throttled(TimeSpan.FromSeconds(50))), SilentLog.Instance, stop.Token);
        await time.SomebodyWaitsAsync(TimeSpan.FromSeconds(50));

        await stop.CancelAsync();

        Assert.Equal(Delivery.Throttled, (await running.SoonAsync()).Delivery);
        Assert.Equal(TimeSpan.Zero, time.Elapsed);
    }

    [Fact]
    public async Task Each_wait_is_told_with_its_reason_and_its_count()
    {
        var log = new RecordingLog();

        await new RetryPolicy(_options with { MaximumRetryCount = 1 }).SendAsync(
            () =>
                Task.FromResult(new Attempt { Delivery = Delivery.Throttled, Message = "Turned away.",
                    RetryAfter = TimeSpan.FromSeconds(7) }), log, CancellationToken.None);

        Assert.Equal("Turned away. Retrying in 7 s (1 of 1).", log.Text);
    }

    [Theory]
    [InlineData("throttle429RetryAfter")]
    [InlineData("unavailable503RetryAfter")]
    [InlineData("throttle429")]
    public async Task A_call_that_is_turned_away_at_first_is_made_again_and_counted(string fault)
    {
        await using Sandbox.SandboxServer server = await Sandbox.SandboxServer.StartAsync();
        server.Faults.Script(fault, fault);

        OperationResult delivered = await Make.RowOf("Reseller", new Uri(server.BaseAddress, "reseller/"), _options).DeliverAsync();

        Assert.Equal((Delivery.Confirmed, Outcome.Created, 3), (delivered.Delivery, delivered.Outcome, delivered.Attempts));
        Assert.Equal(1, server.State.Created);
        Assert.Equal(2, Time.Waits.Count);
    }

    [Fact]
    public async Task A_call_that_is_turned_away_every_time_ends_as_throttled()
    {
        using var server = WireServer.Start(WireAnswer.Text("Slow down.", 429, "Retry-After: 1"));

        OperationResult delivered = await Make.RowOf("QuickHelp", server.BaseAddress, _options).DeliverAsync();

        Assert.Equal((Delivery.Throttled, ProvisioningError.Throttled, 429), (delivered.Delivery, delivered.Last.Error, delivered.Last.HttpStatus));
        Assert.Contains("Slow down.", delivered.Last.Message, StringComparison.Ordinal);
        Assert.Equal(5, server.Requests.Count);
    }

    private async Task<Attempt> RunAsync(ConnectionOptions options, Attempt attempt) => await new RetryPolicy(options).SendAsync(
        () =>
        {
            _calls++;
            return Task.FromResult(attempt);
        },
        SilentLog.Instance,
        CancellationToken.None);

    private static Attempt Throttled(TimeSpan? retryAfter = null) => new() { Delivery = Delivery.Throttled, Message = "", RetryAfter = retryAfter };
}
