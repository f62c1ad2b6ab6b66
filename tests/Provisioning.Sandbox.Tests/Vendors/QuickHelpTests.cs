using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>QuickHelp, Customer API V1.0: <c>POST v1/Account/Create</c>.</summary>
public sealed class QuickHelpTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    private const string Path = "quickhelp/v1/Account/Create";

    private const string Minimal = """{"companyName":"Contoso"}""";

    private const string Full =
        """
        {
          "companyName": "Contoso", "eula": 3, "templateId": 14, "accountType": 4, "contractStatus": 2, "routeURL": "contoso",
          "domains": ["contoso.example", "contoso.test"],
          "primaryContact": { "name": "Ana", "email": "ana@contoso.example", "phone": "1" },
          "expirationDate": "2026-12-31T00:00:00Z", "licenses": 250, "timeZone": 5,
          "supportInfo": { "website": "https://it.example", "email": "it@contoso.example", "phone": "2" },
          "partnerId": 6, "ae": 7, "csm": 8, "suppressUserCreation": true, "isEulaAccepted": false, "sandBoxModeOn": true,
          "skUs": [{ "licenseCount": 34, "skuId": 23 }]
        }
        """;

    [Fact]
    public async Task Creates_a_customer_and_answers_with_its_id_and_fields()
    {
        Answer answer = await CreateAsync(Full);

        Assert.Equal(200, answer.Status);
        Assert.Equal(JsonType, answer.MediaType);
        Assert.True(answer.Json["customerId"]!.GetValue<int>() > 0);
        string[] fields = ["companyName", "eula", "accountType", "routeURL", "licenses", "timeZone", "ae", "csm", "contractStatus"];
        foreach (string field in fields)
            Assert.Equal(JsonNode.Parse(Full)![field]!.ToJsonString(), answer.Json[field]!.ToJsonString());
        Assert.Equal("contoso.test", (string?)answer.Json["domains"]![1]);
        Assert.Equal("Ana", (string?)answer.Json["primaryContact"]!["name"]);
        Assert.Equal("https://it.example", (string?)answer.Json["supportInfo"]!["website"]);
        Assert.True((bool)answer.Json["isActive"]!);
        Assert.NotNull(answer.Json["launchCustomer"]);
    }

    [Fact]
    public async Task Does_not_answer_with_fields_that_were_not_given()
    {
        Answer answer = await CreateAsync(Minimal);

        Assert.Equal(200, answer.Status);
        Assert.Null(answer.Json["licenses"]);
        Assert.Null(answer.Json["primaryContact"]);
    }

    [Fact]
    public async Task Gives_each_customer_an_id_of_its_own()
    {
        Answer first = await CreateAsync(Minimal);
        Answer second = await CreateAsync(Minimal);

        Assert.NotEqual((int)first.Json["customerId"]!, (int)second.Json["customerId"]!);
    }

    [Theory]
    [InlineData("companyName", "null")]
    [InlineData("companyName", "\" \"")]
    [InlineData("companyName", "7")]
    [InlineData("eula", "\"3\"")]
    [InlineData("eula", "null")]
    [InlineData("templateId", "1.5")]
    [InlineData("accountType", "8")]
    [InlineData("accountType", "\"CustomerAccount\"")]
    [InlineData("contractStatus", "3")]
    [InlineData("routeURL", "7")]
    [InlineData("domains", "\"contoso.example\"")]
    [InlineData("domains/0", "7")]
    [InlineData("primaryContact", "\"Ana\"")]
    [InlineData("primaryContact/fax", "\"1\"")]
    [InlineData("expirationDate", "\"31/12/2026\"")]
    [InlineData("expirationDate", "\"2026-12-31T00:00:00\"")]
    [InlineData("licenses", "3000000000")]
    [InlineData("timeZone", "\"UTC\"")]
    [InlineData("supportInfo/website", "7")]
    [InlineData("partnerId", "true")]
    [InlineData("ae", "\"7\"")]
    [InlineData("csm", "\"8\"")]
    [InlineData("suppressUserCreation", "\"yes\"")]
    [InlineData("isEulaAccepted", "1")]
    [InlineData("sandBoxModeOn", "\"true\"")]
    [InlineData("skUs", "{}")]
    [InlineData("skUs/0/skuId", "\"23\"")]
    [InlineData("RouteUrl", "\"contoso\"")]
    [InlineData("skus", "[]")]
    public async Task Refuses_a_field_that_is_not_as_documented(string field, string value)
    {
        Answer answer = await CreateAsync(JsonText.With(Full, field, value));

        Assert.Equal(400, answer.Status);
        Assert.Contains(field.Split('/')[0], answer.Text);
        Assert.Equal(0, await CreatedAsync());
    }

    [Theory]
    [InlineData("companyName")]
    [InlineData("skUs/0/licenseCount")]
    public async Task Refuses_a_body_without_a_required_field(string field) =>
        Assert.Equal(400, (await CreateAsync(JsonText.Without(Full, field))).Status);

    [Fact]
    public async Task Refuses_as_a_model_state()
    {
        Answer answer = await CreateAsync("""{"companyName":"Contoso","licenses":"ten"}""");

        Assert.Equal("ten", (string?)answer.Json["licenses"]!["value"]!["attemptedValue"]);
        Assert.Equal("en-US", (string?)answer.Json["licenses"]!["value"]!["culture"]);
        Assert.Equal("ten", (string?)answer.Json["licenses"]!["value"]!["rawValue"]);
        Assert.Contains("licenses", (string?)answer.Json["licenses"]!["errors"]![0]!["errorMessage"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("companyName=Contoso")]
    [InlineData("[]")]
    [InlineData("""{"companyName":"Contoso","companyName":"Contoso"}""")]
    public async Task Refuses_a_body_that_is_no_JSON_object(string body) => Assert.Equal(400, (await CreateAsync(body)).Status);

    [Theory]
    [InlineData(null, null, 401)]
    [InlineData("wrong", null, 401)]
    [InlineData("key", "wrong", 401)]
    [InlineData("key", "Bearer api-key", 401)]
    [InlineData("forbidden", null, 403)]
    [InlineData("key", "api-key", 200)]
    public async Task Checks_who_calls(string? subscriptionKey, string? apiKey, int status)
    {
        Answer answer = await SendAsync(
            "POST", Path, Minimal, JsonType, ("Ocp-Apim-Subscription-Key", subscriptionKey), ("Authorization", apiKey));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? 1 : 0, await CreatedAsync());
    }

    [Fact]
    public async Task Says_what_a_partner_account_is_needed_for() => Assert.Equal(
        "Requires account type \"Partner\" or above.",
        (await SendAsync("POST", Path, Minimal, JsonType, ("Ocp-Apim-Subscription-Key", "forbidden"))).Text);

    [Theory]
    [InlineData("POST", "quickhelp/v1/account/create", JsonType, 404)]
    [InlineData("POST", Path, "text/plain", 415)]
    [InlineData("POST", Path, null, 415)]
    [InlineData("PUT", Path, JsonType, 404)]
    public async Task Knows_one_path_one_method_and_one_type(string method, string path, string? type, int status) =>
        Assert.Equal(status, (await SendAsync(method, path, Minimal, type, ("Ocp-Apim-Subscription-Key", "key"))).Status);

    [Theory]
    [InlineData(Minimal, "Contoso")]
    [InlineData(Full, "contoso")]
    public async Task Is_counted_by_its_route_else_by_its_name(string body, string key)
    {
        await CreateAsync(body);
        await CreateAsync(body);

        var vendor = (await StateAsync("?vendor=quickhelp"))["vendors"]!["quickhelp"]!;
        Assert.Equal(key, (string?)vendor["items"]![0]!["key"]);
        Assert.Equal(2, (int)vendor["items"]![0]!["count"]!);
        Assert.Equal(1, (int)vendor["duplicates"]!["byKey"]!);
        Assert.Equal(1, (int)vendor["duplicates"]!["byCall"]!);
    }

    private Task<Answer> CreateAsync(string body) => SendAsync("POST", Path, body, JsonType, ("Ocp-Apim-Subscription-Key", "key"));
}
