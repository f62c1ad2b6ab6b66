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

/// <summary>Queries: how pages follow each other.</summary>
public sealed class QueryPagesTests
{
    private static readonly WireAnswer s_first = WireAnswer.Json("""{"items":[1,2,3],"more":true,"total":7}""");
    private static readonly WireAnswer s_second = WireAnswer.Json("""{"items":[4,5,6],"more":true,"total":7}""");
    private static readonly WireAnswer s_last = WireAnswer.Json("""{"items":[7],"more":false,"total":7}""");

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
}
