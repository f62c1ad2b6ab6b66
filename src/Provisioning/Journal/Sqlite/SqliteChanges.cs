using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>What changes and removals mean for the operations before them.</summary>
internal sealed class SqliteChanges : IDisposable
{
    private readonly SqliteRuns _runs;
    private readonly SqliteChecksums _checksums;
    private readonly Statement _remove;
    private readonly Statement _undo;
    private readonly Statement _keyOf;
    private readonly Statement _doubts;
    private readonly Statement _removals;
    private readonly Statement _supersede;

    public SqliteChanges(SqliteConnection connection, SqliteRuns runs, SqliteChecksums checksums)
    {
        _runs = runs;
        _checksums = checksums;

        // The plus keeps SQLite from using the index on the scope, which all operations of the account are in.
        _remove = new Statement(
            connection,
            """
            UPDATE operations SET state = 5, updated = ?3
            WHERE chosen_id = ?1 AND kind = 0 AND state IN (1, 4) AND +scope IN (
                SELECT s.id FROM scopes s WHERE s.account =
                    (SELECT t.account FROM operations o JOIN scopes t ON t.id = o.scope WHERE o.id = ?2))
            RETURNING id
            """);
        _undo = new Statement(
            connection,
            $"""
            UPDATE operations SET state = 6, updated = ?2
            WHERE id = ?1 AND state IN (1, 4, 5) AND EXISTS (SELECT 1 FROM operations d WHERE d.id = ?3 AND {TakesBack("d", "operations")})
            """);
        _keyOf = new Statement(connection, "SELECT key, scope, fingerprint, secrets FROM operations WHERE id = ?1");
        _doubts = new Statement(
            connection,
            """
            SELECT id, state, run, fingerprint, secrets FROM operations
            WHERE key = ?1 COLLATE NOCASE AND key = ?1 AND scope = ?2 AND id < ?3 AND state IN (0, 4)
            """);
        _removals = new Statement(
            connection,
            """
            SELECT EXISTS (
                SELECT 1 FROM operations o JOIN scopes s ON s.id = o.scope
                WHERE o.key = ?1 COLLATE NOCASE AND o.key = ?1 AND o.kind = 2 AND o.state IN (0, 4)
                    AND s.account = (SELECT account FROM scopes WHERE id = ?2))
            """);
        _supersede = new Statement(
            connection,
            "UPDATE operations SET state = 1, error = NULL, message = NULL, reason = 'A later operation made the same change.', updated = ?2 WHERE id = ?1");
    }

    /// <summary>
    /// The condition that what an operation takes back is what a creation stands for. The creation may have been made again in the meantime,
    /// and then it stands for another customer.
    /// </summary>
    /// <param name="undo">The operation in the statement.</param>
    /// <param name="creation">The creation in the statement.</param>
    public static string TakesBack(string undo, string creation) =>
        $"{undo}.key COLLATE NOCASE IN ({creation}.chosen_id, coalesce({creation}.settled_vendor_id, {creation}.vendor_id))";

    /// <summary>Returns whether an operation with a key is in doubt.</summary>
    public bool HasDoubt(string key, long scope) => EarlierDoubts(key, scope, long.MaxValue).Count > 0;

    /// <summary>Returns whether a removal of a customer is in doubt, or was being sent.</summary>
    public bool IsRemovalInDoubt(Guid customer, long scope) => _removals.Number(customer.ToString(), scope) != 0;

    /// <summary>Settles earlier doubts about the same change, since making it twice makes no difference.</summary>
    /// <param name="id">The operation that made the change.</param>
    /// <param name="now">The time, in milliseconds of the Unix epoch.</param>
    public void EndEarlierDoubts(long id, long now)
    {
        string key;
        long scope;
        (string Fingerprint, int? Secrets) data;
        using (_keyOf.Query(id))
        {
            if (!_keyOf.Read())
                return;
            (key, scope, data) = (_keyOf.Text(0), _keyOf.Int64(1), (_keyOf.Text(2), _keyOf.Int32OrNull(3)));
        }

        // That another change of the same customer was made says nothing about this one.
        foreach ((long doubt, (string Fingerprint, int? Secrets) other) in EarlierDoubts(key, scope, id))
        {
            if (other.Secrets != data.Secrets || !DataComparison.AreSame(other.Fingerprint, data.Fingerprint))
                continue;
            _supersede.Execute(doubt, now);
            _checksums.Write(doubt);
        }
    }

    /// <summary>Ends the memory of the creation of a customer that was removed.</summary>
    /// <param name="customer">The customer's ID.</param>
    /// <param name="by">The operation that removed it, whose account has it.</param>
    /// <param name="now">The time, in milliseconds of the Unix epoch.</param>
    public void NoteRemoved(Guid customer, long by, long now)
    {
        var ids = new List<long>();
        using (_remove.Query(customer.ToString(), by, now))
        {
            while (_remove.Read())
                ids.Add(_remove.Int64(0));
        }

        ids.ForEach(_checksums.Write);
    }

    /// <summary>Notes that the customer of an operation was taken back.</summary>
    /// <param name="id">The operation.</param>
    /// <param name="by">The operation that took the customer back.</param>
    /// <param name="now">The time, in milliseconds of the Unix epoch.</param>
    public void NoteUndone(long id, long by, long now)
    {
        if (_undo.Execute(id, now, by) > 0)
            _checksums.Write(id);
    }

    public void Dispose()
    {
        Statement[] all = [_remove, _undo, _keyOf, _doubts, _removals, _supersede];
        foreach (Statement statement in all)
            statement.Dispose();
    }

    // Operations with the same key that are in doubt, or that a run which is gone was sending.
    private List<(long Id, (string Fingerprint, int? Secrets) Data)> EarlierDoubts(string key, long scope, long before)
    {
        var doubts = new List<(long, (string, int?))>();
        using (_doubts.Query(key, scope, before))
        {
            while (_doubts.Read())
            {
                if (_runs.IsInDoubt((OperationState)_doubts.Int64(1), _runs.RunOf(_doubts.Int64(2))))
                    doubts.Add((_doubts.Int64(0), (_doubts.Text(3), _doubts.Int32OrNull(4))));
            }
        }

        return doubts;
    }
}
