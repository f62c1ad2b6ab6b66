using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>SafeMobi, REST v2: the account plans.</summary>
public sealed class SafeMobiPlanTests(SandboxFixture fixture) : SafeMobiTest(fixture)
{
    private const string Plans = "safemobi/accountplans";
    private const string Parent = "/fa516117-9d6a-4eb0-b5c1-0ca80db618c4";

    [Theory]
    [InlineData("", "Basic", 1, 2, "PagesLimit", "SitesLimit")]
    [InlineData(Parent, "Basic", 1, 2, "PagesLimit", "SitesLimit")]
    [InlineData("", "Premium", 3, 4, "SitesLimit", "AdminsLimit", "SubAccountsLimit")]
    [InlineData(Parent, "Premium", 3, 4, "SitesLimit", "AdminsLimit", "SubAccountsLimit")]
    public async Task Lists_the_plans_of_a_type(string parent, string type, int first, int second, params string[] limits)
    {
        Answer answer = await PlansAsync($"{parent}?accounttype={type}");

        Assert.True((bool)answer.Json["Success"]!);
        JsonArray plans = answer.Json["Data"]!.AsArray();
        Assert.Equal([first, second], plans.Select(static plan => (int)plan!["Id"]!));
        Assert.All(plans, plan =>
        {
            Assert.Equal(["Id", "Type", "Name", "Description", type + "AccountPlanInfo"], plan!.AsObject().Select(static one => one.Key));
            Assert.Equal(type, (string?)plan["Type"]);
            Assert.Equal(limits, plan[type + "AccountPlanInfo"]!.AsObject().Select(static limit => limit.Key));
        });
    }

    [Fact]
    public async Task Shows_a_plan_without_limits() => Assert.Equal(
        -1, (int)(await PlansAsync("?accounttype=Premium")).Json["Data"]![1]!["PremiumAccountPlanInfo"]!["SubAccountsLimit"]!);

    [Theory]
    [InlineData("", 200, "accounttype")]
    [InlineData("?accounttype=", 200, "accounttype")]
    [InlineData("?accounttype=Gold", 200, "accounttype")]
    [InlineData("?accounttype=basic", 200, "accounttype")]
    [InlineData("?accountType=Basic", 200, "accountType")]
    [InlineData(Parent, 200, "accounttype")]
    [InlineData("/4711?accounttype=Basic", 400, "GUID")]
    public async Task Refuses_what_is_not_as_documented(string query, int status, string names) =>
        AssertFails(status, names, await PlansAsync(query));

    [Theory]
    [InlineData("")]
    [InlineData(Parent)]
    public async Task Lists_nothing_to_whom_it_does_not_know(string parent) =>
        Assert.Equal(401, (await SendAsync("GET", $"{Plans}{parent}?accounttype=Basic")).Status);

    private Task<Answer> PlansAsync(string path) => SendAsync("GET", Plans + path, headers: ("Authentication", "token"));
}
