using System;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>What the tests of CloudCockpit share: a good customer, and the three headers that every call takes.</summary>
public abstract class CloudCockpitTest(SandboxFixture fixture) : SandboxTest(fixture)
{
    protected const string Path = "cloudcockpit/v1/Customers";

    protected const string Id = "84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3";

    protected const string Customer =
        """
        {
          "id": "84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3", "companyName": "Contoso, Lda.", "taxId": "PT500000000", "country": "PT",
          "addressLine1": "Rua Augusta 1", "addressLine2": "2.", "city": "Lisboa", "state": "Lisboa", "zip": "1100-048",
          "firstName": "Ana", "middleName": "M.", "lastName": "Silva", "email": "ana@contoso.example", "phone": "+351 921 231 231",
          "internalIdentifier": "ERP-1", "resellerId": "5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70",
          "providerCustomers": {
            "cb3cd15b-1d6e-45be-b493-c71549cbfd87": {
              "providerInstanceId": "cb3cd15b-1d6e-45be-b493-c71549cbfd87", "providerCustomerId": null,
              "providerCustomerData": "{\"Domain\":\"contoso.example\",\"AcceptedMCA\":true}",
              "margin": { "marginRule": { "name": "markup" }, "value": 10.6 },
              "offerTypeMargins": { "license": { "marginRule": { "name": "markup" }, "value": 10 } }
            }
          },
          "customerAssociations": [{ "resellerId": "5b1c7f0e-3f0a-4d8e-9a54-6f2b9d1c8e70", "name": "Reseller" }]
        }
        """;

    protected const string Instance = "cb3cd15b-1d6e-45be-b493-c71549cbfd87";

    protected const string AccountInfo =
        """
        {
          "customer": {
            "companyName": "Fabrikam, SA", "taxId": "PT600000000", "country": "ES", "addressLine1": "Calle Mayor 2",
            "addressLine2": "3.", "city": "Madrid", "state": "Madrid", "zip": "28013", "firstName": "Eva", "middleName": "N.",
            "lastName": "Lopez", "email": "eva@fabrikam.example", "phone": "+34 600 000 000"
          }
        }
        """;

    protected const string Providers = $"/{Id}/provider-instances";

    protected const string Second = "11111111-1d6e-45be-b493-c71549cbfd87";

    protected const string Provider =
        """
        {
          "providerInstanceId": "11111111-1d6e-45be-b493-c71549cbfd87", "providerCustomerData": "{\"Domain\":\"second.example\"}",
          "margin": { "marginRule": { "name": "markup" }, "value": 5 }
        }
        """;

    protected static (string Name, string? Value)[] Caller(
        string tenant = "contoso.example", string? correlation = null, string token = "token") =>
        [("Authorization", $"Bearer {token}"), ("X-Tenant", tenant), ("X-Correlation-Id", correlation)];

    protected Task<Answer> CreateAsync(string body, string tenant = "contoso.example", string? correlation = null) =>
        SendAsync("POST", Path, body, JsonType, Caller(tenant, correlation));

    protected Task<Answer> CallAsync(string method, string path, string? body = null, string tenant = "contoso.example") =>
        SendAsync(method, Path + path, body, JsonType, Caller(tenant));

    /// <summary>The same customer with another domain at its provider.</summary>
    protected static string CustomerWithDomain(string domain) => JsonText.With(
        Customer, $"providerCustomers/{Instance}/providerCustomerData", JsonValue.Create($$"""{"Domain":"{{domain}}"}""").ToJsonString());

    /// <summary>What a call that must succeed answers.</summary>
    protected async Task<JsonNode> GetAsync(string path)
    {
        Answer answer = await CallAsync("GET", path);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Json;
    }

    /// <summary>What the vendor says about the customer's first provider.</summary>
    protected async Task<JsonNode> ProviderAsync() => (await GetAsync("/" + Id))["providerCustomers"]![Instance]!;

    /// <summary>The status of the customer's first provider.</summary>
    protected async Task<string> StatusAsync() => (string)(await ProviderAsync())["status"]!;

    /// <summary>Waits until the customer's first provider has succeeded.</summary>
    protected async Task AssertSucceedsAsync()
    {
        var clock = Stopwatch.StartNew();
        while (await StatusAsync() == "Processing" && clock.Elapsed < TimeSpan.FromSeconds(20))
            await Task.Delay(100);
        Assert.Equal("Success", await StatusAsync());
    }

    /// <summary>Creates customers whose names differ in their number.</summary>
    protected async Task CreateManyAsync(int count)
    {
        for (int number = 1; number <= count; number++)
        {
            string body = JsonText.With(JsonText.Without(Customer, "id"), "companyName", $"\"Company {number}\"");
            await CreateAsync(JsonText.With(body, "internalIdentifier", $"\"ERP-{number}\""));
        }
    }
}
