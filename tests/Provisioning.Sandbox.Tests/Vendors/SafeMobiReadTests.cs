using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>SafeMobi, REST v2: <c>GET accounts</c>, <c>GET accounts/{accountid}</c>.</summary>
public sealed class SafeMobiReadTests(SandboxFixture fixture) : SafeMobiTest(fixture)
{
    [Fact]
    public async Task Lists_accounts_without_their_passwords_all_or_those_of_an_external_id()
    {
        await CreateAsync(Basic);
        await CreateAsync(Premium);

        JsonArray all = await ListAsync("");
        Assert.Equal(["crm-1", "crm-2"], all.Select(static account => (string?)account!["ExternalId"]));
        Assert.All(all, static account => Assert.Null(account!["Password"]));
        Assert.Equal("crm-2", (string?)Assert.Single(await ListAsync("?externalid=crm-2"))!["ExternalId"]);
        Assert.Empty(await ListAsync("?externalid=crm"));
        Assert.Equal("crm-2", (string?)Assert.Single(await ListAsync("?externalid=&skip=1&take=1"))!["ExternalId"]);
        Assert.Equal(2, (int)(await StateAsync())["calls"]!);
    }

    [Theory]
    [InlineData("take=0")]
    [InlineData("take=501")]
    [InlineData("skip=-1")]
    [InlineData("ExternalId=crm-1")]
    public async Task Refuses_a_list_whose_parameters_are_not_as_documented(string query)
    {
        Answer answer = await SendAsync("GET", $"{Path}?{query}", headers: ("Authentication", "token"));

        Assert.Equal(200, answer.Status);
        Assert.False((bool)answer.Json["Success"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Lists_nothing_to_whom_it_does_not_know(string? token) =>
        Assert.Equal(401, (await SendAsync("GET", Path, headers: ("Authentication", token))).Status);

    [Theory]
    [InlineData(Basic)]
    [InlineData(Premium)]
    public async Task Reads_an_account_as_it_was_created_with_what_belongs_to_it(string body)
    {
        JsonObject created = (await CreateAsync(body)).Json["Data"]!.AsObject();
        JsonObject account = (await DataAsync("GET", "/" + created["Id"])).AsObject();

        foreach ((string name, JsonNode? value) in created)
            Assert.Equal(value!.ToJsonString(), account[name]!.ToJsonString());
        string[] added = ["IsLoyaltyProgramAccoun", "IframeStatsToken"];
        Assert.Equal(
            body == Premium ? ["Sites", .. added] : added,
            account.Select(static member => member.Key).Except(created.Select(static member => member.Key)));
        Assert.False((bool)account["IsLoyaltyProgramAccoun"]!);
        Assert.DoesNotContain("Passphrase", account.ToJsonString());
    }

    [Fact]
    public async Task A_premium_account_has_one_site_that_stays_the_same()
    {
        string id = await CreateIdAsync(Premium);
        JsonNode site = Assert.Single((await DataAsync("GET", "/" + id))["Sites"]!.AsArray())!;

        Assert.True(Guid.TryParse((string?)site["Id"], out _));
        Assert.Equal(id, (string?)site["AccountId"]);
        Assert.StartsWith((string)site["SiteDomainName"]! + ".", (string?)site["SiteFullDomainName"], StringComparison.Ordinal);
        Assert.Empty(site["ExternalDomainNames"]!.AsArray());
        Assert.InRange((DateTimeOffset)site["Created"]!, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Equal(site.ToJsonString(), (await ListAsync(""))[0]!["Sites"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Each_account_has_a_secret_that_is_the_same_in_each_answer()
    {
        string first = await CreateIdAsync(Basic), second = await CreateIdAsync(Basic);
        string secret = await SecretAsync(first);

        Assert.Matches("^stats-[0-9a-f]{40}$", secret);
        Assert.DoesNotContain(first.Replace("-", "", StringComparison.Ordinal), secret);
        Assert.Equal(secret, await SecretAsync(first));
        Assert.NotEqual(secret, await SecretAsync(second));
        Assert.Equal(secret, (string?)(await ListAsync(""))[0]!["IframeStatsToken"]);
    }

    [Fact]
    public async Task Shows_the_sub_accounts_of_a_parent_alone()
    {
        string parent = await CreateIdAsync(Premium);
        string child = await CreateIdAsync(JsonText.With(Basic, "ParentAccountId", $"\"{parent}\""));
        await CreateIdAsync(Basic);

        JsonNode sub = Assert.Single((await DataAsync("GET", "/" + parent))["SubAccounts"]!.AsArray())!;
        Assert.Equal(child, (string?)sub["Id"]);
        Assert.Equal(await SecretAsync(child), (string?)sub["IframeStatsToken"]);
        Assert.Equal([true, false, false], (await ListAsync("")).Select(static account => account!["SubAccounts"] is not null));
    }

    [Fact]
    public async Task Finds_an_account_among_many_by_its_external_id()
    {
        for (int number = 1; number <= 20; number++)
            await CreateAsync(JsonText.With(Basic, "ExternalId", $"\"crm-{number % 5}\""));
        await CreateAsync(JsonText.Without(Basic, "ExternalId"));

        Assert.Equal(4, (await ListAsync("?externalid=crm-3")).Count);
        Assert.Equal(2, (await ListAsync("?externalid=crm-3&skip=1&take=2")).Count);
        Assert.Empty(await ListAsync("?externalid=crm-3&skip=4"));
        Assert.Empty(await ListAsync("?externalid=CRM-3"));
        Assert.Equal(21, (await ListAsync("")).Count);
    }

    [Fact]
    public async Task Finds_no_account_that_is_not_there()
    {
        Answer answer = await CallAsync("GET", "/fa516117-9d6a-4eb0-b5c1-0ca80db618c4");

        Assert.Equal(404, answer.Status);
        Assert.Equal("""{"Data":null,"Success":false,"Messages":["The account was not found."]}""", answer.Text);
    }

    [Theory]
    [InlineData("/4711")]
    [InlineData("/fa5161179d6a4eb0b5c10ca80db618c4")]
    public async Task Refuses_an_id_that_is_no_GUID(string path) => AssertFails(400, "GUID", await CallAsync("GET", path));

    [Fact]
    public async Task Takes_no_parameter_where_none_is_documented() =>
        AssertFails(200, "fields", await CallAsync("GET", $"/{await CreateIdAsync(Basic)}?fields=Id"));

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Reads_nothing_to_whom_it_does_not_know(string? token) => AssertFails(
        401, "uthentication", await SendAsync("GET", $"{Path}/{await CreateIdAsync(Basic)}", headers: ("Authentication", token)));

    private async Task<string> SecretAsync(string id) => (string)(await DataAsync("GET", "/" + id))["IframeStatsToken"]!;
}
