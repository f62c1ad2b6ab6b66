using System;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Faults;

/// <summary>Each way to misbehave: what the caller gets to see, and whether the customer exists afterwards.</summary>
public sealed class FaultKindTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    [Theory]
    [InlineData("throttle429", 429, false)]
    [InlineData("throttle429RetryAfter", 429, false)]
    [InlineData("unavailable503", 503, false)]
    [InlineData("unavailable503After", 503, true)]
    [InlineData("unavailable503RetryAfter", 503, false)]
    [InlineData("error500Before", 500, false)]
    [InlineData("error500After", 500, true)]
    [InlineData("timeout408After", 408, true)]
    [InlineData("html", 200, false)]
    [InlineData("htmlAfter", 200, true)]
    [InlineData("empty", 200, true)]
    [InlineData("emptyBefore", 200, false)]
    [InlineData("wrongType", 200, true)]
    [InlineData("badJson", 200, true)]
    [InlineData("deep", 200, true)]
    [InlineData("huge", 200, true)]
    [InlineData("redirect", 302, false)]
    [InlineData("expiredToken", 401, false)]
    [InlineData("status9999", 200, false)]
    [InlineData("status9999After", 200, true)]
    [InlineData("status777", 200, false)]
    [InlineData("echoSecrets", 200, false)]
    [InlineData("slowBody", 200, true)]
    public async Task Answers(string kind, int status, bool created)
    {
        await FaultsAsync($$"""{"next":["{{kind}}"]}""");

        Answer answer = await CreateAsync();
        Assert.Equal(status, answer.Status);
        Assert.Equal(created ? 1 : 0, await CreatedAsync());
        Assert.Equal(1, (int)(await StateAsync())["faultsShown"]![kind]!);
        AssertShows(kind, answer);
    }

    [Theory]
    [InlineData("resetBefore", false)]
    [InlineData("resetAfter", true)]
    [InlineData("hang", false)]
    [InlineData("hangAfter", true)]
    [InlineData("truncated", true)]
    [InlineData("truncatedBefore", false)]
    public async Task Breaks_the_connection(string kind, bool created)
    {
        await FaultsAsync($$"""{"next":["{{kind}}"],"hangMs":300}""");
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAsync<HttpRequestException>(CreateAsync);
        Assert.Equal(created ? 1 : 0, await CreatedAsync());
        if (kind.StartsWith("hang", StringComparison.Ordinal))
            Assert.True(clock.ElapsedMilliseconds >= 250, $"It took {clock.ElapsedMilliseconds} ms.");
    }

    [Fact]
    public async Task Creates_after_the_connection_was_reset()
    {
        await FaultsAsync("""{"next":["lateReset"],"lateMs":300}""");

        await Assert.ThrowsAsync<HttpRequestException>(CreateAsync);
        Assert.Equal(0, await CreatedAsync());
        var clock = Stopwatch.StartNew();
        while (await CreatedAsync() == 0 && clock.Elapsed < TimeSpan.FromSeconds(20))
            await Task.Delay(20);
        Assert.Equal(1, await CreatedAsync());
    }

    [Fact]
    public async Task Creates_nothing_late_once_it_was_reset()
    {
        await FaultsAsync("""{"next":["lateReset"],"lateMs":300}""");
        await Assert.ThrowsAsync<HttpRequestException>(CreateAsync);
        await SendAsync("POST", "_sandbox/reset");

        await Task.Delay(600);
        Assert.Equal(0, await CreatedAsync());
    }

    [Theory]
    [InlineData("throttle429", null, null)]
    [InlineData("throttle429RetryAfter", "seconds", "3")]
    [InlineData("unavailable503RetryAfter", "seconds", "3")]
    [InlineData("unavailable503RetryAfter", "date", null)]
    public async Task Says_when_to_come_again(string kind, string? form, string? value)
    {
        await FaultsAsync($$"""{"next":["{{kind}}"],"retryAfterSeconds":3,"retryAfterForm":"{{form ?? "seconds"}}"}""");
        string? header = (await CreateAsync()).Header("Retry-After");

        if (form != "date")
        {
            Assert.Equal(value, header);
            return;
        }

        var date = DateTimeOffset.ParseExact(header!, "R", CultureInfo.InvariantCulture);
        Assert.InRange(date - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Notices_who_follows_a_redirect()
    {
        await FaultsAsync("""{"next":["redirect"]}""");
        string location = (await CreateAsync()).Header("Location")!;
        Assert.Equal(0, (int)(await StateAsync())["redirectsFollowed"]!);

        await SendAsync("GET", location);
        Assert.Equal(1, (int)(await StateAsync())["redirectsFollowed"]!);
    }

    [Fact]
    public async Task Takes_its_time()
    {
        await FaultsAsync("""{"latencyMs":300}""");
        var clock = Stopwatch.StartNew();
        await CreateAsync();
        Assert.True(clock.ElapsedMilliseconds >= 250, $"It took {clock.ElapsedMilliseconds} ms.");
    }

    [Theory]
    [InlineData("quickhelp/v1/Account/Create", "POST")]
    [InlineData("cloudcockpit/v1/Customers", "POST")]
    [InlineData("safemobi/accounts", "PUT")]
    public async Task Fails_in_the_words_of_each_vendor(string path, string method)
    {
        await FaultsAsync("""{"next":["error500Before","expiredToken","echoSecrets"]}""");

        Assert.Equal(500, (await SendAsync(method, path, "{}")).Status);
        Assert.Equal(401, (await SendAsync(method, path, "{}")).Status);
        Answer echo = await SendAsync(method, path, "{}", JsonType, ("Authentication", "a-secret"), ("Authorization", "a-secret"));
        Assert.Contains("a-secret", echo.Text);
        Assert.Equal(0, await CreatedAsync());
    }

    private static void AssertShows(string kind, Answer answer)
    {
        switch (kind)
        {
            case "html" or "htmlAfter":
                Assert.Equal("text/html", answer.MediaType);
                break;
            case "empty" or "emptyBefore":
                Assert.Empty(answer.Text);
                break;
            case "wrongType":
                Assert.Equal("[1,2]", answer.Text);
                break;
            case "badJson":
                Assert.ThrowsAny<System.Text.Json.JsonException>(() => answer.Json);
                break;
            case "huge":
                Assert.True(answer.Text.Length > 4 * 1024 * 1024);
                break;
            case "status9999" or "status9999After":
                Assert.Equal("""{"status":9999}""", answer.Text);
                break;
            case "status777":
                Assert.Equal("""{"status":777}""", answer.Text);
                break;
            case "echoSecrets":
                Assert.Contains("resellerPassword=word", answer.Text);
                break;
        }
    }

    private Task<Answer> CreateAsync() => SendAsync(
        "POST",
        "reseller/services/rest/customer/create",
        Form("name=contoso", "resellerName=harborline", "resellerPassword=word"),
        FormType);
}
