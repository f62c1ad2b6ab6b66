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
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>A call whose answer was lost, settled where the vendor allows it and reported where it does not.</summary>
public sealed class RecoveryTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly SandboxFixture _sandbox;
    private readonly TemporaryFolder _folder = new();

    public RecoveryTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    public static TheoryData<string, string> DoneButUnanswered => Each(
        "resetAfter", "hangAfter", "truncated", "htmlAfter", "empty", "wrongType", "badJson", "deep", "huge",
        "error500After", "timeout408After", "unavailable503After");

    public static TheoryData<string, string> NotDoneAndUnanswered => Each(
        "resetBefore", "hang", "truncatedBefore", "html", "emptyBefore", "error500Before", "unavailable503");

    private Uri Address(string vendor) => new(_sandbox.Server.BaseAddress, vendor.ToLowerInvariant() + "/");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(DoneButUnanswered))]
    public async Task What_was_done_is_recovered_and_not_done_again(string vendor, string fault)
    {
        RowResult result = await RunWithFaultAsync(vendor, fault);

        Assert.Equal(Outcome.Recovered, result.Resource!.Outcome);
        Assert.Equal((1L, 0L), (_sandbox.Server.State.Created, _sandbox.Server.State.Duplicates.ByKey));
        Assert.Equal(OperationState.Confirmed, Entry().State);
    }

    [Theory]
    [MemberData(nameof(NotDoneAndUnanswered))]
    public async Task What_was_not_done_is_done_once(string vendor, string fault)
    {
        RowResult result = await RunWithFaultAsync(vendor, fault);

        Assert.Equal((Outcome.Created, 2), (result.Resource!.Outcome, result.Resource.Attempts));
        Assert.Equal((1L, 0L), (_sandbox.Server.State.Created, _sandbox.Server.State.Duplicates.ByKey));
        Assert.Equal((OperationState.Confirmed, 2), (Entry().State, Entry().Attempts));
    }

    [Theory]
    [InlineData("CloudCockpit", 30)]
    [InlineData("CloudCockpit", 400)]
    [InlineData("Reseller", 30)]
    [InlineData("Reseller", 400)]
    [InlineData("SafeMobi", 30)]
    public async Task A_first_call_that_is_still_at_work_makes_no_second_customer(string vendor, int lateMs)
    {
        _sandbox.Server.Faults.Plan = new FaultPlan { Next = ["lateReset"], LateMs = lateMs };

        RowResult result = await Rows.RunAsync(_folder.Journal, Make.RowOf(vendor, Address(vendor)));
        await Task.Delay(lateMs);

        Assert.NotNull(result.Resource);
        Assert.Equal((1L, 0L), (_sandbox.Server.State.Created, _sandbox.Server.State.Duplicates.ByKey));
    }

    [Fact]
    public async Task A_read_back_whose_credentials_are_refused_leaves_the_row_in_doubt_and_ends_the_run()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("{}", 401));
        using ProvisioningRun run = Rows.Start(_folder.Journal);

        List<RowResult> results = await run.PassAsync([Make.RowOf("CloudCockpit", server.BaseAddress)]);

        Assert.Equal(ProvisioningError.OutcomeUnknown, results[0].Error!.Error);
        Assert.Equal(ProvisioningError.CredentialsRefused, run.Fatal!.Error);
    }

    [Theory]
    [InlineData("status9999", Outcome.Created)]
    [InlineData("status777", Outcome.Created)]
    [InlineData("status9999After", Outcome.Recovered)]
    public async Task A_reseller_status_that_says_nothing_is_settled_by_asking(string fault, Outcome outcome)
    {
        RowResult result = await RunWithFaultAsync("Reseller", fault);

        Assert.Equal((outcome, outcome == Outcome.Recovered ? 1 : 2), (result.Resource!.Outcome, result.Resource.Attempts));
        Assert.Equal(1, _sandbox.Server.State.Created);
    }

    [Theory]
    [InlineData("user@first")]
    [InlineData("user@new")]
    public async Task A_name_that_another_operation_of_the_journal_took_is_not_taken_for_ours(string userName)
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        await Rows.RunAsync(_folder.Journal, null, [Make.Row(connection, Make.CustomerUser("first")),
            Make.Row(connection, new Provisioning.Vendors.Reseller.ResellerCustomerRequest { Name = "new" })]);
        _sandbox.Server.Faults.Script("resetBefore");

        RowResult result = await Rows.RunAsync(_folder.Journal,
            Make.Row(connection, Make.CustomerUser(userName == "user@new" ? "new" : "second").With("UserName", userName)));

        Assert.Equal((ProvisioningError.OutcomeUnknown, Delivery.Unknown), (result.Error!.Error, result.Error.Delivery));
        Assert.Contains(userName == "user@new" ? "no user 'user@new'" : "already taken", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_vendor_allows_no_recovery_the_row_is_reported_and_never_sent_again_by_itself()
    {
        RowResult first = await RunWithFaultAsync("QuickHelp", "resetAfter");
        RowResult second = await Rows.RunAsync(_folder.Journal, Make.RowOf("QuickHelp", Address("QuickHelp")));

        Assert.All([first, second], result => Assert.Equal((ProvisioningError.OutcomeUnknown, Delivery.Unknown), (result.Error!.Error, result.Error.Delivery)));
        Assert.Equal(1, _sandbox.Server.State.Calls);
        Assert.Equal(OperationState.InDoubt, Entry().State);
    }

    [Fact]
    public async Task A_row_that_a_person_found_not_done_is_sent_by_the_next_run()
    {
        await RunWithFaultAsync("QuickHelp", "resetBefore");
        Settle(OperationState.NotSent, vendorId: null);

        RowResult result = await Rows.RunAsync(_folder.Journal, Make.RowOf("QuickHelp", _sandbox.QuickHelp));

        Assert.Equal(Outcome.Created, result.Resource!.Outcome);
        Assert.Equal((2L, 1L), (_sandbox.Server.State.Calls, _sandbox.Server.State.Created));
    }

    [Fact]
    public async Task A_row_that_a_person_found_done_is_replayed_with_the_id_that_was_found()
    {
        await RunWithFaultAsync("QuickHelp", "resetAfter");
        Settle(OperationState.Confirmed, "1001");

        RowResult result = await Rows.RunAsync(_folder.Journal, Make.RowOf("QuickHelp", _sandbox.QuickHelp));

        Assert.Equal(Outcome.Replayed, result.Resource!.Outcome);
        Assert.Equal(1001, ((QuickHelpCustomer)result.Resource).CustomerId);
        Assert.Equal(1, _sandbox.Server.State.Calls);
    }

    [Theory]
    [InlineData("CloudCockpit", true)]
    [InlineData("CloudCockpit", false)]
    [InlineData("Reseller", true)]
    [InlineData("Reseller", false)]
    [InlineData("SafeMobi", true)]
    [InlineData("SafeMobi", false)]
    public async Task What_a_killed_run_had_begun_is_settled_by_the_next(string vendor, bool wasDone)
    {
        PreparedOperation row = Make.RowOf(vendor, Address(vendor));
        using (RunJournal killed = Journals.OpenRun(_folder.Journal))
        {
            Claim claim = await killed.ClaimAsync(row, force: false);
            row.AssignId(claim.ChosenId);
            if (wasDone)
                await row.CallAsync();
        }

        RowResult result = await Rows.RunAsync(_folder.Journal, Make.RowOf(vendor, Address(vendor)));

        Assert.Equal(wasDone ? Outcome.Recovered : Outcome.Created, result.Resource!.Outcome);
        Assert.Equal((1L, 0L), (_sandbox.Server.State.Created, _sandbox.Server.State.Duplicates.ByKey));
        if (result.Resource is CloudCockpitCustomer customer)
            Assert.Equal(row.ChosenId, customer.Id);
    }

    [Fact]
    public async Task A_row_in_doubt_is_not_sent_even_where_it_is_forced()
    {
        await RunWithFaultAsync("QuickHelp", "resetAfter");

        RowResult result = await Rows.RunAsync(_folder.Journal, Make.RowOf("QuickHelp", _sandbox.QuickHelp), new RunOptions { CreateAgain = true });

        Assert.Equal(ProvisioningError.OutcomeUnknown, result.Error!.Error);
        Assert.Equal(1, _sandbox.Server.State.Calls);
    }

    [Fact]
    public async Task A_row_in_doubt_with_other_data_is_refused_until_it_is_settled()
    {
        using Connection connection = Make.QuickHelp(_sandbox.QuickHelp);
        await RunWithFaultAsync("QuickHelp", "resetAfter");

        RowResult result = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.Account().With("Licenses", 7)));

        Assert.Equal(ProvisioningError.KeyReusedWithOtherData, result.Error!.Error);
        Assert.Equal(OperationState.InDoubt, Entry().State);
    }

    private static TheoryData<string, string> Each(params string[] faults)
    {
        var data = new TheoryData<string, string>();
        foreach (string fault in faults)
        {
            data.Add("CloudCockpit", fault);
            data.Add("Reseller", fault);
            data.Add("SafeMobi", fault);
        }

        return data;
    }

    private async Task<RowResult> RunWithFaultAsync(string vendor, string fault)
    {
        _sandbox.Server.Faults.Script(fault);
        ConnectionOptions options = fault.StartsWith("hang", StringComparison.Ordinal) ? Make.Options with { Timeout = TimeSpan.FromSeconds(2) } : Make.Options;
        return await Rows.RunAsync(_folder.Journal, Make.RowOf(vendor, Address(vendor), options));
    }

    private JournaledOperation Entry() => Assert.Single(Journals.Entries(_folder.Journal));

    private void Settle(OperationState state, string? vendorId)
    {
        using IJournalStore store = Journals.Open(_folder.Journal);
        Assert.True(store.Settle(Entry().Id, state, vendorId));
    }
}
