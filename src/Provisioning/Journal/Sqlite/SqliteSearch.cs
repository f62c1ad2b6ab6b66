using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>What administrators search and remove in a journal: always one statement, however many operations it affects.</summary>
internal sealed class SqliteSearch(SqliteConnection connection, SqliteRuns runs, JournalLocation location)
{
    // Outer joins: an operation whose run or account is missing must be reported as damage, not left out as if nothing were in doubt.
    private const string From =
        " FROM operations o LEFT JOIN scopes s ON s.id = o.scope LEFT JOIN accounts a ON a.id = s.account LEFT JOIN runs r ON r.id = o.run";

    public List<JournaledOperation> List(OperationFilter filter)
    {
        using SqliteCommand command = connection.CreateCommand();
        HashSet<long> live = [.. runs.LiveNumbers()];
        command.CommandText =
            "SELECT " + StoredRows.OperationColumns + From + Where(command, filter, live) + " ORDER BY o.updated DESC, o.id DESC LIMIT $first OFFSET $skip";
        command.Parameters.AddWithValue("$first", filter.First ?? -1);
        command.Parameters.AddWithValue("$skip", filter.Skip);
        var operations = new List<JournaledOperation>();
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            operations.Add(StoredRows.Operation(reader, live, location));
        return operations;
    }

    public long Count(OperationFilter filter)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*)" + From + Where(command, filter, runs.LiveNumbers());
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>
    /// Removes operations and their names in the open transaction, except operations that a live run is working on.
    /// </summary>
    public long Remove(OperationFilter filter)
    {
        HashSet<long> live = [.. runs.LiveNumbers()];
        using SqliteCommand command = connection.CreateCommand();
        string where = Where(command, filter, live);
        where += (where.Length == 0 ? " WHERE " : " AND ") + "NOT (o.state = 0 AND o.run IN (" + Numbers(live) + "))";
        command.CommandText = "CREATE TEMP TABLE removed AS SELECT o.id" + From + where;
        command.ExecuteNonQuery();
        command.CommandText =
            "DELETE FROM names WHERE operation IN (SELECT id FROM removed); DELETE FROM operations WHERE id IN (SELECT id FROM removed);"
            + " SELECT count(*) FROM removed";
        command.Parameters.Clear();
        long removed = (long)command.ExecuteScalar()!;
        command.CommandText = "DROP TABLE removed";
        command.ExecuteNonQuery();
        if (filter is { Ids.Count: 0, Vendors.Count: 0, Keys.Count: 0, Since: null, Run: null })
            RemoveRuns(filter.Before, live);
        return removed;
    }

    // Runs go with the last of their operations, and take the rows along that no operation stands for.
    private void RemoveRuns(DateTimeOffset? before, HashSet<long> live)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            $"""
            CREATE TEMP TABLE removed AS SELECT r.id FROM runs r
            WHERE coalesce(r.ended, r.started) < $before AND r.id NOT IN ({Numbers(live)})
                AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.run = r.id);
            DELETE FROM run_rows WHERE run IN (SELECT id FROM removed);
            DELETE FROM runs WHERE id IN (SELECT id FROM removed);
            DROP TABLE removed
            """;
        command.Parameters.AddWithValue("$before", before?.ToUnixTimeMilliseconds() ?? long.MaxValue);
        command.ExecuteNonQuery();
    }

    // Both indexes are asked, where a condition with OR has the whole journal read.
    private static string AllInDoubt(IReadOnlyCollection<long> live) =>
        "o.id IN (SELECT id FROM operations WHERE state = 4 UNION ALL SELECT id FROM operations WHERE state = 0 AND run IN " + Gone(live) + ")";

    private static string Gone(IReadOnlyCollection<long> live) =>
        "(SELECT id FROM runs WHERE ended IS NULL AND id NOT IN (" + Numbers(live) + "))";

    private static string Where(SqliteCommand command, OperationFilter filter, IReadOnlyCollection<long> live)
    {
        var terms = new List<string>();
        if (filter.Ids.Count > 0)
            terms.Add("o.id IN (SELECT value FROM json_each(" + SqliteParameters.Add(command, "[" + Numbers(filter.Ids) + "]") + "))");
        AnyOf(filter.Vendors, "a.vendor = {0} COLLATE NOCASE");
        if (filter.States.Count > 0)
            terms.Add("(" + string.Join(" OR ", filter.States.Select(state => OfState(state, live))) + ")");
        if (filter.Keys.Count > 0)
            terms.Add("(" + string.Join(" OR ", OfKeys(command, filter.Keys)) + ")");
        if (filter.Since is { } since)
            AnyOf([since.ToUnixTimeMilliseconds()], "o.updated >= {0}");
        if (filter.Before is { } before)
            AnyOf([before.ToUnixTimeMilliseconds()], "o.updated < {0}");
        if (filter.Run is { } run)
            AnyOf([run.ToString("N")], "o.run = (SELECT id FROM runs WHERE run = {0})");
        return terms.Count == 0 ? string.Empty : " WHERE " + string.Join(" AND ", terms);

        void AnyOf(IEnumerable<object> values, string term)
        {
            string[] alternatives =
                [.. values.Select(value => string.Format(CultureInfo.InvariantCulture, term, SqliteParameters.Add(command, value)))];
            if (alternatives.Length > 0)
                terms.Add("(" + string.Join(" OR ", alternatives) + ")");
        }
    }

    private static string OfState(OperationState state, IReadOnlyCollection<long> live) => state switch
    {
        OperationState.InDoubt => AllInDoubt(live),
        OperationState.Sending => "(o.state = 0 AND o.run IN (" + Numbers(live) + "))",
        _ => "o.state = " + Number((long)state),
    };

    // Without wildcards the index finds them, regardless of case; as a list, because an OR of several would read the whole index. A key that
    // contains a backtick may have been escaped or not.
    private static IEnumerable<string> OfKeys(SqliteCommand command, IReadOnlyList<string> keys)
    {
        ILookup<bool, string> byWildcard = keys.ToLookup(HasWildcard);
        if (byWildcard[false].Any())
        {
            IEnumerable<string> exact = byWildcard[false].Concat(byWildcard[false].Select(Unescape)).Distinct();
            yield return "o.key COLLATE NOCASE IN ("
                + string.Join(", ", exact.Select(key => SqliteParameters.Add(command, NameRule.Normalize(key)))) + ")";
        }

        foreach (string key in byWildcard[true])
            yield return "lower(o.key) GLOB lower(" + SqliteParameters.Add(command, GlobPattern(key)) + ")";
    }

    private static bool HasWildcard(string key)
    {
        for (int index = 0; index < key.Length; index++)
        {
            if (key[index] is '*' or '?' or '[')
                return true;
            if (key[index] == '`')
                index++;
        }

        return false;
    }

    private static string Unescape(string key)
    {
        var text = new StringBuilder(key.Length);
        for (int index = 0; index < key.Length; index++)
        {
            if (key[index] == '`' && index + 1 < key.Length)
                index++;
            text.Append(key[index]);
        }

        return text.ToString();
    }

    // SQLite's GLOB has the wildcards of PowerShell. A backtick escapes the character that follows it.
    private static string GlobPattern(string wildcard)
    {
        var pattern = new StringBuilder(wildcard.Length + 8);
        for (int index = 0; index < wildcard.Length; index++)
        {
            char c = wildcard[index];
            if (c != '`' || index + 1 == wildcard.Length)
                pattern.Append(c);
            else if (wildcard[++index] is '*' or '?' or '[')
                pattern.Append('[').Append(wildcard[index]).Append(']');
            else
                pattern.Append(wildcard[index]);
        }

        return pattern.ToString();
    }

    private static string Numbers(IEnumerable<long> numbers) => string.Join(",", numbers.Select(Number));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
