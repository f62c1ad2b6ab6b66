using System;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Vendors.SafeMobi;

public sealed class SafeMobiAnswersTests
{
    // The document's own sample of an answer.
    private const string PremiumAnswer =
        """
        {
          "Data": {
            "Id": "fa516117-9d6a-4eb0-b5c1-0ca80db618c4", "ExternalId": "externalid", "Type": "Premium", "AccountPlanId": 2,
            "Status": "Active", "FirstName": "First name", "LastName": "Last name", "Email": "someemail@gmail.com",
            "PremiumAccountInfo": {
              "CompanyShortName": "Company name", "CompanyFullName": "Full company name",
              "MobileDomain": "somemobidomain.mobi", "ControlPanelDomains": "somecp.domain.com"
            }
          },
          "Success": true,
          "Messages": []
        }
        """;

    [Fact]
    public async Task The_documents_sample_becomes_an_account()
    {
        using var server = WireServer.Start(WireAnswer.Json(PremiumAnswer));
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        PreparedOperation operation = Make.Row(connection, Make.MobiAccount("externalid"));

        OperationResult delivered = await operation.DeliverAsync();

        var account = Assert.IsType<SafeMobiAccount>(operation.CreateResult(delivered.Description, delivered.VendorId));
        Assert.Equal(new Guid("fa516117-9d6a-4eb0-b5c1-0ca80db618c4"), account.Id);
        Assert.Equal("externalid", account.ExternalId);
        Assert.Equal(SafeMobiAccountType.Premium, account.Type);
        Assert.Equal(2, account.AccountPlanId);
        Assert.Equal("Active", account.Status);
        Assert.Equal("First name Last name", account.FirstName + " " + account.LastName);
        Assert.Equal("someemail@gmail.com", account.Email);
        Assert.Equal("Company name|Full company name|somemobidomain.mobi|somecp.domain.com",
            $"{account.CompanyShortName}|{account.CompanyFullName}|{account.MobileDomain}|{account.ControlPanelDomains}");
    }

    [Theory]
    [InlineData("""["Too long.", "Too short."]""", "Too long.; Too short.")]
    [InlineData("""[{"Code":12,"Text":"No."}]""", """{"Code":12,"Text":"No."}""")]
    [InlineData("""["No.", {"Code":1}]""", """No.; {"Code":1}""")]
    [InlineData("\"No.\"", "No.")]
    [InlineData("[]", "it gave no message")]
    public async Task Success_false_is_a_refusal_even_with_HTTP_200_and_all_that_its_messages_hold_is_shown(string messages, string shown)
    {
        Attempt attempt = await AnsweredAsync($$"""{"Data":null,"Success":false,"Messages":{{messages}}}""");

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.Equal(ProvisioningError.Rejected, attempt.Error);
        Assert.Equal("The vendor refused (HTTP 200): " + shown, attempt.Message);
    }

    [Fact]
    public async Task Success_false_without_messages_is_a_refusal()
    {
        Attempt attempt = await AnsweredAsync("""{"Success":false}""");

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.Equal("The vendor refused (HTTP 200): it gave no message", attempt.Message);
    }

    [Theory]
    [InlineData("""{"Success":true}""")]
    [InlineData("""{"Success":true,"Data":null}""")]
    [InlineData("""{"Success":true,"Data":{}}""")]
    [InlineData("""{"Success":true,"Data":{"Id":""}}""")]
    [InlineData("""{"Success":"true","Data":{"Id":"fa516117-9d6a-4eb0-b5c1-0ca80db618c4"}}""")]
    [InlineData("""{"Data":{"Id":"fa516117-9d6a-4eb0-b5c1-0ca80db618c4"}}""")]
    [InlineData("true")]
    public async Task A_success_that_holds_no_account_is_unknown(string body) => Assert.Equal(Delivery.Unknown, (await AnsweredAsync(body)).Delivery);

    [Theory]
    [InlineData("false")]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("\"pending\"")]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("\" fa516117-9d6a-4eb0-b5c1-0ca80db618c4\"")]
    [InlineData("\"{fa516117-9d6a-4eb0-b5c1-0ca80db618c4}\"")]
    public async Task An_account_id_that_cannot_be_one_is_no_yes(string id) =>
        Assert.Equal(Delivery.Unknown, (await AnsweredAsync("{\"Success\":true,\"Data\":{\"Id\":" + id + "}}")).Delivery);

    [Fact]
    public async Task Refused_401_tokens_end_the_run()
    {
        Attempt attempt = await AnsweredAsync("""{"Data":null,"Success":false,"Messages":["The authentication token is not valid."]}""", 401);

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.Equal(ProvisioningError.CredentialsRefused, attempt.Error);
        Assert.Contains("The authentication token is not valid.", attempt.Message, StringComparison.Ordinal);
    }

    private static async Task<Attempt> AnsweredAsync(string body, int status = 200)
    {
        using var server = WireServer.Start(WireAnswer.Json(body, status));
        using Connection connection = Make.SafeMobi(server.BaseAddress);
        return await Make.Row(connection, Make.MobiAccount()).CallAsync();
    }
}
