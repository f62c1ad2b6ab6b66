using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors;
using Xunit;

namespace Provisioning.Tests.Vendors;

/// <summary>The queries that test a connection, against the sandbox and against a server that answers what it is told.</summary>
public sealed class ConnectionTestTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public void Every_vendor_has_one_but_QuickHelp_which_documents_no_call_that_changes_nothing() => Assert.Equal(
        ["CloudCockpit", "Reseller", "SafeMobi"],
        VendorRegistry.ConnectionTests.Select(static query => query.Vendor.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_connection_that_the_vendor_accepts_works()
    {
        Assert.StartsWith("The vendor listed", await AskAsync(Make.CloudCockpit(sandbox.CloudCockpit)), StringComparison.Ordinal);
        Assert.StartsWith(
            "The vendor listed", await AskAsync(Make.CloudCockpit(sandbox.CloudCockpit, sandbox.TokenUri)), StringComparison.Ordinal);
        Assert.StartsWith("The vendor listed", await AskAsync(Make.SafeMobi(sandbox.SafeMobi)), StringComparison.Ordinal);
        Assert.StartsWith("The vendor accepted", await AskAsync(Make.Reseller(sandbox.Reseller)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_the_vendor_refuses_are_refused()
    {
        await AssertRefusedAsync(Make.CloudCockpit(sandbox.CloudCockpit, token: "wrong"));
        await AssertRefusedAsync(Make.CloudCockpit(sandbox.CloudCockpit, sandbox.TokenUri, clientSecret: "wrong"));
        await AssertRefusedAsync(Make.SafeMobi(sandbox.SafeMobi, token: "wrong"));
        await AssertRefusedAsync(Make.Reseller(sandbox.Reseller, password: "wrong"));
        await AssertRefusedAsync(Make.Reseller(sandbox.Reseller, name: "unknown-reseller"));
        await AssertRefusedAsync(Make.Reseller(sandbox.Reseller, name: "blocked-reseller"));
    }

    [Fact]
    public async Task The_balance_is_asked_for_with_its_own_names_of_the_credentials_and_no_others()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"status":300}"""));

        await AskAsync(Make.Reseller(server.BaseAddress));

        WireRequest request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/services/rest/admin/balance"), (request.Method, request.Target));
        Assert.Equal("customer=provisioning-connection-test&reseller=acme&password=reseller-pass", request.Body);
    }

    [Theory]
    [InlineData("""{"status":0,"credits":3}""")]
    [InlineData("""{"status":300}""")]
    [InlineData("""{"status":420}""")]
    public async Task A_reseller_is_accepted_whether_or_not_the_customer_is_there(string answer)
    {
        using var server = WireServer.Start(WireAnswer.Json(answer));
        Assert.NotEmpty(await AskAsync(Make.Reseller(server.BaseAddress)));
    }

    [Theory]
    [InlineData("Reseller", """{"status":2}""", ProvisioningError.Rejected)]
    [InlineData("Reseller", """{"status":9999}""", ProvisioningError.Unanswered)]
    [InlineData("Reseller", """{"credits":3}""", ProvisioningError.Unanswered)]
    [InlineData("SafeMobi", """{"Success":false,"Messages":["no such account"],"Data":null}""", ProvisioningError.Rejected)]
    [InlineData("SafeMobi", """{"Success":true,"Data":{}}""", ProvisioningError.Unanswered)]
    [InlineData("SafeMobi", """{"message":"Scheduled maintenance"}""", ProvisioningError.Unanswered)]
    [InlineData("CloudCockpit", """{"message":"Scheduled maintenance"}""", ProvisioningError.Unanswered)]
    [InlineData("CloudCockpit", "[]", ProvisioningError.Unanswered)]
    public async Task An_answer_that_is_not_the_documented_yes_is_none(string vendor, string answer, ProvisioningError expected)
    {
        using var server = WireServer.Start(WireAnswer.Json(answer));
        Connection connection = Make.RowOf(vendor, server.BaseAddress).Connection;

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(() => AskAsync(connection));

        Assert.Equal(expected, error.Error);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_test_is_not_retried_and_leaves_the_connection_as_it_is()
    {
        using var server = WireServer.Start(WireAnswer.Json("{}"));
        using Connection connection = Make.SafeMobi(server.BaseAddress, Make.Options with { MaximumRetryCount = 7 });

        await Assert.ThrowsAsync<VendorApiException>(() => AskAsync(connection));

        Assert.Single(server.Requests);
        Assert.False(connection.IsClosed);
        Assert.Equal("mobi-token", Assert.Single(connection.SignIn.Secrets).Reveal());
    }

    private static async Task AssertRefusedAsync(Connection connection)
    {
        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(() => AskAsync(connection));
        Assert.Equal(ProvisioningError.CredentialsRefused, error.Error);
    }

    private static async Task<string> AskAsync(Connection connection)
    {
        QueryDefinition<ConnectionTestRequest, string> query =
            VendorRegistry.ConnectionTests.Single(query => query.Vendor == connection.Vendor);
        using Connection once = connection.WithoutRetries();
        var found = new List<string>();
        await foreach (string item in new QueryExecutor<ConnectionTestRequest, string>(
            query, ConnectionTestRequest.Instance, once, new RecordingLog()).ReadItemsAsync())
            found.Add(item);
        return Assert.Single(found);
    }
}
