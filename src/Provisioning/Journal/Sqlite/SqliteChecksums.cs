using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>The checksums of records that are read and changed. Those of new records are written with them.</summary>
internal sealed class SqliteChecksums : IDisposable
{
    private readonly Statement _record;
    private readonly SqliteNames _names;
    private readonly Statement _write;

    public SqliteChecksums(SqliteConnection connection, SqliteNames names)
    {
        _names = names;
        _record = new Statement(
            connection,
            """
            SELECT checksum, outcome_checksum, scope, kind, key, nonce, run, fingerprint, chosen_id, correlation_id,
                state, vendor_id, answer, settled, settled_vendor_id, secrets, before
            FROM operations WHERE id = ?1
            """);
        _write = new Statement(connection, "UPDATE operations SET checksum = ?2, outcome_checksum = ?3 WHERE id = ?1");
    }

    /// <summary>Whether an operation is as it was recorded, with these names.</summary>
    public bool AreRight(long id, List<OperationName> names)
    {
        using (_record.Query(id))
            return _record.Read() && Compute(names) == (_record.Int64(0), _record.Int64(1));
    }

    /// <summary>Writes the checksums of an operation that was changed.</summary>
    public void Write(long id)
    {
        (long claim, long outcome) = (0, 0);
        using (_record.Query(id))
        {
            if (_record.Read())
                (claim, outcome) = Compute(_names.Of(id));
        }

        _write.Execute(id, claim, outcome);
    }

    public void Dispose()
    {
        _record.Dispose();
        _write.Dispose();
    }

    private (long Claim, long Outcome) Compute(List<OperationName> names)
    {
        var claim = new ClaimChecksum(_record.Int64(2), _record.Int64(3), _record.Text(4), _record.Text(5), _record.Int64(6));
        long outcome = OutcomeChecksum.Of(
            _record.Int64(10), _record.TextOrNull(11), _record.TextOrNull(12), _record.IsNull(13) ? null : _record.Int64(13),
            _record.TextOrNull(14));
        return (
            claim.Of(_record.Text(7), _record.TextOrNull(8), _record.Text(9), names),
            outcome + (_record.IsNull(15) ? -1 : _record.Int64(15)) + (OutcomeChecksum.OfBefore * _record.Int64(16)));
    }
}
