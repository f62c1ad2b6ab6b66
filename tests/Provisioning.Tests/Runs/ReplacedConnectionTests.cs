using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Sandbox.Faults;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>A connection that is replaced or disconnected in the middle of a run, as a later command of the pipeline can do.</summary>
public sealed class ReplacedConnectionTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly SandboxFixture _sandbox;
    private readonly TemporaryFolder _folder = new();

    public ReplacedConnectionTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Calls_in_flight_end_and_rows_that_never_left_are_not_sent()
    {
        _sandbox.Server.Faults.Plan = new FaultPlan { LatencyMs = 300 };
        Connection connection = Make.Reseller(_sandbox.Reseller);
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 2 });
        for (int row = 0; row < 20; row++)
            run.Add(Make.Row(connection, Make.CustomerUser($"customer-{row}")));
        await Eventually.IsTrueAsync(() => _sandbox.Server.State.Calls == 2);

        connection.Dispose();
        List<RowResult> results = await run.PassAsync([]);

        Assert.Equal(2, results.Count(static result => result.Resource?.Outcome == Outcome.Created));
        Assert.All(results.Where(static result => result.Resource is null), static result =>
        {
            Assert.Equal((ProvisioningError.NotSent, Delivery.NotSent), (result.Error!.Error, result.Error.Delivery));
            Assert.Contains("replaced or disconnected", result.Error.Message, StringComparison.Ordinal);
        });
        IReadOnlyList<JournaledOperation> entries = Journals.Entries(_folder.Journal);
        Assert.Equal((2, 18), (entries.Count(static entry => entry.State == OperationState.Confirmed),
            entries.Count(static entry => entry.State == OperationState.NotSent)));
        Assert.Equal(2, _sandbox.Server.State.Created);
    }

    [Fact]
    public async Task What_a_call_in_flight_echoes_is_still_masked()
    {
        _sandbox.Server.Faults.Plan = new FaultPlan { LatencyMs = 300, Next = ["echoSecrets"] };
        Connection connection = Make.Reseller(_sandbox.Reseller);
        using ProvisioningRun run = Rows.Start(_folder.Journal);
        run.Add(Make.Row(connection, Make.CustomerUser()));
        await Eventually.IsTrueAsync(() => _sandbox.Server.State.Calls == 1);

        connection.Dispose();
        RowResult result = Assert.Single(await run.PassAsync([]));

        Assert.DoesNotContain("reseller-pass", result.Error!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("user-pass", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doubt_of_an_earlier_run_stays_in_doubt()
    {
        _sandbox.Server.Faults.Script("resetBefore");
        await Rows.RunAsync(_folder.Journal, Make.RowOf("QuickHelp", _sandbox.QuickHelp));
        Connection connection = Make.QuickHelp(_sandbox.QuickHelp);
        connection.Dispose();

        RowResult result = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.Account()));

        Assert.Equal(ProvisioningError.OutcomeUnknown, result.Error!.Error);
        Assert.Equal(OperationState.InDoubt, Assert.Single(Journals.Entries(_folder.Journal)).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_waits_for_the_settling_time_holds_up_no_others(bool withJournal)
    {
        _sandbox.Server.Faults.Script("resetBefore");
        using Connection connection = Make.CloudCockpit(_sandbox.CloudCockpit, Make.Options with { SettlingTime = TimeSpan.FromMinutes(10) });
        using ProvisioningRun run = Rows.Start(withJournal ? _folder.Journal : null, new RunOptions { ThrottleLimit = 1 });

        // More rows than otherwise may be on their way behind a row that has not ended.
        Task<List<RowResult>> passing = run.PassAsync(Enumerable.Range(0, 400).Select(row => Make.Row(connection, Make.Customer($"crm-{row}"))));
        await Eventually.IsTrueAsync(() => _sandbox.Server.State.Created == 399);
        run.Stop();
        List<RowResult> results = await passing;

        Assert.Equal(ProvisioningError.OutcomeUnknown, results[0].Error!.Error);
        Assert.All(results.Skip(1), static result => Assert.Equal(Outcome.Created, result.Resource!.Outcome));
    }
}
