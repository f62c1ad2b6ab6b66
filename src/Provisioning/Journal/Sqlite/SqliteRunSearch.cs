using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>What administrators look up about runs and their rows.</summary>
internal sealed class SqliteRunSearch(SqliteConnection connection, SqliteRuns runs, JournalLocation location)
{
    // Rows that no operation stands for have the same status whether the run lives, and the others only if they are not being sent.
    private const string Tally =
        $"""
        SELECT outcome, state, error, called, count(*), max(at) FROM (
            SELECT o.outcome, o.state, {StoredRows.ErrorOfOperation} AS error, o.settled IS NOT NULL OR {StoredRows.SentInRun} IS NOT NULL AS called,
                CASE WHEN o.settled IS NULL THEN o.updated END AS at
            FROM operations o WHERE o.run = $run
            UNION ALL
            SELECT n.outcome, n.state, n.error, n.settled IS NOT NULL OR n.sent IS NOT NULL, CASE WHEN n.settled IS NULL THEN n.at END
            FROM run_rows n WHERE n.run = $run)
        GROUP BY 1, 2, 3, 4
        """;

    // SQLite merges the two parts, which are both in the order of the rows, so that nothing is sorted or held.
    private const string RowsOfRun =
        $"""
        SELECT {StoredRows.RowColumnsOfOperation}
        FROM operations o LEFT JOIN scopes s ON s.id = o.scope WHERE o.run = $run
        UNION ALL
        SELECT {StoredRows.RowColumnsOfNote}
        FROM run_rows n LEFT JOIN operations o ON o.id = n.operation LEFT JOIN runs r ON r.id = o.run WHERE n.run = $run
        ORDER BY 1
        """;

    /// <summary>Lists runs, newest first.</summary>
    public List<JournaledRun> List(RunFilter filter)
    {
        HashSet<long> live = [.. runs.LiveNumbers()];
        var found = new List<JournaledRun>();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            "SELECT id, " + StoredRows.RunColumns + " FROM runs" + Where(command, filter)
            + " ORDER BY id DESC LIMIT " + SqliteParameters.Add(command, filter.First ?? -1);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            long number = reader.GetInt64(0);
            bool isLive = live.Contains(number);
            bool hasEnded = StoredRows.HasEnded(reader, first: 1);
            found.Add(StoredRows.Run(reader, first: 1, isLive, hasEnded ? null : Count(number, isLive), location));
        }

        return found;
    }

    /// <summary>Reads the rows of a run as they are taken.</summary>
    public IEnumerable<RunRow> Rows(Guid run)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM runs WHERE run = $run";
        command.Parameters.AddWithValue("$run", run.ToString("N"));
        if (command.ExecuteScalar() is not long number)
            yield break;
        HashSet<long> live = [.. runs.LiveNumbers()];
        using SqliteCommand rows = connection.CreateCommand();
        rows.CommandText = RowsOfRun;
        rows.Parameters.AddWithValue("$run", number);
        using SqliteDataReader reader = rows.ExecuteReader();
        while (reader.Read())
            yield return StoredRows.Row(reader, run, live.Contains(number), live);
    }

    private (RunCounts Counts, DateTimeOffset? LastActive) Count(long run, bool isLive)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = Tally;
        command.Parameters.AddWithValue("$run", run);
        using SqliteDataReader reader = command.ExecuteReader();
        return StoredRows.Tally(reader, isLive);
    }

    private static string Where(SqliteCommand command, RunFilter filter)
    {
        var terms = new List<string>();
        if (filter.Ids.Count > 0)
        {
            // A range, because the index serves no LIKE. All digits come before 'g'.
            terms.Add("(" + string.Join(" OR ", filter.Ids.Select(
                id => $"(run >= {SqliteParameters.Add(command, id)} AND run < {SqliteParameters.Add(command, id + "g")})")) + ")");
        }

        if (filter.Vendors.Count > 0)
            terms.Add("vendor COLLATE NOCASE IN (" + string.Join(", ", filter.Vendors.Select(vendor => SqliteParameters.Add(command, vendor))) + ")");
        if (filter.Since is { } since)
            terms.Add("started >= " + SqliteParameters.Add(command, since.ToUnixTimeMilliseconds()));
        if (filter.Until is { } until)
            terms.Add("started < " + SqliteParameters.Add(command, until.ToUnixTimeMilliseconds()));
        return terms.Count == 0 ? string.Empty : " WHERE " + string.Join(" AND ", terms);
    }
}
