using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.State;

/// <summary>What <c>GET /_sandbox/state</c> tells, and what a reset forgets.</summary>
public sealed class StateTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    [Fact]
    public async Task Is_empty_at_first()
    {
        JsonNode state = await StateAsync();

        foreach (string counter in (string[])["created", "calls", "tokensIssued", "maxConcurrent", "redirectsFollowed"])
            Assert.Equal(0, (int)state[counter]!);
        Assert.Empty(state["faultsShown"]!.AsObject());
        Assert.Equal(
            ["quickhelp", "cloudcockpit", "reseller", "safemobi"],
            state["vendors"]!.AsObject().Select(static vendor => vendor.Key));
    }

    [Fact]
    public async Task Counts_calls_whatever_became_of_them_and_lists_what_exists()
    {
        await CreateAsync("""{"companyName":"Contoso"}""");
        await CreateAsync("""{"companyName":""}""");

        JsonNode vendor = (await StateAsync())["vendors"]!["quickhelp"]!;
        Assert.Equal(2, (int)vendor["calls"]!);
        Assert.Equal(1, (int)vendor["created"]!);
        JsonNode item = Assert.Single(vendor["items"]!.AsArray())!;
        Assert.Equal("v1/Account/Create", (string?)item["operation"]);
        Assert.Equal("Contoso", (string?)item["key"]);
        Assert.InRange((DateTimeOffset)item["at"]!, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Tells_a_duplicate_by_key_from_one_by_call()
    {
        await CreateAsync("""{"companyName":"Contoso","licenses":1}""");
        await CreateAsync("""{"companyName":"Contoso","licenses":2}""");
        await CreateAsync("""{"companyName":"Contoso","licenses":2}""");

        JsonNode duplicates = (await StateAsync())["duplicates"]!;
        Assert.Equal(2, (int)duplicates["byKey"]!);
        Assert.Equal(1, (int)duplicates["byCall"]!);
    }

    [Fact]
    public async Task Shows_one_vendor_and_a_summary()
    {
        await CreateAsync("""{"companyName":"Contoso"}""");

        JsonNode one = await StateAsync("?vendor=safemobi");
        Assert.Equal("safemobi", Assert.Single(one["vendors"]!.AsObject()).Key);
        Assert.Equal(1, (int)one["created"]!);
        Assert.Null((await StateAsync("?summary=true"))["vendors"]!["quickhelp"]!["items"]);
        Assert.Equal(400, (await SendAsync("GET", "_sandbox/state?vendor=nobody")).Status);
    }

    [Fact]
    public async Task Knows_how_many_calls_were_open_at_once()
    {
        await FaultsAsync("""{"latencyMs":500}""");
        await Task.WhenAll(Enumerable.Range(1, 8).Select(number => CreateAsync($$"""{"companyName":"Company {{number}}"}""")));

        Assert.InRange((int)(await StateAsync())["maxConcurrent"]!, 2, 8);
    }

    [Fact]
    public async Task A_reset_forgets_customers_counters_and_faults()
    {
        await FaultsAsync("""{"next":["html","html"]}""");
        await CreateAsync("""{"companyName":"Contoso"}""");
        string empty = (await StateAsync("?summary=true")).ToJsonString();
        await SendAsync("POST", "_sandbox/reset");

        Assert.NotEqual(empty, (await StateAsync("?summary=true")).ToJsonString());
        Assert.Empty((await SendAsync("GET", "_sandbox/faults")).Json["next"]!.AsArray());
        Assert.Equal(0, (int)(await StateAsync())["calls"]!);
        Assert.Equal(1001, (int)(await CreateAsync("""{"companyName":"Contoso"}""")).Json["customerId"]!);
    }

    [Theory]
    [InlineData("GET", "nothing")]
    [InlineData("POST", "_sandbox/nothing")]
    public async Task Nothing_else_is_there(string method, string path)
    {
        Answer answer = await SendAsync(method, path);
        Assert.Equal(404, answer.Status);
        Assert.Contains("No such endpoint", answer.Text);
    }

    private Task<Answer> CreateAsync(string body) =>
        SendAsync("POST", "quickhelp/v1/Account/Create", body, JsonType, ("Ocp-Apim-Subscription-Key", "key"));
}
