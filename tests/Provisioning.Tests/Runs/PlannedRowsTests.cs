using System;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Runs;
using Xunit;

namespace Provisioning.Tests.Runs;

/// <summary>The earlier rows of an input decide as the journal does once they were sent.</summary>
public sealed class PlannedRowsTests
{
    private static readonly string[] s_unique = ["id", "internalIdentifier"];

    [Theory]
    [InlineData("crm-1", "Contoso", "crm-1", "Contoso")]
    [InlineData("crm-1", "Contoso", "CRM-1", "Contoso")]
    [InlineData("crm-1", "Contoso", "crm-2", "Contoso")]
    [InlineData("crm-1", "Contoso", null, "Contoso")]
    [InlineData("crm-1", "Contoso", null, "contoso ")]
    [InlineData(null, "Contoso", "crm-1", "Contoso")]
    [InlineData(null, "Contoso", null, "Contoso")]
    [InlineData(null, "Contoso", null, "CONTOSO")]
    [InlineData("crm-1", null, "crm-1", "Contoso")]
    [InlineData("crm-1", "Contoso", "crm-1", "Fabrikam")]
    [InlineData(null, "Contoso", null, "Fabrikam")]
    public void An_earlier_row_is_found_as_the_journal_would_find_it(string? identifier, string? company, string? otherIdentifier, string? otherCompany)
    {
        foreach (string data in new[] { "data", "other" })
        {
            Intent first = Of("data", identifier, company);
            Intent second = Of(data, otherIdentifier, otherCompany);
            var rows = new PlannedRows();
            rows.Add(first, row: 1);

            using var folder = new Support.TemporaryFolder();
            using IJournalStore store = Support.Journals.OpenStore(folder.Journal);
            using IRunLease lease = store.BeginRun(Given.Run());
            var batch = new JournalBatch(0);
            batch.Claims.Add(new JournalWork<Intent, Claim>(first with { Run = lease.Run }));
            store.Commit(batch);
            var done = new JournalBatch(0);
            done.Completions.Add(new JournalWork<ICompletion, bool>(
                new Ended(OperationState.Confirmed) { Id = batch.Claims[0].Result.Id, Run = lease.Run }));
            store.Commit(done);
            Claim recorded = store.Foresee(second, Given.Start);

            Claim? found = rows.Find(second);

            Assert.Equal((recorded.Kind, recorded.Relation), (found?.Kind ?? ClaimKind.Send, found?.Relation ?? default));
        }
    }

    [Fact]
    public void Of_many_rows_that_share_a_description_only_those_are_found_that_can_be_the_same()
    {
        var rows = new PlannedRows();
        foreach (int row in Enumerable.Range(1, 1000))
            rows.Add(Of("data", $"crm-{row}", "Contoso"), row);

        Assert.Null(rows.Find(Of("data", "crm-1001", "Contoso")));
        Assert.Equal(77, rows.Find(Of("data", "crm-77", "Contoso"))!.Id);
        Assert.Equal((ClaimKind.NameConflict, 1), (rows.Find(Of("data", null, "Contoso"))!.Kind, (int)rows.Find(Of("data", null, "Contoso"))!.Id));
    }

    private static Intent Of(string data, string? identifier, string? company)
    {
        OperationName[] names =
        [
            .. identifier is null ? Array.Empty<OperationName>() : [new OperationName("internalIdentifier", identifier)],
            .. company is null ? Array.Empty<OperationName>() : [new OperationName("companyName", company, IsUnique: false)],
        ];
        return Given.Intent(Guid.NewGuid(), names[0].Value, data) with
        {
            KeyType = names[0].Type,
            Names = names,
            UniqueNameTypes = s_unique,
        };
    }
}
