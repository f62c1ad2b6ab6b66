using System;
using System.IO;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>A run is alive as long as it holds its lock.</summary>
public sealed class LockFileLeaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection = Make.CloudCockpit(Make.ClosedPort());

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_of_another_process_is_alive_while_it_holds_its_lock_and_gone_after_that()
    {
        Guid run = await LeftByAnotherProcessAsync();
        string path = Path.Combine(_folder.Journal + ".runs", run.ToString("N"));

        using (new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal(ClaimKind.Held, (await ClaimAsync(Row())).Kind);
        Assert.True(File.Exists(path));
        Assert.Equal(ClaimKind.Recover, (await ClaimAsync(Row())).Kind);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_run_without_a_lock_file_is_gone()
    {
        await LeftByAnotherProcessAsync();

        Assert.Equal(ClaimKind.Recover, (await ClaimAsync(Row())).Kind);
    }

    [Fact]
    public async Task A_run_leaves_no_lock_file_behind()
    {
        Guid run;
        using (RunJournal journal = OpenRun())
        {
            run = journal.Run;
            await journal.ClaimAsync(Row(), force: false);
        }

        Assert.Empty(Directory.GetFiles(_folder.Journal + ".runs", run.ToString("N")));
    }

    [Fact]
    public async Task A_step_of_the_system_clock_does_not_make_a_live_run_dead_or_a_dead_one_alive()
    {
        var time = new ManualTimeProvider();
        using (RunJournal one = Journals.OpenRun(_folder.Journal, time))
        {
            await one.ClaimAsync(Row(), force: false);
            time.SetWallClock(TimeSpan.FromDays(4000));
            Assert.Equal(ClaimKind.Held, (await ClaimAsync(Row())).Kind);
        }

        time.SetWallClock(TimeSpan.FromDays(-8000));
        Assert.Equal(ClaimKind.Recover, (await ClaimAsync(Row())).Kind);
    }

    private RunJournal OpenRun() => Journals.OpenRun(_folder.Journal);

    private PreparedOperation Row(string city = "Lisboa") => Make.Row(_connection, Make.Customer("crm-1").With("City", city));

    private async Task<Claim> ClaimAsync(PreparedOperation row, bool force = false)
    {
        using RunJournal journal = OpenRun();
        return await journal.ClaimAsync(row, force);
    }

    private async Task<Guid> LeftByAnotherProcessAsync()
    {
        await ClaimAsync(Row());
        var run = Guid.NewGuid();
        Database.Execute(_folder.Journal, $"UPDATE runs SET run = '{run:N}', ended = NULL");
        return run;
    }
}
