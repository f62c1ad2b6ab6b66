using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>What every row would meet ends the run, with one error.</summary>
public sealed class ProvisioningRunFatalTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly SandboxFixture _sandbox;
    private readonly TemporaryFolder _folder = new();

    public ProvisioningRunFatalTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("QuickHelp")]
    [InlineData("QuickHelp403")]
    [InlineData("CloudCockpit")]
    [InlineData("CloudCockpitSecret")]
    [InlineData("Reseller")]
    [InlineData("ResellerBlocked")]
    [InlineData("ResellerUnknown")]
    [InlineData("SafeMobi")]
    public async Task Refused_credentials_end_the_run_with_one_error_and_no_further_calls(string credentials)
    {
        using Connection connection = Connect(credentials);
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 1 });

        List<RowResult> results = await run.PassAsync(Enumerable.Range(0, 50).Select(row => Row(connection, row)));

        Assert.Equal(ProvisioningError.CredentialsRefused, run.Fatal!.Error);
        Assert.True(run.Fatal.EndsRun);
        Assert.Single(results, result => result.Error?.Error == ProvisioningError.CredentialsRefused);
        Assert.InRange(_sandbox.Server.State.Calls, 0, 1);
        Assert.True(results.Count(result => result.WasNotStarted) >= 47);
        Assert.Equal(0, _sandbox.Server.State.Created);
    }

    [Fact]
    public async Task Rows_of_a_run_whose_credentials_were_refused_are_sent_by_the_next()
    {
        using (Connection wrong = Make.Reseller(_sandbox.Reseller, password: "wrong"))
            await Rows.RunAsync(_folder.Journal, null, Enumerable.Range(0, 20).Select(row => Row(wrong, row)));
        using Connection right = Make.Reseller(_sandbox.Reseller);

        IReadOnlyList<RowResult> results = await Rows.RunAsync(_folder.Journal, null, Enumerable.Range(0, 20).Select(row => Row(right, row)));

        Assert.All(results, result => Assert.Equal(Outcome.Created, result.Resource!.Outcome));
    }

    [Fact]
    public async Task A_vendor_out_of_reach_ends_the_run_and_every_row_can_be_sent_later()
    {
        using Connection connection = Make.SafeMobi(Make.ClosedPort(), Make.Options with { MaximumRetryCount = 1 });
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 4 });

        List<RowResult> results = await run.PassAsync(Enumerable.Range(0, 100).Select(row => Make.Row(connection, Make.MobiAccount($"ext-{row}"))));

        Assert.Equal(ProvisioningError.VendorUnreachable, run.Fatal!.Error);
        Assert.True(results.Count(result => result.WasNotStarted) > 50, "A file's rows must not be used up against a closed door.");
        Assert.All(Journals.Entries(_folder.Journal), entry => Assert.Equal(OperationState.NotSent, entry.State));
    }

    [Fact]
    public async Task An_intent_that_cannot_be_recorded_is_not_sent_and_ends_the_run()
    {
        Refuse("BEFORE INSERT ON operations WHEN NEW.key = 'customer-3'");
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 1 });

        List<RowResult> results = await run.PassAsync(Enumerable.Range(0, 20).Select(row => Row(connection, row)));

        Assert.Equal(ProvisioningError.JournalUnavailable, run.Fatal!.Error);
        Assert.InRange(_sandbox.Server.State.Calls, 0, 3);
        Assert.All(_sandbox.Server.State.Vendor("reseller").Items!, item => Assert.Contains(item.Key!, Recorded()));
        Assert.True(results.Count(result => result.WasNotStarted) >= 15);
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_recorded_is_told_with_what_is_known_and_ends_the_run()
    {
        Refuse("BEFORE UPDATE ON operations WHEN NEW.state = 1");
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 1 });

        List<RowResult> results = await run.PassAsync(Enumerable.Range(0, 20).Select(row => Row(connection, row)));

        RowResult created = results.First(result => result.Error?.Delivery == Delivery.Confirmed);
        VendorApiException error = created.Error!;
        Assert.Equal((ProvisioningError.JournalUnavailable, 1), (error.Error, error.Attempts));
        string id = _sandbox.Server.State.Vendor("reseller").Items!.Single(item => item.Key == created.Operation.Key).Id;
        Assert.StartsWith($"The vendor created it (id {id}), but that could not be recorded, so the next run counts it as in doubt.",
            error.Message, StringComparison.Ordinal);
        Assert.Equal(ProvisioningError.JournalUnavailable, run.Fatal!.Error);
        Assert.InRange(_sandbox.Server.State.Calls, 1, 3);
    }

    private static PreparedOperation Row(Connection connection, int number) => connection.Vendor.Name switch
    {
        "QuickHelp" => Make.Row(connection, Make.Account($"customer-{number}")),
        "CloudCockpit" => Make.Row(connection, Make.Customer($"customer-{number}")),
        "Reseller" => Make.Row(connection, Make.CustomerUser($"customer-{number}")),
        _ => Make.Row(connection, Make.MobiAccount($"customer-{number}")),
    };

    private Connection Connect(string credentials) => credentials switch
    {
        "QuickHelp" => Make.QuickHelp(_sandbox.QuickHelp, key: "wrong"),
        "QuickHelp403" => Make.QuickHelp(_sandbox.QuickHelp, key: "forbidden"),
        "CloudCockpit" => Make.CloudCockpit(_sandbox.CloudCockpit, token: "wrong"),
        "CloudCockpitSecret" => Make.CloudCockpit(_sandbox.CloudCockpit, _sandbox.TokenUri, clientSecret: "wrong"),
        "Reseller" => Make.Reseller(_sandbox.Reseller, password: "wrong"),
        "ResellerBlocked" => Make.Reseller(_sandbox.Reseller, name: "blocked"),
        "ResellerUnknown" => Make.Reseller(_sandbox.Reseller, name: "unknown"),
        _ => Make.SafeMobi(_sandbox.SafeMobi, token: "wrong"),
    };

    // Makes one statement fail as a full or failing disk would.
    private void Refuse(string when)
    {
        Rows.Start(_folder.Journal).Dispose();
        Database.Execute(_folder.Journal, $"CREATE TRIGGER refuse {when} BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
    }

    private string[] Recorded() => [.. Journals.Entries(_folder.Journal).Select(entry => entry.Key)];
}
