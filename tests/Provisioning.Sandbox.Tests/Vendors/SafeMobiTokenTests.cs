using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>SafeMobi, REST v2: a token from an API key.</summary>
public sealed class SafeMobiTokenTests(SandboxFixture fixture) : SafeMobiTest(fixture)
{
    private const string TokenPath = "safemobi/authentication/getapitoken";

    [Fact]
    public async Task Gives_a_token_for_a_key_that_the_calls_take()
    {
        string token = await TokenAsync();

        Assert.StartsWith("sandbox-", token);
        Assert.NotEqual(token, await TokenAsync());
        Assert.Equal(200, (await CallAsync("PUT", "", Basic, token)).Status);
        Assert.Equal(2, (int)(await StateAsync())["tokensIssued"]!);
    }

    [Theory]
    [InlineData("?key=wrong-key", 401)]
    [InlineData("?key=", 401)]
    [InlineData("", 401)]
    [InlineData("?Key=key", 200)]
    [InlineData("?key=key&format=json", 200)]
    public async Task Gives_no_token_for_a_key_that_is_not_as_documented(string query, int status)
    {
        AssertFails(status, "", await SendAsync("GET", TokenPath + query));
        Assert.Equal(0, (int)(await StateAsync())["tokensIssued"]!);
    }

    [Fact]
    public async Task Takes_no_token_that_it_did_not_issue_or_that_another_vendor_did()
    {
        string other = (string)(await SendAsync(
            "POST",
            "cloudcockpit/oauth2/v2.0/token",
            Form("client_id=client", "client_secret=secret", "scope=scope", "grant_type=client_credentials"),
            FormType)).Json["access_token"]!;

        AssertFails(401, "token", await CallAsync("PUT", "", Basic, other));
        AssertFails(401, "token", await CallAsync("PUT", "", Basic, "sandbox-made-up"));

        (string, string?)[] caller = [("Authorization", "Bearer " + await TokenAsync()), ("X-Tenant", "contoso.example")];
        Assert.Equal(401, (await SendAsync("GET", "cloudcockpit/v1/Customers", null, null, caller)).Status);
    }

    [Fact]
    public async Task Takes_no_token_after_it_was_told_that_all_expire()
    {
        string token = await TokenAsync();
        await FaultsAsync("""{"expireTokens":true}""");

        AssertFails(401, "token", await CallAsync("GET", "", token: token));
        Assert.Equal(200, (await CallAsync("GET", "", token: await TokenAsync())).Status);
    }

    [Fact]
    public async Task A_token_that_was_refused_by_a_fault_stays_refused()
    {
        string token = await TokenAsync(), other = await TokenAsync();
        await FaultsAsync("""{"next":["expiredToken"]}""");

        AssertFails(401, "token", await CallAsync("PUT", "", Basic, token));
        AssertFails(401, "token", await CallAsync("PUT", "", Basic, token));
        Assert.Equal(200, (await CallAsync("PUT", "", Basic, other)).Status);
        Assert.Equal(1, await CreatedAsync());
    }

    private async Task<string> TokenAsync() => (string)(await SendAsync("GET", TokenPath + "?key=key")).Json["Data"]!["Token"]!;
}
