using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Vendors.SafeMobi;

/// <summary>The calls beside create, as the vendor's public help page has them.</summary>
public sealed class SafeMobiCallsTests
{
    private const string Id = "fa516117-9d6a-4eb0-b5c1-0ca80db618c4";

    private const string Account =
        """
        {
          "Data": {
            "Id": "fa516117-9d6a-4eb0-b5c1-0ca80db618c4", "ExternalId": "ext & 1", "Type": "Premium", "AccountPlanId": 3, "Status": "Active",
            "FirstName": "Ana", "Email": "ana@contoso.example", "PremiumAccountInfo": { "CompanyShortName": "Contoso" },
            "SubAccounts": [ { "AccountId": "0f0f72c9-c216-41aa-841e-e096fc741f6f" } ],
            "Sites": [ { "Id": 1, "SiteFullDomainName": "m.contoso.example" } ], "IsLoyaltyProgramAccoun": false, "IframeStatsToken": "MARKER"
          },
          "Success": true, "Messages": []
        }
        """;

    [Theory]
    [InlineData(null, "/accounts?externalid=&skip=0&take=500")]
    [InlineData("ext & 1", "/accounts?externalid=ext%20%26%201&skip=0&take=500")]
    public async Task A_list_is_asked_for_as_documented(string? externalId, string target)
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"Data":{"Items":[]},"Success":true,"Messages":[]}"""));

        Assert.Empty(await ReadAsync(server, SafeMobiQueries.ListAccounts, new SafeMobiQuery { ExternalId = externalId }));

        Assert.Equal(("GET", target), (server.Requests[0].Method, server.Requests[0].Target));
    }

    [Fact]
    public async Task A_full_page_is_followed_by_another()
    {
        string items = string.Join(",", Enumerable.Range(0, 500).Select(static _ => $$"""{"Id":"{{Guid.NewGuid()}}"}"""));
        using var server = WireServer.Start(
            WireAnswer.Json($$"""{"Data":{"Items":[{{items}}]},"Success":true}"""), WireAnswer.Json("""{"Data":{"Items":[]},"Success":true}"""));

        Assert.Equal(500, (await ReadAsync(server, SafeMobiQueries.ListAccounts, new SafeMobiQuery())).Count);

        Assert.Equal("/accounts?externalid=&skip=500&take=500", server.Requests[1].Target);
    }

    [Fact]
    public async Task An_account_is_read_without_its_token()
    {
        using var server = WireServer.Start(WireAnswer.Json(Account));

        SafeMobiAccount account = Assert.Single(
            await ReadAsync(server, SafeMobiQueries.ReadAccount, new SafeMobiQuery { Id = new Guid(Id) }));

        Assert.Equal("/accounts/" + Id, server.Requests[0].Target);
        Assert.Equal((new Guid(Id), "ext & 1", SafeMobiAccountType.Premium, "Contoso"),
            (account.Id, account.ExternalId, account.Type, account.CompanyShortName));
        Assert.Equal(["m.contoso.example"], account.Sites!);
        Assert.Equal([new Guid("0f0f72c9-c216-41aa-841e-e096fc741f6f")], account.SubAccounts!);
        Assert.DoesNotContain("MARKER", JObject.FromObject(account).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_reads_first_and_sends_the_bare_account_whole_but_the_password()
    {
        using var server = WireServer.Start(WireAnswer.Json(Account));

        OperationResult result = await DeliverAsync(
            server, SafeMobiOperations.UpdateAccount, new SafeMobiAccountRequest { Id = new Guid(Id), Email = "new@contoso.example" });

        Assert.Equal(Outcome.Updated, result.Outcome);
        Assert.Equal(("POST", "/accounts/" + Id), (server.Requests[1].Method, server.Requests[1].Target));
        JObject expected = JObject.Parse(
            """
            {
              "ExternalId": "ext & 1", "FirstName": "Ana", "Email": "new@contoso.example", "Type": "Premium", "AccountPlanId": 3,
              "PremiumAccountInfo": { "CompanyShortName": "Contoso" }
            }
            """);
        Assert.True(JToken.DeepEquals(expected, JObject.Parse(server.Requests[1].Body)), server.Requests[1].Body);
        Assert.DoesNotContain("MARKER", result.Description!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_not_confirmed_by_the_answer_about_another_account()
    {
        string other = Account.Replace(Id, Guid.NewGuid().ToString(), StringComparison.Ordinal);
        using var server = WireServer.Start((request, _) => WireAnswer.Json(request.Method == "GET" ? Account : other));

        OperationResult result = await DeliverAsync(
            server, SafeMobiOperations.UpdateAccount, new SafeMobiAccountRequest { Id = new Guid(Id), Email = "new@contoso.example" });

        Assert.Equal(Delivery.Unknown, result.Delivery);
    }

    [Theory]
    [InlineData("Premium", SafeMobiAccountStatus.Suspended, true)]
    [InlineData("Premium", SafeMobiAccountStatus.Canceled, true)]
    [InlineData("Premium", SafeMobiAccountStatus.Disabled, false)]
    [InlineData("Basic", SafeMobiAccountStatus.Disabled, true)]
    [InlineData("Basic", SafeMobiAccountStatus.Active, true)]
    [InlineData("Basic", SafeMobiAccountStatus.Suspended, false)]
    [InlineData("Basic", SafeMobiAccountStatus.Canceled, false)]
    public async Task A_status_is_set_only_if_the_accounts_type_can_have_it(string type, SafeMobiAccountStatus status, bool isAllowed)
    {
        using var server = WireServer.Start(
            WireAnswer.Json(Account.Replace("Premium\"", type + "\"", StringComparison.Ordinal)),
            WireAnswer.Json("""{"Data":true,"Success":true,"Messages":[]}"""));

        OperationResult result = await DeliverAsync(
            server, SafeMobiOperations.ChangeStatus, new SafeMobiAccountRequest { Id = new Guid(Id), Status = status });

        Assert.Equal(isAllowed ? Outcome.Updated : null, result.Outcome);
        if (isAllowed)
        {
            Assert.Equal(
                ("POST", $"/accounts/{Id}/changeaccountstatus/{status}", ""),
                (server.Requests[1].Method, server.Requests[1].Target, server.Requests[1].Body));
        }
        else
        {
            Assert.Equal((ProvisioningError.RuleViolation, 1), (result.Last.Error, server.Requests.Count));
        }
    }

    [Theory]
    [InlineData(null, "/accountplans?accounttype=Basic")]
    [InlineData(Id, "/accountplans/" + Id + "?accounttype=Basic")]
    public async Task Plans_are_read_by_type(string? parent, string target)
    {
        using var server = WireServer.Start(WireAnswer.Json(
            """
            {
              "Data": [ { "Id": 1, "Type": "Basic", "Name": "Small", "BasicAccountPlanInfo": { "PagesLimit": 5, "SitesLimit": -1 } } ],
              "Success": true, "Messages": []
            }
            """));
        var request = new SafeMobiPlanQuery { Type = SafeMobiAccountType.Basic, AccountId = parent is null ? null : new Guid(parent) };

        SafeMobiAccountPlan plan = Assert.Single(await ReadAsync(server, SafeMobiQueries.ListPlans, request));

        Assert.Equal(target, server.Requests[0].Target);
        Assert.Equal((1, "Small", 5, -1), (plan.Id, plan.Name, plan.PagesLimit, plan.SitesLimit));
    }

    private static async Task<List<TItem>> ReadAsync<TRequest, TItem>(
        WireServer server, QueryDefinition<TRequest, TItem> query, TRequest request)
        where TRequest : class
    {
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        return await new QueryExecutor<TRequest, TItem>(query, request, connection, SilentLog.Instance).ReadItemsAsync().ToListAsync();
    }

    private static async Task<OperationResult> DeliverAsync(
        WireServer server, OperationDefinition<SafeMobiAccountRequest, SafeMobiAccount> definition, SafeMobiAccountRequest request)
    {
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        Assert.Empty(definition.Check(request));
        return await new PreparedOperation<SafeMobiAccountRequest, SafeMobiAccount>(definition, request, connection, 1).DeliverAsync();
    }
}
