using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>Lists whose pages shift while they are read, or repeat themselves.</summary>
public sealed class RepeatedItemsTests
{
    [Fact]
    public async Task An_item_that_the_previous_page_had_is_not_returned_twice()
    {
        using var server = WireServer.Start(Page(true, 1, 2, 3), Page(true, 3, 4, 5), Page(false, 6));

        Assert.Equal([1, 2, 3, 4, 5, 6], await NumbersAsync(server));
    }

    [Fact]
    public async Task An_item_that_a_page_lists_twice_is_returned_once()
    {
        using var server = WireServer.Start(Page(false, 1, 1, 2));

        Assert.Equal([1, 2], await NumbersAsync(server));
    }

    [Fact]
    public async Task A_page_that_repeats_all_of_the_previous_one_ends_the_list_with_an_error()
    {
        using var server = WireServer.Start(Page(true, 1, 2, 3), Page(true, 1, 2, 3));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        var seen = new List<int>();

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(async () =>
        {
            await foreach (CloudCockpitCustomer customer in Query(connection).ReadItemsAsync())
                seen.Add(NumberOf(customer));
        });

        Assert.Equal([1, 2, 3], seen);
        Assert.Equal(ProvisioningError.Unanswered, error.Error);
        Assert.Contains("page 2 repeats", error.Message, System.StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task What_is_read_about_items_keeps_their_order_and_leaves_out_what_is_not_there()
    {
        IAsyncEnumerable<string> items = new[] { "a", "b", "c", "d" }.ToAsyncEnumerable();
        var slow = new TaskCompletionSource<string?>();

        IAsyncEnumerable<string> read = ReadAhead.ReadEachAsync(
            items,
            (item, _) =>
            {
                if (item == "d")
                    slow.SetResult("A");
                return item switch { "a" => slow.Task, "b" => Task.FromResult<string?>(null), _ => Task.FromResult<string?>(item.ToUpperInvariant()) };
            },
            atOnce: 4);

        Assert.Equal(["A", "C", "D"], await read.ToListAsync());
    }

    [Fact]
    public async Task An_error_of_the_list_comes_after_what_was_read_about_the_items_before_it()
    {
        var seen = new List<string>();

        await Assert.ThrowsAsync<VendorApiException>(async () =>
        {
            await foreach (string item in ReadAhead.ReadEachAsync(Broken(), static (item, _) => Task.FromResult<string?>(item), atOnce: 8))
                seen.Add(item);
        });

        Assert.Equal(["a", "b"], seen);
    }

    private static async IAsyncEnumerable<string> Broken()
    {
        yield return "a";
        yield return "b";
        await Task.Yield();
        throw new VendorApiException(ProvisioningError.Unanswered, "no answer");
    }

    private static async Task<List<int>> NumbersAsync(WireServer server)
    {
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        return await Query(connection).ReadItemsAsync().Select(NumberOf).ToListAsync();
    }

    private static QueryExecutor<CloudCockpitQuery, CloudCockpitCustomer> Query(Connection connection) =>
        new(CloudCockpitQueries.ListCustomers, new CloudCockpitQuery { PageSize = 3 }, connection, SilentLog.Instance);

    private static int NumberOf(CloudCockpitCustomer customer) => int.Parse(customer.Id!.Value.ToString()[^2..], CultureInfo.InvariantCulture);

    private static WireAnswer Page(bool hasNext, params int[] numbers) => WireAnswer.Json(
        $$"""{"items":[{{string.Join(",", numbers.Select(Item))}}],"hasNextPage":{{(hasNext ? "true" : "false")}}}""");

    private static string Item(int number) => $$"""{"id":"3fa85f64-5717-4562-b3fc-2c963f66af{{number:00}}","companyName":"Company {{number}}"}""";
}
