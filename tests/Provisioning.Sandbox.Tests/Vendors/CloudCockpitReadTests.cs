using System;
using System.Collections.Generic;
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

    [Theory]
    [InlineData("?resellerId=5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70", 200)]
    [InlineData("?resellerId=5B1C7F0E-3F0A-4D8E-9A54-6F2B9D1C8E70", 200)]
    [InlineData("?resellerId=00000000-0000-0000-0000-000000000001", 403)]
    [InlineData("?resellerId=reseller", 400)]
    [InlineData("?ResellerId=5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70", 400)]
    [InlineData("?fields=id", 400)]
    public async Task Reads_a_customer_only_for_a_reseller_that_it_is_related_to(string query, int status)
    {
        await CreateAsync(Customer);

        Answer answer = await CallAsync("GET", $"/{Id}{query}");
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 403, answer.Text.Length == 0);
    }

    [Fact]
    public async Task Reads_a_customer_without_a_reseller_for_none()
    {
        await CreateAsync(JsonText.With(Customer, "resellerId", "null"));

        Assert.Equal(403, (await CallAsync("GET", $"/{Id}?resellerId=5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70")).Status);
        Assert.Equal(200, (await CallAsync("GET", "/" + Id)).Status);
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
    [InlineData("sortPropertyName=companyName")]
    [InlineData("sortPropertyName=InternalIdentifier")]
    [InlineData("resellerId=reseller")]
    [InlineData("includeDeleted=false")]
    [InlineData("PageSize=10")]
    [InlineData("pageSize=10&pageSize=20")]
    public async Task Refuses_a_query_that_is_not_as_documented(string query)
    {
        Answer answer = await CallAsync("GET", "?" + query);

        Assert.Equal(400, answer.Status);
        Assert.Equal(query.Split('=')[0], (string?)answer.Json["errors"]![0]!["propertyName"]);
    }

    [Theory]
    [InlineData(255, 200)]
    [InlineData(256, 400)]
    public async Task Takes_a_search_value_of_up_to_255_characters(int length, int status) =>
        Assert.Equal(status, (await CallAsync("GET", "?searchValue=" + new string('x', length))).Status);

    [Fact]
    public async Task Sorts_by_company_name_and_keeps_that_order_through_changes()
    {
        await CreateManyAsync(3);
        await CreateAsync(JsonText.With(Customer, "companyName", "\"company 25\""));
        Assert.Equal(["Company 1", "Company 2", "company 25", "Company 3"], await SortedAsync(""));
        Assert.Equal(["company 25", "Company 3"], await SortedAsync("&pageSize=2&pageNumber=2"));

        await CreateAsync(JsonText.With(JsonText.Without(Customer, "id"), "companyName", "\"Company 15\""));
        await CallAsync("PATCH", $"/{Id}/account-info", JsonText.With(AccountInfo, "customer/companyName", "\"Company 0\""));
        Assert.Equal(["Company 0", "Company 1", "Company 15", "Company 2", "Company 3"], await SortedAsync(""));
        Assert.Equal(
            ["Company 0", "Company 1", "Company 15"], await SortedAsync("&pageSize=10&searchField=InternalIdentifier&searchValue=ERP-1"));
    }

    [Fact]
    public async Task Lists_deleted_customers_like_the_others()
    {
        await CreateAsync(Customer);
        string before = (await ListAsync("?searchValue=ERP-1")).ToJsonString();
        await CallAsync("DELETE", "/" + Id);

        Assert.Equal(before, (await ListAsync("?searchValue=ERP-1")).ToJsonString());
        Assert.Equal(1, (int)(await ListAsync("?sortPropertyName=Company.Name"))["totalCount"]!);
        Assert.Equal(404, (await CallAsync("GET", "/" + Id)).Status);
    }

    [Fact]
    public async Task Lists_a_customer_once_that_was_deleted_and_created_again()
    {
        await CreateAsync(Customer);
        await CallAsync("DELETE", "/" + Id);
        Assert.Equal(400, (await CreateAsync(Customer, tenant: "other.example")).Status);
        Assert.Equal(201, (await CreateAsync(JsonText.With(Customer, "companyName", "\"Fabrikam\""))).Status);

        JsonNode item = Assert.Single((await ListAsync(""))["items"]!.AsArray())!;
        Assert.Equal("Fabrikam", (string?)item["companyName"]);
        Assert.Equal("Fabrikam", (string?)(await CallAsync("GET", "/" + Id)).Json["companyName"]);
        Assert.Equal(1, await CreatedAsync());
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
        Answer answer = await SendAsync("GET", Path + path);
        Assert.Equal(401, answer.Status);
        Assert.Empty(answer.Text);
        Assert.Equal(401, (await SendAsync("GET", Path + path, null, null, ("Authorization", "Bearer token"))).Status);
    }

    [Fact]
    public async Task Counts_no_reading_as_a_create_call()
    {
        await CallAsync("GET", "");
        Assert.Equal(0, (int)(await StateAsync())["calls"]!);
    }

    private Task<JsonNode> ListAsync(string query) => GetAsync(query);

    private async Task<IEnumerable<string?>> SortedAsync(string query)
    {
        JsonNode list = await ListAsync("?sortPropertyName=Company.Name" + query);
        return list["items"]!.AsArray().Select(static item => (string?)item!["companyName"]);
    }
}
