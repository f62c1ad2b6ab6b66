using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Http;

public sealed class TokenEndpointTests : IClassFixture<SandboxFixture>
{
    private readonly SandboxFixture _sandbox;

    public TokenEndpointTests(SandboxFixture sandbox)
    {
        _sandbox = sandbox;
        sandbox.Server.Reset();
    }

    [Fact]
    public async Task The_token_is_asked_for_as_documented()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"token_type":"Bearer","expires_in":3599,"access_token":"fresh"}"""), WireAnswer.Json("{}"));
        using Connection connection = Make.CloudCockpit(server.BaseAddress, new Uri(server.BaseAddress, "oauth2/v2.0/token"));

        await Make.Row(connection, Make.Customer()).CallAsync();

        WireRequest asked = server.Requests[0];
        Assert.Equal(("POST", "/oauth2/v2.0/token", "application/x-www-form-urlencoded"), (asked.Method, asked.Target, asked.Header("Content-Type")));
        Assert.Equal("client_id=client&client_secret=client-secret&scope=api%3A%2F%2Fscope%2F.default&grant_type=client_credentials", asked.Body);
        Assert.Null(asked.Header("X-Tenant"));
        Assert.Equal("Bearer fresh", server.Requests[1].Header("Authorization"));
        Assert.Equal("contoso.example", server.Requests[1].Header("X-Tenant"));
    }

    [Fact]
    public async Task A_refusal_shows_no_secret_in_any_property_and_no_control_character()
    {
        using var server = WireServer.Start(WireAnswer.Json(
            """{"error":"client-\u0073ecret\u001b[2J","error_description":"bad client%2Dsecret\u0007"}""", 400));
        using Connection connection = Make.CloudCockpit(server.BaseAddress, new Uri(server.BaseAddress, "token"));
        PreparedOperation operation = Make.Row(connection, Make.Customer());

        VendorApiException error = (await operation.DeliverAsync()).ToException(operation);

        Assert.Equal(ProvisioningError.CredentialsRefused, error.Error);
        Assert.Equal("***<U+001B>[2J", error.VendorCode);
        Assert.EndsWith("bad ***<U+0007>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_fetched_once_for_many_calls_at_once()
    {
        using Connection connection = Connect();

        await CreateManyAsync(connection, 40);

        Assert.Equal(1, _sandbox.Server.State.TokensIssued);
        Assert.Equal(40, _sandbox.Server.State.Created);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_once_for_all_and_no_row_notices()
    {
        using Connection connection = Connect();
        await CreateManyAsync(connection, 1);
        _sandbox.Server.Faults.ExpireTokens();

        await CreateManyAsync(connection, 40);

        Assert.Equal(2, _sandbox.Server.State.TokensIssued);
        Assert.Equal(41, _sandbox.Server.State.Created);
    }

    [Fact]
    public async Task A_refusal_of_a_new_token_too_ends_the_run_after_one_renewal()
    {
        _sandbox.Server.Faults.Script("expiredToken", "expiredToken");
        using Connection connection = Connect();

        OperationResult delivered = await Make.Row(connection, Make.Customer()).DeliverAsync();

        Assert.Equal((Delivery.Rejected, ProvisioningError.CredentialsRefused, 401), (delivered.Delivery, delivered.Last.Error, delivered.Last.HttpStatus));
        Assert.Equal(2, _sandbox.Server.State.TokensIssued);
    }

    [Fact]
    public async Task A_refused_client_secret_ends_the_run_and_is_not_in_the_message()
    {
        using Connection connection = Make.CloudCockpit(_sandbox.CloudCockpit, _sandbox.TokenUri, clientSecret: "wrong-MARKER");

        OperationResult delivered = await Make.Row(connection, Make.Customer()).DeliverAsync();

        Assert.Equal((Delivery.NotSent, ProvisioningError.CredentialsRefused, 401), (delivered.Delivery, delivered.Last.Error, delivered.Last.HttpStatus));
        Assert.Equal("invalid_client", delivered.Last.Verdict?.VendorCode);
        Assert.Contains("Invalid client secret provided.", delivered.Last.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKER", delivered.Last.Message, StringComparison.Ordinal);
        Assert.Equal(0, _sandbox.Server.State.Calls);
    }

    [Fact]
    public async Task A_token_endpoint_that_echoes_the_secret_is_masked()
    {
        using var server = WireServer.Start(WireAnswer.Json(
            """{"error":"invalid_client","error_description":"'MARKER+%/=' is wrong (MARKER%2B%25%2F%3D)"}""",
            401));
        using Connection connection = Make.CloudCockpit(server.BaseAddress, server.BaseAddress, clientSecret: "MARKER+%/=");

        OperationResult delivered = await Make.Row(connection, Make.Customer()).DeliverAsync();

        Assert.EndsWith("'***' is wrong (***)", delivered.Last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ready_token_that_is_refused_ends_the_run_at_once()
    {
        using Connection connection = Make.CloudCockpit(_sandbox.CloudCockpit, token: "expired-token");

        OperationResult delivered = await Make.Row(connection, Make.Customer()).DeliverAsync();

        Assert.Equal((Delivery.Rejected, ProvisioningError.CredentialsRefused), (delivered.Delivery, delivered.Last.Error));
        Assert.Equal(1, _sandbox.Server.State.Calls);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_token_endpoint_that_fails_means_not_sent_and_is_asked_again(int status)
    {
        using var server = WireServer.Start(
            WireAnswer.Text("No.", status, "Location: http://127.0.0.1:1/"),
            WireAnswer.Json("""{"access_token":"fresh"}"""),
            WireAnswer.Json("\"11111111-1d6e-45be-b493-c71549cbfd87\""));
        using Connection connection = Make.CloudCockpit(server.BaseAddress, server.BaseAddress);

        OperationResult delivered = await Make.Row(connection, Make.Customer().With("Id", new Guid("11111111-1d6e-45be-b493-c71549cbfd87"))).DeliverAsync();

        Assert.Equal(Delivery.Confirmed, delivered.Delivery);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("<html><title>Proxy</title></html>", "the answer is a web page, not JSON (its title: 'Proxy')")]
    [InlineData("""{"token_type":"Bearer"}""", "its answer has no access_token")]
    [InlineData("""{"access_token":"a\r\nX-Evil: b"}""", "the header 'Authorization' must not contain line breaks")]
    public async Task A_token_that_cannot_be_read_or_sent_means_not_sent(string body, string words)
    {
        using var server = WireServer.Start(WireAnswer.Json(body));
        using Connection connection = Make.CloudCockpit(server.BaseAddress, server.BaseAddress);

        Attempt attempt = await Make.Row(connection, Make.Customer()).CallAsync();

        Assert.Equal(Delivery.NotSent, attempt.Delivery);
        Assert.Contains(words, attempt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_endpoint_that_does_not_answer_means_not_sent()
    {
        using var server = WireServer.Start(WireAnswer.Hang);
        using Connection connection = Make.CloudCockpit(server.BaseAddress, server.BaseAddress, Make.Options with { Timeout = TimeSpan.FromMilliseconds(200) });

        Attempt attempt = await Make.Row(connection, Make.Customer()).CallAsync();

        Assert.Equal(Delivery.NotSent, attempt.Delivery);
        Assert.DoesNotContain(server.Requests, request => request.Target != "/");
    }

    private Connection Connect() => Make.CloudCockpit(_sandbox.CloudCockpit, _sandbox.TokenUri);

    private static async Task CreateManyAsync(Connection connection, int count)
    {
        OperationResult[] results = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Make.Row(connection, Make.Customer()).DeliverAsync()));
        Assert.All(results, static result => Assert.Equal(Delivery.Confirmed, result.Delivery));
    }
}
