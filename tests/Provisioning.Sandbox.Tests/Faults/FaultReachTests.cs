using System;
using System.Diagnostics;
using System.Net.Http;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Faults;

/// <summary>Which calls faults apply to: all that change something, and those that read only if the plan says so.</summary>
public sealed class FaultReachTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    private const string Id = "84db3bd3-0ef7-4b6c-a2bb-4c8ba1ccf3a3";
    private const string Customers = "cloudcockpit/v1/Customers";
    private const string Customer = $"{Customers}/{Id}";
    private const string Instance = "cb3cd15b-1d6e-45be-b493-c71549cbfd87";
    private const string Credits = "reseller/services/rest/admin/addCredits";
    private const string Balance = "reseller/services/rest/admin/balance";

    [Theory]
    [InlineData("PATCH", Customer + "/account-info")]
    [InlineData("PATCH", Customer + "/internal-identifier")]
    [InlineData("POST", Customer + "/provider-instances")]
    [InlineData("POST", $"{Customer}/provider-customers/{Instance}")]
    [InlineData("DELETE", Customer)]
    [InlineData("POST", $"safemobi/accounts/{Id}")]
    [InlineData("POST", $"safemobi/accounts/{Id}/changeaccountstatus/Active")]
    [InlineData("POST", Credits)]
    public async Task Each_change_call_uses_one_of_the_script_and_is_no_create_call(string method, string path)
    {
        await FaultsAsync("""{"next":["html","resetBefore","ok"]}""");

        Assert.Equal("text/html", (await SendAsync(method, path, "{}")).MediaType);
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(method, path, "{}"));
        Assert.NotEqual("text/html", (await SendAsync(method, path, "{}")).MediaType);
        Assert.Empty((await SendAsync("GET", "_sandbox/faults")).Json["next"]!.AsArray());
        Assert.Equal(0, (int)(await StateAsync())["calls"]!);
        Assert.Equal(1, (int)(await StateAsync())["faultsShown"]!["html"]!);
    }

    [Theory]
    [InlineData("GET", Customers)]
    [InlineData("GET", Customer)]
    [InlineData("GET", "cloudcockpit/v1/Providers/Instances")]
    [InlineData("GET", "safemobi/accounts")]
    [InlineData("GET", $"safemobi/accounts/{Id}")]
    [InlineData("GET", "safemobi/accountplans?accounttype=Basic")]
    [InlineData("GET", $"safemobi/accountplans/{Id}?accounttype=Basic")]
    [InlineData("POST", Balance)]
    public async Task A_read_call_uses_one_only_if_the_plan_says_so(string method, string path)
    {
        await FaultsAsync("""{"next":["html"]}""");
        Assert.NotEqual("text/html", (await SendAsync(method, path)).MediaType);

        await FaultsAsync("""{"next":["html"],"reads":true}""");
        Assert.Equal("text/html", (await SendAsync(method, path)).MediaType);
        Assert.Equal(0, (int)(await StateAsync())["calls"]!);
    }

    [Theory]
    [InlineData("GET", "safemobi/authentication/getapitoken?key=key")]
    [InlineData("POST", "cloudcockpit/oauth2/v2.0/token")]
    public async Task A_call_for_a_token_uses_one_only_if_the_plan_says_so(string method, string path)
    {
        await FaultsAsync("""{"next":["html"],"reads":true}""");
        Assert.NotEqual("text/html", (await SendAsync(method, path)).MediaType);

        await FaultsAsync("""{"next":["html"],"tokens":true}""");
        Assert.Equal("text/html", (await SendAsync(method, path)).MediaType);
    }

    [Theory]
    [InlineData("error500Before", 0)]
    [InlineData("throttle429", 0)]
    [InlineData("status9999", 0)]
    [InlineData("error500After", 10)]
    [InlineData("timeout408After", 10)]
    [InlineData("status9999After", 10)]
    [InlineData("htmlAfter", 10)]
    [InlineData("empty", 10)]
    public async Task A_change_call_is_done_or_not_as_the_kind_says(string kind, int credits)
    {
        await CreateResellerCustomerAsync();
        await FaultsAsync($$"""{"next":["{{kind}}"]}""");

        await AddCreditsAsync();
        Assert.Equal(credits, await CreditsAsync());
    }

    [Theory]
    [InlineData("resetBefore", 0)]
    [InlineData("resetAfter", 10)]
    [InlineData("hangAfter", 10)]
    [InlineData("truncated", 10)]
    [InlineData("truncatedBefore", 0)]
    public async Task A_change_call_whose_connection_breaks_is_done_or_not_as_the_kind_says(string kind, int credits)
    {
        await CreateResellerCustomerAsync();
        await FaultsAsync($$"""{"next":["{{kind}}"],"hangMs":300}""");

        await Assert.ThrowsAsync<HttpRequestException>(AddCreditsAsync);
        Assert.Equal(credits, await CreditsAsync());
    }

    [Fact]
    public async Task A_change_call_that_is_late_is_done_after_the_connection_was_reset()
    {
        await CreateCustomerAsync();
        await FaultsAsync("""{"next":["lateReset"],"lateMs":300}""");

        await Assert.ThrowsAsync<HttpRequestException>(SetIdentifierAsync);
        Assert.Null(await IdentifierAsync());
        var clock = Stopwatch.StartNew();
        while (await IdentifierAsync() is null && clock.Elapsed < TimeSpan.FromSeconds(20))
            await Task.Delay(20);
        Assert.Equal("ERP-2", await IdentifierAsync());
    }

    [Theory]
    [InlineData("truncated", true)]
    [InlineData("truncatedBefore", false)]
    public async Task An_answer_without_a_body_is_cut_short_too(string kind, bool changed)
    {
        await CreateCustomerAsync();
        await FaultsAsync($$"""{"next":["{{kind}}"]}""");

        await Assert.ThrowsAsync<HttpRequestException>(SetIdentifierAsync);
        Assert.Equal(changed ? "ERP-2" : null, await IdentifierAsync());
    }

    [Fact]
    public async Task An_answer_without_a_body_arrives_at_once_where_bodies_are_slow()
    {
        await CreateCustomerAsync();
        await FaultsAsync("""{"next":["slowBody","slowBody"]}""");

        Assert.Equal(204, (await SetIdentifierAsync()).Status);
        Assert.Equal(202, (await SendAsync("DELETE", Customer, null, null, Caller())).Status);
    }

    [Fact]
    public async Task A_change_call_takes_its_time()
    {
        await FaultsAsync("""{"latencyMs":500}""");

        var clock = Stopwatch.StartNew();
        await AddCreditsAsync();
        Assert.True(clock.ElapsedMilliseconds >= 450, $"It took {clock.ElapsedMilliseconds} ms.");
    }

    [Fact]
    public async Task An_expired_token_is_refused_without_a_body_where_the_vendor_has_none()
    {
        await CreateCustomerAsync();
        await FaultsAsync("""{"next":["expiredToken"]}""");

        Answer answer = await SetIdentifierAsync();
        Assert.Equal(401, answer.Status);
        Assert.Empty(answer.Text);
        Assert.NotNull(answer.Header("WWW-Authenticate"));
        Assert.Null(await IdentifierAsync());
    }

    private static (string Name, string? Value)[] Caller() => [("Authorization", "Bearer token"), ("X-Tenant", "contoso.example")];

    private async Task CreateCustomerAsync()
    {
        const string body =
            $$"""
            {
              "id": "{{Id}}", "companyName": "Contoso", "country": "PT", "addressLine1": "Rua Augusta 1", "city": "Lisboa",
              "state": "Lisboa", "zip": "1100-048", "firstName": "Ana", "lastName": "Silva", "email": "ana@contoso.example",
              "phone": "+351 921", "providerCustomers": { "{{Instance}}": {} }
            }
            """;
        Assert.Equal(201, (await SendAsync("POST", Customers, body, JsonType, Caller())).Status);
    }

    private Task<Answer> SetIdentifierAsync() =>
        SendAsync("PATCH", Customer + "/internal-identifier", """{"internalIdentifier":"ERP-2"}""", JsonType, Caller());

    private async Task<string?> IdentifierAsync() =>
        (string?)(await SendAsync("GET", Customer, null, null, Caller())).Json["internalIdentifier"];

    private async Task CreateResellerCustomerAsync() => Assert.Equal(200, (await SendAsync(
        "POST",
        "reseller/services/rest/customer/create",
        Form("name=contoso", "billingType=PRE_PAID", "resellerName=harborline", "resellerPassword=word"),
        FormType)).Status);

    private Task<Answer> AddCreditsAsync() => SendAsync(
        "POST", Credits, Form("reseller=harborline", "password=word", "customer=contoso", "creditsToAdd=10"), FormType);

    private async Task<int> CreditsAsync() => (int)(await SendAsync(
        "POST", Balance, Form("reseller=harborline", "password=word", "customer=contoso"), FormType)).Json["credits"]!;
}
