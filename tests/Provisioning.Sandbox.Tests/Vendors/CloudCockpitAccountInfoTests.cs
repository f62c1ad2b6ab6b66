using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>CloudCockpit: <c>PATCH v1/Customers/{customerId}/account-info</c>.</summary>
public sealed class CloudCockpitAccountInfoTests(SandboxFixture fixture) : CloudCockpitTest(fixture)
{
    private const string Retry = "retryFailedProviderCustomersFromCompanyInfo";

    [Fact]
    public async Task Replaces_the_company_and_its_contact_and_nothing_else()
    {
        await CreateAsync(Customer);
        JsonObject before = (await GetAsync("/" + Id)).AsObject();

        Answer answer = await UpdateAsync(AccountInfo);
        Assert.True(answer.Status == 204, answer.ToString());
        Assert.Empty(answer.Text);

        JsonObject sent = JsonNode.Parse(AccountInfo)!["customer"]!.AsObject();
        JsonObject after = (await GetAsync("/" + Id)).AsObject();
        Assert.Equal(before.Count, after.Count);
        foreach ((string name, JsonNode? value) in after)
            Assert.Equal((sent[name] ?? before[name])!.ToJsonString(), value!.ToJsonString());
    }

    [Theory]
    [InlineData("taxId")]
    [InlineData("addressLine2")]
    [InlineData("middleName")]
    public async Task Clears_an_optional_field_that_is_not_sent(string field)
    {
        await CreateAsync(Customer);

        Assert.Equal(204, (await UpdateAsync(JsonText.Without(AccountInfo, "customer/" + field))).Status);
        Assert.Null((await GetAsync("/" + Id))[field]);
        Assert.Equal(204, (await UpdateAsync(JsonText.With(AccountInfo, "customer/" + field, "null"))).Status);
        Assert.Null((await GetAsync("/" + Id))[field]);
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
    public async Task Requires_all_required_fields_each_time(string field)
    {
        await CreateAsync(Customer);
        string at = "customer/" + field;

        foreach (string body in (string[])[JsonText.Without(AccountInfo, at), JsonText.With(AccountInfo, at, "null")])
            await AssertRefusedAsync(body, $"customer.{field}");
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
    public async Task Takes_texts_up_to_the_lengths_of_the_create_call(string field, int length)
    {
        await CreateAsync(Customer);
        string at = "customer/" + field;

        await AssertRefusedAsync(JsonText.With(AccountInfo, at, $"\"{new string('x', length + 1)}\""), $"customer.{field}");
        Assert.Equal(204, (await UpdateAsync(JsonText.With(AccountInfo, at, $"\"{new string('x', length)}\""))).Status);
    }

    [Theory]
    [InlineData("customer", "null")]
    [InlineData("customer", "[]")]
    [InlineData("customer/country", "\"pt\"")]
    [InlineData("customer/companyName", "\" \"")]
    [InlineData("customer/internalIdentifier", "\"ERP-2\"")]
    [InlineData("customer/id", "\"84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3\"")]
    [InlineData("Customer", "{}")]
    [InlineData(Retry, "\"true\"")]
    [InlineData(Retry, "null")]
    public async Task Refuses_a_field_that_is_not_as_documented(string field, string value)
    {
        await CreateAsync(Customer);
        await AssertRefusedAsync(JsonText.With(AccountInfo, field, value), field.Replace('/', '.'));
    }

    [Fact]
    public async Task Requires_a_customer()
    {
        await CreateAsync(Customer);
        await AssertRefusedAsync("""{"retryFailedProviderCustomersFromCompanyInfo":true}""", "customer");
    }

    [Fact]
    public async Task Retries_failed_providers_only_if_asked()
    {
        await CreateAsync(CustomerWithDomain("fail.example"));

        await UpdateAsync(AccountInfo);
        Assert.Equal("Failed", await StatusAsync());
        await UpdateAsync(JsonText.With(AccountInfo, Retry, "false"));
        Assert.Equal("Failed", await StatusAsync());
        await UpdateAsync(JsonText.With(AccountInfo, Retry, "true"));
        Assert.Equal("Processing", await StatusAsync());
        await AssertSucceedsAsync();
    }

    [Fact]
    public async Task Finds_a_customer_by_its_new_name_alone()
    {
        await CreateAsync(Customer);
        await UpdateAsync(AccountInfo);

        Assert.Empty((await GetAsync("?searchField=Company.Name&searchValue=Contoso"))["items"]!.AsArray());
        Assert.Single((await GetAsync("?searchField=Company.Name&searchValue=Fabrikam"))["items"]!.AsArray());
        Assert.Single((await GetAsync("?searchField=Domain&searchValue=contoso.example"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Loses_no_change_of_many_at_once()
    {
        await CreateAsync(Customer);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => number % 2 == 0
            ? UpdateAsync(AccountInfo)
            : CallAsync("PATCH", $"/{Id}/internal-identifier", """{"internalIdentifier":"ERP-2"}""")));

        JsonNode customer = await GetAsync("/" + Id);
        Assert.Equal("Fabrikam, SA", (string?)customer["companyName"]);
        Assert.Equal("ERP-2", (string?)customer["internalIdentifier"]);
    }

    private Task<Answer> UpdateAsync(string body) => CallAsync("PATCH", $"/{Id}/account-info", body);

    private async Task AssertRefusedAsync(string body, string property)
    {
        Answer answer = await UpdateAsync(body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(property, answer.Json["errors"]!.AsArray().Select(static error => (string?)error!["propertyName"]));
        Assert.Equal("Contoso, Lda.", (string?)(await GetAsync("/" + Id))["companyName"]);
    }
}
