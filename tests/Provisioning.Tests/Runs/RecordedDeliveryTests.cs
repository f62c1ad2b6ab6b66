using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>The same row again: in one file, in a second run, mended, forced.</summary>
public sealed class RecordedDeliveryTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly SandboxFixture _sandbox;
    private readonly TemporaryFolder _folder = new();

    public RecordedDeliveryTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    private long Calls => _sandbox.Server.State.Calls;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_row_twice_in_one_file_is_one_call_and_a_replay()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);

        var results = await Rows.RunAsync(_folder.Journal, new RunOptions { ThrottleLimit = 8 },
            Enumerable.Range(0, 40).Select(row => Make.Row(connection, Make.CustomerUser($"customer-{row / 4}"))));

        Assert.Equal((10L, 10L), (Calls, _sandbox.Server.State.Created));
        Assert.All(results.Where((_, row) => row % 4 == 0), result => Assert.Equal(Outcome.Created, result.Resource!.Outcome));
        Assert.All(results.Where((_, row) => row % 4 != 0), result => Assert.Equal((Outcome.Replayed, 0),
            (result.Resource!.Outcome, result.Resource.Attempts)));
    }

    [Fact]
    public async Task The_same_key_with_other_data_is_refused_without_a_call()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);

        var results = await Rows.RunAsync(_folder.Journal, null,
            [Make.Row(connection, Make.CustomerUser()), Make.Row(connection, Make.CustomerUser().With("ContactName", "Another"))]);

        Assert.Equal((ProvisioningError.KeyReusedWithOtherData, Delivery.NotSent), (results[1].Error!.Error, results[1].Error!.Delivery));
        Assert.Equal("The journal has 'contoso' with other data (Confirmed): contactName differs.", results[1].Error!.Message);
        Assert.Equal(1, Calls);
    }

    [Fact]
    public async Task A_changed_password_is_not_other_data()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.CustomerUser()));

        RowResult again = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.CustomerUser().With("Password", Make.Secret("another"))));

        Assert.Equal(Outcome.Replayed, again.Resource!.Outcome);
    }

    [Fact]
    public async Task Rows_without_a_key_are_operations_of_their_own()
    {
        using Connection connection = Make.SafeMobi(_sandbox.SafeMobi);

        var results = await Rows.RunAsync(_folder.Journal, null, Enumerable.Range(0, 3).Select(_ => Make.Row(connection, Make.MobiAccount(externalId: null))));

        Assert.All(results, result => Assert.Equal(Outcome.Created, result.Resource!.Outcome));
        Assert.Equal((3L, 3L), (Calls, _sandbox.Server.State.Created));
    }

    [Fact]
    public async Task A_second_run_replays_what_the_vendor_answered()
    {
        using Connection connection = Make.SafeMobi(_sandbox.SafeMobi);
        SafeMobiAccountRequest request = Make.MobiAccount().With("Email", "ana@contoso.example");
        RowResult first = await Rows.RunAsync(_folder.Journal, Make.Row(connection, request));

        RowResult second = await Rows.RunAsync(_folder.Journal, Make.Row(connection, request));

        Assert.Equal(1, Calls);
        Assert.Equal((Outcome.Created, 1), (first.Resource!.Outcome, first.Resource.Attempts));
        Assert.Equal((Outcome.Replayed, 0), (second.Resource!.Outcome, second.Resource.Attempts));
        Assert.True(JToken.DeepEquals(Shown(first.Resource), Shown(second.Resource)), Shown(second.Resource).ToString());
    }

    [Fact]
    public async Task A_customer_whose_id_the_module_chose_is_replayed_with_that_id()
    {
        using Connection connection = Make.CloudCockpit(_sandbox.CloudCockpit);
        RowResult first = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.Customer("crm-7")));

        RowResult second = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.Customer("crm-7")));

        Assert.Equal(Outcome.Replayed, second.Resource!.Outcome);
        Assert.NotNull(((CloudCockpitCustomer)first.Resource!).Id);
        Assert.Equal(((CloudCockpitCustomer)first.Resource!).Id, ((CloudCockpitCustomer)second.Resource).Id);
        Assert.Equal(first.Resource.CorrelationId, second.Resource.CorrelationId);
    }

    [Fact]
    public async Task A_row_that_was_refused_may_be_mended_and_tried_again()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        await Rows.RunAsync(null, Make.Row(connection, Make.CustomerUser("taken")));
        RowResult refused = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.CustomerUser("new").With("UserName", "user@taken")));

        RowResult mended = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.CustomerUser("new")));

        Assert.Equal(ProvisioningError.AlreadyExists, refused.Error!.Error);
        Assert.Equal(Outcome.Created, mended.Resource!.Outcome);
    }

    [Fact]
    public async Task A_row_that_was_not_sent_is_sent_by_the_next_run()
    {
        ConnectionOptions once = Make.Options with { MaximumRetryCount = 0 };
        _sandbox.Server.Faults.Script("throttle429");
        using Connection connection = Make.Reseller(_sandbox.Reseller, once);

        RowResult first = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.CustomerUser()));
        RowResult second = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.CustomerUser()));

        Assert.Equal(ProvisioningError.Throttled, first.Error!.Error);
        Assert.Equal(Outcome.Created, second.Resource!.Outcome);
        Assert.Equal(2, Assert.Single(Entries()).Attempts);
    }

    [Fact]
    public async Task Force_sends_a_confirmed_row_again_and_only_then()
    {
        using Connection connection = Make.SafeMobi(_sandbox.SafeMobi);
        await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.MobiAccount()));

        RowResult forced = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.MobiAccount()), new RunOptions { CreateAgain = true });
        RowResult after = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.MobiAccount()));

        Assert.Equal((Outcome.Created, Outcome.Replayed), (forced.Resource!.Outcome, after.Resource!.Outcome));
        Assert.Equal(((SafeMobiAccount)forced.Resource).Id, ((SafeMobiAccount)after.Resource).Id);
        Assert.Equal(2, Calls);
    }

    [Fact]
    public async Task A_confirmed_row_whose_forced_call_is_turned_away_stays_confirmed()
    {
        using Connection connection = Make.SafeMobi(_sandbox.SafeMobi);
        RowResult first = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.MobiAccount()));
        _sandbox.Server.Faults.Script([.. Enumerable.Repeat("throttle429", 20)]);

        RowResult forced = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.MobiAccount()), new RunOptions { CreateAgain = true });
        RowResult after = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.MobiAccount()));

        Assert.Equal(ProvisioningError.Throttled, forced.Error!.Error);
        Assert.Equal(Outcome.Replayed, after.Resource!.Outcome);
        Assert.Equal(((SafeMobiAccount)first.Resource!).Id, ((SafeMobiAccount)after.Resource).Id);
    }

    [Fact]
    public async Task A_customer_that_is_forced_a_second_time_gets_an_id_of_its_own()
    {
        using Connection connection = Make.CloudCockpit(_sandbox.CloudCockpit);
        RowResult first = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.Customer("crm-7")));

        RowResult forced = await Rows.RunAsync(_folder.Journal, Make.Row(connection, Make.Customer("crm-7")), new RunOptions { CreateAgain = true });

        Assert.Equal(Outcome.Created, forced.Resource!.Outcome);
        Assert.NotEqual(((CloudCockpitCustomer)first.Resource!).Id, ((CloudCockpitCustomer)forced.Resource).Id);
    }

    [Fact]
    public async Task An_operation_key_takes_the_place_of_the_natural_key_and_not_that_of_the_names()
    {
        using Connection connection = Make.SafeMobi(_sandbox.SafeMobi);

        var results = await Rows.RunAsync(
            _folder.Journal, null, [Make.Row(connection, Make.MobiAccount(), "ticket-1"),
                Make.Row(connection, Make.MobiAccount(), "ticket-2"), Make.Row(connection, Make.MobiAccount(), "ticket-1")]);

        Assert.Equal([Outcome.Created, Outcome.Replayed, Outcome.Replayed], results.Select(result => result.Resource!.Outcome));
    }

    [Fact]
    public async Task The_same_key_of_another_account_address_or_operation_is_another_operation()
    {
        using Connection acme = Make.Reseller(_sandbox.Reseller);
        using Connection other = Make.Reseller(_sandbox.Reseller, name: "other");
        using Connection elsewhere = Make.Reseller(new Uri(_sandbox.Reseller.AbsoluteUri.Replace("127.0.0.1", "localhost",
            StringComparison.Ordinal)), name: "third");
        using Connection third = Make.Reseller(_sandbox.Reseller, name: "third");

        var results = await Rows.RunAsync(_folder.Journal, null, [
            Make.Row(acme, Make.CustomerUser()), Make.Row(other, Make.CustomerUser()), Make.Row(elsewhere, Make.CustomerUser()),
            Make.Row(acme, Make.User("contoso")), Make.Row(third, Make.CustomerUser())]);

        Assert.Equal(5, Calls);
        Assert.Equal(4, results.Count(result => result.Resource is { Outcome: Outcome.Created }));
        Assert.Single(results, result => result.Error?.Error == ProvisioningError.AlreadyExists);
    }

    [Fact]
    public async Task Two_runs_of_one_file_at_the_same_time_create_every_row_once()
    {
        using Connection connection = Make.Reseller(_sandbox.Reseller);
        Task<IReadOnlyList<RowResult>> RunAsync() => Rows.RunAsync(
            _folder.Journal, new RunOptions { ThrottleLimit = 8 },
                Enumerable.Range(0, 200).Select(row => Make.Row(connection, Make.CustomerUser($"customer-{row}"))));

        IReadOnlyList<RowResult>[] both = await Task.WhenAll(RunAsync(), RunAsync());

        Assert.Equal((200L, 200L), (Calls, _sandbox.Server.State.Created));
        Assert.Equal(200, both.SelectMany(results => results).Count(result => result.Resource is { Outcome: Outcome.Created }));
        Assert.All(both.SelectMany(results => results).Where(result => result.Error is not null),
            result => Assert.Equal(ProvisioningError.HeldByAnotherRun, result.Error!.Error));
    }

    private static JObject Shown(ProvisionedResource resource)
    {
        var shown = JObject.FromObject(resource);
        shown.Remove("Outcome");
        shown.Remove("Attempts");
        return shown;
    }

    private IReadOnlyList<JournaledOperation> Entries() => Journals.Entries(_folder.Journal);
}
