using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;
using static Provisioning.Tests.Support.Queries;

namespace Provisioning.Tests.Execution;

/// <summary>Queries: what is asked again, how pages follow each other, and what is said of one that was not answered.</summary>
public sealed class QueryExecutorTests
{
    private static readonly WireAnswer s_first = WireAnswer.Json("""{"items":[1,2,3],"more":true,"total":7}""");
    private static readonly WireAnswer s_second = WireAnswer.Json("""{"items":[4,5,6],"more":true,"total":7}""");
    private static readonly WireAnswer s_last = WireAnswer.Json("""{"items":[7],"more":false,"total":7}""");

    [Fact]
    public async Task A_query_that_reached_the_vendor_and_timed_out_is_unanswered_and_never_not_sent()
    {
        using var server = WireServer.Start(WireAnswer.Hang);

        VendorApiException error = await FailedAsync(server.BaseAddress, Impatient(retries: 0));

        Assert.Equal((ProvisioningError.Unanswered, Delivery.Unknown), (error.Error, error.Delivery));
        Assert.EndsWith("was sent, but no answer was received: no answer was received within 0.3 s.", error.Message, StringComparison.Ordinal);
        Assert.False(error.EndsRun);
        Assert.Equal(("SafeMobi", "Thing.List"), (error.Vendor, error.Operation));
    }

    [Fact]
    public async Task A_query_that_nobody_answers_is_asked_again_and_does_not_count_as_a_vendor_out_of_reach()
    {
        using var server = WireServer.Start(WireAnswer.Reset);
        var log = new RecordingLog();

        VendorApiException error = await FailedAsync(server.BaseAddress, Make.Options with { MaximumRetryCount = 12 }, log);

        Assert.Equal(ProvisioningError.Unanswered, error.Error);
        Assert.Empty(log.Warnings);

        // The platform makes a query again by itself, which does no harm.
        Assert.InRange(server.Requests.Count, 13, 13 * 4);
    }

    [Fact]
    public async Task Queries_that_time_out_do_not_stop_the_creates_of_the_same_connection()
    {
        using var server = WireServer.Start(
            [.. Enumerable.Repeat(WireAnswer.Hang, 8), WireAnswer.Json("""{"Success":true,"Data":{"Id":"fa516117-9d6a-4eb0-b5c1-0ca80db618c4"}}""")]);
        using Connection connection = Make.SafeMobi(server.BaseAddress, Impatient(retries: 7));
        var log = new RecordingLog();
        await Assert.ThrowsAsync<VendorApiException>(() => AllAsync(connection, log));

        OperationResult created = await Make.Row(connection, Make.MobiAccount()).DeliverAsync(log);

        Assert.Equal(Delivery.Confirmed, created.Delivery);
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public async Task A_query_that_could_not_leave_is_unanswered_too()
    {
        VendorApiException error = await FailedAsync(Make.ClosedPort(), Make.Options with { MaximumRetryCount = 1 });

        Assert.Equal((ProvisioningError.Unanswered, Delivery.NotSent), (error.Error, error.Delivery));
    }

    [Fact]
    public async Task A_vendor_that_stays_out_of_reach_is_waited_for_and_then_reported()
    {
        var log = new RecordingLog();

        VendorApiException error = await FailedAsync(Make.ClosedPort(), Make.OnJumpingClock(out _) with { MaximumRetryCount = 40 }, log);

        Assert.Equal(ProvisioningError.VendorUnreachable, error.Error);
        Assert.Single(log.Warnings);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_query_that_the_vendor_failed_at_is_asked_again(int status)
    {
        using var server = WireServer.Start(WireAnswer.Text("Oops.", status), WireAnswer.Text("Oops.", status), s_last);

        Assert.Equal([7], await AllAsync(server.BaseAddress));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("<html><title>Proxy</title></html>", "a web page, not JSON (its title: 'Proxy')")]
    [InlineData("""{"unexpected":1}""", "it is not what the vendor documents")]
    [InlineData("""{"items":[1""", "")]
    public async Task An_answer_that_cannot_be_read_is_asked_for_again_and_then_unanswered(string body, string words)
    {
        using var server = WireServer.Start(WireAnswer.Json(body));

        VendorApiException error = await FailedAsync(server.BaseAddress, Make.Options with { MaximumRetryCount = 2 });

        Assert.Equal((ProvisioningError.Unanswered, 200), (error.Error, error.HttpStatus));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_query_that_is_turned_away_is_asked_again()
    {
        using var server = WireServer.Start(WireAnswer.Text("Later.", 429, "Retry-After: 0"), s_last);

        Assert.Equal([7], await AllAsync(server.BaseAddress));
    }

    [Theory]
    [InlineData(400, ProvisioningError.Rejected)]
    [InlineData(404, ProvisioningError.Rejected)]
    [InlineData(302, ProvisioningError.WrongBaseAddress)]
    [InlineData(401, ProvisioningError.CredentialsRefused)]
    public async Task A_query_that_is_refused_is_not_asked_again(int status, ProvisioningError expected)
    {
        using var server = WireServer.Start(WireAnswer.Text("No.", status));

        VendorApiException error = await FailedAsync(server.BaseAddress);

        Assert.Equal((expected, Delivery.Rejected, status), (error.Error, error.Delivery, error.HttpStatus));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_query_that_is_cancelled_asks_for_no_further_page()
    {
        using var cancel = new CancellationTokenSource();
        using var server = WireServer.Start(s_first, s_second, s_last);
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        var items = new List<int>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int item in Query(connection).ReadItemsAsync(cancellationToken: cancel.Token))
            {
                items.Add(item);
                await cancel.CancelAsync();
            }
        });

        Assert.Equal([1, 2, 3], items);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_query_that_is_cancelled_while_the_vendor_is_silent_ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        using var server = WireServer.Start(WireAnswer.Hang);
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        Task<List<int>> asking = Query(connection).ReadItemsAsync(cancellationToken: cancel.Token).ToListAsync().AsTask();
        await Eventually.IsTrueAsync(() => server.Requests.Count == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.SoonAsync());
    }

    [Fact]
    public async Task What_the_vendor_echoes_of_the_connections_secrets_is_masked()
    {
        using var server = WireServer.Start(WireAnswer.Text("token mobi-MARKER is bad", 400));
        using Connection connection = Make.SafeMobi(server.BaseAddress, token: "mobi-MARKER");
        var log = new RecordingLog();

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(() => AllAsync(connection, log));

        Assert.Contains("token *** is bad", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKER", error + log.Text, StringComparison.Ordinal);
    }

    private static ConnectionOptions Impatient(int retries) => Make.Options with { MaximumRetryCount = retries, Timeout = TimeSpan.FromMilliseconds(300) };

    private static async Task<VendorApiException> FailedAsync(Uri address, ConnectionOptions? options = null, IOperationLog? log = null)
    {
        using Connection connection = Make.SafeMobi(address, options);
        return await Assert.ThrowsAsync<VendorApiException>(() => AllAsync(connection, log));
    }
}
