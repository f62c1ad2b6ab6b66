using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Vendors.CloudCockpit;

/// <summary>The calls beside create, as the vendor's public documentation has them.</summary>
public sealed class CloudCockpitCallsTests
{
    private const string Id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    private const string Reseller = "5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70";

    private const string Customer =
        """
        {
          "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "companyName": "Contoso", "taxId": "PT5", "country": "PT", "addressLine1": "Rua Augusta 1",
          "city": "Lisboa", "state": "Lisboa", "zip": "1100-048", "firstName": "Ana", "lastName": "Silva", "email": "ana@contoso.example",
          "phone": "+351 921", "internalIdentifier": "ERP-1", "resellerId": "5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70",
          "providerCustomers": { "cb3cd15b-1d6e-45be-b493-c71549cbfd87": { "providerCustomerId": "p-1", "status": "Failed",
            "customerCreationError": "DomainExists" } }
        }
        """;

    [Theory]
    [InlineData(null, null, null, "?pageNumber=1&pageSize=500")]
    [InlineData("a & b", CloudCockpitSearchField.CompanyName, null, "?pageNumber=1&pageSize=500&searchValue=a%20%26%20b&searchField=Company.Name")]
    [InlineData("x", CloudCockpitSearchField.Domain, null, "?pageNumber=1&pageSize=500&searchValue=x&searchField=Domain")]
    [InlineData("x", null, Reseller, "?pageNumber=1&pageSize=500&resellerId=" + Reseller + "&searchValue=x")]
    public async Task A_list_is_asked_for_as_documented(string? search, CloudCockpitSearchField? field, string? reseller, string query)
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"items":[],"hasNextPage":false,"totalCount":0}"""));
        var request = new CloudCockpitQuery { Search = search, SearchField = field, ResellerId = reseller is null ? null : new Guid(reseller) };

        Assert.Empty(await ReadAsync(server, CloudCockpitQueries.ListCustomers, request));

        Assert.Equal(("GET", "/v1/Customers" + query), (server.Requests[0].Method, server.Requests[0].Target));
        Assert.Equal("contoso.example", server.Requests[0].Header("X-Tenant"));
        Assert.NotNull(server.Requests[0].Header("X-Correlation-Id"));
    }

    [Fact]
    public async Task A_customer_is_read_with_all_that_the_vendor_says_of_it()
    {
        using var server = WireServer.Start(WireAnswer.Json(Customer));

        CloudCockpitCustomer customer = Assert.Single(
            await ReadAsync(server, CloudCockpitQueries.ReadCustomer, new CloudCockpitQuery { Id = new Guid(Id) }));

        Assert.Equal("/v1/Customers/" + Id, server.Requests[0].Target);
        Assert.Equal(("Contoso", "ERP-1", new Guid(Reseller)), (customer.CompanyName, customer.InternalIdentifier, customer.ResellerId));
        CloudCockpitProviderCustomer provider = Assert.Single(customer.Providers!);
        Assert.Equal(("p-1", "Failed", "DomainExists"), (provider.ProviderCustomerId, provider.Status, provider.CustomerCreationError));
        Assert.Null(customer.Outcome);
    }

    [Theory]
    [InlineData("""{"items":[{"companyName":"without an id"}]}""")]
    [InlineData("""{"items":[7]}""")]
    [InlineData("""{"message":"Scheduled maintenance"}""")]
    public async Task A_list_that_is_not_as_documented_is_no_answer(string body)
    {
        using var server = WireServer.Start(WireAnswer.Json(body));

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(
            () => ReadAsync(server, CloudCockpitQueries.ListCustomers, new CloudCockpitQuery()));

        Assert.Equal(ProvisioningError.Unanswered, error.Error);
    }

    [Fact]
    public async Task A_change_reads_first_and_sends_all_of_the_companys_data()
    {
        using var server = WireServer.Start(WireAnswer.Json(Customer), WireAnswer.Of(204, []));

        OperationResult result = await DeliverAsync(
            server, CloudCockpitOperations.UpdateCustomer, new CloudCockpitCustomerRequest { Id = new Guid(Id), City = "Porto", RetryFailedProviders = true });

        Assert.Equal(Outcome.Updated, result.Outcome);
        Assert.Equal(("PATCH", $"/v1/Customers/{Id}/account-info"), (server.Requests[1].Method, server.Requests[1].Target));
        JObject expected = JObject.Parse(
            """
            {
              "customer": {
                "companyName": "Contoso", "taxId": "PT5", "country": "PT", "addressLine1": "Rua Augusta 1", "city": "Porto", "state": "Lisboa",
                "zip": "1100-048", "firstName": "Ana", "lastName": "Silva", "email": "ana@contoso.example", "phone": "+351 921"
              },
              "retryFailedProviderCustomersFromCompanyInfo": true
            }
            """);
        Assert.True(JToken.DeepEquals(expected, JObject.Parse(server.Requests[1].Body)), server.Requests[1].Body);
    }

    [Theory]
    [InlineData("""{"id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","companyName":"Contoso"}""", ProvisioningError.RuleViolation, "requires country")]
    [InlineData("""{"id":"00000000-0000-4562-b3fc-2c963f66afa6","companyName":"Other"}""", ProvisioningError.RuleViolation, "another customer")]
    [InlineData("""{"message":"maintenance"}""", ProvisioningError.NotSent, "could not be read")]
    public async Task What_was_read_may_keep_a_change_from_being_sent(string read, ProvisioningError expected, string says)
    {
        using var server = WireServer.Start(WireAnswer.Json(read));

        OperationResult result = await DeliverAsync(
            server, CloudCockpitOperations.UpdateCustomer, new CloudCockpitCustomerRequest { Id = new Guid(Id), City = "Porto" });

        Assert.Equal(expected, result.Last.Error);
        Assert.Contains(says, result.Last.Message, StringComparison.Ordinal);
        Assert.All(server.Requests, static request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task The_other_changes_are_sent_as_documented()
    {
        using var server = WireServer.Start(WireAnswer.Of(204, []));
        var customer = new CloudCockpitCustomerRequest { Id = new Guid(Id), InternalIdentifier = "ERP-2", ResellerId = new Guid(Reseller) };
        var provider = new CloudCockpitProviderRequest
        {
            CustomerId = new Guid(Id),
            ProviderInstanceId = new Guid(Make.Instance),
            ResellerId = new Guid(Reseller),
            ProviderCustomerData = """{"Domain":"contoso"}""",
            Margin = JObject.Parse("""{"marginRule":{"name":"Markup"},"value":10.6}"""),
        };

        await DeliverAsync(server, CloudCockpitOperations.SetInternalIdentifier, customer);
        await DeliverAsync(server, CloudCockpitOperations.DeleteCustomer, customer);
        await DeliverAsync(server, CloudCockpitOperations.AddProvider, provider);
        await DeliverAsync(server, CloudCockpitOperations.RetryProvider, provider);

        Assert.Equal(
            [
                $"PATCH /v1/Customers/{Id}/internal-identifier" + $$"""{"internalIdentifier":"ERP-2","resellerId":"{{Reseller}}"}""",
                $"DELETE /v1/Customers/{Id}",
                $"POST /v1/Customers/{Id}/provider-instances?resellerId={Reseller}"
                    + $$$"""{"providerInstanceId":"{{{Make.Instance}}}","providerCustomerData":"{\"Domain\":\"contoso\"}","""
                    + """ "margin":{"marginRule":{"name":"Markup"},"value":10.6}}""".TrimStart(),
                $"POST /v1/Customers/{Id}/provider-customers/{Make.Instance}",
            ],
            server.Requests.Select(static request => $"{request.Method} {request.Target}{request.Body}"));
    }

    [Theory]
    [InlineData("Processing", Outcome.Recovered, 1)]
    [InlineData("Success", Outcome.Recovered, 1)]
    [InlineData("Failed", Outcome.Updated, 2)]
    public async Task A_retry_whose_answer_was_lost_is_judged_by_the_providers_status(string status, Outcome expected, int calls)
    {
        int posts = 0;
        using var server = WireServer.Start((request, _) => request.Method == "GET"
            ? WireAnswer.Json(Customer.Replace("Failed", status, StringComparison.Ordinal))
            : ++posts == 1 ? WireAnswer.Reset : WireAnswer.Of(204, []));
        var provider = new CloudCockpitProviderRequest { CustomerId = new Guid(Id), ProviderInstanceId = new Guid(Make.Instance) };

        OperationResult result = await DeliverAsync(server, CloudCockpitOperations.RetryProvider, provider);

        Assert.Equal((expected, calls), (result.Outcome!.Value, posts));
    }

    private static async Task<List<TItem>> ReadAsync<TRequest, TItem>(
        WireServer server, QueryDefinition<TRequest, TItem> query, TRequest request)
        where TRequest : class
    {
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        return await new QueryExecutor<TRequest, TItem>(query, request, connection, SilentLog.Instance).ReadItemsAsync().ToListAsync();
    }

    private static async Task<OperationResult> DeliverAsync<TRequest, TResult>(
        WireServer server, OperationDefinition<TRequest, TResult> definition, TRequest request)
        where TRequest : class
        where TResult : ProvisionedResource
    {
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        Assert.Empty(definition.Check(request));
        return await new PreparedOperation<TRequest, TResult>(definition, request, connection, 1).DeliverAsync();
    }
}
