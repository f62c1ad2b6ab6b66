using System.Diagnostics;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>CloudCockpit: the providers of a customer, how they go on after the call, and the provider instances.</summary>
public sealed class CloudCockpitProviderTests(SandboxFixture fixture) : CloudCockpitTest(fixture)
{
    private const string RetryPath = $"/{Id}/provider-customers/{Instance}";
    private const string InstancesPath = "cloudcockpit/v1/Providers/Instances";

    [Fact]
    public async Task Adds_a_provider_beside_the_first()
    {
        await CreateAsync(Customer);

        Answer answer = await CallAsync("POST", Providers + "?resellerId=5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70", Provider);
        Assert.Equal(200, answer.Status);
        Assert.Equal([Instance, Second], (await GetAsync("/" + Id))["providerCustomers"]!.AsObject().Select(static one => one.Key));
        Assert.Single((await GetAsync("?searchField=Domain&searchValue=second.example"))["items"]!.AsArray());
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
    [InlineData("contoso.example", "Success", "None")]
    [InlineData("not-slow.example", "Success", "None")]
    [InlineData("slow.example", "Processing", "None")]
    [InlineData("Slow-start.example", "Processing", "None")]
    [InlineData("fail.example", "Failed", "DomainExists")]
    [InlineData("failing.example", "Failed", "DomainExists")]
    public async Task Goes_on_as_the_domain_says(string domain, string status, string error)
    {
        await CreateAsync(CustomerWithDomain(domain));

        JsonNode provider = await ProviderAsync();
        Assert.Equal(status, (string?)provider["status"]);
        Assert.Equal(error, (string?)provider["customerCreationError"]);
        Assert.Equal(status == "Success", provider["providerCustomerId"] is not null);
    }

    [Fact]
    public async Task A_slow_provider_succeeds_after_two_seconds()
    {
        var clock = Stopwatch.StartNew();
        await CreateAsync(CustomerWithDomain("slow.example"));
        await AssertSucceedsAsync();

        Assert.True(clock.ElapsedMilliseconds >= 1900, $"It took {clock.ElapsedMilliseconds} ms.");
        Assert.NotNull((await ProviderAsync())["providerCustomerId"]);
    }

    [Fact]
    public async Task A_provider_that_is_added_goes_on_for_itself()
    {
        await CreateAsync(CustomerWithDomain("fail.example"));
        await CallAsync("POST", Providers, JsonText.With(Provider, "providerCustomerData", "\"{\\\"Domain\\\":\\\"slow.example\\\"}\""));

        JsonNode providers = (await GetAsync("/" + Id))["providerCustomers"]!;
        Assert.Equal("Failed", (string?)providers[Instance]!["status"]);
        Assert.Equal("Processing", (string?)providers[Second]!["status"]);
    }

    [Fact]
    public async Task A_failed_provider_that_is_retried_is_processing_and_then_succeeds()
    {
        await CreateAsync(CustomerWithDomain("fail.example"));

        Answer answer = await CallAsync("POST", RetryPath);
        Assert.True(answer.Status == 204, answer.ToString());
        Assert.Empty(answer.Text);
        Assert.Equal("Processing", await StatusAsync());
        Assert.Equal(400, (await CallAsync("POST", RetryPath)).Status);
        await AssertSucceedsAsync();
        Assert.Equal("None", (string?)(await ProviderAsync())["customerCreationError"]);
    }

    [Fact]
    public async Task A_retry_of_many_at_once_is_taken_once()
    {
        await CreateAsync(CustomerWithDomain("fail.example"));
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CallAsync("POST", RetryPath)));

        Assert.Equal(1, answers.Count(static answer => answer.Status == 204));
        Assert.Equal(7, answers.Count(static answer => answer.Status == 400));
    }

    [Theory]
    [InlineData("contoso.example")]
    [InlineData("slow.example")]
    public async Task Refuses_to_retry_a_provider_that_has_not_failed(string domain)
    {
        await CreateAsync(CustomerWithDomain(domain));

        Answer answer = await CallAsync("POST", RetryPath);
        Assert.Equal(400, answer.Status);
        Assert.Equal("ValidationError", (string?)answer.Json["type"]);
        Assert.Equal("providerInstanceId", (string?)answer.Json["errors"]![0]!["propertyName"]);
    }

    [Theory]
    [InlineData($"/{Id}/provider-customers/{Second}")]
    [InlineData($"/{Id}/provider-customers/Microsoft")]
    [InlineData($"/{Second}/provider-customers/{Instance}")]
    public async Task Finds_no_provider_that_is_not_there(string path)
    {
        await CreateAsync(CustomerWithDomain("fail.example"));
        Assert.Equal(404, (await CallAsync("POST", path)).Status);
        Assert.Equal("Failed", await StatusAsync());
    }

    [Fact]
    public async Task Lists_the_instances_that_a_customer_can_be_created_at()
    {
        JsonNode list = (await InstancesAsync("")).Json;

        Assert.Equal(3, (int)list["totalCount"]!);
        Assert.False((bool)list["hasNextPage"]!);
        JsonArray items = list["items"]!.AsArray();
        Assert.Equal(3, items.Count);
        Assert.Equal(Instance, (string?)items[0]!["id"]);
        Assert.Equal("Microsoft", (string?)items[0]!["alias"]);
        Assert.All(items, static item =>
        {
            Assert.NotEmpty((string)item!["instanceProviderId"]!);
            Assert.NotEmpty((string)item["offerTypes"]![0]!["name"]!);
            Assert.Matches("^[A-Z]{2}$", (string?)item["supportedCountries"]![0]);
        });
    }

    [Fact]
    public async Task Lists_the_instances_in_pages()
    {
        JsonNode first = (await InstancesAsync("?pageSize=2")).Json, second = (await InstancesAsync("?pageSize=2&pageNumber=2")).Json;

        Assert.Equal(2, first["items"]!.AsArray().Count);
        Assert.True((bool)first["hasNextPage"]!);
        Assert.Single(second["items"]!.AsArray());
        Assert.False((bool)second["hasNextPage"]!);
    }

    [Theory]
    [InlineData("?pageSize=0")]
    [InlineData("?pageSize=2001")]
    [InlineData("?pageNumber=0")]
    [InlineData("?searchValue=Microsoft")]
    public async Task Refuses_a_list_of_instances_that_is_not_as_documented(string query) =>
        Assert.Equal(400, (await InstancesAsync(query)).Status);

    [Fact]
    public async Task Lists_no_instances_for_nobody() => Assert.Equal(401, (await SendAsync("GET", InstancesPath)).Status);

    private Task<Answer> InstancesAsync(string query) => SendAsync("GET", InstancesPath + query, null, null, Caller());
}
