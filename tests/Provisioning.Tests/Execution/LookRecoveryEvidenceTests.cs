using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>A call whose answer was lost, settled by asking the vendor: what counts as ours.</summary>
public sealed class LookRecoveryEvidenceTests
{
    private const string Id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

    /// <summary>What the vendor shows after a lost answer, and whether that is the row's customer.</summary>
    public static TheoryData<string, string, bool> Shown { get; } = new()
    {
        // CloudCockpit: the id and the row's names.
        { "CloudCockpit", """{"id":"{id}","companyName":"Contoso","internalIdentifier":"crm-1"}""", true },
        { "CloudCockpit", """{"id":"{ID}","companyName":"Contoso","internalIdentifier":"crm-1"}""", true },
        { "CloudCockpit", """{"id":"{id}","companyName":"Contoso\u00a0","internalIdentifier":"crm-1 "}""", true },
        { "CloudCockpit", """{"message":"Scheduled maintenance"}""", false },
        { "CloudCockpit", """{}""", false },
        { "CloudCockpit", """{"id":"{id}","companyName":"Fabrikam","internalIdentifier":"crm-1"}""", false },
        { "CloudCockpit", """{"id":"{id}","companyName":"Contoso","internalIdentifier":"crm-2"}""", false },
        { "CloudCockpit", """{"id":"{id}","companyName":"Contoso"}""", false },
        { "CloudCockpit", $$"""{"id":"{{Id}}","companyName":"Contoso","internalIdentifier":"crm-1"}""", false },

        // SafeMobi: one account with the external id, and the row's type, e-mail address and parent.
        { "SafeMobi", $$"""{"Success":true,"Data":{"Items":[{"Id":"{{Id}}","ExternalId":"ext-1","Type":"Basic"}]} }""", true },
        { "SafeMobi", $$"""{"Success":true,"Data":{"Items":[{"Id":"{{Id}}","ExternalId":"ext-1","Type":"Premium"}]} }""", false },
        { "SafeMobi", $$"""{"Success":true,"Data":{"Items":[{"Id":"{{Id}}","ExternalId":"ext-1","Type":"Basic","Email":"other@contoso.example"}]} }""", false },
        { "SafeMobi", $$"""{"Success":true,"Data":{"Items":[{"Id":"{{Id}}","ExternalId":"ext-10","Type":"Basic"}]} }""", false },
        {
            "SafeMobi",
            $$"""{"Success":true,"Data":{"Items":[{"Id":"{{Id}}","ExternalId":"ext-1","Type":"Basic"},"""
                + $$"""{"Id":"{{Id}}","ExternalId":"ext-1","Type":"Basic"}]} }""",
            false
        },
        { "SafeMobi", """{"Success":true,"Data":{"Items":[{"ExternalId":"ext-1","Type":"Basic"}]}}""", false },
        { "SafeMobi", """{"Success":false,"Messages":["Maintenance"]}""", false },
        { "SafeMobi", """{"Success":true,"Data":{}}""", false },

        // Reseller: this reseller's customer, and its user with the row's password.
        { "Reseller", """0 0""", true },
        { "Reseller", """0 220""", true },
        { "Reseller", """0 3""", false },
        { "Reseller", """0 200""", false },
        { "Reseller", """0 9999""", false },
        { "Reseller", """420 0""", false },
        { "Reseller", """9999 0""", false },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task What_is_there_is_ours_only_with_evidence(string vendor, string shown, bool isOurs)
    {
        PreparedOperation row = null!;
        using var server = WireServer.Start((request, number) => number == 1 ? WireAnswer.Reset : Look(request, shown, row));
        row = Make.RowOf(vendor, server.BaseAddress);

        OperationResult delivered = await row.DeliverAsync();

        Assert.Equal(isOurs ? Outcome.Recovered : null, delivered.Outcome);
        Assert.Equal(isOurs ? Delivery.Confirmed : Delivery.Unknown, delivered.Delivery);
        Assert.Equal(1, delivered.Attempts);
    }

    [Theory]
    [InlineData("300", Outcome.Recovered)]
    [InlineData("0", null)]
    [InlineData("420", null)]
    [InlineData("9999", null)]
    public async Task A_customer_alone_is_asked_for_before_the_first_call_so_that_what_is_there_later_is_ours(string before, Outcome? outcome)
    {
        bool isCreated = false;
        using var server = WireServer.Start((request, _) => (isCreated |= request.IsCreate) && request.IsCreate ? WireAnswer.Reset
            : WireAnswer.Json($$"""{"status":{{(isCreated ? "0" : before)}}}"""));
        using Connection connection = Make.Reseller(server.BaseAddress);

        OperationResult delivered = await Make.Row(connection, new Provisioning.Vendors.Reseller.ResellerCustomerRequest { Name = "new" }).DeliverAsync();

        Assert.Equal(outcome, delivered.Outcome);
        Assert.Equal(before == "9999" ? 0 : 1, server.Requests.Count(static request => request.IsCreate));
        if (outcome is null)
            Assert.Equal(before == "9999" ? Delivery.NotSent : Delivery.Unknown, delivered.Delivery);
    }

    [Fact]
    public async Task A_customer_alone_that_nobody_asked_for_before_is_not_ours()
    {
        using var server = WireServer.Start(static (request, _) => request.IsCreate ? WireAnswer.Reset : WireAnswer.Json("""{"status":0}"""));
        using Connection connection = Make.Reseller(server.BaseAddress);
        PreparedOperation row = Make.Row(connection, new Provisioning.Vendors.Reseller.ResellerCustomerRequest { Name = "new" });

        OperationResult delivered = await row.DeliverAsync(record: new Remembered(Remembered.LongOver));

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.Contains("nothing shows who created it", delivered.Last.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CloudCockpit", $"\"{Id}\"")]
    [InlineData("QuickHelp", """{"customerId":7,"companyName":"Fabrikam"}""")]
    [InlineData("SafeMobi", $$"""{"Success":true,"Data":{"Id":"{{Id}}","ExternalId":"ext-2"} }""")]
    public async Task A_yes_to_another_request_is_in_doubt_and_its_connection_is_not_used_again(string vendor, string answer)
    {
        using var server = WireServer.Start((request, _) => request.IsCreate ? WireAnswer.Json(answer).KeptOpen() : WireAnswer.Json("{}", 500).KeptOpen());
        PreparedOperation row = Make.RowOf(vendor, server.BaseAddress);

        OperationResult delivered = await row.DeliverAsync();
        int connections = server.Connections;
        await Make.RowOf(vendor, server.BaseAddress).DeliverAsync();

        Assert.Equal(Delivery.Unknown, delivered.Delivery);
        Assert.Contains("another customer than the one that was requested", delivered.Last.Message, StringComparison.Ordinal);
        Assert.True(server.Connections > connections);
    }

    private static WireAnswer Look(WireRequest request, string shown, PreparedOperation row)
    {
        if (row.Definition.Vendor.Name != "Reseller")
        {
            string id = row.ChosenId?.ToString() ?? string.Empty;
            return WireAnswer.Json(shown.Replace("{id}", id, StringComparison.Ordinal).Replace("{ID}", id.ToUpperInvariant(), StringComparison.Ordinal));
        }

        string[] statuses = shown.Split(' ');
        bool isOfUser = request.Target.Contains("messages", StringComparison.Ordinal);
        Assert.Contains(isOfUser ? "username=user%40contoso&password=user-pass&since="
            : "customer=contoso&reseller=acme&password=reseller-pass", request.Body, StringComparison.Ordinal);
        return WireAnswer.Json($$"""{"status":{{statuses[isOfUser ? 1 : 0]}}}""");
    }
}
