using System;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>CloudCockpit: <c>POST v1/Customers</c>.</summary>
public sealed class CloudCockpitCreateTests(SandboxFixture fixture) : CloudCockpitTest(fixture)
{
    [Fact]
    public async Task Creates_a_customer_and_answers_with_its_id_as_a_JSON_string()
    {
        Answer answer = await CreateAsync(JsonText.Without(Customer, "id"));

        Assert.Equal(201, answer.Status);
        Assert.True(Guid.TryParse((string?)answer.Json, out _));
        Assert.Equal(1, await CreatedAsync());
    }

    [Fact]
    public async Task Takes_the_id_that_the_caller_chose_and_takes_it_once()
    {
        Assert.Equal(Id, (string?)(await CreateAsync(Customer)).Json);

        Answer again = await CreateAsync(Customer, tenant: "other.example");
        Assert.Equal(400, again.Status);
        Assert.Equal("id", (string?)again.Json["errors"]![0]!["propertyName"]);
        Assert.Contains("already exists", again.Text);
        Assert.Equal(1, await CreatedAsync());
    }

    [Theory]
    [InlineData("companyName", 255)]
    [InlineData("taxId", 255)]
    [InlineData("addressLine1", 255)]
    [InlineData("addressLine2", 255)]
    [InlineData("city", 255)]
    [InlineData("state", 255)]
    [InlineData("zip", 30)]
    [InlineData("firstName", 255)]
    [InlineData("middleName", 255)]
    [InlineData("lastName", 255)]
    [InlineData("email", 255)]
    [InlineData("phone", 30)]
    [InlineData("internalIdentifier", 255)]
    public async Task Takes_texts_up_to_their_documented_length(string field, int length)
    {
        Assert.Equal(400, (await CreateAsync(JsonText.With(Customer, field, $"\"{new string('x', length + 1)}\""))).Status);
        Assert.Equal(0, await CreatedAsync());
        Assert.Equal(201, (await CreateAsync(JsonText.With(Customer, field, $"\"{new string('x', length)}\""))).Status);
    }

    [Theory]
    [InlineData("companyName")]
    [InlineData("country")]
    [InlineData("addressLine1")]
    [InlineData("city")]
    [InlineData("state")]
    [InlineData("zip")]
    [InlineData("firstName")]
    [InlineData("lastName")]
    [InlineData("email")]
    [InlineData("phone")]
    [InlineData("providerCustomers")]
    public async Task Requires_what_the_document_requires(string field)
    {
        foreach (string body in (string[])[JsonText.Without(Customer, field), JsonText.With(Customer, field, "null")])
        {
            Answer answer = await CreateAsync(body);
            Assert.Equal(400, answer.Status);
            Assert.Equal(field, (string?)answer.Json["errors"]![0]!["propertyName"]);
        }

        Assert.Equal(0, await CreatedAsync());
    }

    [Theory]
    [InlineData("id", "\"4711\"")]
    [InlineData("id", "null")]
    [InlineData("companyName", "\" \"")]
    [InlineData("country", "\"XX\"")]
    [InlineData("country", "\"pt\"")]
    [InlineData("country", "\"PRT\"")]
    [InlineData("resellerId", "\"reseller\"")]
    [InlineData("providerCustomers", "{}")]
    [InlineData("providerCustomers", "[]")]
    [InlineData("providerCustomers", "{\"Microsoft\":{}}")]
    [InlineData("providerCustomers/" + Instance + "/providerInstanceId", "\"Microsoft\"")]
    [InlineData("providerCustomers/" + Instance + "/providerCustomerData", "{\"Domain\":\"contoso.example\"}")]
    [InlineData("providerCustomers/" + Instance + "/providerCustomerData", "\"{oops\"")]
    [InlineData("providerCustomers/" + Instance + "/margin", "10.6")]
    [InlineData("providerCustomers/" + Instance + "/margin/value", "\"10.6\"")]
    [InlineData("providerCustomers/" + Instance + "/margin/marginRule", "\"markup\"")]
    [InlineData("providerCustomers/" + Instance + "/offerTypeMargins", "[]")]
    [InlineData("customerAssociations", "{}")]
    [InlineData("customerAssociations/0/resellerId", "\"reseller\"")]
    [InlineData("CompanyName", "\"Contoso\"")]
    public async Task Refuses_a_field_that_is_not_as_documented(string field, string value)
    {
        Answer answer = await CreateAsync(JsonText.With(Customer, field, value));

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(field.Split('/')[0], (string?)answer.Json["errors"]![0]!["propertyName"]);
        Assert.Equal(0, await CreatedAsync());
    }

    [Theory]
    [InlineData("taxId")]
    [InlineData("addressLine2")]
    [InlineData("middleName")]
    [InlineData("internalIdentifier")]
    [InlineData("resellerId")]
    [InlineData("customerAssociations")]
    public async Task Takes_null_where_the_document_does(string field) =>
        Assert.Equal(201, (await CreateAsync(JsonText.With(Customer, field, "null"))).Status);

    [Fact]
    public async Task Refuses_in_the_documented_shape_with_the_callers_correlation_id()
    {
        Answer answer = await CreateAsync("""{"companyName":""}""", correlation: "00000000-0000-0000-0000-000000000001");

        Assert.Equal(400, (int)answer.Json["statusCode"]!);
        Assert.NotEmpty((string)answer.Json["type"]!);
        Assert.NotEmpty((string)answer.Json["description"]!);
        Assert.Equal("00000000-0000-0000-0000-000000000001", (string?)answer.Json["correlationId"]);
        Assert.NotEmpty((string)answer.Json["errors"]![0]!["description"]![0]!);
        Assert.True(answer.Json["errors"]!.AsArray().Count > 5);
    }

    [Fact]
    public async Task Keeps_the_correlation_id_of_a_customer()
    {
        await CreateAsync(Customer, correlation: "00000000-0000-0000-0000-000000000001");

        var item = (await StateAsync())["vendors"]!["cloudcockpit"]!["items"]![0]!;
        Assert.Equal(Id, (string?)item["id"]);
        Assert.Equal("ERP-1", (string?)item["key"]);
        Assert.Equal("00000000-0000-0000-0000-000000000001", (string?)item["correlationId"]);
    }

    [Theory]
    [InlineData(null, "contoso.example", null, 401)]
    [InlineData("Basic token", "contoso.example", null, 401)]
    [InlineData("Bearer ", "contoso.example", null, 401)]
    [InlineData("Bearer wrong", "contoso.example", null, 401)]
    [InlineData("Bearer expired", "contoso.example", null, 401)]
    [InlineData("Bearer sandbox-made-up", "contoso.example", null, 401)]
    [InlineData("Bearer token", null, null, 401)]
    [InlineData("Bearer token", "wrong.example", null, 401)]
    [InlineData("Bearer token", "contoso.example", "4711", 400)]
    [InlineData("bearer token", "contoso.example", null, 201)]
    public async Task Checks_who_calls(string? authorization, string? tenant, string? correlation, int status)
    {
        Answer answer = await SendAsync(
            "POST", Path, Customer, JsonType, ("Authorization", authorization), ("X-Tenant", tenant), ("X-Correlation-Id", correlation));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 401, answer.Header("WWW-Authenticate") is not null);
        Assert.Equal(status == 401, answer.Text.Length == 0);
        Assert.Equal(status == 201 ? 1 : 0, await CreatedAsync());
    }

    [Fact]
    public async Task Wants_JSON() => Assert.Equal(415, (await SendAsync("POST", Path, Customer, "text/plain", Caller())).Status);
}
