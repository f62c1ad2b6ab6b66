using System;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Xunit;

namespace Provisioning.Tests.Vendors.CloudCockpit;

public sealed class CloudCockpitAnswersTests
{
    private const string ErrorBody =
        """
        {
          "statusCode": 42,
          "type": "ValidationError",
          "description": "One or more fields are not valid.",
          "correlationId": "string",
          "errors": [ { "propertyName": "zip", "description": [ "Too long.", "Not a ZIP." ] }, { "propertyName": "city", "description": [ "Unknown." ] } ]
        }
        """;

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    public async Task A_JSON_string_with_the_id_is_a_yes(int status)
    {
        using var server = WireServer.Start(WireAnswer.Json("\"11111111-1d6e-45be-b493-c71549cbfd87\"", status));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        PreparedOperation operation = Make.Row(connection, Make.Customer("crm-7").With("Id", new Guid("11111111-1d6e-45be-b493-c71549cbfd87")));

        OperationResult delivered = await operation.DeliverAsync();

        var customer = Assert.IsType<CloudCockpitCustomer>(operation.CreateResult(delivered.Description, delivered.VendorId));
        Assert.Equal(new Guid("11111111-1d6e-45be-b493-c71549cbfd87"), customer.Id);
        Assert.Equal(("Contoso", "PT", "crm-7"), (customer.CompanyName, customer.Country, customer.InternalIdentifier));
    }

    [Theory]
    [InlineData("/*11111111-1d6e-45be-b493-c71549cbfd87*/")]
    [InlineData("'11111111-1d6e-45be-b493-c71549cbfd87'")]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("\"111111111d6e45beb493c71549cbfd87\"")]
    [InlineData("\"{0x11111111,0x1d6e,0x45be,{0xb4,0x93,0xc7,0x15,0x49,0xcb,0xfd,0x87}}\"")]
    [InlineData("\"11111111-1d6e-45be-b493-c71549cbfd87 \"")]
    public async Task An_id_that_cannot_be_one_is_no_yes(string body) => Assert.Equal(Delivery.Unknown, (await AnsweredAsync(WireAnswer.Json(body))).Delivery);

    [Fact]
    public async Task A_400_is_a_refusal_with_its_type_and_every_field()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json(ErrorBody, 400));

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.Equal(ProvisioningError.Rejected, attempt.Error);
        Assert.Equal("ValidationError", attempt.Verdict!.VendorCode);
        Assert.Equal([new FieldError("zip", "Too long. Not a ZIP."), new FieldError("city", "Unknown.")], attempt.Verdict.FieldErrors);
        Assert.Equal("The vendor refused (HTTP 400): One or more fields are not valid. zip: Too long. Not a ZIP.; city: Unknown.", attempt.Message);
    }

    [Fact]
    public async Task A_500_of_the_same_shape_is_unknown_and_keeps_what_it_says_without_calling_it_a_refusal()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json(ErrorBody, 500));

        Assert.Equal(Delivery.Unknown, attempt.Delivery);
        Assert.Equal(ProvisioningError.OutcomeUnknown, attempt.Error);
        Assert.Equal("ValidationError", attempt.Verdict!.VendorCode);
        Assert.Equal(2, attempt.Verdict.FieldErrors.Count);
        Assert.Contains("One or more fields are not valid.", attempt.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", attempt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_exists_is_told_apart()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json("""{"statusCode":400,"errors":[{"propertyName":"id","description":["already exists"]}]}""", 400));

        Assert.Equal(ProvisioningError.AlreadyExists, attempt.Error);
    }

    [Fact]
    public async Task A_refused_ready_token_ends_the_run()
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json("""{"statusCode":401,"type":"Unauthorized","description":"The token has expired."}""", 401));

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.Equal(ProvisioningError.CredentialsRefused, attempt.Error);
        Assert.Contains("The token has expired.", attempt.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"not a guid\"")]
    [InlineData("""{"id":"11111111-1d6e-45be-b493-c71549cbfd87"}""")]
    [InlineData("7")]
    [InlineData("null")]
    public async Task A_success_without_an_id_is_unknown(string body) =>
        Assert.Equal(Delivery.Unknown, (await AnsweredAsync(WireAnswer.Json(body, 201))).Delivery);

    [Theory]
    [InlineData("""{"errors":"none"}""")]
    [InlineData("""{"errors":[1,{"propertyName":null,"description":null}]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task An_error_of_another_shape_is_a_refusal_all_the_same(string body)
    {
        Attempt attempt = await AnsweredAsync(WireAnswer.Json(body, 400));

        Assert.Equal(Delivery.Rejected, attempt.Delivery);
        Assert.StartsWith("The vendor refused (HTTP 400)", attempt.Message, StringComparison.Ordinal);
    }

    private static async Task<Attempt> AnsweredAsync(WireAnswer answer)
    {
        using var server = WireServer.Start(answer);
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        return await Make.Row(connection, Make.Customer()).CallAsync();
    }
}
