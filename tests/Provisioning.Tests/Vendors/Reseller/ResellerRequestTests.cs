using System;
using System.Linq;
using System.Threading.Tasks;
using System.Web;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Vendors.Reseller;

public sealed class ResellerRequestTests
{
    [Fact]
    public async Task The_documents_example_of_a_customer_user_is_sent_to_the_letter()
    {
        WireRequest sent = await SendAsync(connection => Make.Row(connection, new ResellerCustomerUserRequest
        {
            ContactName = "John Doe",
            Email = "john@doe.com",
            UserName = "1212412@testReseller",
            Password = Make.Secret("password"),
            Customer = "exampleCustomer",
            PhoneNumber = "999444111",
            ApplyFreeCredits = false,
        }));

        Assert.Equal("POST", sent.Method);
        Assert.Equal("/operator/services/rest/customer-user/create", sent.Target);
        Assert.Equal("application/x-www-form-urlencoded", sent.Header("Content-Type"));
        Assert.Null(sent.Header("Authorization"));
        Assert.Equal(
            [
                "applyFreeCredits=false", "contactName=John Doe", "customer=exampleCustomer", "email=john@doe.com", "password=password",
                "phoneNumber=999444111", "resellerName=resellerName", "resellerPassword=password", "username=1212412@testReseller",
            ],
            Fields(sent));
    }

    [Fact]
    public async Task The_documents_example_of_a_customer_is_sent_to_the_letter()
    {
        WireRequest sent = await SendAsync(connection => Make.Row(connection, new ResellerCustomerRequest
        {
            Name = "test-customer",
            IntegrationId = "integrationId",
            RotationAlgorithm = ResellerRotationAlgorithm.MaxRotation,
            BillingType = ResellerBillingType.PrePaid,
            MoCharge = 42,
        }));

        Assert.Equal("/operator/services/rest/customer/create", sent.Target);
        Assert.Equal(
            [
                "billingType=PRE_PAID", "integrationId=integrationId", "moCharge=42", "name=test-customer",
                "resellerName=resellerName", "resellerPassword=password", "rotationAlgorithm=MAX_ROTATION",
            ],
            Fields(sent));
    }

    [Fact]
    public async Task The_other_rotation_and_billing_are_spelled_as_documented()
    {
        WireRequest sent = await SendAsync(connection => Make.Row(connection, new ResellerCustomerRequest
        {
            Name = "c",
            RotationAlgorithm = ResellerRotationAlgorithm.Conversation,
            BillingType = ResellerBillingType.PostPaid,
        }));

        Assert.Equal(["billingType=POST_PAID", "name=c", "resellerName=resellerName", "resellerPassword=password",
            "rotationAlgorithm=CONVERSATION"], Fields(sent));
    }

    [Fact]
    public async Task A_user_is_sent_with_the_documented_names()
    {
        WireRequest sent = await SendAsync(connection => Make.Row(connection, Make.User()));

        Assert.Equal("/operator/services/rest/user/create", sent.Target);
        Assert.Equal(
            [
                "customerId=ffffffffffffffffffffffff", "email=ana@contoso.example", "password=user-pass", "phoneNumber=+351 921",
                "resellerName=resellerName", "resellerPassword=password", "username=ana",
            ],
            Fields(sent));
    }

    [Fact]
    public async Task What_is_not_given_is_left_out()
    {
        WireRequest sent = await SendAsync(connection => Make.Row(connection, new ResellerCustomerRequest { Name = "c", IntegrationId = "" }));

        Assert.Equal(["name=c", "resellerName=resellerName", "resellerPassword=password"], Fields(sent));
    }

    [Theory]
    [InlineData("a&b=c+d%e")]
    [InlineData("Zoë & 東京 \U0001F600")]
    [InlineData("line\r\nbreak")]
    public async Task Any_text_survives_the_form(string text)
    {
        WireRequest sent = await SendAsync(connection => Make.Row(connection, Make.CustomerUser().With("ContactName", text)));

        Assert.Contains("contactName=" + text, Fields(sent));
    }

    [Fact]
    public async Task A_very_long_text_survives_the_form_surrogate_pairs_and_all()
    {
        string text = new string('x', 31_999) + string.Concat(Enumerable.Repeat("\U0001F600", 20_000));

        WireRequest sent = await SendAsync(connection => Make.Row(connection, Make.CustomerUser().With("ContactName", text)));

        Assert.Contains("contactName=" + text, Fields(sent));
    }

    private static string[] Fields(WireRequest sent)
    {
        System.Collections.Specialized.NameValueCollection form = HttpUtility.ParseQueryString(sent.Body);
        return [.. form.AllKeys.SelectMany(name => form.GetValues(name)!.Select(value => $"{name}={value}")).Order(StringComparer.Ordinal)];
    }

    private static async Task<WireRequest> SendAsync(Func<Connection, PreparedOperation> prepare)
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"status":0}"""));
        using Connection connection = Make.Reseller(new Uri(server.BaseAddress, "operator/"), name: "resellerName", password: "password");
        await prepare(connection).CallAsync();
        return Assert.Single(server.Requests);
    }
}
