using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>CloudCockpit: signing in by OAuth 2.0 client credentials.</summary>
public sealed class CloudCockpitTokenTests(SandboxFixture fixture) : CloudCockpitTest(fixture)
{
    private const string TokenPath = "cloudcockpit/oauth2/v2.0/token";

    private static readonly string[] s_good =
        ["client_id=client", "client_secret=secret", "scope=api://sandbox/.default", "grant_type=client_credentials"];

    [Fact]
    public async Task Gives_a_bearer_token_for_an_hour_that_the_calls_take()
    {
        Answer answer = await SendAsync("POST", TokenPath, Form(s_good), FormType);

        Assert.Equal(200, answer.Status);
        Assert.Equal("Bearer", (string?)answer.Json["token_type"]);
        Assert.Equal(3599, (int)answer.Json["expires_in"]!);
        Assert.Equal(201, await CreateWithAsync((string)answer.Json["access_token"]!));
        Assert.Equal(1, (int)(await StateAsync())["tokensIssued"]!);
    }

    [Fact]
    public async Task Takes_no_token_after_it_was_told_that_all_expire()
    {
        string token = (string)(await SendAsync("POST", TokenPath, Form(s_good), FormType)).Json["access_token"]!;
        await FaultsAsync("""{"expireTokens":true}""");

        Assert.Equal(401, await CreateWithAsync(token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Requires_each_parameter(int missing)
    {
        Answer answer = await SendAsync("POST", TokenPath, Form([.. s_good[..missing], .. s_good[(missing + 1)..]]), FormType);

        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_request", (string?)answer.Json["error"]);
        Assert.Contains(s_good[missing].Split('=')[0], (string?)answer.Json["error_description"]);
    }

    [Theory]
    [InlineData(1, "client_secret=wrong", 401, "invalid_client")]
    [InlineData(0, "client_id=wrong", 401, "invalid_client")]
    [InlineData(3, "grant_type=password", 400, "unsupported_grant_type")]
    public async Task Refuses_as_OAuth_does(int field, string value, int status, string error)
    {
        string[] fields = [.. s_good];
        fields[field] = value;
        Answer answer = await SendAsync("POST", TokenPath, Form(fields), FormType);

        Assert.Equal(status, answer.Status);
        Assert.Equal(error, (string?)answer.Json["error"]);
        Assert.Equal(0, (int)(await StateAsync())["tokensIssued"]!);
    }

    [Fact]
    public async Task Wants_a_form() => Assert.Equal(400, (await SendAsync("POST", TokenPath, "{}")).Status);

    private async Task<int> CreateWithAsync(string token) =>
        (await SendAsync("POST", Path, Customer, JsonType, Caller(token: token))).Status;
}
