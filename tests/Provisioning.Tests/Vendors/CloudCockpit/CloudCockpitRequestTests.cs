using System;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Vendors.CloudCockpit;

public sealed class CloudCockpitRequestTests
{
    // The "providerCustomerData" of the document's sample: JSON in a text.
    private const string SampleData =
        """{\"Domain\":\"TestDomain\",\"CredentialsEmail\":\"test@email.com\",\"AcceptedMCA\":true,"""
            + """\"AgreementDate\":\"2022-12-28T00:00:00Z\",\"KeepPrimaryInformation\":true,"""
            + """\"FirstName\":\"Test\",\"LastName\":\"Test\",\"Email\":\"test@email.com\",\"Phone\":\"921231231\",\"DefaultCulture\":\"en-US\","""
            + """\"Language\":\"en\",\"AssociatedPartnerId\":null,\"Qualifications\":[],\"EnableGDAP\":true}""";

    // The document's sample. "id" and the outer "resellerId" are documented as uuid, but the sample has the placeholder "string" there:
    // uuids stand here instead.
    private const string Sample =
        $$"""
        {
          "id": "11111111-1d6e-45be-b493-c71549cbfd87",
          "companyName": "string",
          "taxId": "string",
          "country": "PT",
          "addressLine1": "string",
          "addressLine2": "string",
          "city": "string",
          "state": "string",
          "zip": "string",
          "firstName": "string",
          "middleName": "string",
          "lastName": "string",
          "email": "string",
          "phone": "string",
          "internalIdentifier": "string",
          "resellerId": "22222222-1d6e-45be-b493-c71549cbfd87",
          "providerCustomers": {
            "cb3cd15b-1d6e-45be-b493-c71549cbfd87": {
              "providerInstanceId": "cb3cd15b-1d6e-45be-b493-c71549cbfd87",
              "providerCustomerId": "f574cf12-a7d6-43fe-9663-1af97b04e5ab",
              "providerCustomerData": "{{SampleData}}",
              "margin": {
                "marginRule": {
                  "name": "markup"
                },
                "value": 10.6
              },
              "offerTypeMargins": {
                "Value": {
                  "license": {
                    "MarginRule": {
                      "Name": "markup"
                    },
                    "Value": 10
                  }
                }
              }
            }
          },
          "customerAssociations": [
            {
              "resellerId": "string",
              "name": "string"
            }
          ]
        }
        """;

    [Fact]
    public async Task The_documents_sample_is_sent_to_the_letter()
    {
        var sample = JObject.Parse(Sample);
        using var server = WireServer.Start(WireAnswer.Json("\"11111111-1d6e-45be-b493-c71549cbfd87\"", 201));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        await Make.Row(connection, new CloudCockpitCustomerRequest
        {
            Id = new Guid("11111111-1d6e-45be-b493-c71549cbfd87"),
            CompanyName = "string",
            TaxId = "string",
            Country = "PT",
            AddressLine1 = "string",
            AddressLine2 = "string",
            City = "string",
            State = "string",
            Zip = "string",
            FirstName = "string",
            MiddleName = "string",
            LastName = "string",
            Email = "string",
            Phone = "string",
            InternalIdentifier = "string",
            ResellerId = new Guid("22222222-1d6e-45be-b493-c71549cbfd87"),
            ProviderCustomers = ProviderCustomers.ToWire((JObject)sample["providerCustomers"]!),
            CustomerAssociations = [new("string", "string")],
        }).CallAsync();

        WireRequest sent = Assert.Single(server.Requests);
        Assert.Equal("POST", sent.Method);
        Assert.Equal("/v1/Customers", sent.Target);
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.True(JToken.DeepEquals(sample, JObject.Parse(sent.Body)), sent.Body);
    }

    [Fact]
    public async Task Bearer_token_tenant_and_correlation_id_go_with_every_call()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("{}"));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        PreparedOperation operation = Make.Row(connection, Make.Customer());

        await operation.DeliverAsync();

        Assert.Equal(["POST", "GET"], System.Linq.Enumerable.Select(server.Requests, request => request.Method));
        Assert.All(server.Requests, request =>
        {
            Assert.Equal("Bearer ready-token", request.Header("Authorization"));
            Assert.Equal("contoso.example", request.Header("X-Tenant"));
            Assert.Equal(operation.CorrelationId, request.Header("X-Correlation-Id"));
        });
        Assert.True(Guid.TryParseExact(operation.CorrelationId, "D", out _));
    }

    [Fact]
    public async Task An_id_is_chosen_where_none_is_given_and_nothing_else_is_made_up()
    {
        using var server = WireServer.Start(WireAnswer.Json("\"11111111-1d6e-45be-b493-c71549cbfd87\""));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        await Make.Row(connection, Make.Customer()).CallAsync();

        var sent = JObject.Parse(Assert.Single(server.Requests).Body);
        Assert.True(Guid.TryParseExact((string?)sent["id"], "D", out _));
        Assert.Equal(
            ["id", "companyName", "country", "addressLine1", "city", "state", "zip", "firstName", "lastName", "email", "phone", "providerCustomers"],
            System.Linq.Enumerable.Select(sent.Properties(), property => property.Name));
    }
}
