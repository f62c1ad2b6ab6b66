using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Sandbox.Tests.Support;
using Xunit;

namespace Provisioning.Sandbox.Tests.Vendors;

/// <summary>What the tests of SafeMobi share: a good account of each type, and the header that every call takes.</summary>
public abstract class SafeMobiTest(SandboxFixture fixture) : SandboxTest(fixture)
{
    protected const string Path = "safemobi/accounts";

    protected const string Basic =
        """
        {
          "ExternalId": "crm-1", "Type": "Basic", "AccountPlanId": 1, "ParentAccountId": "fa516117-9d6a-4eb0-b5c1-0ca80db618c4",
          "FirstName": "Ana", "LastName": "Silva", "Email": "ana@contoso.example", "Password": "Sample-Passphrase"
        }
        """;

    protected const string Premium =
        """
        {
          "ExternalId": "crm-2", "Type": "Premium", "AccountPlanId": 2, "Password": "Sample-Passphrase",
          "PremiumAccountInfo": {
            "CompanyShortName": "Contoso", "CompanyFullName": "Contoso, Lda.", "MobileDomain": "m.contoso.example",
            "ControlPanelDomains": "cp.contoso.example"
          }
        }
        """;

    protected Task<Answer> CreateAsync(string body) => CallAsync("PUT", "", body);

    protected Task<Answer> CallAsync(string method, string path, string? body = null, string token = "token") =>
        SendAsync(method, Path + path, body, JsonType, ("Authentication", token));

    /// <summary>Creates an account and returns its ID.</summary>
    protected async Task<string> CreateIdAsync(string body) => (string)(await CreateAsync(body)).Json["Data"]!["Id"]!;

    /// <summary>What a call that must succeed answers.</summary>
    protected async Task<JsonNode> DataAsync(string method, string path, string? body = null)
    {
        Answer answer = await CallAsync(method, path, body);
        Assert.True(answer.Status == 200 && (bool)answer.Json["Success"]!, answer.ToString());
        Assert.Empty(answer.Json["Messages"]!.AsArray());
        return answer.Json["Data"]!;
    }

    protected async Task<JsonArray> ListAsync(string query) => (await DataAsync("GET", query))["Items"]!.AsArray();

    /// <summary>Checks that an answer is a failure in the vendor's envelope, and that a message speaks of a name.</summary>
    protected static void AssertFails(int status, string names, Answer answer)
    {
        Assert.True(answer.Status == status, answer.ToString());
        Assert.False((bool)answer.Json["Success"]!);
        Assert.Null(answer.Json["Data"]);
        Assert.Contains(names, answer.Json["Messages"]!.ToJsonString());
    }
}
