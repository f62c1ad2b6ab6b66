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
    public async Task Pages_follow_each_other_to_the_last()
    {
        using var server = WireServer.Start(s_first, s_second, s_last);
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        QueryExecutor<ThingRequest, int> query = Query(connection);
        Assert.Null(query.TotalCount);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await query.ReadItemsAsync().ToListAsync());

        Assert.Equal(7, query.TotalCount);
        Assert.Equal(
            ["/things?page=1&skip=0&size=3", "/things?page=2&skip=3&size=3", "/things?page=3&skip=6&size=3"],
            server.Requests.Select(static request => request.Target));
        Assert.All(server.Requests, static request => Assert.Equal(("GET", ""), (request.Method, request.Body)));
    }

    [Theory]
    [InlineData("""{"items":[4]}""", 1)]
    [InlineData("""{"items":[]}""", 0)]
    public async Task Where_the_vendor_does_not_say_a_page_that_is_not_full_is_the_last(string second, int more)
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"items":[1,2,3]}"""), WireAnswer.Json(second));

        Assert.Equal(3 + more, (await AllAsync(server.BaseAddress)).Count);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_empty_page_is_the_last_whatever_the_vendor_says()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"items":[],"more":true}"""));

        Assert.Empty(await AllAsync(server.BaseAddress));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(0, "1", 1)]
    [InlineData(2, "1", 3)]
    [InlineData(3, "2", 4)]
    [InlineData(5, "2", 6)]
    public async Task What_is_skipped_is_not_asked_for_where_whole_pages_can_be(int skip, string page, int first)
    {
        using var server = WireServer.Start(page == "1" ? [s_first, s_second, s_last] : [s_second, s_last]);
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        List<int> items = await Query(connection).ReadItemsAsync(skip).ToListAsync();

        Assert.Equal(Enumerable.Range(first, 8 - first), items);
        Assert.StartsWith($"/things?page={page}&", server.Requests[0].Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    [InlineData(long.MaxValue, 0)]
    public async Task A_query_without_pages_is_asked_once_and_skips_too(long skip, int count)
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"items":[1,2,3],"more":true}"""));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        Assert.Equal(count, (await Query(connection, Things.ListAtOnce).ReadItemsAsync(skip).ToListAsync()).Count);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_page_that_fails_in_the_middle_leaves_what_came_before()
    {
        using var server = WireServer.Start(s_first, s_second, WireAnswer.Text("No.", 400));
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        var items = new List<int>();

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(async () =>
        {
            await foreach (int item in Query(connection).ReadItemsAsync())
                items.Add(item);
        });

        Assert.Equal([1, 2, 3, 4, 5, 6], items);
        Assert.EndsWith("This happened on page 3. The items of the previous pages were returned.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_is_asked_for_that_nobody_reads()
    {
        using var server = WireServer.Start(s_first, s_second, s_last);
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        Assert.Equal([1, 2, 3], await Query(connection).ReadItemsAsync().Take(3).ToListAsync());
        Assert.Single(server.Requests);

        Assert.Equal([4], await Query(connection).ReadItemsAsync().Take(1).ToListAsync());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Nothing_is_asked_before_the_first_item_is()
    {
        using var server = WireServer.Start(s_last);
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        IAsyncEnumerable<int> items = Query(connection).ReadItemsAsync();
        await Task.Delay(50);

        Assert.Empty(server.Requests);
        Assert.Equal([7], await items.ToListAsync());
    }

    [Fact]
    public async Task All_pages_of_a_query_have_one_correlation_id()
    {
        using var server = WireServer.Start(s_first, s_last);
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        await Query(connection).ReadItemsAsync().ToListAsync();

        Assert.Equal(2, server.Requests.Count);
        Assert.Single(server.Requests.Select(static request => request.Header("X-Correlation-Id")).Distinct());
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

    private static QueryExecutor<ThingRequest, int> Query(
        Connection connection, QueryDefinition<ThingRequest, int>? query = null, IOperationLog? log = null) =>
        new(query ?? Things.List, new ThingRequest(), connection, log ?? SilentLog.Instance);

    private static async Task<List<int>> AllAsync(Connection connection, IOperationLog? log = null) => await Query(connection, log: log).ReadItemsAsync().ToListAsync();

    private static async Task<List<int>> AllAsync(Uri address)
    {
        using Connection connection = Make.SafeMobi(address);
        return await AllAsync(connection);
    }

    private static async Task<VendorApiException> FailedAsync(Uri address, ConnectionOptions? options = null, IOperationLog? log = null)
    {
        using Connection connection = Make.SafeMobi(address, options);
        return await Assert.ThrowsAsync<VendorApiException>(() => AllAsync(connection, log));
    }
}
