using System;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.QuickHelp;
using Xunit;

namespace Provisioning.Tests.Vendors.QuickHelp;

public sealed class QuickHelpAnswersTests
{
    // The document's own sample of an answer; its "expirationDate" is the placeholder "string", a date stands here instead.
    private const string Created =
        """
        {
          "customerId": 7, "companyName": "string", "eula": 1, "isEulaAccepted": true, "accountType": 13, "routeURL": "string", "domains": [ "a", "b" ],
          "primaryContact": { "name": "n", "email": "e", "phone": "p" }, "expirationDate": "2027-01-31T01:00:00+01:00", "licenses": 2, "timeZone": 3,
          "supportInfo": { "website": "w", "email": "se", "phone": "sp" }, "ae": 4, "csm": 5, "contractStatus": 2, "isActive": true, "launchCustomer": false
        }
        """;

    [Fact]
    public async Task Every_documented_field_of_the_answer_is_shown()
    {
        using var server = WireServer.Start(WireAnswer.Json(Created));
        using Connection connection = Make.QuickHelp(server.BaseAddress);
        PreparedOperation operation = Make.Row(connection, Make.Account("string").With("Skus", new QuickHelpSku[] { new(23, 34), new(12, 433) }));

        OperationResult delivered = await operation.DeliverAsync();

        var customer = Assert.IsType<QuickHelpCustomer>(operation.CreateResult(delivered.Description, delivered.VendorId));
        Assert.Equal((7, "string", 1, true), (customer.CustomerId, customer.CompanyName, customer.Eula, customer.IsEulaAccepted));
        Assert.Equal((QuickHelpAccountType.SmcSandbox, QuickHelpContractStatus.Unsigned), (customer.AccountType, customer.ContractStatus));
        Assert.Equal(("string", "a;b", "23=34;12=433"), (customer.RouteUrl, customer.Domains!.ToString(), customer.Skus!.ToString()));
        Assert.Equal(("n", "e", "p"), (customer.PrimaryContactName, customer.PrimaryContactEmail, customer.PrimaryContactPhone));
        Assert.Equal(("w", "se", "sp"), (customer.SupportInfoWebsite, customer.SupportInfoEmail, customer.SupportInfoPhone));
        Assert.Equal(("2027-01-31T00:00:00Z", 2, 3, 4, 5), (customer.ExpirationDate, customer.Licenses, customer.TimeZone, customer.Ae, customer.Csm));
        Assert.Equal((true, false), (customer.IsActive, customer.LaunchCustomer));
    }

    [Fact]
    public async Task A_400_model_state_names_each_field_with_its_errors_and_the_value_that_arrived()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json(
            """
            {
              "licenses": { "value": { "attemptedValue": "ten", "culture": "en-US", "rawValue": "ten" },
                "errors": [ { "exception": null, "errorMessage": "Not a number." }, { "exception": null, "errorMessage": "Really." } ] },
              "routeURL": { "value": null, "errors": [ { "exception": { "Message": "Could not convert." }, "errorMessage": "" } ] }
            }
            """,
            400));

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.Equal(ProvisioningError.Rejected, attempt.Error);
        Assert.Equal([new FieldError("licenses", "Not a number. Really.", "ten"), new FieldError("routeURL", "Could not convert.")],
            attempt.Verdict!.FieldErrors);
        Assert.Equal("The vendor refused (HTTP 400): licenses: Not a number. Really. (is 'ten'); routeURL: Could not convert.", attempt.Message);
    }

    [Fact]
    public async Task A_401_of_the_gateway_ends_the_run()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json("""{"statusCode":401,"message":"Access denied due to invalid subscription key."}""", 401));

        Assert.Equal(ProvisioningError.CredentialsRefused, attempt.Error);
        Assert.Equal("The vendor refused (HTTP 401): Access denied due to invalid subscription key.", attempt.Message);
    }

    [Fact]
    public async Task A_403_is_about_the_callers_own_account_and_ends_the_run()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Text("Requires account type \"Partner\" or above.", 403));

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.Equal(ProvisioningError.CredentialsRefused, attempt.Error);
        Assert.Equal("The vendor refused (HTTP 403): Requires account type \"Partner\" or above.", attempt.Message);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Sun, 01 Mar 2026 12:00:09 GMT", 9)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    public async Task A_429_is_throttling_and_its_Retry_After_is_read_in_both_forms(string retryAfter, int seconds)
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Text("Rate limit is exceeded.", 429, "Retry-After: " + retryAfter));

        Assert.Equal(Delivery.Throttled, attempt.Delivery);
        Assert.Equal(ProvisioningError.Throttled, attempt.Error);
        Assert.Equal(TimeSpan.FromSeconds(seconds), attempt.RetryAfter);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"customerId":null}""")]
    [InlineData("""{"customerId":"7"}""")]
    [InlineData("""{"customerId":7.5}""")]
    [InlineData("[7]")]
    public async Task A_success_without_a_customer_number_is_unknown(string body)
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json(body));

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Contains("it has no customerId", attempt.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("010")]
    [InlineData("0x1F")]
    [InlineData("2147483648")]
    [InlineData("1e3")]
    [InlineData("true")]
    public async Task A_customer_number_that_cannot_be_one_is_no_yes(string number) =>
        Assert.Equal(Delivery.Unknown, (await AnsweredAsync(WireAnswer.Json($$"""{"customerId":{{number}}}"""))).Delivery);

    private static async Task<Attempt> AnsweredAsync(WireAnswer answer)
    {
        using var server = WireServer.Start(answer);
        using Connection connection = Make.QuickHelp(server.BaseAddress, new ConnectionOptions { TimeProvider = new ManualTimeProvider() });
        return await Make.Row(connection, Make.Account()).CallAsync();
    }
}
