using System;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Vendors.SafeMobi;

public sealed class SafeMobiRequestTests
{
    private const string PremiumSample =
        """
        {
          "ExternalId": "externalid", "Type": "Premium", "AccountPlanId": 2,
          "FirstName": "First name", "LastName": "Last name", "Email": "someemail@gmail.com", "Password": "somepassword",
          "PremiumAccountInfo": {
            "CompanyShortName": "Company name", "CompanyFullName": "Full company name",
            "MobileDomain": "somemobidomain.mobi", "ControlPanelDomains": "somecp.domain.com"
          }
        }
        """;

    private const string BasicSample =
        """
        {
          "ExternalId": "externalid", "Type": "Basic", "AccountPlanId": 1, "ParentAccountId": "fa516117-9d6a-4eb0-b5c1-0ca80db618c4",
          "FirstName": "First name", "LastName": "Last name", "Email": "someemail@gmail.com", "Password": "somepassword"
        }
        """;

    [Fact]
    public async Task The_documents_premium_sample_is_sent_to_the_letter()
    {
        SafeMobiAccountRequest request = Person(SafeMobiAccountType.Premium, plan: 2);
        request.CompanyShortName = "Company name";
        request.CompanyFullName = "Full company name";
        request.MobileDomain = "somemobidomain.mobi";
        request.ControlPanelDomains = "somecp.domain.com";

        WireRequest sent = await SendAsync(request);

        Assert.True(JToken.DeepEquals(JObject.Parse(PremiumSample), JObject.Parse(sent.Body)), sent.Body);
    }

    [Fact]
    public async Task The_documents_basic_sample_is_sent_to_the_letter()
    {
        SafeMobiAccountRequest request = Person(SafeMobiAccountType.Basic, plan: 1);
        request.ParentAccountId = new Guid("fa516117-9d6a-4eb0-b5c1-0ca80db618c4");

        WireRequest sent = await SendAsync(request);

        Assert.True(JToken.DeepEquals(JObject.Parse(BasicSample), JObject.Parse(sent.Body)), sent.Body);
    }

    [Fact]
    public async Task It_is_a_PUT_of_JSON_with_the_token_in_the_header_Authentication()
    {
        WireRequest sent = await SendAsync(Make.MobiAccount(null));

        Assert.Equal("PUT", sent.Method);
        Assert.Equal("/rest/v2/accounts", sent.Target);
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Equal("mobi-token", sent.Header("Authentication"));
        Assert.Null(sent.Header("Authorization"));
        Assert.Equal("""{"Type":"Basic","AccountPlanId":1}""", sent.Body);
    }

    private static SafeMobiAccountRequest Person(SafeMobiAccountType type, int plan) => new()
    {
        ExternalId = "externalid",
        Type = type,
        AccountPlanId = plan,
        FirstName = "First name",
        LastName = "Last name",
        Email = "someemail@gmail.com",
        Password = Make.Secret("somepassword"),
    };

    private static async Task<WireRequest> SendAsync(SafeMobiAccountRequest request)
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"Success":true,"Data":{"Id":"073f4072-9870-438d-818b-c7e56eff2601"}}"""));
        using Connection connection = Make.SafeMobi(new Uri(server.BaseAddress, "rest/v2/"));
        await Make.Row(connection, request).CallAsync();
        return Assert.Single(server.Requests);
    }
}
