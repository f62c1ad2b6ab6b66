using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>CloudCockpit: the calls that change or delete a customer.</summary>
public sealed class CloudCockpitChangeTests(SandboxFixture fixture) : CloudCockpitTest(fixture)
{
    private const string Identifier = $"/{Id}/internal-identifier";
    private const string Providers = $"/{Id}/provider-instances";

    private const string Provider =
        """
        {
          "providerInstanceId": "11111111-1d6e-45be-b493-c71549cbfd87", "providerCustomerData": "{\"Domain\":\"second.example\"}",
          "margin": { "marginRule": { "name": "markup" }, "value": 5 }
        }
        """;

    [Fact]
    public async Task Deletes_a_customer_with_202_and_it_is_gone()
    {
        await CreateAsync(Customer);

        Assert.Equal(202, (await CallAsync("DELETE", "/" + Id)).Status);
        Assert.Equal(404, (await CallAsync("GET", "/" + Id)).Status);
        Assert.Equal(404, (await CallAsync("DELETE", "/" + Id)).Status);
        Assert.Equal(0, await CreatedAsync());
    }

    [Theory]
    [InlineData("""{"internalIdentifier":"ERP-2"}""", "ERP-2")]
    [InlineData("""{"internalIdentifier":"ERP-2","resellerId":null}""", "ERP-2")]
    [InlineData("""{"internalIdentifier":null,"resellerId":"5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70"}""", null)]
    public async Task Sets_the_internal_identifier_with_204(string body, string? identifier)
    {
        await CreateAsync(Customer);

        Answer answer = await CallAsync("PATCH", Identifier, body);
        Assert.True(answer.Status == 204, answer.ToString());
        Assert.Empty(answer.Text);
        Assert.Equal(identifier, (string?)(await CallAsync("GET", "/" + Id)).Json["internalIdentifier"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"internalIdentifier":7}""")]
    [InlineData("""{"internalIdentifier":"ERP-2","resellerId":"reseller"}""")]
    public async Task Refuses_an_identifier_that_is_not_as_documented(string body)
    {
        await CreateAsync(Customer);

        Assert.Equal(400, (await CallAsync("PATCH", Identifier, body)).Status);
        Assert.Equal("ERP-1", (string?)(await CallAsync("GET", "/" + Id)).Json["internalIdentifier"]);
    }

    [Fact]
    public async Task Refuses_an_identifier_of_more_than_255_characters()
    {
        await CreateAsync(Customer);
        Assert.Equal(400, (await CallAsync("PATCH", Identifier, $$"""{"internalIdentifier":"{{new string('x', 256)}}"}""")).Status);
    }

    [Fact]
    public async Task Adds_a_provider_beside_the_first()
    {
        await CreateAsync(Customer);

        Assert.Equal(200, (await CallAsync("POST", Providers, Provider)).Status);
        Assert.Equal(2, (await CallAsync("GET", "/" + Id)).Json["providerCustomers"]!.AsObject().Count);
    }

    [Theory]
    [InlineData("providerInstanceId")]
    [InlineData("providerCustomerData")]
    [InlineData("margin")]
    public async Task Requires_what_the_document_requires_of_a_provider(string field)
    {
        await CreateAsync(Customer);
        Assert.Equal(400, (await CallAsync("POST", Providers, JsonText.Without(Provider, field))).Status);
    }

    [Theory]
    [InlineData("DELETE", "/" + Id, null)]
    [InlineData("PATCH", Identifier, """{"internalIdentifier":"ERP-2"}""")]
    [InlineData("POST", Providers, Provider)]
    public async Task Changes_no_customer_of_another_tenant_nor_for_nobody(string method, string path, string? body)
    {
        await CreateAsync(Customer);

        Assert.Equal(404, (await CallAsync(method, path, body, tenant: "other.example")).Status);
        Assert.Equal(401, (await SendAsync(method, Path + path, body)).Status);
        Assert.Equal(1, await CreatedAsync());
    }
}
