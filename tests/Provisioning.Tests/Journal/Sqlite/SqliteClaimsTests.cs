using System;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>What runs write, as it stands in the file.</summary>
public sealed class SqliteClaimsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection = Make.CloudCockpit(Make.ClosedPort());

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_new_operation_is_sent_and_its_intent_is_on_disk_before_that()
    {
        using RunJournal journal = OpenRun();

        Claim claim = await journal.ClaimAsync(Row(), force: false);

        Assert.Equal(ClaimKind.Send, claim.Kind);
        Assert.NotNull(claim.ChosenId);
        Assert.Equal(1, Database.Number(_folder.Journal, "SELECT count(*) FROM operations WHERE key = 'crm-1' AND state = 0"
            + $" AND run = (SELECT id FROM runs WHERE run = '{journal.Run:N}') AND chosen_id = '{claim.ChosenId}'"));
    }

    [Fact]
    public async Task An_outcome_is_recorded_only_by_the_run_that_holds_the_operation()
    {
        using RunJournal journal = OpenRun();
        Claim claim = await journal.ClaimAsync(Row(), force: false);
        using RunJournal other = OpenRun();
        await other.ClaimAsync(Make.Row(_connection, Make.Customer("crm-9")), force: false);
        Database.Execute(_folder.Journal, $"UPDATE operations SET run = (SELECT id FROM runs WHERE run = '{other.Run:N}') WHERE id = {claim.Id}");

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(() => journal.CompleteAsync(claim.Id, new Ended(OperationState.Confirmed)));

        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
        Assert.Contains("no longer in it", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRAGMA foreign_keys = OFF; UPDATE operations SET run = 'garbage'")]
    [InlineData("UPDATE operations SET chosen_id = 'garbage', state = 4")]
    [InlineData("UPDATE operations SET state = 77")]
    [InlineData("PRAGMA foreign_keys = OFF; DROP TABLE operations")]
    public async Task Records_that_make_no_sense_are_an_error_and_not_the_end_of_the_process(string damage)
    {
        await ClaimAsync(Row());
        using RunJournal journal = OpenRun();
        Database.Execute(_folder.Journal, damage);

        VendorApiException error = await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row(), force: false));
        VendorApiException next = await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row(city: "Porto"), force: false));

        Assert.Equal((ProvisioningError.JournalUnavailable, ProvisioningError.JournalUnavailable), (error.Error, next.Error));
    }

    private RunJournal OpenRun() => Journals.OpenRun(_folder.Journal);

    private PreparedOperation Row(string city = "Lisboa") => Make.Row(_connection, Make.Customer("crm-1").With("City", city));

    private async Task<Claim> ClaimAsync(PreparedOperation row, bool force = false)
    {
        using RunJournal journal = OpenRun();
        return await journal.ClaimAsync(row, force);
    }
}
