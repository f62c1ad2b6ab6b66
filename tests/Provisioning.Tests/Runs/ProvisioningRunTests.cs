using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Runs;
using Provisioning.Sandbox.Faults;
using Provisioning.Tests.Support;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Runs;

public sealed class ProvisioningRunTests : IClassFixture<SandboxFixture>
{
    private readonly SandboxFixture _sandbox;

    public ProvisioningRunTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Results_come_in_the_order_of_the_input_whatever_each_row_took(bool withJournal)
    {
        using var folder = new TemporaryFolder();
        using Connection connection = Make.Reseller(_sandbox.Reseller, Make.Options with { MaximumRetryCount = 30 });
        _sandbox.Server.Faults.Plan = new FaultPlan { Rates = new System.Collections.Generic.Dictionary<string, double> { ["throttle429"] = 0.5 } };

        var results = await Rows.RunAsync(
            withJournal ? folder.Journal : null, new RunOptions { ThrottleLimit = 16 },
                Enumerable.Range(0, 600).Select(row => Make.Row(connection, Make.CustomerUser($"customer-{row}"))));

        Assert.Equal(Enumerable.Range(0, 600).Select(row => $"customer-{row}"), results.Select(result => ((ResellerCustomerUser)result.Resource!).Customer));
        Assert.True(results.Select(result => result.Resource!.Attempts).Distinct().Count() > 2);
        Assert.Equal((600L, 0L), (_sandbox.Server.State.Created, _sandbox.Server.State.Duplicates.ByKey));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    public async Task At_most_so_many_calls_are_open_at_once_and_as_many_where_there_is_work(int throttleLimit, bool withJournal)
    {
        using var folder = new TemporaryFolder();
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        _sandbox.Server.Faults.Plan = new FaultPlan { LatencyMs = 100 };

        await Rows.RunAsync(withJournal ? folder.Journal : null, new RunOptions { ThrottleLimit = throttleLimit },
            Enumerable.Range(0, 12).Select(row => Make.Row(connection, Make.CustomerUser($"customer-{row}"))));

        Assert.Equal(throttleLimit, _sandbox.Server.State.MaxConcurrent);
    }

    [Fact]
    public async Task The_window_is_bounded_and_only_as_many_rows_begin_as_there_are_slots()
    {
        using var server = WireServer.Start(WireAnswer.Hang);
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        using ProvisioningRun run = Rows.Start(options: new RunOptions { ThrottleLimit = 2, Grace = TimeSpan.Zero });

        int added = 0;
        for (; !run.IsFull && added < 10_000; added++)
            run.Add(Make.Row(connection, Make.MobiAccount($"ext-{added}")));
        await Eventually.IsTrueAsync(() => server.Requests.Count >= 2);

        Assert.Equal(256, added);
        Assert.Equal(2, server.Requests.Count);
        Assert.False(run.TryTake(out _));
        run.Stop();
    }

    [Fact]
    public async Task A_bad_row_stops_nothing_and_keeps_its_place()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        using ProvisioningRun run = Rows.Start();
        run.Add(Make.Row(connection, Make.CustomerUser("one")));
        run.Add(Make.Row(connection, Make.CustomerUser("two")).Refused(new VendorApiException(ProvisioningError.RuleViolation, "bad")));
        run.Add(Make.Row(connection, Make.CustomerUser("three")));

        var results = await run.PassAsync([]);

        Assert.Equal([null, ProvisioningError.RuleViolation, null], results.Select(result => result.Error?.Error));
        Assert.Equal((2, 1, 2), (run.Statistics.Created, run.Statistics.Failed, run.Statistics.Done));
        Assert.Null(run.Fatal);
    }

    [Fact]
    public async Task A_row_that_works_carries_outcome_attempts_and_correlation()
    {
        _sandbox.Server.Faults.Script("throttle429");
        using Connection connection = Make.CloudCockpit(_sandbox.CloudCockpit);

        RowResult result = await Rows.RunAsync(null, Make.Row(connection, Make.Customer()));

        Assert.Equal((Outcome.Created, 2), (result.Resource!.Outcome, result.Resource.Attempts));
        Assert.Equal(result.Resource.CorrelationId, Assert.Single(_sandbox.Server.State.Vendor("cloudcockpit").Items!).CorrelationId);
    }

    [Fact]
    public async Task A_row_that_fails_says_all_that_is_known()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        await Rows.RunAsync(null, Make.Row(connection, Make.CustomerUser()));

        RowResult result = await Rows.RunAsync(null, Make.Row(connection, Make.CustomerUser()));

        VendorApiException error = result.Error!;
        Assert.Equal((ProvisioningError.AlreadyExists, Delivery.Rejected, "301", 200, 1),
            (error.Error, error.Delivery, error.VendorCode, error.HttpStatus, error.Attempts));
        Assert.Equal(("Reseller", "CustomerUser.Create", result.Operation.CorrelationId), (error.Vendor, error.Operation, error.CorrelationId));
        Assert.Equal("The vendor refused with status 301: customer name already taken (Customer name already taken.)", error.Message);
        Assert.False(error.EndsRun);
    }

    [Fact]
    public async Task Calls_are_capped_in_a_second()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller, Make.Options with { RequestsPerSecond = 20 });
        using ProvisioningRun run = Rows.Start(options: new RunOptions { ThrottleLimit = 16, Grace = TimeSpan.FromSeconds(5) });
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (int row = 0; row < 200; row++)
            run.Add(Make.Row(connection, Make.CustomerUser($"customer-{row}")));

        await Eventually.IsTrueAsync(() => _sandbox.Server.State.Calls >= 8);
        long calls = _sandbox.Server.State.Calls;
        double seconds = clock.Elapsed.TotalSeconds;
        run.Stop();
        long callsAtStop = _sandbox.Server.State.Calls;
        var results = await run.PassAsync([]);

        Assert.True(calls <= (seconds * 20) + 2, $"{calls} calls in {seconds} s");

        // Rows that wait for their turn are not begun any more, though there were seconds of grace.
        Assert.InRange(_sandbox.Server.State.Calls, callsAtStop, callsAtStop + 3);
        Assert.Equal(_sandbox.Server.State.Calls, results.Count(result => result.Resource is not null));
    }
}
