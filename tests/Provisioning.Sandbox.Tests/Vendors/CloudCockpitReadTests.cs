using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>CloudCockpit: reading one customer, and pages of them.</summary>
public sealed class CloudCockpitReadTests(SandboxFixture fixture) : CloudCockpitTest(fixture)
{
    [Fact]
    public async Task Reads_a_customer_as_it_was_sent_with_what_the_provider_added()
    {
        await CreateAsync(Customer);
        JsonNode customer = (await CallAsync("GET", "/" + Id)).Json;

        var plain = JsonNode.Parse(Customer)!.AsObject().Where(static member => member.Key != "providerCustomers");
        foreach ((string name, JsonNode? value) in plain)
            Assert.Equal(value!.ToJsonString(), customer[name]!.ToJsonString());
        JsonNode provider = customer["providerCustomers"]!["cb3cd15b-1d6e-45be-b493-c71549cbfd87"]!;
        Assert.Equal("Success", (string?)provider["status"]);
        Assert.Equal("None", (string?)provider["customerCreationError"]);
        Assert.NotEmpty((string)provider["providerCustomerId"]!);
        Assert.Equal("{\"Domain\":\"contoso.example\",\"AcceptedMCA\":true}", (string?)provider["providerCustomerData"]);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000001", "contoso.example")]
    [InlineData("4711", "contoso.example")]
    [InlineData(Id, "other.example")]
    public async Task Finds_no_customer_that_is_not_there_or_is_another_tenants(string id, string tenant)
    {
        await CreateAsync(Customer);
        Assert.Equal(404, (await CallAsync("GET", "/" + id, tenant: tenant)).Status);
    }

    [Fact]
    public async Task Knows_a_tenant_in_any_case()
    {
        await CreateAsync(Customer);
        Assert.Equal(200, (await CallAsync("GET", "/" + Id, tenant: "CONTOSO.Example")).Status);
    }

    [Fact]
    public async Task Lists_pages_in_the_order_of_creation()
    {
        await CreateManyAsync(30);

        JsonNode first = await ListAsync("");
        Assert.Equal(25, first["items"]!.AsArray().Count);
        Assert.Equal(30, (int)first["totalCount"]!);
        Assert.True((bool)first["hasNextPage"]!);
        Assert.Equal("Company 1", (string?)first["items"]![0]!["companyName"]);

        JsonNode second = await ListAsync("?pageNumber=2");
        Assert.Equal(5, second["items"]!.AsArray().Count);
        Assert.False((bool)second["hasNextPage"]!);
        Assert.Equal("Company 26", (string?)second["items"]![0]!["companyName"]);

        Assert.Equal("Company 21", (string?)(await ListAsync("?pageNumber=3&pageSize=10"))["items"]![0]!["companyName"]);
        Assert.Empty((await ListAsync("?pageNumber=4&pageSize=10"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("pageNumber=0")]
    [InlineData("pageNumber=first")]
    [InlineData("pageSize=0")]
    [InlineData("pageSize=2001")]
    [InlineData("searchField=companyName&searchValue=x")]
    public async Task Refuses_a_query_that_is_not_as_documented(string query)
    {
        Answer answer = await CallAsync("GET", "?" + query);

        Assert.Equal(400, answer.Status);
        Assert.Equal(query.Split('=')[0], (string?)answer.Json["errors"]![0]!["propertyName"]);
    }

    [Theory]
    [InlineData("searchField=Company.Name&searchValue=toso", 1)]
    [InlineData("searchField=Company.Name&searchValue=ERP-1", 0)]
    [InlineData("searchField=InternalIdentifier&searchValue=ERP-1", 1)]
    [InlineData("searchField=InternalIdentifier&searchValue=ERP", 0)]
    [InlineData("searchField=Domain&searchValue=contoso.example", 1)]
    [InlineData("searchField=ProviderCustomerId&searchValue=nobody", 0)]
    [InlineData("searchValue=ERP-1", 1)]
    [InlineData("searchValue=nobody", 0)]
    [InlineData("resellerId=5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70", 1)]
    [InlineData("resellerId=00000000-0000-0000-0000-000000000001", 0)]
    public async Task Searches_by_the_documented_fields(string query, int hits)
    {
        await CreateAsync(Customer);
        Assert.Equal(hits, (await ListAsync("?" + query))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Lists_the_customers_of_the_tenant_alone()
    {
        await CreateAsync(Customer);
        Assert.Equal(0, (int)(await CallAsync("GET", "", tenant: "other.example")).Json["totalCount"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/" + Id)]
    public async Task Checks_who_reads(string path)
    {
        Assert.Equal(401, (await SendAsync("GET", Path + path)).Status);
        Assert.Equal(401, (await SendAsync("GET", Path + path, null, null, ("Authorization", "Bearer token"))).Status);
    }

    [Fact]
    public async Task Counts_no_reading_as_a_create_call()
    {
        await CallAsync("GET", "");
        Assert.Equal(0, (int)(await StateAsync())["calls"]!);
    }

    private async Task<JsonNode> ListAsync(string query)
    {
        Answer answer = await CallAsync("GET", query);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Json;
    }
}
