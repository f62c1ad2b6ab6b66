using System.Linq;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>The SMS platform's <c>admin/balance</c> and <c>admin/addCredits</c>.</summary>
public sealed class ResellerCreditsTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    private const string Root = "reseller/services/rest/";
    private const string Add = Root + "admin/addCredits";

    private static readonly string[] s_good = ["reseller=harborline", "password=word", "customer=contoso", "creditsToAdd=10"];

    [Theory]
    [InlineData("true", 100)]
    [InlineData("false", 0)]
    public async Task A_customer_begins_with_free_credits_if_they_are_applied(string apply, int credits)
    {
        await CreateAsync(apply);
        Assert.Equal(credits, await BalanceAsync());
    }

    [Fact]
    public async Task Adds_and_takes_and_answers_with_the_credits_afterwards()
    {
        await CreateAsync("true");

        Assert.Equal("""{"status":0,"credits":125}""", (await AddAsync("creditsToAdd=25")).Text);
        Assert.Equal("""{"status":0,"credits":0}""", (await AddAsync("creditsToAdd=-125")).Text);
        Assert.Equal("""{"status":0,"credits":7}""", (await AddAsync("creditsToAdd=+7")).Text);
        Assert.Equal(7, await BalanceAsync());
    }

    [Fact]
    public async Task The_same_call_twice_adds_twice_and_counts_as_no_create_call()
    {
        await CreateAsync("false");
        await AddAsync();
        await AddAsync();

        Assert.Equal(20, await BalanceAsync());
        Assert.Equal(1, (int)(await StateAsync())["calls"]!);
    }

    [Fact]
    public async Task Loses_no_credits_of_many_calls_at_once()
    {
        await CreateAsync("false");
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => AddAsync()));
        Assert.Equal(320, await BalanceAsync());

        int[] statuses = [.. (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AddAsync("creditsToAdd=-100")))).Select(Status)];
        Assert.Equal(3, statuses.Count(static status => status == 0));
        Assert.Equal(5, statuses.Count(static status => status == 320));
        Assert.Equal(20, await BalanceAsync());
    }

    [Theory]
    [InlineData("creditsToAdd=-101", 320)]
    [InlineData("creditsToAdd=-9223372036854775808", 320)]
    [InlineData("creditsToAdd=9223372036854775807", 2)]
    [InlineData("creditsToAdd=0", 2)]
    [InlineData("creditsToAdd=1.5", 2)]
    [InlineData("creditsToAdd=ten", 2)]
    [InlineData("creditsToAdd=9223372036854775808", 2)]
    [InlineData("customer=con toso", 2)]
    [InlineData("resellerName=harborline", 2)]
    [InlineData("referenceId=1", 2)]
    [InlineData("customer=nobody", 300)]
    [InlineData("reseller=ridgeline", 420)]
    [InlineData("reseller=unknown", 400)]
    [InlineData("reseller=blocked", 4)]
    [InlineData("password=wrong", 3)]
    public async Task Refuses_with_the_documented_status_and_changes_nothing(string field, int status)
    {
        await CreateAsync("true");

        Assert.Equal(status, Status(await AddAsync(field)));
        Assert.Equal(100, await BalanceAsync());
    }

    [Theory]
    [InlineData("reseller")]
    [InlineData("password")]
    [InlineData("customer")]
    [InlineData("creditsToAdd")]
    public async Task Answers_1_where_a_required_parameter_is_missing_or_empty(string name)
    {
        await CreateAsync("true");

        string[] without = [.. s_good.Where(field => field.Split('=')[0] != name)];
        Assert.Equal(1, Status(await SendAsync("POST", Add, Form(without), FormType)));
        Assert.Equal(1, Status(await AddAsync(name + "=")));
        Assert.Equal(100, await BalanceAsync());
    }

    [Theory]
    [InlineData(null, 421)]
    [InlineData("billingType=POST_PAID", 421)]
    [InlineData("billingType=PRE_PAID", 0)]
    public async Task Refuses_a_customer_that_is_post_paid(string? billingType, int status)
    {
        string[] form = ["name=contoso", "resellerName=harborline", "resellerPassword=word"];
        await SendAsync("POST", Root + "customer/create", Form(billingType is null ? form : [.. form, billingType]), FormType);

        Assert.Equal(status, Status(await AddAsync()));
        Assert.Equal(status == 0 ? 10 : 0, await BalanceAsync());
    }

    [Fact]
    public async Task Forgets_credits_with_a_reset()
    {
        await CreateAsync("true");
        await SendAsync("POST", "_sandbox/reset");
        Assert.Equal(300, Status(await AddAsync()));
    }

    [Theory]
    [InlineData("GET", "admin/addCredits")]
    [InlineData("POST", "admin/addcredits")]
    public async Task Knows_no_other_path_or_method(string method, string path) =>
        Assert.Equal(404, (await SendAsync(method, Root + path, method == "GET" ? null : Form(s_good), FormType)).Status);

    private static int Status(Answer answer)
    {
        Assert.Equal(200, answer.Status);
        return (int)answer.Json["status"]!;
    }

    private async Task CreateAsync(string applyFreeCredits) => Assert.Equal(0, Status(await SendAsync(
        "POST",
        Root + "customer-user/create",
        Form(
            "username=ana", "password=Sample Passphrase", "customer=contoso", "resellerName=harborline", "resellerPassword=word",
            "applyFreeCredits=" + applyFreeCredits),
        FormType)));

    /// <summary>The good call with fields put in the place of those of the same name, or added.</summary>
    private Task<Answer> AddAsync(params string[] with) => SendAsync(
        "POST",
        Add,
        Form([.. s_good.Where(field => !with.Any(other => other.Split('=')[0] == field.Split('=')[0])), .. with]),
        FormType);

    private async Task<long> BalanceAsync()
    {
        Answer answer = await SendAsync("POST", Root + "admin/balance", Form(s_good[..3]), FormType);
        Assert.Equal(0, Status(answer));
        return (long)answer.Json["credits"]!;
    }
}
