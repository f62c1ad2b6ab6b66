using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>Many customers watched at once, until their providers have set them up.</summary>
public sealed class WatchTests
{
    private static readonly Guid s_first = Guid.NewGuid();
    private static readonly Guid s_second = Guid.NewGuid();

    [Fact]
    public void Each_comes_out_as_soon_as_it_is_done()
    {
        int reads = 0;
        using var server = WireServer.Start((request, _) => request.Target.Contains(s_first.ToString(), StringComparison.Ordinal)
            && Interlocked.Increment(ref reads) < 4
                ? Customer(s_first, "Processing")
                : Customer(IdIn(request), "Success"));

        List<Watched<CloudCockpitQuery, CloudCockpitCustomer>> ended = All(server, TimeSpan.FromMinutes(10));

        Assert.Equal([s_second, s_first], ended.Select(static one => one.Item!.Id!.Value));
        Assert.Equal(4, reads);
    }

    [Fact]
    public void One_that_fails_to_be_read_ends_with_its_error_and_the_others_go_on()
    {
        using var server = WireServer.Start((request, _) => request.Target.Contains(s_first.ToString(), StringComparison.Ordinal)
            ? WireAnswer.Json("""{"statusCode":404,"type":"NotFound","description":"gone","correlationId":"x","errors":[]}""", 404)
            : Customer(s_second, "Success"));

        List<Watched<CloudCockpitQuery, CloudCockpitCustomer>> ended = All(server, TimeSpan.FromMinutes(10));

        Assert.Equal(ProvisioningError.NotFound, ended.Single(static one => one.Request.Id == s_first).Error!.Error);
        Assert.Equal(s_second, ended.Single(static one => one.Error is null).Item!.Id);
    }

    [Fact]
    public void One_that_is_not_done_in_time_ends_as_it_is()
    {
        using var server = WireServer.Start((request, _) => Customer(IdIn(request), "Processing"));

        List<Watched<CloudCockpitQuery, CloudCockpitCustomer>> ended = All(server, TimeSpan.FromMinutes(2));

        Assert.Equal(2, ended.Count);
        Assert.All(ended, static one => Assert.True(one is { IsOutOfTime: true, Item.IsProcessing: true }));
    }

    [Fact]
    public void One_whose_connection_is_closed_ends_with_an_error()
    {
        using var server = WireServer.Start((request, _) => Customer(IdIn(request), "Processing"));
        Connection connection = Make.CloudCockpit(server.BaseAddress);
        var options = new WatchOptions<CloudCockpitCustomer>(static customer => !customer.IsProcessing, TimeSpan.FromMinutes(1), AtOnce: 4);
        using var watch = new Watch<CloudCockpitQuery, CloudCockpitCustomer>(
            CloudCockpitQueries.ReadCustomer, connection, options, SilentLog.Instance);
        connection.Dispose();

        watch.Add(new CloudCockpitQuery { Id = s_first }, CancellationToken.None);
        watch.WaitForNext(TimeSpan.FromSeconds(30));

        Assert.True(watch.TryTake(out Watched<CloudCockpitQuery, CloudCockpitCustomer>? ended));
        Assert.Contains("disconnected", ended!.Error!.Message, StringComparison.Ordinal);
    }

    // On a clock on which waits pass at once.
    private static List<Watched<CloudCockpitQuery, CloudCockpitCustomer>> All(WireServer server, TimeSpan limit)
    {
        using Connection connection = Make.CloudCockpit(server.BaseAddress, Make.OnJumpingClock(out _));
        var options = new WatchOptions<CloudCockpitCustomer>(static customer => !customer.IsProcessing, limit, AtOnce: 4);
        using var watch = new Watch<CloudCockpitQuery, CloudCockpitCustomer>(
            CloudCockpitQueries.ReadCustomer, connection, options, SilentLog.Instance);
        var ended = new List<Watched<CloudCockpitQuery, CloudCockpitCustomer>>();

        // One after the other: on this clock, the waits of one would pass the time of the other.
        foreach (Guid id in new[] { s_second, s_first })
        {
            watch.Add(new CloudCockpitQuery { Id = id }, CancellationToken.None);
            while (watch.Count > 0)
            {
                watch.WaitForNext(TimeSpan.FromSeconds(30));
                while (watch.TryTake(out Watched<CloudCockpitQuery, CloudCockpitCustomer>? one))
                    ended.Add(one!);
            }
        }

        return ended;
    }

    private static Guid IdIn(WireRequest request) => Guid.Parse(request.Target[(request.Target.LastIndexOf('/') + 1)..]);

    private static WireAnswer Customer(Guid id, string status) => WireAnswer.Json(
        $$"""{"id":"{{id}}","companyName":"Contoso","providerCustomers":{"{{Make.Instance}}":{"status":"{{status}}"} } }""");
}
