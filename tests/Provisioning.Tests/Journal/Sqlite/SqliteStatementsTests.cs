using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Data.Sqlite;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Journal.Sqlite;
using Provisioning.Tests.Support;
using SQLitePCL;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

/// <summary>What looking and clearing costs: a number of statements that does not grow, each of which finds what it touches by an index.</summary>
public sealed class SqliteStatementsTests : IDisposable
{
    private const int Many = 40_000;

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteJournalStore _store;
    private readonly SqliteConnection _connection;
    private readonly SqliteSearch _search;
    private readonly SqliteSettling _settling;
    private readonly SqliteRunSearch _runs;
    private readonly List<string> _statements = [];

    public SqliteStatementsTests()
    {
        var location = new JournalLocation(_folder.Journal);
        _store = SqliteJournalStore.Open(location, create: true);
        _connection = SqliteFile.OpenExisting(_folder.Journal, keepLog: false);
        var runs = new SqliteRuns(_connection, _folder.Journal);
        _search = new SqliteSearch(_connection, runs, location);
        _settling = new SqliteSettling(_connection, runs);
        _runs = new SqliteRunSearch(_connection, runs, location);
        raw.sqlite3_trace(_connection.Handle, (_, sql) => _statements.Add(sql.Trim()), null);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Forty_thousand_operations_are_removed_by_one_statement()
    {
        Fill(OperationState.Confirmed, 0, 10);
        string[] few = Statements(() => Assert.Equal(10, _search.Remove(new OperationFilter { States = [OperationState.Confirmed] })));
        long[] ids = Fill(OperationState.Confirmed, 0, Many);

        string[] many = Statements(() => Assert.Equal(Many, _search.Remove(new OperationFilter { States = [OperationState.Confirmed] })));

        Assert.Equal(few.Length, many.Length);
        Assert.Single(many, static sql => sql.StartsWith("DELETE FROM operations", StringComparison.Ordinal));
        Assert.Single(many, static sql => sql.StartsWith("DELETE FROM names", StringComparison.Ordinal));
        Assert.Equal(Many, ids.Length);
        Assert.Equal(0, Database.Number(_folder.Journal, "SELECT count(*) FROM names"));
    }

    [Fact]
    public void Forty_thousand_that_are_named_one_by_one_are_removed_by_one_statement()
    {
        long[] ids = Fill(OperationState.Confirmed, 0, Many);

        string[] statements = Statements(() => Assert.Equal(Many, _search.Remove(new OperationFilter { Ids = ids })));

        Assert.Single(statements, static sql => sql.StartsWith("DELETE FROM operations", StringComparison.Ordinal));
        Assert.InRange(statements.Length, 1, 10);
    }

    [Fact]
    public void Two_thousand_operations_are_settled_by_three_statements_two_of_them_for_what_is_gone()
    {
        long[] ids = Fill(OperationState.InDoubt, 0, 2000);

        string[] statements = Statements(
            () => Assert.Equal(2000, _settling.Settle(ids, Settled(OperationState.Confirmed)).Count));

        Assert.Equal(3, statements.Count(static sql => sql.StartsWith("UPDATE operations", StringComparison.Ordinal)));
        Assert.InRange(statements.Length, 3, 5);
    }

    [Fact]
    public void What_is_looked_for_is_found_without_reading_the_journal()
    {
        long[] ids = Fill(OperationState.InDoubt, 0, 5);
        Guid run = _store.Runs(new RunFilter { First = 1 })[0].Run;
        using IRunLease live = _store.BeginRun(Given.Run());
        JournalBatch sending = new(0);
        sending.Claims.Add(new JournalWork<Intent, Claim>(Given.Intent(live.Run, "at-work")));
        _store.Commit(sending);
        var looks = new Dictionary<string, Action>
        {
            ["in doubt"] = () => _search.List(new OperationFilter { States = [OperationState.InDoubt] }),
            ["counted in doubt"] = () => _search.Count(new OperationFilter { States = [OperationState.InDoubt] }),
            ["being sent"] = () => _search.List(new OperationFilter { States = [OperationState.Sending] }),
            ["a key"] = () => _search.List(new OperationFilter { Keys = ["crm-1"] }),
            ["several keys"] = () => _search.List(new OperationFilter { Keys = ["crm-1", "crm-2"] }),
            ["numbers"] = () => _search.List(new OperationFilter { Ids = ids }),
            ["the rows of a run"] = () => Assert.Equal(5, _runs.Rows(run).Count()),
            ["a run by its ID"] = () => _runs.List(new RunFilter { Ids = [run.ToString("N")[..8]] }),
            ["a run"] = () => _search.List(new OperationFilter { Run = run }),
            ["settled"] = () => _settling.Settle(ids, Settled(OperationState.NotSent)),
            ["reopened"] = () => _settling.Reopen(ids, "anna", null, DateTimeOffset.UnixEpoch),
            ["removed by number"] = () => _search.Remove(new OperationFilter { Ids = ids }),
        };

        foreach ((string what, Action look) in looks)
        {
            string[] scans = [.. Statements(look).Where(static sql => sql.Contains("operations", StringComparison.Ordinal)).SelectMany(Plan).Where(IsScan)];
            Assert.True(scans.Length == 0, $"What is {what} is looked for in the whole journal: {string.Join("; ", scans)}");
        }
    }

    [Fact]
    public void The_rows_of_a_run_are_in_order_without_being_sorted()
    {
        Fill(OperationState.Confirmed, 0, 5);
        Guid run = _store.Runs(new RunFilter { First = 1 })[0].Run;

        string read = Statements(() => Assert.Equal(5, _runs.Rows(run).Count())).Single(static sql => sql.Contains("run_rows", StringComparison.Ordinal));

        Assert.DoesNotContain(Plan(read), static step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static Settlement Settled(OperationState state) => new(state, null, "anna", null, DateTimeOffset.UnixEpoch);

    private static bool IsScan(string step) =>
        step.Split(' ') is ["SCAN", "o" or "operations", ..] && !step.EndsWith("operations_doubt", StringComparison.Ordinal);

    private string[] Statements(Action action)
    {
        _statements.Clear();
        action();
        return [.. _statements];
    }

    private List<string> Plan(string sql)
    {
        if (sql.StartsWith("DELETE", StringComparison.Ordinal) || sql.StartsWith("SELECT count(*) FROM removed", StringComparison.Ordinal))
            return [];
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }

    private long[] Fill(OperationState state, int from, int count)
    {
        using IRunLease lease = _store.BeginRun(Given.Run());
        JournalBatch batch = new(0);
        batch.Claims.AddRange(Enumerable.Range(from, count).Select(row => new JournalWork<Intent, Claim>(Given.Intent(lease.Run, $"crm-{row}"))));
        _store.Commit(batch);
        JournalBatch ended = new(0);
        ended.Completions.AddRange(batch.Claims.Select(work =>
            new JournalWork<ICompletion, bool>(new Ended(state) { Id = work.Result.Id, Run = lease.Run })));
        _store.Commit(ended);
        _store.EndRun(lease.Run, new RunCounts(), DateTimeOffset.UnixEpoch);
        return [.. batch.Claims.Select(static work => work.Result.Id)];
    }
}
