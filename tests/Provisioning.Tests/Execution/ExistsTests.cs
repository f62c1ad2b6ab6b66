using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>A refusal because the customer is there, of a call that may have created it.</summary>
public sealed class ExistsTests
{
    private const string Id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    private const string Exists = """{"errors":[{"propertyName":"id","description":["already exists"]}]}""";

    [Theory]
    [InlineData(false, 429)]
    [InlineData(false, 503)]
    [InlineData(true, 429)]
    public async Task Exists_is_ours_for_an_id_that_the_module_chose_and_with_evidence_for_one_that_the_row_chose(bool isChosenByRow, int status)
    {
        using var server = WireServer.Start((request, number) => number == 1 ? WireAnswer.Text("", status, "Retry-After: 0")
            : request.IsCreate ? WireAnswer.Json(Exists, 400)
            : WireAnswer.Json($$"""{"id":"{{Id}}","companyName":"Contoso","internalIdentifier":"crm-1"}"""));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        PreparedOperation row = Make.Row(connection, isChosenByRow ? Make.Customer("crm-1").With("Id", Guid.Parse(Id)) : Make.Customer("crm-1"));

        OperationResult delivered = await row.DeliverAsync();

        Assert.Equal((Outcome.Recovered, 2), (delivered.Outcome, delivered.Attempts));
        Assert.Equal(row.ChosenId.ToString(), delivered.VendorId);
    }

    [Fact]
    public async Task Exists_is_a_refusal_if_the_id_is_another_companys()
    {
        using var server = WireServer.Start((request, number) => number == 1 ? WireAnswer.Text("", 429)
            : request.IsCreate ? WireAnswer.Json(Exists, 400)
            : WireAnswer.Json($$"""{"id":"{{Id}}","companyName":"Fabrikam","internalIdentifier":"crm-1"}"""));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult delivered = await Make.Row(connection, Make.Customer("crm-1").With("Id", Guid.Parse(Id))).DeliverAsync();

        Assert.Equal((Delivery.Rejected, ProvisioningError.AlreadyExists), (delivered.Delivery, delivered.Last.Error));
        Assert.Contains("companyName is 'Fabrikam'", delivered.Last.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("301")]
    [InlineData("201")]
    public async Task Taken_after_nothing_was_there_does_not_settle_a_doubt(string status)
    {
        using var server = WireServer.Start((request, number) => number == 1 ? WireAnswer.Reset
            : request.IsCreate ? WireAnswer.Json($$"""{"status":{{status}}}""")
            : WireAnswer.Json("""{"status":300}"""));

        OperationResult delivered = await Make.RowOf("Reseller", server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Unknown, ProvisioningError.OutcomeUnknown), (delivered.Delivery, delivered.Last.Error));
        Assert.Contains("already taken", delivered.Last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_repeated_call_is_a_refusal_once_the_first_was_surely_not_processed()
    {
        using var server = WireServer.Start((request, number) => number == 1 ? WireAnswer.Reset
            : request.IsCreate ? WireAnswer.Json("""{"status":320}""")
            : WireAnswer.Json("""{"status":300}"""));

        OperationResult delivered = await Make.RowOf("Reseller", server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Rejected, "320"), (delivered.Delivery, delivered.Last.Verdict?.VendorCode));
    }
}
