using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Vendors.Reseller;

public sealed class ResellerAnswersTests
{
    [Theory]
    [InlineData(1, ProvisioningError.Rejected, "missing required parameter")]
    [InlineData(2, ProvisioningError.Rejected, "invalid parameter value")]
    [InlineData(3, ProvisioningError.CredentialsRefused, "authentication failed")]
    [InlineData(4, ProvisioningError.CredentialsRefused, "account blocked")]
    [InlineData(200, ProvisioningError.Rejected, "user does not exist")]
    [InlineData(201, ProvisioningError.AlreadyExists, "username already taken")]
    [InlineData(300, ProvisioningError.Rejected, "customer does not exist")]
    [InlineData(301, ProvisioningError.AlreadyExists, "customer name already taken")]
    [InlineData(320, ProvisioningError.Rejected, "insufficient credits")]
    [InlineData(321, ProvisioningError.Rejected, "incompatible customer billing type")]
    [InlineData(400, ProvisioningError.CredentialsRefused, "reseller does not exist")]
    [InlineData(401, ProvisioningError.Rejected, "reseller name already taken")]
    [InlineData(420, ProvisioningError.Rejected, "reseller does not have rights to customer")]
    [InlineData(421, ProvisioningError.Rejected, "reseller cannot transfer credits to a post-paid customer")]
    public async Task A_documented_status_is_a_refusal_in_the_documents_words(int status, ProvisioningError error, string words)
    {
        Attempt attempt = await AnsweredAsync($$"""{"status":{{status}}}""");

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.Equal(error, attempt.Error);
        Assert.Equal($"The vendor refused with status {status}: {words}", attempt.Message);
        Assert.Equal($"{status}", attempt.Verdict!.VendorCode);
        Assert.Equal(200, attempt.HttpStatus);
    }

    [Theory]
    [InlineData(9999)]
    [InlineData(777)]
    [InlineData(-1)]
    public async Task A_status_that_says_neither_yes_nor_no_is_unknown(int status)
    {
        Attempt attempt = await AnsweredAsync($$"""{"status":{{status}},"message":"oops"}""");

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Equal(ProvisioningError.OutcomeUnknown, attempt.Error);
        Assert.Equal($"{status}", attempt.Verdict!.VendorCode);
        Assert.Contains("oops", attempt.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_0_is_a_yes_and_what_stands_beside_it_is_kept()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"status":0,"customerId":"507f1f77bcf86cd799439011","plan":"gold"}"""));
        using Connection connection = Make.Reseller(server.BaseAddress);
        PreparedOperation operation = Make.Row(connection, Make.CustomerUser());

        OperationResult delivered = await operation.DeliverAsync();

        Assert.Equal(Delivery.Confirmed, delivered.Delivery);
        Assert.Equal("507f1f77bcf86cd799439011", delivered.VendorId);
        var created = Assert.IsType<ResellerCustomerUser>(operation.CreateResult(delivered.Description, delivered.VendorId));
        Assert.Equal("507f1f77bcf86cd799439011", created.CustomerId);
        Assert.Equal("""{"plan":"gold"}""", created.VendorFields);
    }

    [Fact]
    public async Task Status_0_without_an_id_is_a_yes_all_the_same() => Assert.Equal(Delivery.Confirmed, (await AnsweredAsync("""{"status":0}""")).Delivery);

    [Theory]
    [InlineData("""{"status":"0"}""")]
    [InlineData("""{"status":0.5}""")]
    [InlineData("""{"status":null}""")]
    [InlineData("""{"status":99999999999}""")]
    [InlineData("""{"Status":0}""")]
    [InlineData("[0]")]
    [InlineData("0")]
    public async Task An_answer_without_a_whole_number_as_its_status_is_unknown(string body)
    {
        Attempt attempt = await AnsweredAsync(body);

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Contains("it has no whole number 'status'", attempt.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("\"\"")]
    [InlineData("\"507f1f77bcf86cd79943901\"")]
    [InlineData("\"507f1f77bcf86cd79943901g\"")]
    [InlineData("{}")]
    [InlineData("[\"507f1f77bcf86cd799439011\"]")]
    public async Task A_customer_id_that_cannot_be_one_is_no_yes(string id) =>
        Assert.Equal(Delivery.Unknown, (await AnsweredAsync($$"""{"status":0,"customerId":{{id}}}""")).Delivery);

    [Theory]
    [InlineData("""{'status':0}""")]
    [InlineData("""{"status":1,"status":0}""")]
    [InlineData("""{"status":0,"more":{"a":1,"a":1}}""")]
    [InlineData("""{"status":00}""")]
    [InlineData("""{"status":0,}""")]
    [InlineData("""{"status":0/**/}""")]
    [InlineData("""{"status":0,"more":undefined}""")]
    [InlineData("""{"status":0,"more":new Date(0)}""")]
    [InlineData("""{"status":0,"more":NaN}""")]
    [InlineData("""{status:0}""")]
    public async Task An_answer_in_lenient_JSON_is_no_yes(string body) => Assert.Equal(Delivery.Unknown, (await AnsweredAsync(body)).Delivery);

    private static async Task<Attempt> AnsweredAsync(string body)
    {
        using var server = WireServer.Start(WireAnswer.Json(body));
        using Connection connection = Make.Reseller(server.BaseAddress);
        return await Make.Row(connection, Make.CustomerUser()).CallAsync();
    }
}
