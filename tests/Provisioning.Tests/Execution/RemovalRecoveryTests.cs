using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>Removals and other changes in doubt, where the vendor's answers look like more than they say.</summary>
public sealed class RemovalRecoveryTests
{
    private const string Gone = """{"statusCode":404,"type":"NotFound","description":"The customer was not found.","correlationId":"x","errors":[]}""";
    private const string Page = "<html><body>404 Not Found</body></html>";

    private static readonly Guid s_id = new("3fa85f64-5717-4562-b3fc-2c963f66afa6");

    [Theory]
    [InlineData(404, Gone, "Recovered")]
    [InlineData(400, """{"statusCode":400,"type":"InvalidState","description":"It is being deleted.","correlationId":"x","errors":[]}""", null)]
    [InlineData(429, "", null)]
    public async Task What_is_still_there_may_be_removed_later_whatever_a_second_call_is_told(int status, string body, string? outcome)
    {
        int removals = 0;
        using var server = WireServer.Start((request, _) => request.Method == "GET" ? WireAnswer.Json($$"""{"id":"{{s_id}}"}""")
            : removals++ == 0 ? WireAnswer.Reset
            : WireAnswer.Json(body, status));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult delivered = await Removal(connection).DeliverAsync();

        Assert.Equal(outcome, delivered.Outcome?.ToString());
        Assert.Equal(outcome is null ? Delivery.Unknown : Delivery.Confirmed, delivered.Delivery);
    }

    [Theory]
    [InlineData(404, Page)]
    [InlineData(404, """{"message":"no route"}""")]
    [InlineData(200, """{"message":"Scheduled maintenance"}""")]
    [InlineData(200, """{"id":"00000000-5717-4562-b3fc-2c963f66afa6"}""")]
    public async Task A_look_that_is_not_answered_about_the_customer_says_nothing(int status, string body)
    {
        using var server = WireServer.Start((request, _) => request.Method == "GET" ? WireAnswer.Json(body, status) : WireAnswer.Reset);
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult removed = await Removal(connection).DeliverAsync();
        OperationResult added = await new PreparedOperation<CloudCockpitProviderRequest, CloudCockpitProviderCustomer>(
            CloudCockpitOperations.AddProvider, Provider(), connection, 1).DeliverAsync();
        OperationResult retried = await new PreparedOperation<CloudCockpitProviderRequest, CloudCockpitProviderCustomer>(
            CloudCockpitOperations.RetryProvider, Provider(), connection, 1).DeliverAsync();

        Assert.All([removed, added, retried], static result => Assert.Equal(Delivery.Unknown, result.Delivery));
        Assert.Equal(3, server.Requests.Count(static request => request.Method != "GET"));
    }

    [Theory]
    [InlineData("""{"error":{"code":"x"}}""")]
    [InlineData("""{"error":"unavailable"}""")]
    [InlineData("""{"statusCode":500,"type":"Failed","description":"It failed.","correlationId":"x","errors":[]}""")]
    [InlineData("""{"errors":[{"propertyName":"id","description":"?"}]}""")]
    public async Task A_success_whose_content_is_about_an_error_confirms_no_removal(string body)
    {
        using var server = WireServer.Start((request, _) =>
            WireAnswer.Json(request.Method == "GET" ? $$"""{"id":"{{s_id}}"}""" : body));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult delivered = await Removal(connection).DeliverAsync();

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
    }

    private static PreparedOperation<CloudCockpitCustomerRequest, CloudCockpitCustomer> Removal(Connection connection) =>
        new(CloudCockpitOperations.DeleteCustomer, new CloudCockpitCustomerRequest { Id = s_id }, connection, 1);

    private static CloudCockpitProviderRequest Provider() => new()
    {
        CustomerId = s_id,
        ProviderInstanceId = new Guid(Make.Instance),
        ProviderCustomerData = """{"Domain":"contoso"}""",
        Margin = JObject.Parse("""{"marginRule":{"name":"Markup"},"value":10.6}"""),
    };
}
