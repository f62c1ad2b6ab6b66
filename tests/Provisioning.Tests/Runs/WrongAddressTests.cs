using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>A wrong base address ends the run with one error. A row that is not found at the right address is that row's refusal.</summary>
public sealed class WrongAddressTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_ends_the_run_and_says_where_it_leads(int status)
    {
        using var server = WireServer.Start(WireAnswer.Text("", status, "Location: https://www.vendor.example/login?token=MARKER"));
        using Connection connection = Make.QuickHelp(server.BaseAddress);
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 1 });

        await run.PassAsync(Accounts(connection, 50));

        Assert.Equal(ProvisioningError.WrongBaseAddress, run.Fatal!.Error);
        Assert.Equal(status, run.Fatal.HttpStatus);
        Assert.True(run.Fatal.EndsRun);
        Assert.StartsWith(
            $"The vendor answered with a redirect (HTTP {status}) to https://www.vendor.example/login, so the base address looks wrong.",
            run.Fatal.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("MARKER", run.Fatal.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_redirect_of_one_call_among_others_that_were_answered_is_about_its_row()
    {
        using var server = WireServer.Start(
            WireAnswer.Json("""{"customerId":1}"""),
            WireAnswer.Text("", 302, "Location: /maintenance"),
            WireAnswer.Json("""{"customerId":3}"""));
        using Connection connection = Make.QuickHelp(server.BaseAddress);
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 1 });

        List<RowResult> results = await run.PassAsync(Accounts(connection, 3));

        Assert.Null(run.Fatal);
        Assert.Equal([null, ProvisioningError.Rejected, null], results.Select(static result => result.Error?.Error));
        Assert.Contains("(HTTP 302) to /maintenance", results[1].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_a_path_names_the_path()
    {
        using var server = WireServer.Start(WireAnswer.Text("", 302, "Location: /portal/?next=MARKER"));

        Attempt attempt = await Make.RowOf("SafeMobi", server.BaseAddress).CallAsync();

        Assert.StartsWith(
            "The vendor answered with a redirect (HTTP 302) to /portal/, so the base address looks wrong.",
            attempt.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QuickHelp", 404, """{"statusCode":404,"message":"Resource not found"}""")]
    [InlineData("CloudCockpit", 404, "<html><title>404</title></html>")]
    [InlineData("CloudCockpit", 404, """{"type":"https://tools.ietf.org/html/rfc7231#section-6.5.4","title":"Not Found","status":404}""")]
    [InlineData("Reseller", 404, "")]
    [InlineData("SafeMobi", 404, """{"Message":"No HTTP resource was found that matches the request URI."}""")]
    [InlineData("SafeMobi", 405, "")]
    public async Task Not_found_for_every_call_ends_the_run_with_one_error(string vendor, int status, string body)
    {
        using var server = WireServer.Start(WireAnswer.Json(body, status));
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 1 });
        PreparedOperation first = Make.RowOf(vendor, server.BaseAddress);

        List<RowResult> results = await run.PassAsync([first]);

        Assert.Equal(ProvisioningError.WrongBaseAddress, run.Fatal!.Error);
        Assert.Equal(ProvisioningError.WrongBaseAddress, Assert.Single(results).Error!.Error);
        Assert.Contains(
            $"No call of this connection was answered otherwise, so the base address looks wrong: nothing is at {server.BaseAddress}{first.Path}",
            run.Fatal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_found_sends_no_further_rows()
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", 404));
        using Connection connection = Make.QuickHelp(server.BaseAddress);
        using ProvisioningRun run = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 4 });

        List<RowResult> results = await run.PassAsync(Accounts(connection, 100));

        Assert.InRange(server.Requests.Count, 1, 8);
        Assert.InRange(results.Count(static result => result.WasNotStarted), 80, 99);
        Assert.DoesNotContain(results, static result => result.Error is { EndsRun: false });
    }

    [Fact]
    public async Task Not_found_once_the_vendor_was_met_is_that_rows_refusal_also_in_a_later_run()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"customerId":7}"""), WireAnswer.Text("No.", 404));
        using Connection connection = Make.QuickHelp(server.BaseAddress);

        IReadOnlyList<RowResult> first = await Rows.RunAsync(_folder.Journal, new RunOptions { ThrottleLimit = 1 }, Accounts(connection, 3));
        IReadOnlyList<RowResult> second = await Rows.RunAsync(_folder.Journal, new RunOptions { ThrottleLimit = 1 }, Accounts(connection, 3).Skip(1));

        Assert.Equal([null, ProvisioningError.Rejected, ProvisioningError.Rejected], first.Select(static result => result.Error?.Error));
        Assert.Equal([ProvisioningError.Rejected, ProvisioningError.Rejected], second.Select(static result => result.Error?.Error));
    }

    [Theory]
    [InlineData("CloudCockpit", """{"statusCode":404,"type":"NotFound","description":"The reseller does not exist.","correlationId":"c","errors":[]}""")]
    [InlineData("CloudCockpit", """{"statusCode":404,"errors":[{"propertyName":"resellerId","description":["does not exist"]}]}""")]
    [InlineData("SafeMobi", """{"Data":null,"Success":false,"Messages":["The parent account does not exist."]}""")]
    [InlineData("QuickHelp", """{"partnerId":{"value":null,"errors":[{"exception":null,"errorMessage":"Not found."}]}}""")]
    public async Task Not_found_in_the_form_that_the_vendor_documents_is_that_rows_refusal_even_at_first(string vendor, string body)
    {
        using var server = WireServer.Start(WireAnswer.Json(body, 404));
        using ProvisioningRun run = Rows.Start(_folder.Journal);

        List<RowResult> results = await run.PassAsync([Make.RowOf(vendor, server.BaseAddress)]);

        Assert.Null(run.Fatal);
        Assert.Equal(ProvisioningError.Rejected, Assert.Single(results).Error!.Error);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task An_answer_that_any_server_may_give_does_not_show_that_the_vendor_was_met(int status)
    {
        using var server = WireServer.Start(WireAnswer.Text("Later.", status, "Retry-After: 0"), WireAnswer.Text("No.", 404));
        using ProvisioningRun run = Rows.Start(_folder.Journal);

        await run.PassAsync([Make.RowOf("QuickHelp", server.BaseAddress)]);

        Assert.Equal(ProvisioningError.WrongBaseAddress, run.Fatal!.Error);
    }

    [Fact]
    public async Task A_call_in_doubt_that_then_meets_a_redirect_stays_in_doubt_and_the_run_ends()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Text("", 302, "Location: /login"));
        using ProvisioningRun run = Rows.Start(_folder.Journal);

        List<RowResult> results = await run.PassAsync([Make.RowOf("Reseller", server.BaseAddress)]);

        Assert.Equal(ProvisioningError.OutcomeUnknown, Assert.Single(results).Error!.Error);
        Assert.Equal(ProvisioningError.WrongBaseAddress, run.Fatal!.Error);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    public async Task A_wrong_address_of_the_token_endpoint_is_said_at_once(int status)
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", status));
        using Connection connection = Make.CloudCockpit(server.BaseAddress, new Uri(server.BaseAddress, "token"));
        using ProvisioningRun run = Rows.Start(_folder.Journal);

        await run.PassAsync([Make.Row(connection, Make.Customer("crm-1"))]);

        Assert.Equal(ProvisioningError.WrongBaseAddress, run.Fatal!.Error);
        Assert.Contains("The address of the token endpoint looks wrong (-TokenUri).", run.Fatal.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_outage_of_one_run_is_forgotten_by_the_next_on_the_same_connection()
    {
        Uri address = Make.ClosedPort();
        ConnectionOptions options = Make.OnJumpingClock(out ManualTimeProvider time) with { MaximumRetryCount = 0 };
        using Connection connection = Make.QuickHelp(new Uri(address, "quickhelp/"), options);
        using (ProvisioningRun away = Rows.Start(_folder.Journal, new RunOptions { ThrottleLimit = 1 }))
        {
            await away.PassAsync(Accounts(connection, 40));
            Assert.Equal(ProvisioningError.VendorUnreachable, away.Fatal!.Error);
        }

        await using Sandbox.SandboxServer server = await Sandbox.SandboxServer.StartAsync(address.GetLeftPart(UriPartial.Authority));
        TimeSpan before = time.Elapsed;
        using ProvisioningRun back = Rows.Start(_folder.Journal);

        List<RowResult> results = await back.PassAsync([Make.Row(connection, Make.Account("New"))]);

        Assert.Null(back.Fatal);
        Assert.Equal(Outcome.Created, Assert.Single(results).Resource!.Outcome);
        Assert.Equal(before, time.Elapsed);
    }

    [Fact]
    public async Task A_run_counts_down_while_its_vendor_is_away()
    {
        var time = new ManualTimeProvider { PassesAtOnce = static wait => wait < TimeSpan.FromSeconds(14) };
        using Connection connection = Make.QuickHelp(Make.ClosedPort(), new ConnectionOptions { TimeProvider = time, MaximumRetryCount = 0 });
        using ProvisioningRun run = Rows.Start();
        Assert.Null(run.OutageTimeLeft);

        foreach (PreparedOperation row in Accounts(connection, 40))
            run.Add(row);
        await Eventually.IsTrueAsync(() => run.OutageTimeLeft is not null);
        await time.SomebodyWaitsAsync(new RetryTiming().BreakDuration);

        Assert.Equal(TimeSpan.FromMinutes(5), run.OutageTimeLeft);
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(TimeSpan.FromSeconds(286), run.OutageTimeLeft);
    }

    private static IEnumerable<PreparedOperation> Accounts(Connection connection, int count) =>
        Enumerable.Range(0, count).Select(row => Make.Row(connection, Make.Account($"customer-{row}")));
}
