using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>SafeMobi, REST v2: <c>PUT accounts</c>.</summary>
public sealed class SafeMobiCreateTests(SandboxFixture fixture) : SafeMobiTest(fixture)
{
    [Theory]
    [InlineData(Basic)]
    [InlineData(Premium)]
    public async Task Creates_an_account_and_answers_with_all_but_its_password(string body)
    {
        Answer answer = await CreateAsync(body);

        Assert.Equal(200, answer.Status);
        Assert.True((bool)answer.Json["Success"]!);
        Assert.Empty(answer.Json["Messages"]!.AsArray());
        JsonObject account = answer.Json["Data"]!.AsObject();
        Assert.True(Guid.TryParse((string?)account["Id"], out _));
        Assert.Equal("Active", (string?)account["Status"]);
        foreach ((string name, JsonNode? value) in JsonNode.Parse(body)!.AsObject())
        {
            if (name == "Password")
                Assert.Null(account[name]);
            else
                Assert.Equal(value!.ToJsonString(), account[name]!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("ExternalId", "7")]
    [InlineData("FirstName", "7")]
    [InlineData("LastName", "[]")]
    [InlineData("Email", "false")]
    [InlineData("Password", "7")]
    [InlineData("Type", "\"basic\"")]
    [InlineData("Type", "null")]
    [InlineData("AccountPlanId", "\"1\"")]
    [InlineData("AccountPlanId", "null")]
    [InlineData("ParentAccountId", "\"parent\"")]
    [InlineData("PremiumAccountInfo", "{}")]
    [InlineData("externalId", "\"crm-1\"")]
    public async Task Refuses_a_field_that_is_not_as_documented_with_HTTP_200_and_Success_false(string field, string value) =>
        await AssertRefusedAsync(JsonText.With(Basic, field, value), field);

    [Fact]
    public async Task Requires_premium_information_of_a_premium_account() =>
        await AssertRefusedAsync(JsonText.With(Basic, "Type", "\"Premium\""), "PremiumAccountInfo");

    [Theory]
    [InlineData("PremiumAccountInfo", "null")]
    [InlineData("PremiumAccountInfo", "\"Contoso\"")]
    [InlineData("PremiumAccountInfo/CompanyName", "\"Contoso\"")]
    [InlineData("PremiumAccountInfo/MobileDomain", "7")]
    public async Task Refuses_premium_information_that_is_not_as_documented(string field, string value) =>
        await AssertRefusedAsync(JsonText.With(Premium, field, value), "PremiumAccountInfo");

    [Theory]
    [InlineData("Type")]
    [InlineData("AccountPlanId")]
    public async Task Refuses_an_account_without_a_required_field(string field) =>
        await AssertRefusedAsync(JsonText.Without(Basic, field), field);

    [Theory]
    [InlineData(250, true)]
    [InlineData(251, false)]
    public async Task Takes_an_external_id_of_up_to_250_characters(int length, bool success) => Assert.Equal(
        success, (bool)(await CreateAsync(JsonText.With(Basic, "ExternalId", $"\"{new string('x', length)}\""))).Json["Success"]!);

    [Fact]
    public async Task Takes_null_for_what_is_optional()
    {
        const string body = """{"ExternalId":null,"Type":"Basic","AccountPlanId":1,"ParentAccountId":null,"Email":null}""";
        Assert.True((bool)(await CreateAsync(body)).Json["Success"]!);
    }

    [Fact]
    public async Task Tells_every_broken_rule_as_a_text_or_as_an_object()
    {
        JsonArray messages = (await CreateAsync("""{"Type":"Gold","AccountPlanId":"one"}""")).Json["Messages"]!.AsArray();

        Assert.Equal(2, messages.Count);
        Assert.Contains(messages, static message => message is JsonObject && Begins((string?)message["Text"], "Type"));
        Assert.Contains(messages, static message => message is JsonValue && Begins((string?)message, "AccountPlanId"));

        static bool Begins(string? text, string field) => text!.StartsWith(field, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authentication", null, 401)]
    [InlineData("Authentication", "wrong", 401)]
    [InlineData("Authorization", "token", 401)]
    [InlineData("Authentication", "token", 200)]
    public async Task Checks_who_calls(string header, string? token, int status)
    {
        Answer answer = await SendAsync("PUT", Path, Basic, JsonType, (header, token));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200, (bool)answer.Json["Success"]!);
        Assert.Equal(status == 200 ? 1 : 0, await CreatedAsync());
    }

    [Theory]
    [InlineData("POST", JsonType, 404)]
    [InlineData("PUT", "text/plain", 415)]
    public async Task Knows_one_method_and_one_type(string method, string type, int status) =>
        Assert.Equal(status, (await SendAsync(method, Path, Basic, type, ("Authentication", "token"))).Status);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    public async Task Refuses_what_is_no_JSON_in_its_envelope(string body)
    {
        Answer answer = await CreateAsync(body);

        Assert.Equal(400, answer.Status);
        Assert.False((bool)answer.Json["Success"]!);
        Assert.Null(answer.Json["Data"]);
    }

    [Fact]
    public async Task Does_not_ask_for_unique_external_ids_but_counts_what_came_twice()
    {
        await CreateAsync(Basic);
        Assert.True((bool)(await CreateAsync(Basic)).Json["Success"]!);

        JsonNode state = await StateAsync();
        Assert.Equal(2, (int)state["created"]!);
        Assert.Equal(1, (int)state["duplicates"]!["byKey"]!);
    }

    private async Task AssertRefusedAsync(string body, string names)
    {
        Answer answer = await CreateAsync(body);

        Assert.Equal(200, answer.Status);
        Assert.False((bool)answer.Json["Success"]!);
        Assert.Null(answer.Json["Data"]);
        Assert.Contains(names.Split('/')[0], answer.Json["Messages"]!.ToJsonString());
        Assert.Equal(0, await CreatedAsync());
    }
}
