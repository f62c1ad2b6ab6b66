using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Faults;

/// <summary>What <c>/_sandbox/faults</c> takes, shows and refuses.</summary>
public sealed class FaultPlanTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    [Fact]
    public async Task A_plan_is_shown_as_it_was_posted()
    {
        const string plan =
            """
            {"seed":7,"latencyMs":5,"next":["ok","html"],"rates":{"resetAfter":0.25},"vendors":["reseller"],"reads":true,"tokens":false,
             "retryAfterSeconds":2,"retryAfterForm":"date","hangMs":100,"lateMs":50}
            """;

        Answer posted = await SendAsync("POST", "_sandbox/faults", plan);
        Assert.Equal(200, posted.Status);
        Assert.Equal(System.Text.Json.Nodes.JsonNode.Parse(plan)!.ToJsonString(), posted.Json.ToJsonString());
        Assert.Equal(posted.Text, (await SendAsync("GET", "_sandbox/faults")).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"nexd":["ok"]}""")]
    [InlineData("""{"next":["nothing"]}""")]
    [InlineData("""{"next":"ok"}""")]
    [InlineData("""{"rates":{"nothing":0.1}}""")]
    [InlineData("""{"rates":{"html":1.1}}""")]
    [InlineData("""{"rates":{"html":0.6,"empty":0.6}}""")]
    [InlineData("""{"rates":{"html":-0.1}}""")]
    [InlineData("""{"vendors":["nobody"]}""")]
    [InlineData("""{"latencyMs":-1}""")]
    [InlineData("""{"latencyMs":"slow"}""")]
    [InlineData("""{"retryAfterForm":"minutes"}""")]
    [InlineData("""{"expireTokens":"yes"}""")]
    public async Task A_plan_that_would_test_nothing_is_refused_and_changes_nothing(string plan)
    {
        await FaultsAsync("""{"next":["html"]}""");

        Answer answer = await SendAsync("POST", "_sandbox/faults", plan);
        Assert.Equal(400, answer.Status);
        Assert.NotEmpty(answer.Json["errors"]!.AsArray());
        Assert.Equal("html", (string?)(await SendAsync("GET", "_sandbox/faults")).Json["next"]![0]);
    }

    [Fact]
    public async Task A_script_is_used_up_by_each_create_call()
    {
        await FaultsAsync("""{"next":["ok","error500Before","ok"]}""");

        foreach ((string name, int status) in ((string, int)[])[("a", 200), ("b", 500), ("c", 200), ("d", 200)])
            Assert.Equal(status, await CreateAsync(name));
        Assert.Empty((await SendAsync("GET", "_sandbox/faults")).Json["next"]!.AsArray());
    }

    [Fact]
    public async Task Only_the_vendors_that_are_named_misbehave()
    {
        await FaultsAsync("""{"rates":{"error500Before":1},"vendors":["quickhelp"]}""");

        Assert.Equal(200, await CreateAsync("a"));
        await FaultsAsync("""{"rates":{"error500Before":1},"vendors":["quickhelp","reseller"]}""");
        Assert.Equal(500, await CreateAsync("b"));
    }

    [Fact]
    public async Task Reading_misbehaves_only_where_the_plan_says_so()
    {
        (string, string?)[] caller = [("Authorization", "Bearer token"), ("X-Tenant", "contoso.example")];
        await FaultsAsync("""{"next":["html"]}""");
        Assert.Equal(JsonType, (await SendAsync("GET", "cloudcockpit/v1/Customers", null, null, caller)).MediaType);

        await FaultsAsync("""{"next":["html"],"reads":true}""");
        Assert.Equal("text/html", (await SendAsync("GET", "cloudcockpit/v1/Customers", null, null, caller)).MediaType);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_faults()
    {
        var runs = new int[2][];
        for (int run = 0; run < 2; run++)
        {
            await SendAsync("POST", "_sandbox/reset");
            await FaultsAsync("""{"seed":11,"rates":{"error500Before":0.5}}""");
            runs[run] = new int[20];
            for (int call = 0; call < 20; call++)
                runs[run][call] = await CreateAsync($"customer{call}");
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.Contains(200, runs[0]);
        Assert.Contains(500, runs[0]);
    }

    [Fact]
    public async Task Deleting_the_plan_makes_the_server_work_again()
    {
        await FaultsAsync("""{"rates":{"error500Before":1}}""");
        Assert.Equal(204, (await SendAsync("DELETE", "_sandbox/faults")).Status);

        Assert.Equal(200, await CreateAsync("a"));
    }

    private async Task<int> CreateAsync(string name) => (await SendAsync(
        "POST",
        "reseller/services/rest/customer/create",
        Form($"name={name}", "resellerName=harborline", "resellerPassword=word"),
        FormType)).Status;
}
