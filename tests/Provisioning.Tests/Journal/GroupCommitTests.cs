using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal;

/// <summary>The one writer of a journal in this process.</summary>
public sealed class GroupCommitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection = Make.CloudCockpit(Make.ClosedPort());

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Many_claims_at_once_are_each_recorded_and_share_their_commits()
    {
        using RunJournal journal = OpenRun();

        Claim[] claims = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(row => journal.ClaimAsync(Make.Row(_connection, Make.Customer($"crm-{row}")), force: false)));

        Assert.All(claims, claim => Assert.Equal(ClaimKind.Send, claim.Kind));
        Assert.Equal(1000, claims.Select(claim => claim.Id).Distinct().Count());
        Assert.Equal(1000, Database.Number(_folder.Journal, "SELECT count(*) FROM operations WHERE state = 0"));

        // A commit of its own for each would write at least 4 pages of 4 KiB for each.
        Assert.InRange(new FileInfo(_folder.Journal + "-wal").Length, 1, 8_000_000);
    }

    [Fact]
    public async Task A_journal_that_failed_once_works_again_for_the_next_run()
    {
        using (RunJournal journal = OpenRun())
        {
            Database.Execute(_folder.Journal, "CREATE TRIGGER refuse BEFORE INSERT ON operations BEGIN SELECT RAISE(ABORT, 'refused'); END");
            await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row(), force: false));
            Database.Execute(_folder.Journal, "DROP TRIGGER refuse");
            await Assert.ThrowsAsync<VendorApiException>(() => journal.ClaimAsync(Row(), force: false));
        }

        Assert.Equal(ClaimKind.Send, (await ClaimAsync(Row())).Kind);
    }

    private RunJournal OpenRun() => Journals.OpenRun(_folder.Journal);

    private PreparedOperation Row(string city = "Lisboa") => Make.Row(_connection, Make.Customer("crm-1").With("City", city));

    private async Task<Claim> ClaimAsync(PreparedOperation row, bool force = false)
    {
        using RunJournal journal = OpenRun();
        return await journal.ClaimAsync(row, force);
    }
}
