using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>
/// What a person decides about operations in doubt: always one statement, however many operations it affects. A decision has columns of
/// its own, so that taking it back restores what was recorded of the call.
/// </summary>
internal sealed class SqliteSettling(SqliteConnection connection, SqliteRuns runs)
{
    private const string Recorded = "outcome_checksum, secrets, before, state, vendor_id, answer, settled, settled_vendor_id";

    private const int Corrupt = 11;

    // What a creation was before its customer was removed or taken back: what the vendor answered, or a person said, tells whether it was in
    // doubt.
    private const string Before = "CASE WHEN vendor_id IS NULL AND settled_vendor_id IS NULL THEN 4 ELSE 1 END";

    private bool _hasFunction;

    /// <summary>Settles those operations that are in doubt, and returns them.</summary>
    public List<long> Settle(IReadOnlyCollection<long> ids, Settlement settlement)
    {
        List<long> settled = SettleAll(ids, settlement);
        if (settlement.State == OperationState.Confirmed && settled.Count > 0)
        {
            NoteRemoved(settled, isRemoved: true, settlement.Now);
            NoteUndone(settled, isUndone: true, settlement.Now);
        }

        return settled;
    }

    private List<long> SettleAll(IReadOnlyCollection<long> ids, Settlement settlement)
    {
        string live = string.Join(",", runs.LiveNumbers().Select(static run => run.ToString(CultureInfo.InvariantCulture)));

        // A run that is gone leaves what it was sending in doubt. It is found among the runs that have not ended, of which there are few.
        return Change(
            $$"""
            UPDATE operations SET state = $state, settled_vendor_id = $vendor, settled_by = $by, settled = $now, reason = $reason,
                updated = $now, outcome_checksum = outcome_checksum({{Recorded}}, $state, vendor_id, answer, $now, $vendor)
            WHERE id IN (SELECT value FROM json_each($ids))
                AND (state = 4 OR (state = 0 AND run IN (SELECT id FROM runs WHERE ended IS NULL AND id NOT IN ({{live}}))))
            RETURNING id
            """,
            ids,
            settlement.Now,
            ("$state", (int)settlement.State),
            ("$vendor", settlement.VendorId),
            ("$by", settlement.By),
            ("$reason", settlement.Reason));
    }

    // A removal that is confirmed ends the memory of the creation, and one that is in doubt again brings it back.
    private void NoteRemoved(List<long> removals, bool isRemoved, DateTimeOffset now)
    {
        (string from, string to) = isRemoved ? ("1, 4", "5") : ("5", Before);
        Change(
            $"""
            UPDATE operations SET state = {to}, updated = $now,
                outcome_checksum = outcome_checksum({Recorded}, {to}, vendor_id, answer, settled, settled_vendor_id)
            WHERE kind = 0 AND state IN ({from}) AND id IN (
                SELECT c.id FROM json_each($ids) j JOIN operations d ON d.id = j.value AND d.kind = 2 JOIN scopes ds ON ds.id = d.scope
                    JOIN operations c ON c.chosen_id = d.key JOIN scopes cs ON cs.id = c.scope AND cs.account = ds.account)
            RETURNING id
            """,
            removals,
            now);
    }

    // The same of what took a customer back on purpose, which knows the creation.
    private void NoteUndone(List<long> ids, bool isUndone, DateTimeOffset now)
    {
        (string from, string to) = isUndone ? ("1, 4, 5", "6") : ("6", Before);
        Change(
            $"""
            UPDATE operations SET state = {to}, updated = $now,
                outcome_checksum = outcome_checksum({Recorded}, {to}, vendor_id, answer, settled, settled_vendor_id)
            WHERE state IN ({from}) AND id IN (
                SELECT c.id FROM json_each($ids) j JOIN operations d ON d.id = j.value JOIN operations c ON c.id = d.undoes
                WHERE {SqliteChanges.TakesBack("d", "c")})
            RETURNING id
            """,
            ids,
            now);
    }

    /// <summary>Takes back what a person settled, and returns the operations that are in doubt again.</summary>
    public List<long> Reopen(IReadOnlyCollection<long> ids, string by, string? reason, DateTimeOffset now)
    {
        List<long> reopened = ReopenAll(ids, by, reason, now);
        if (reopened.Count > 0)
        {
            NoteRemoved(reopened, isRemoved: false, now);
            NoteUndone(reopened, isUndone: false, now);
        }

        return reopened;
    }

    private List<long> ReopenAll(IReadOnlyCollection<long> ids, string by, string? reason, DateTimeOffset now) => Change(
        $"""
        UPDATE operations SET state = 4, settled_vendor_id = NULL, settled_by = NULL, settled = NULL, reason = NULL, updated = $now,
            outcome_checksum = outcome_checksum({Recorded}, 4, vendor_id, answer, NULL, NULL),
            error = 'OutcomeUnknown', message = $note || coalesce(' ' || message, '')
        WHERE id IN (SELECT value FROM json_each($ids)) AND settled IS NOT NULL
        RETURNING id
        """,
        ids,
        now,
        ("$note", reason is null ? $"Reopened by {by}." : $"Reopened by {by}: {reason.TrimEnd('.')}."));

    private List<long> Change(string sql, IReadOnlyCollection<long> ids, DateTimeOffset now, params (string Name, object? Value)[] values)
    {
        if (!_hasFunction)
            connection.CreateFunction<long>("outcome_checksum", NextChecksum, isDeterministic: true);
        _hasFunction = true;
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$now", now.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue(
            "$ids", "[" + string.Join(",", ids.Select(static id => id.ToString(CultureInfo.InvariantCulture))) + "]");
        foreach ((string name, object? value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        var changed = new List<long>();
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            changed.Add(reader.GetInt64(0));
        return changed;
    }

    // A damaged record is not decided upon: its new checksum would say that it is as it was recorded.
    private static long NextChecksum(object?[] values)
    {
        long rest = (values[1] as long? ?? -1) + (OutcomeChecksum.OfBefore * (values[2] as long? ?? 0));
        return values[0] is long recorded && recorded == Outcome(3) + rest
            ? Outcome(8) + rest
            : throw new SqliteException("A record does not have its checksum.", Corrupt);

        long Outcome(int first) => OutcomeChecksum.Of(
            (long)values[first]!,
            values[first + 1] as string,
            values[first + 2] as string,
            values[first + 3] as long?,
            values[first + 4] as string);
    }
}
