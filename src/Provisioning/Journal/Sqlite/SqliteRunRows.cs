using System;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>Writes the rows of runs that no operation stands for, or no longer does.</summary>
internal sealed class SqliteRunRows : IDisposable
{
    private readonly SqliteRuns _runs;
    private readonly Statement _note;
    private readonly Statement _replay;
    private readonly Statement _keep;

    public SqliteRunRows(SqliteConnection connection, SqliteRuns runs)
    {
        _runs = runs;
        _note = new Statement(
            connection,
            """
            INSERT INTO run_rows (run, row, operation, name, kind, key, error, message, correlation_id, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """);
        _replay = new Statement(
            connection,
            """
            INSERT INTO run_rows (run, row, operation, name, kind, key, state, outcome, correlation_id, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """);

        // What a run that is gone was sending is in doubt, and it cannot say so any more.
        _keep = new Statement(
            connection,
            $"""
            INSERT INTO run_rows (run, row, operation, name, kind, key, state, outcome, vendor_id, error, message, correlation_id, attempts,
                sent, duration, settled_by, settled, reason, at)
            SELECT o.run, o.row, o.id, s.operation, o.kind, o.key, CASE o.state WHEN 0 THEN 4 ELSE o.state END, o.outcome,
                {StoredRows.VendorIdOfOperation}, CASE o.state WHEN 0 THEN '{nameof(ProvisioningError.OutcomeUnknown)}' ELSE o.error END,
                CASE o.state WHEN 0 THEN '{StoredRows.Lost}' ELSE o.message END, o.correlation_id, o.attempts - o.earlier_attempts,
                {StoredRows.SentInRun}, {StoredRows.DurationInRun}, o.settled_by, o.settled, o.reason, o.updated
            FROM operations o JOIN scopes s ON s.id = o.scope WHERE o.id = ?1
            """);
    }

    /// <summary>Records a row that was not sent.</summary>
    public void Note(RowNote note, long now) => _note.Execute(
        _runs.NumberOf(note.Run), note.Row, note.Id, note.Operation, (int)note.Kind, note.Key, note.Error, note.Message, note.CorrelationId, now);

    /// <summary>Records that a row was replayed, or was not sent because its customer was taken back.</summary>
    public void NoteReplayed(Intent intent, KnownOperation known, long now) => _replay.Execute(
        _runs.NumberOf(intent.Run), intent.Row, known.Id, intent.Scope.Operation, (int)intent.Kind, known.Key, (int)known.State,
        (known.State == OperationState.Undone ? Outcome.Undone : Outcome.Replayed).ToString(), known.CorrelationId, now);

    /// <summary>
    /// Keeps what an operation is for the run that last worked on it. To be called before another row takes the operation over.
    /// </summary>
    public void Keep(long operation) => _keep.Execute(operation);

    public void Dispose()
    {
        _note.Dispose();
        _replay.Dispose();
        _keep.Dispose();
    }
}
