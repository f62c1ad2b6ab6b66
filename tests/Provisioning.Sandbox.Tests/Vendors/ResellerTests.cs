using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>The SMS platform's three create calls: forms in, <c>{"status": N}</c> out, always with HTTP 200.</summary>
public sealed class ResellerTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    private const string Root = "reseller/services/rest/";
    private const string CustomerUser = "customer-user/create";
    private const string Customer = "customer/create";
    private const string User = "user/create";

    private static readonly Dictionary<string, string[]> s_good = new(StringComparer.Ordinal)
    {
        [CustomerUser] =
        [
            "contactName=Ana Silva", "email=ana@contoso.example", "username=ana@contoso", "password=Sample Passphrase", "customer=contoso",
            "phoneNumber=+351 921", "applyFreeCredits=False", "resellerName=harborline", "resellerPassword=word",
        ],
        [Customer] =
        [
            "name=contoso", "integrationId=", "rotationAlgorithm=CONVERSATION", "billingType=PRE_PAID", "moCharge=-5",
            "resellerName=harborline", "resellerPassword=word",
        ],
        // An id that begins with f stands for a customer from before the run.
        [User] =
        [
            "username=ana", "password=Sample Passphrase", "customerId=f123456789abcdef01234567", "email=ana@contoso.example",
            "phoneNumber=+351 921", "resellerName=harborline", "resellerPassword=word",
        ],
    };

    [Theory]
    [InlineData(CustomerUser, true, true)]
    [InlineData(Customer, true, false)]
    [InlineData(User, true, true)]
    public async Task Creates_and_answers_with_status_0(string call, bool customerId, bool userId)
    {
        Answer answer = await CallAsync(call);

        Assert.Equal(200, answer.Status);
        Assert.Equal(0, (int)answer.Json["status"]!);
        Assert.Equal(customerId, answer.Json["customerId"] is not null);
        Assert.Equal(userId, answer.Json["userId"] is not null);
        Assert.Matches("^[0-9a-f]{24}$", (string?)answer.Json["customerId"]);
        Assert.Equal(1, await CreatedAsync());
    }

    [Theory]
    [InlineData("harborline", "contoso", 0)]
    [InlineData("harborline", "nobody", 300)]
    [InlineData("ridgeline", "contoso", 420)]
    [InlineData("unknown", "contoso", 400)]
    [InlineData("blocked", "contoso", 4)]
    public async Task Tells_by_the_balance_whether_a_customer_is_there_and_whose_it_is(string reseller, string customer, int status)
    {
        await CallAsync(Customer);

        Answer answer = await BalanceAsync("reseller=" + reseller, "password=word", "customer=" + customer);

        Assert.Equal(status, (int)answer.Json["status"]!);
        Assert.Equal(status == 0, answer.Json["credits"] is not null);
        Assert.Equal(1, (int)(await StateAsync())["calls"]!);
    }

    [Theory]
    [InlineData(1, "reseller=harborline", "password=word")]
    [InlineData(1, "reseller=harborline", "customer=contoso")]
    [InlineData(2, "resellerName=harborline", "resellerPassword=word", "customer=contoso")]
    [InlineData(3, "reseller=harborline", "password=wrong", "customer=contoso")]
    public async Task Refuses_a_balance_whose_parameters_are_not_as_documented(int status, params string[] form) =>
        Assert.Equal(status, (int)(await BalanceAsync(form)).Json["status"]!);

    private Task<Answer> BalanceAsync(params string[] form) => SendAsync("POST", Root + "admin/balance", Form(form), FormType);

    [Theory]
    [InlineData(CustomerUser, "username", "password", "customer", "resellerName", "resellerPassword", "applyFreeCredits")]
    [InlineData(Customer, "name", "resellerName", "resellerPassword")]
    [InlineData(User, "username", "password", "customerId", "email", "phoneNumber", "resellerName", "resellerPassword")]
    public async Task Answers_1_where_a_required_parameter_is_missing_or_empty(string call, params string[] required)
    {
        foreach (string name in required)
        {
            Assert.Equal(1, Status(await CallWithoutAsync(call, name)));
            Assert.Equal(1, Status(await CallAsync(call, $"{name}=")));
        }

        Assert.Equal(0, await CreatedAsync());
    }

    [Theory]
    [InlineData(CustomerUser, "contactName", "email", "phoneNumber")]
    [InlineData(Customer, "integrationId", "rotationAlgorithm", "billingType", "moCharge")]
    public async Task Does_without_what_is_optional(string call, params string[] optional)
    {
        string[] fields = [.. s_good[call].Where(field => !optional.Contains(field.Split('=')[0]))];
        Assert.Equal(0, Status(await SendAsync("POST", Root + call, Form(fields), FormType)));
    }

    [Theory]
    [InlineData(CustomerUser, "email=ana.contoso.example")]
    [InlineData(CustomerUser, "username=ana maria")]
    [InlineData(CustomerUser, "customer=con toso")]
    [InlineData(CustomerUser, "phoneNumber=+351-921")]
    [InlineData(CustomerUser, "applyFreeCredits=yes")]
    [InlineData(CustomerUser, "resellerName=harbor@line")]
    [InlineData(CustomerUser, "resellerName=harbor line")]
    [InlineData(CustomerUser, "Customer=contoso")]
    [InlineData(Customer, "name=con toso")]
    [InlineData(Customer, "rotationAlgorithm=max_rotation")]
    [InlineData(Customer, "billingType=FREE")]
    [InlineData(Customer, "moCharge=1.5")]
    [InlineData(User, "username=ana maria")]
    [InlineData(User, "customerId=0123")]
    [InlineData(User, "customerId=g123456789abcdef01234567")]
    [InlineData(User, "email=ana")]
    [InlineData(User, "phoneNumber=abc")]
    public async Task Answers_2_where_a_value_is_not_as_documented(string call, string field)
    {
        Answer answer = await CallAsync(call, field);

        Assert.Equal(2, Status(answer));
        Assert.Contains(field.Split('=')[0], answer.Text);
        Assert.Equal(0, await CreatedAsync());
    }

    [Theory]
    [InlineData("resellerPassword=wrong", 3)]
    [InlineData("resellerName=blocked", 4)]
    [InlineData("resellerName=unknown", 400)]
    public async Task Checks_who_calls(string field, int status)
    {
        foreach (string call in s_good.Keys)
            Assert.Equal(status, Status(await CallAsync(call, field)));
        Assert.Equal(0, await CreatedAsync());
    }

    [Fact]
    public async Task Answers_301_where_the_customer_exists_and_takes_neither_name_then()
    {
        await CallAsync(CustomerUser);

        Assert.Equal(301, Status(await CallAsync(CustomerUser, "username=other")));
        Assert.Equal(301, Status(await CallAsync(Customer)));
        Assert.Equal(0, Status(await CallAsync(CustomerUser, "customer=other", "username=other")));
    }

    [Fact]
    public async Task Answers_201_where_the_username_exists_and_takes_neither_name_then()
    {
        await CallAsync(CustomerUser);

        Assert.Equal(201, Status(await CallAsync(CustomerUser, "customer=other")));
        Assert.Equal(201, Status(await CallAsync(User, "username=ana@contoso")));
        Assert.Equal(0, Status(await CallAsync(Customer, "name=other")));
    }

    [Fact]
    public async Task Knows_names_within_their_reseller_alone()
    {
        await CallAsync(CustomerUser);

        Assert.Equal(0, Status(await CallAsync(CustomerUser, "resellerName=other")));
        Assert.Equal(0, (int)(await StateAsync())["duplicates"]!["byKey"]!);
    }

    [Fact]
    public async Task Answers_300_to_a_user_of_a_customer_that_does_not_exist()
    {
        Assert.Equal(300, Status(await CallAsync(User, "customerId=0123456789abcdef01234567")));
        string customer = (string)(await CallAsync(Customer)).Json["customerId"]!;
        Assert.Equal(0, Status(await CallAsync(User, $"customerId={customer}")));
    }

    [Fact]
    public async Task Creates_one_of_many_that_ask_for_the_same_name_at_once()
    {
        int[] statuses = [.. (await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => CallAsync(CustomerUser)))).Select(Status)];

        Assert.Equal(1, statuses.Count(static status => status == 0));
        Assert.Equal(15, statuses.Count(static status => status == 301));
    }

    [Theory]
    [InlineData("{}", "application/json", 1)]
    [InlineData("name=%zz", FormType, 2)]
    [InlineData("name=a&name=b", FormType, 2)]
    public async Task Wants_a_form(string body, string type, int status) =>
        Assert.Equal(status, Status(await SendAsync("POST", Root + Customer, body, type)));

    [Theory]
    [InlineData("GET", Customer)]
    [InlineData("POST", "Customer/create")]
    [InlineData("POST", "customer/make")]
    public async Task Knows_no_other_path_or_method(string method, string call) =>
        Assert.Equal(404, (await SendAsync(method, Root + call, method == "GET" ? null : Form(s_good[Customer]), FormType)).Status);

    [Fact]
    public async Task Keeps_no_password()
    {
        foreach (string call in s_good.Keys)
            Assert.Equal(0, Status(await CallAsync(call, $"resellerName={call.Replace('/', '-')}")));

        string state = (await StateAsync()).ToJsonString();
        Assert.DoesNotContain("Passphrase", state);
        Assert.DoesNotContain("word", state);
    }

    private static int Status(Answer answer)
    {
        Assert.Equal(200, answer.Status);
        return (int)answer.Json["status"]!;
    }

    /// <summary>The good call with fields put in the place of those of the same name, or added.</summary>
    private Task<Answer> CallAsync(string call, params string[] with)
    {
        IEnumerable<string> kept = s_good[call].Where(field => !with.Any(other => other.Split('=')[0] == field.Split('=')[0]));
        return SendAsync("POST", Root + call, Form([.. kept, .. with]), FormType);
    }

    private Task<Answer> CallWithoutAsync(string call, string name) =>
        SendAsync("POST", Root + call, Form([.. s_good[call].Where(field => field.Split('=')[0] != name)]), FormType);
}
