using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>CloudCockpit: the calls that change or delete a customer.</summary>
public sealed class CloudCockpitChangeTests(SandboxFixture fixture) : CloudCockpitTest(fixture)
{
    private const string Identifier = $"/{Id}/internal-identifier";

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
    [InlineData("PATCH", Identifier, """{"internalIdentifier":"ERP-2"}""")]
    [InlineData("PATCH", $"/{Id}/account-info", AccountInfo)]
    [InlineData("POST", Providers, Provider)]
    [InlineData("POST", $"/{Id}/provider-customers/{Instance}", null)]
    public async Task Changes_no_customer_that_was_deleted(string method, string path, string? body)
    {
        await CreateAsync(CustomerWithDomain("fail.example"));
        await CallAsync("DELETE", "/" + Id);

        Assert.Equal(404, (await CallAsync(method, path, body)).Status);
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

    [Theory]
    [InlineData("DELETE", $"/{Id}?force=true", null)]
    [InlineData("DELETE", $"/{Id}", "{}")]
    [InlineData("PATCH", Identifier + "?resellerId=5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70", """{"internalIdentifier":"ERP-2"}""")]
    [InlineData("PATCH", $"/{Id}/account-info?retry=true", AccountInfo)]
    [InlineData("POST", Providers + "?resellerId=reseller", Provider)]
    [InlineData("POST", Providers + "?reseller=5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70", Provider)]
    [InlineData("POST", $"/{Id}/provider-customers/{Instance}?force=true", null)]
    [InlineData("POST", $"/{Id}/provider-customers/{Instance}", "{}")]
    public async Task Refuses_a_parameter_or_a_body_that_is_not_documented(string method, string path, string? body)
    {
        await CreateAsync(CustomerWithDomain("fail.example"));
        string before = (await CallAsync("GET", "/" + Id)).Text;

        Answer answer = await CallAsync(method, path, body);
        Assert.Equal(400, answer.Status);
        Assert.NotEmpty(answer.Json["errors"]!.AsArray());
        Assert.Equal(before, (await CallAsync("GET", "/" + Id)).Text);
    }

    [Theory]
    [InlineData("PATCH", Identifier, """{"internalIdentifier":"ERP-2"}""")]
    [InlineData("PATCH", $"/{Id}/account-info", AccountInfo)]
    [InlineData("POST", Providers, Provider)]
    public async Task Wants_JSON(string method, string path, string body)
    {
        await CreateAsync(Customer);
        Assert.Equal(415, (await SendAsync(method, Path + path, body, "text/plain", Caller())).Status);
    }

    [Theory]
    [InlineData("PATCH", $"/{Id}/Account-Info", AccountInfo)]
    [InlineData("PATCH", $"/{Id}/internalIdentifier", """{"internalIdentifier":"ERP-2"}""")]
    [InlineData("PUT", $"/{Id}/account-info", AccountInfo)]
    [InlineData("PATCH", $"/{Id}/provider-instances", Provider)]
    public async Task Knows_no_other_path_or_method(string method, string path, string body)
    {
        await CreateAsync(Customer);

        Answer answer = await CallAsync(method, path, body);
        Assert.Equal(404, answer.Status);
        Assert.Contains("No such endpoint", answer.Text);
    }

    [Theory]
    [InlineData("DELETE", "/" + Id, null)]
    [InlineData("PATCH", Identifier, """{"internalIdentifier":"ERP-2"}""")]
    [InlineData("PATCH", $"/{Id}/account-info", AccountInfo)]
    [InlineData("POST", Providers, Provider)]
    [InlineData("POST", $"/{Id}/provider-customers/{Instance}", null)]
    public async Task Changes_no_customer_of_another_tenant_nor_for_nobody(string method, string path, string? body)
    {
        await CreateAsync(Customer);

        Assert.Equal(404, (await CallAsync(method, path, body, tenant: "other.example")).Status);
        Answer unknown = await SendAsync(method, Path + path, body);
        Assert.Equal(401, unknown.Status);
        Assert.Empty(unknown.Text);
        Assert.Equal(1, await CreatedAsync());
    }
}
