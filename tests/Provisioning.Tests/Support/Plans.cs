using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Tests.Support;

/// <summary>Plans of rows, and journals of what was done before.</summary>
internal static class Plans
{
    public const string NotThere = """{"items":[],"hasNextPage":false}""";

    /// <summary>A numbered row of a customer at CloudCockpit.</summary>
    public static PreparedOperation Row(
        Connection connection, int number, string? identifier, string? key = null, string company = "Contoso", string city = "Lisboa", Guid? id = null) =>
        new PreparedOperation<CloudCockpitCustomerRequest, CloudCockpitCustomer>(
            CloudCockpitOperations.CreateCustomer,
            Make.Customer(identifier).With("CompanyName", company).With("City", city).With("Id", id),
            connection,
            number,
            key);

    /// <summary>A whole plan, without a journal if none is named.</summary>
    public static async Task<List<RowResult>> ResultsAsync(
        Connection connection, RunOptions options, params IEnumerable<PreparedOperation> rows)
    {
        using ProvisioningRun run = Open(connection, options);
        return await run.PassAsync(rows);
    }

    public static ProvisioningRun Open(Connection connection, RunOptions options) =>
        ProvisioningRun.Open(connection, options with { IsPlan = true, NoJournal = options.Journal is null });

    /// <summary>The rows of a plan, each of which was planned.</summary>
    public static async Task<IReadOnlyList<PlannedRow>> PlanAsync(
        Connection connection, RunOptions options, params IEnumerable<PreparedOperation> rows) =>
        [.. (await ResultsAsync(connection, options, rows)).Select(static result => result.Plan!)];

    /// <summary>Records what an earlier run did with a row.</summary>
    /// <returns>The claim of that run.</returns>
    public static async Task<Claim> DoneAsync(string journal, PreparedOperation row, OperationState state, string? vendorId = null)
    {
        using RunJournal run = Journals.OpenRun(journal);
        Claim claim = await run.ClaimAsync(row, force: false);
        if (state != OperationState.Sending)
            await run.CompleteAsync(claim.Id, new Ended(state) { VendorId = vendorId, Message = "The vendor said: no." });
        return claim;
    }

    /// <summary>Records what an earlier run did to remove a customer.</summary>
    public static async Task RemovedAsync(string journal, PreparedOperation row, Guid customer, OperationState state)
    {
        using RunJournal run = Journals.OpenRun(journal);
        OperationScope scope = IntentMapping.ScopeOf(row, row.Connection.Account) with { Operation = "Customer.Delete" };
        Claim claim = await run.ClaimAsync(Given.Intent(run.Run, customer.ToString()) with
        {
            Scope = scope,
            Kind = OperationKind.Delete,
            KeyType = "id",
            Names = [new OperationName("id", customer.ToString())],
            ChosenId = customer,
        });
        await run.CompleteAsync(claim.Id, new Ended(state) { RemovedId = state == OperationState.Confirmed ? customer : null });
    }
}
