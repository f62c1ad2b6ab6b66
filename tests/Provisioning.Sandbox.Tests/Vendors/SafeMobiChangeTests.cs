using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>SafeMobi, REST v2: updating an account, and changing its status.</summary>
public sealed class SafeMobiChangeTests(SandboxFixture fixture) : SafeMobiTest(fixture)
{
    private const string Nobody = "/fa516117-9d6a-4eb0-b5c1-0ca80db618c4";

    [Fact]
    public async Task Updates_an_account_and_answers_with_it()
    {
        string id = await CreateIdAsync(Premium);
        string body = JsonText.With(JsonText.With(Premium, "Email", "\"eva@contoso.example\""), "AccountPlanId", "4");

        JsonNode account = await DataAsync("POST", "/" + id, body);
        Assert.Equal(id, (string?)account["Id"]);
        Assert.Equal("eva@contoso.example", (string?)account["Email"]);
        Assert.Equal(4, (int)account["AccountPlanId"]!);
        Assert.NotNull(account["Sites"]);
        Assert.NotNull(account["IframeStatsToken"]);
        Assert.DoesNotContain("Passphrase", account.ToJsonString());
        Assert.Equal(account.ToJsonString(), (await DataAsync("GET", "/" + id)).ToJsonString());
    }

    [Fact]
    public async Task Clears_what_is_not_sent_and_keeps_the_status()
    {
        string id = await CreateIdAsync(Basic);
        await DataAsync("POST", $"/{id}/changeaccountstatus/Disabled");

        JsonObject account = (await DataAsync("POST", "/" + id, """{"Type":"Basic","AccountPlanId":2}""")).AsObject();
        Assert.Equal(
            ["Id", "Type", "AccountPlanId", "Status", "IsLoyaltyProgramAccoun", "IframeStatsToken"],
            account.Select(static member => member.Key));
        Assert.Equal("Disabled", (string?)account["Status"]);
    }

    [Fact]
    public async Task Is_found_by_its_new_external_id_and_parent_alone()
    {
        string parent = await CreateIdAsync(Premium), id = await CreateIdAsync(Basic);
        string body = JsonText.With(JsonText.With(Basic, "ExternalId", "\"crm-9\""), "ParentAccountId", $"\"{parent}\"");
        await DataAsync("POST", "/" + id, body);

        Assert.Empty(await ListAsync("?externalid=crm-1"));
        Assert.Equal(id, (string?)Assert.Single(await ListAsync("?externalid=crm-9"))!["Id"]);
        Assert.Equal(id, (string?)Assert.Single((await DataAsync("GET", "/" + parent))["SubAccounts"]!.AsArray())!["Id"]);

        await DataAsync("POST", "/" + id, Basic);
        Assert.Null((await DataAsync("GET", "/" + parent))["SubAccounts"]);
        Assert.Equal([parent, id], (await ListAsync("")).Select(static account => (string)account!["Id"]!));
    }

    [Theory]
    [InlineData("Type", "\"Gold\"")]
    [InlineData("Type", "null")]
    [InlineData("AccountPlanId", "null")]
    [InlineData("AccountPlanId", "\"2\"")]
    [InlineData("PremiumAccountInfo", "{}")]
    [InlineData("Status", "\"Active\"")]
    [InlineData("Id", "\"fa516117-9d6a-4eb0-b5c1-0ca80db618c4\"")]
    [InlineData("Data", "{}")]
    public async Task Takes_the_model_of_the_create_call_alone(string field, string value)
    {
        string id = await CreateIdAsync(Basic);
        string before = (await CallAsync("GET", "/" + id)).Text;

        AssertFails(200, field, await CallAsync("POST", "/" + id, JsonText.With(Basic, field, value)));
        Assert.Equal(before, (await CallAsync("GET", "/" + id)).Text);
    }

    [Theory]
    [InlineData("Type")]
    [InlineData("AccountPlanId")]
    public async Task Requires_what_the_create_call_requires(string field) =>
        AssertFails(200, field, await CallAsync("POST", "/" + await CreateIdAsync(Basic), JsonText.Without(Basic, field)));

    [Theory]
    [InlineData(Basic, Premium)]
    [InlineData(Premium, Basic)]
    public async Task Never_changes_the_type(string before, string after) =>
        AssertFails(200, "Type", await CallAsync("POST", "/" + await CreateIdAsync(before), after));

    [Theory]
    [InlineData("", JsonType, 400)]
    [InlineData("{", JsonType, 400)]
    [InlineData(Basic, "text/plain", 415)]
    public async Task Wants_JSON(string body, string type, int status) => AssertFails(
        status, "", await SendAsync("POST", $"{Path}/{await CreateIdAsync(Basic)}", body, type, ("Authentication", "token")));

    [Theory]
    [InlineData(Basic, "Disabled", "Active")]
    [InlineData(Premium, "Suspended", "Active", "Canceled")]
    public async Task Changes_the_status_as_the_type_allows(string body, params string[] statuses)
    {
        string id = await CreateIdAsync(body);

        foreach (string status in statuses)
        {
            Answer answer = await CallAsync("POST", $"/{id}/changeaccountstatus/{status}");
            Assert.Equal("""{"Data":true,"Success":true,"Messages":[]}""", answer.Text);
            Assert.Equal(status, (string?)(await DataAsync("GET", "/" + id))["Status"]);
            Assert.Equal(status, (string?)(await ListAsync(""))[0]!["Status"]);
        }
    }

    [Theory]
    [InlineData(Basic, "Suspended")]
    [InlineData(Basic, "Canceled")]
    [InlineData(Basic, "disabled")]
    [InlineData(Premium, "Disabled")]
    [InlineData(Premium, "Closed")]
    public async Task Refuses_a_status_that_the_type_does_not_have(string body, string status)
    {
        string id = await CreateIdAsync(body);

        AssertFails(200, "Status", await CallAsync("POST", $"/{id}/changeaccountstatus/{status}"));
        Assert.Equal("Active", (string?)(await DataAsync("GET", "/" + id))["Status"]);
    }

    [Fact]
    public async Task Takes_no_body_with_a_status()
    {
        string id = await CreateIdAsync(Basic);

        AssertFails(200, "body", await CallAsync("POST", $"/{id}/changeaccountstatus/Disabled", "{}"));
        Assert.Equal("Active", (string?)(await DataAsync("GET", "/" + id))["Status"]);
    }

    [Theory]
    [InlineData(Nobody, Basic, 404)]
    [InlineData(Nobody + "/changeaccountstatus/Disabled", null, 404)]
    [InlineData("/4711", Basic, 400)]
    [InlineData("/4711/changeaccountstatus/Disabled", null, 400)]
    public async Task Changes_no_account_that_is_not_there(string path, string? body, int status) =>
        AssertFails(status, "account", await CallAsync("POST", path, body));

    [Theory]
    [InlineData("")]
    [InlineData("/changeaccountstatus/Disabled")]
    public async Task Takes_no_parameter_where_none_is_documented(string path)
    {
        string id = await CreateIdAsync(Basic);
        AssertFails(200, "force", await CallAsync("POST", $"/{id}{path}?force=true", path.Length == 0 ? Basic : null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/changeaccountstatus/Disabled")]
    public async Task Changes_nothing_for_whom_it_does_not_know(string path)
    {
        string id = await CreateIdAsync(Basic);
        AssertFails(401, "uthentication", await CallAsync("POST", $"/{id}{path}", path.Length == 0 ? Basic : null, token: "wrong"));
    }

    [Fact]
    public async Task Counts_no_change_as_a_create_call()
    {
        string id = await CreateIdAsync(Basic);
        await DataAsync("POST", "/" + id, Basic);
        await DataAsync("POST", $"/{id}/changeaccountstatus/Disabled");

        JsonNode state = await StateAsync();
        Assert.Equal(1, (int)state["calls"]!);
        Assert.Equal(1, (int)state["created"]!);
    }
}
