using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.Reseller;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>What becomes of a row whose customer the vendor has already. Nothing of it is ever overwritten.</summary>
public sealed class IfExistsTests : IDisposable
{
    private const string Id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    private const string Other = "4fa85f64-5717-4562-b3fc-2c963f66afa6";

    private readonly TemporaryFolder _folder = new();

    /// <summary>How each vendor shows a customer that is there, with its ID and what differs from the row.</summary>
    public static TheoryData<string, string?, string?> There => new()
    {
        { "CloudCockpit", Id, "city is 'Porto'" },
        { "ResellerCustomer", null, null },
        { "ResellerCustomerUser", null, null },
        { "ResellerUser", null, "the password is another one" },
        { "SafeMobi", Id, "FirstName is 'Eva'" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(There))]
    public async Task Return_gives_the_customer_as_it_is_with_the_fields_that_differ_and_the_journal_knows(
        string kind, string? vendorId, string? differences)
    {
        using var server = WireServer.Start(static (request, _) => Show(request));
        using Connection connection = Connect(kind, server);

        // A second run finds it again: it was never this module's to replay.
        for (int run = 0; run < 2; run++)
        {
            RowResult result = await Rows.RunAsync(_folder.Journal, Row(kind, connection), new RunOptions { IfExists = IfExists.Return });

            Assert.Equal((Outcome.Existing, 0), (result.Resource!.Outcome, result.Resource.Attempts));
            if (vendorId is not null)
                Assert.Equal(vendorId, $"{result.Resource.GetType().GetProperty("Id")!.GetValue(result.Resource)}");
            if (differences is null)
                Assert.Null(result.Resource.Differences);
            else
                Assert.Contains(differences, result.Resource.Differences, StringComparison.Ordinal);
            Assert.DoesNotContain("id is ", result.Resource.Differences ?? string.Empty, StringComparison.Ordinal);
        }

        JournaledOperation entry = Assert.Single(Journals.Entries(_folder.Journal));
        Assert.Equal((OperationState.Rejected, 2L), (entry.State, Database.Number(_folder.Journal, "SELECT before FROM operations")));
        Assert.Equal(1L, Database.Number(_folder.Journal, "SELECT outcome = 'Existing' FROM operations"));
        Assert.DoesNotContain(server.Requests, static request => request.IsCreate);
    }

    [Theory]
    [MemberData(nameof(There))]
    public async Task Error_says_what_is_there_without_a_call_that_creates(string kind, string? vendorId, string? differences)
    {
        using var server = WireServer.Start(static (request, _) => Show(request));
        using Connection connection = Connect(kind, server);

        OperationResult result = await Row(kind, connection).DeliverAsync(ifExists: IfExists.Error);

        Assert.Equal((Delivery.Rejected, ProvisioningError.AlreadyExists), (result.Delivery, result.Last.Error));
        Assert.Contains(vendorId ?? "already", result.Last.Message, StringComparison.Ordinal);
        Assert.Contains(differences ?? "already", result.Last.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", result.Last.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, static request => request.IsCreate);
    }

    [Theory]
    [InlineData("CloudCockpit", 1)]
    [InlineData("ResellerCustomerUser", 1)]
    [InlineData("ResellerUser", 1)]
    [InlineData("SafeMobi", 1)]
    [InlineData("ResellerCustomer", 2)]
    public async Task Nobody_is_asked_unless_it_is_specified(string kind, int calls)
    {
        using var server = WireServer.Start((request, _) => request.IsCreate ? Created(request) : Absent(request));
        using Connection connection = Connect(kind, server);

        OperationResult result = await Row(kind, connection).DeliverAsync();

        Assert.Equal((Outcome.Created, calls), (result.Outcome, server.Requests.Count));
    }

    [Theory]
    [InlineData("CloudCockpit")]
    [InlineData("ResellerCustomer")]
    [InlineData("ResellerCustomerUser")]
    [InlineData("ResellerUser")]
    [InlineData("SafeMobi")]
    public async Task What_is_not_there_is_created(string kind)
    {
        using var server = WireServer.Start((request, _) => request.IsCreate ? Created(request) : Absent(request));
        using Connection connection = Connect(kind, server);

        OperationResult result = await Row(kind, connection).DeliverAsync(ifExists: IfExists.Return);

        Assert.Equal(Outcome.Created, result.Outcome);
        Assert.Single(server.Requests, static request => request.IsCreate);
    }

    [Theory]
    [InlineData(IfExists.Return, "ResellerCustomer", 301)]
    [InlineData(IfExists.Return, "ResellerCustomerUser", 301)]
    [InlineData(IfExists.Return, "ResellerUser", 201)]
    [InlineData(IfExists.Error, "ResellerCustomer", 301)]
    [InlineData(IfExists.Error, "ResellerUser", 201)]
    public async Task A_customer_that_somebody_created_after_the_question_is_found_when_the_vendor_refuses(IfExists ifExists, string kind, int refusal)
    {
        bool isTaken = false;
        using var server = WireServer.Start((request, _) =>
        {
            if (!request.IsCreate)
                return isTaken ? Show(request) : Absent(request);
            isTaken = true;
            return WireAnswer.Json($$"""{"status":{{refusal}}}""");
        });
        using Connection connection = Connect(kind, server);

        OperationResult result = await Row(kind, connection).DeliverAsync(ifExists: ifExists);

        if (ifExists == IfExists.Return)
            Assert.Equal(Outcome.Existing, result.Outcome);
        else
            Assert.Equal((Delivery.Rejected, ProvisioningError.AlreadyExists), (result.Delivery, result.Last.Error));
        Assert.Single(server.Requests, static request => request.IsCreate);
    }

    [Fact]
    public async Task An_id_of_the_row_that_was_taken_after_the_question_is_found_when_the_vendor_refuses()
    {
        bool isTaken = false;
        using var server = WireServer.Start((request, _) =>
        {
            if (!request.IsCreate)
                return isTaken ? WireAnswer.Json($$"""{"id":"{{Id}}","companyName":"Fabrikam"}""") : WireAnswer.Text("", 404);
            isTaken = true;
            return WireAnswer.Json("""{"errors":[{"propertyName":"id","description":["already exists"]}]}""", 400);
        });
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult result = await Make.Row(connection, Make.Customer().With("Id", Guid.Parse(Id))).DeliverAsync(ifExists: IfExists.Return);

        Assert.Equal((Outcome.Existing, Id), (result.Outcome, result.VendorId));
        Assert.Contains("companyName is 'Fabrikam'", result.Differences, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IfExists.Return)]
    [InlineData(IfExists.Error)]
    public async Task Several_accounts_and_another_resellers_customer_are_errors_in_any_case(IfExists ifExists)
    {
        using var server = WireServer.Start(static (request, _) => request.Target.Contains("externalid", StringComparison.Ordinal)
            ? WireAnswer.Json($$"""{"Success":true,"Data":{"Items":[{"Id":"{{Id}}"},{"Id":"{{Other}}"}]} }""")
            : WireAnswer.Json("""{"status":420}"""));
        using Connection mobi = Connect("SafeMobi", server);
        using Connection reseller = Connect("ResellerCustomer", server);

        OperationResult several = await Row("SafeMobi", mobi).DeliverAsync(ifExists: ifExists);
        OperationResult another = await Row("ResellerCustomer", reseller).DeliverAsync(ifExists: ifExists);

        Assert.All([several, another], static result => Assert.Equal(
            (Delivery.Rejected, ProvisioningError.AlreadyExists), (result.Delivery, result.Last.Error)));
        Assert.Contains($"{Id}, {Other}", several.Last.Message, StringComparison.Ordinal);
        Assert.Contains("belongs to another reseller", another.Last.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, static request => request.IsCreate);
    }

    [Theory]
    [InlineData("CloudCockpit")]
    [InlineData("ResellerCustomer")]
    [InlineData("SafeMobi")]
    public async Task A_question_that_is_not_answered_leaves_the_row_unsent(string kind)
    {
        using var server = WireServer.Start(WireAnswer.Text("boom", 500));
        using Connection connection = Connect(kind, server);

        OperationResult result = await Row(kind, connection).DeliverAsync(ifExists: IfExists.Return);

        Assert.Equal(Delivery.NotSent, result.Delivery);
        Assert.StartsWith(
            "Nothing was sent, because the vendor could not be asked whether the customer is there.", result.Last.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, static request => request.IsCreate);
    }

    [Fact]
    public async Task A_doubt_is_settled_first_and_never_called_existing()
    {
        Guid? chosen = null;
        using var server = WireServer.Start((_, _) => WireAnswer.Json(
            $$"""{"id":"{{chosen}}","companyName":"Contoso","internalIdentifier":"crm-1"}"""));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);
        chosen = (await Plans.DoneAsync(_folder.Journal, Make.Row(connection, Make.Customer("crm-1")), OperationState.InDoubt)).ChosenId;

        RowResult result = await Rows.RunAsync(
            _folder.Journal, Make.Row(connection, Make.Customer("crm-1")), new RunOptions { IfExists = IfExists.Return });

        Assert.Equal(Outcome.Recovered, result.Resource!.Outcome);
        Assert.All(server.Requests, request => Assert.EndsWith(chosen.ToString()!, request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removed_customer_that_the_list_still_shows_is_not_there()
    {
        using var server = WireServer.Start((request, _) => request.IsCreate ? Created(request)
            : request.Target.Contains("searchValue", StringComparison.Ordinal)
                ? WireAnswer.Json($$"""{"items":[{"id":"{{Id}}","internalIdentifier":"crm-1"}],"hasNextPage":false}""")
                : WireAnswer.Text("", 404));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult result = await Make.Row(connection, Make.Customer("crm-1")).DeliverAsync(ifExists: IfExists.Return);

        Assert.Equal(Outcome.Created, result.Outcome);
    }

    [Fact]
    public async Task An_id_that_the_module_chose_is_not_asked_for()
    {
        using var server = WireServer.Start((request, _) => request.IsCreate ? Created(request) : Absent(request));
        using Connection connection = Make.CloudCockpit(server.BaseAddress);

        OperationResult result = await Make.Row(connection, Make.Customer()).DeliverAsync(ifExists: IfExists.Return);

        Assert.Equal(Outcome.Created, result.Outcome);
        Assert.Equal("POST", Assert.Single(server.Requests).Method);
    }

    [Fact]
    public async Task A_secret_that_the_vendor_shows_is_masked_in_the_differences()
    {
        using var server = WireServer.Start(WireAnswer.Json(
            $$"""{"Success":true,"Data":{"Items":[{"Id":"{{Id}}","ExternalId":"ext-1","FirstName":"MARKER-1"}]} }"""));
        using Connection connection = Make.SafeMobi(server.BaseAddress);

        OperationResult result = await Make.Row(
            connection, Make.MobiAccount().With("FirstName", "Ana").With("Password", Make.Secret("MARKER-1"))).DeliverAsync(ifExists: IfExists.Return);

        Assert.Contains("FirstName is '***'", result.Differences, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKER", result.Differences, StringComparison.Ordinal);
    }

    private static WireAnswer Show(WireRequest request)
    {
        string target = request.Target;
        if (target.Contains("externalid", StringComparison.Ordinal))
        {
            return WireAnswer.Json(
                $$"""{"Success":true,"Data":{"Items":[{"Id":"{{Id}}","ExternalId":"ext-1","Type":"Basic","AccountPlanId":1,"FirstName":"Eva"}]} }""");
        }

        if (target.EndsWith("/admin/balance", StringComparison.Ordinal))
            return WireAnswer.Json("""{"status":0,"credits":5}""");
        if (target.EndsWith("/user/messages", StringComparison.Ordinal))
            return WireAnswer.Json("""{"status":3}""");
        return target.Contains("searchValue", StringComparison.Ordinal)
            ? WireAnswer.Json($$"""{"items":[{"id":"{{Id}}","internalIdentifier":"crm-1"}],"hasNextPage":false}""")
            : WireAnswer.Json($$"""{"id":"{{Id}}","companyName":"Contoso","internalIdentifier":"crm-1","city":"Porto"}""");
    }

    private static WireAnswer Absent(WireRequest request)
    {
        string target = request.Target;
        if (target.Contains("externalid", StringComparison.Ordinal))
            return WireAnswer.Json("""{"Success":true,"Data":{"Items":[]}}""");
        if (target.EndsWith("/admin/balance", StringComparison.Ordinal))
            return WireAnswer.Json("""{"status":300}""");
        return target.EndsWith("/user/messages", StringComparison.Ordinal) ? WireAnswer.Json("""{"status":200}""") : WireAnswer.Json(Plans.NotThere);
    }

    private static WireAnswer Created(WireRequest request) =>
        request.Target.EndsWith("/Customers", StringComparison.Ordinal)
            ? WireAnswer.Json($"\"{JObject.Parse(request.Body)["id"]}\"")
            : request.Method == "PUT" ? WireAnswer.Json($$"""{"Success":true,"Data":{"Id":"{{Id}}"} }""")
            : request.Target.EndsWith("/user/create", StringComparison.Ordinal)
                ? WireAnswer.Json("""{"status":0,"userId":"0123456789abcdef01234567"}""")
                : WireAnswer.Json("""{"status":0,"customerId":"0123456789abcdef01234567"}""");

    private static Connection Connect(string kind, WireServer server) => kind switch
    {
        "CloudCockpit" => Make.CloudCockpit(server.BaseAddress),
        "SafeMobi" => Make.SafeMobi(server.BaseAddress),
        _ => Make.Reseller(server.BaseAddress),
    };

    private static PreparedOperation Row(string kind, Connection connection) => kind switch
    {
        "CloudCockpit" => Make.Row(connection, Make.Customer("crm-1")),
        "ResellerCustomer" => Make.Row(connection, new ResellerCustomerRequest { Name = "contoso" }),
        "ResellerCustomerUser" => Make.Row(connection, Make.CustomerUser()),
        "ResellerUser" => Make.Row(connection, Make.User()),
        _ => Make.Row(connection, Make.MobiAccount().With("FirstName", "Ana")),
    };
}
