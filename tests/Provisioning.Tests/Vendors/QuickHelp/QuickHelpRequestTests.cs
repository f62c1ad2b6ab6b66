using System;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Tests.Support;
using Provisioning.Vendors.QuickHelp;
using Xunit;

namespace Provisioning.Tests.Vendors.QuickHelp;

public sealed class QuickHelpRequestTests
{
    // The document's sample. Its "expirationDate" is the placeholder "string", which no date can hold: a date stands here instead.
    private const string Sample =
        """
        {
          "companyName": "string",
          "eula": 0,
          "templateId": 0,
          "accountType": 0,
          "contractStatus": 0,
          "routeURL": "string",
          "domains": [
            "string"
          ],
          "primaryContact": {
            "name": "string",
            "email": "string",
            "phone": "string"
          },
          "expirationDate": "2027-01-31T00:00:00Z",
          "licenses": 0,
          "timeZone": 0,
          "supportInfo": {
            "website": "string",
            "email": "string",
            "phone": "string"
          },
          "partnerId": 0,
          "ae": 0,
          "csm": 0,
          "suppressUserCreation": true,
          "isEulaAccepted": true,
          "sandBoxModeOn": true,
          "skUs": [
            {
              "licenseCount": 0,
              "skuId": 0
            }
          ]
        }
        """;

    [Fact]
    public async Task The_documents_sample_is_sent_to_the_letter()
    {
        WireRequest sent = await SendAsync(new QuickHelpAccountRequest
        {
            CompanyName = "string",
            Eula = 0,
            TemplateId = 0,
            AccountType = 0,
            ContractStatus = 0,
            RouteUrl = "string",
            Domains = ["string"],
            PrimaryContactName = "string",
            PrimaryContactEmail = "string",
            PrimaryContactPhone = "string",
            ExpirationDate = new DateTimeOffset(2027, 1, 31, 1, 0, 0, TimeSpan.FromHours(1)),
            Licenses = 0,
            TimeZone = 0,
            SupportInfoWebsite = "string",
            SupportInfoEmail = "string",
            SupportInfoPhone = "string",
            PartnerId = 0,
            Ae = 0,
            Csm = 0,
            SuppressUserCreation = true,
            IsEulaAccepted = true,
            SandBoxModeOn = true,
            Skus = [new(0, 0)],
        });

        Assert.Equal("POST", sent.Method);
        Assert.Equal("/api/v1/Account/Create", sent.Target);
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.True(JToken.DeepEquals(Parse(Sample), Parse(sent.Body)), sent.Body);
    }

    [Fact]
    public async Task What_is_not_given_is_left_out() =>
        Assert.Equal(
            """{"companyName":"Contoso"}""",
            (await SendAsync(Make.Account()
                .With("RouteUrl", "")
                .With("Domains", Array.Empty<string>())
                .With("Skus", Array.Empty<QuickHelpSku>()))).Body);

    [Fact]
    public async Task Zero_and_false_are_sent_where_they_are_given() =>
        Assert.Equal(
            """{"companyName":"Contoso","licenses":0,"sandBoxModeOn":false}""",
            (await SendAsync(Make.Account().With("Licenses", 0).With("SandBoxModeOn", false))).Body);

    [Fact]
    public async Task The_api_key_is_sent_bare_and_only_where_it_is_given()
    {
        WireRequest with = await SendAsync(Make.Account(), apiKey: "api-key");
        WireRequest without = await SendAsync(Make.Account());

        Assert.Equal("subscription-key", with.Header("Ocp-Apim-Subscription-Key"));
        Assert.Equal("api-key", with.Header("Authorization"));
        Assert.Equal("subscription-key", without.Header("Ocp-Apim-Subscription-Key"));
        Assert.Null(without.Header("Authorization"));
    }

    private static async Task<WireRequest> SendAsync(QuickHelpAccountRequest request, string? apiKey = null)
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"customerId":1}"""));
        using Connection connection = Make.QuickHelp(new Uri(server.BaseAddress, "api"), apiKey: apiKey);
        await Make.Row(connection, request).CallAsync();
        return Assert.Single(server.Requests);
    }

    private static JToken Parse(string json) =>
        JsonConvert.DeserializeObject<JToken>(json, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
}
