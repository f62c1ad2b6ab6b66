using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Provisioning.Operations;

namespace Provisioning.Journal;

/// <summary>The statements by which runs write. Used by one thread, inside the writer's transactions.</summary>
internal sealed class JournalStore : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<(string Vendor, Uri BaseUri, string? Account, string Operation), long> _scopes = [];
    private readonly HashSet<Guid> _dead = [];
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _take;
    private readonly SqliteCommand _complete;

    public JournalStore(string path)
    {
        _path = path;
        _connection = JournalFile.Open(path, create: true);
        _find = Command("SELECT id, state, fingerprint, run, chosen_id, vendor_id, answer, correlation_id, message FROM operations WHERE scope = $scope AND key = $key", "$scope", "$key");
        _insert = Command(
            """
            INSERT INTO operations (scope, key, alternate_key, fingerprint, state, run, chosen_id, correlation_id, attempts, created, updated)
            VALUES ($scope, $key, $alternate, $fingerprint, 0, $run, $chosen, $correlation, 0, $now, $now)
            ON CONFLICT (scope, key) DO NOTHING
            RETURNING id
            """,
            "$scope", "$key", "$alternate", "$fingerprint", "$run", "$chosen", "$correlation", "$now");
        _take = Command(
            "UPDATE operations SET state = 0, fingerprint = $fingerprint, alternate_key = $alternate, run = $run, chosen_id = $chosen, correlation_id = $correlation, error = NULL, message = NULL, updated = $now WHERE id = $id",
            "$fingerprint", "$alternate", "$run", "$chosen", "$correlation", "$now", "$id");
        _complete = Command(
            """
            UPDATE operations SET state = $state, vendor_id = $vendor, answer = $answer, error = $error, message = $message, attempts = attempts + $attempts, updated = $now
            WHERE id = $id AND run = $run
            """,
            "$state", "$vendor", "$answer", "$error", "$message", "$attempts", "$now", "$id", "$run");
    }

    /// <summary>The write lock is taken at the start, so that what is read is what is written upon.</summary>
    public SqliteTransaction Begin()
    {
        SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
        foreach (SqliteCommand command in new[] { _find, _insert, _take, _complete })
            command.Transaction = transaction;
        return transaction;
    }

    public Claim Claim(PreparedOperation operation, Guid run, bool force, long now)
    {
        // Where a row has no key, no later row can be the same: it gets a key that nobody will ask for.
        string key = operation.Key ?? "no key: " + operation.CorrelationId;
        long scope = Scope(operation);
        return TryInsert(operation, scope, key, run, now) ?? Judge(operation, Find(scope, key), run, force, now);
    }

    public void Complete(long id, Guid run, Outcomes outcome, long now)
    {
        Set(_complete, (int)outcome.State, outcome.VendorId, outcome.Answer, outcome.Error, outcome.Message, outcome.Attempts, now, id, run.ToString("N"));
        if (_complete.ExecuteNonQuery() != 1)
            throw JournalErrors.Unavailable(_path, "an operation of this run is no longer in it: somebody removed or took it while it was being sent.");
    }

    /// <summary>Whether another operation of the same account has one of this one's names.</summary>
    public bool IsNameUsedByAnother(PreparedOperation operation, long id)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.Transaction = _find.Transaction;

        // One index each: with both names in one condition, and without the plus, SQLite reads all of the account's operations, and every commit waits for that.
        command.CommandText =
            """
            WITH others AS (
                SELECT o.id, o.state FROM scopes s JOIN operations o ON o.scope = s.id AND o.key IN ($key, $alternate)
                WHERE s.vendor = $vendor AND s.base_uri = $base AND s.account = $account
                UNION ALL
                SELECT o.id, o.state FROM operations o JOIN scopes s ON s.id = +o.scope
                WHERE o.alternate_key IN ($key, $alternate) AND s.vendor = $vendor AND s.base_uri = $base AND s.account = $account)
            SELECT count(*) FROM others WHERE id <> $id AND state IN (0, 1, 4)
            """;
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$vendor", operation.Definition.Vendor.Name);
        command.Parameters.AddWithValue("$base", operation.Connection.BaseUri.AbsoluteUri);
        command.Parameters.AddWithValue("$account", operation.Connection.Account ?? string.Empty);
        command.Parameters.AddWithValue("$key", operation.Key ?? string.Empty);
        command.Parameters.AddWithValue("$alternate", operation.AlternateKey ?? operation.Key ?? string.Empty);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _take.Dispose();
        _complete.Dispose();
        _connection.Dispose();
    }

    private Found Find(long scope, string key)
    {
        Set(_find, scope, key);
        using SqliteDataReader reader = _find.ExecuteReader();
        reader.Read();
        return Found.Read(reader);
    }

    // Most rows are new: one statement tells and does.
    private Claim? TryInsert(PreparedOperation operation, long scope, string key, Guid run, long now)
    {
        Guid? chosen = operation.ChosenId ?? operation.ProposedId;
        Set(_insert, scope, key, operation.AlternateKey, operation.Fingerprint, run.ToString("N"), chosen?.ToString(), operation.CorrelationId, now);
        return _insert.ExecuteScalar() is long id ? new Claim(ClaimKind.Send, id) { ChosenId = chosen } : null;
    }

    private Claim Judge(PreparedOperation operation, Found found, Guid run, bool force, long now)
    {
        bool isSame = found.Fingerprint == operation.Fingerprint;
        switch (found.State)
        {
            case OperationState.Sending when found.Run == run || IsAlive(found.Run):
                return new Claim(ClaimKind.Held, found.Id) { CorrelationId = found.CorrelationId };
            case OperationState.Sending or OperationState.InDoubt:
                return isSame ? Take(ClaimKind.Recover, found.CorrelationId) with { Message = found.Message } : Other();
            case OperationState.Confirmed when !force:
                return isSame
                    ? new Claim(ClaimKind.Replay, found.Id) { ChosenId = found.ChosenId, VendorId = found.VendorId, Answer = found.Answer, CorrelationId = found.CorrelationId }
                    : Other();
            case OperationState.Rejected or OperationState.NotSent or OperationState.Confirmed:
                // It was never done, so the row may have been mended since; or the administrator insists.
                return Take(ClaimKind.Send, operation.CorrelationId);
            default:
                throw JournalErrors.Damaged(_path);
        }

        Claim Other() => new(ClaimKind.OtherData, found.Id) { CorrelationId = found.CorrelationId, Message = found.State.ToString() };

        Claim Take(ClaimKind kind, string correlation)
        {
            // A confirmed customer has its id for good: one that is forced a second time needs another.
            Guid? remembered = found.State == OperationState.Confirmed ? null : found.ChosenId;
            Guid? chosen = operation.ChosenId ?? remembered ?? operation.ProposedId;
            Set(_take, operation.Fingerprint, operation.AlternateKey, run.ToString("N"), chosen?.ToString(), correlation, now, found.Id);
            _take.ExecuteNonQuery();
            return new Claim(kind, found.Id)
            {
                ChosenId = chosen,
                CorrelationId = correlation,
                WasConfirmed = found.State == OperationState.Confirmed,
                VendorId = found.VendorId,
                Answer = found.Answer,
            };
        }
    }

    // A run that is gone does not come back, so each is looked for once.
    private bool IsAlive(Guid run)
    {
        if (_dead.Contains(run))
            return false;
        if (RunLock.IsAlive(_path, run))
            return true;
        _dead.Add(run);
        return false;
    }

    private long Scope(PreparedOperation operation)
    {
        Connection connection = operation.Connection;
        var name = (operation.Definition.Vendor.Name, connection.BaseUri, connection.Account, operation.Definition.Name);
        if (_scopes.TryGetValue(name, out long id))
            return id;
        using SqliteCommand command = _connection.CreateCommand();
        command.Transaction = _find.Transaction;
        command.CommandText =
            """
            INSERT INTO scopes (vendor, base_uri, account, operation) VALUES ($vendor, $base, $account, $operation)
            ON CONFLICT (vendor, base_uri, account, operation) DO UPDATE SET vendor = vendor
            RETURNING id
            """;
        command.Parameters.AddWithValue("$vendor", name.Item1);
        command.Parameters.AddWithValue("$base", connection.BaseUri.AbsoluteUri);
        command.Parameters.AddWithValue("$account", connection.Account ?? string.Empty);
        command.Parameters.AddWithValue("$operation", name.Item4);
        return _scopes[name] = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (string parameter in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        return command;
    }

    private static void Set(SqliteCommand command, params object?[] values)
    {
        for (int index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
    }

    private sealed record Found(long Id, OperationState State, string Fingerprint, Guid Run, string CorrelationId)
    {
        public Guid? ChosenId { get; private init; }

        public string? VendorId { get; private init; }

        public string? Answer { get; private init; }

        public string? Message { get; private init; }

        public static Found Read(SqliteDataReader reader) => new(
            reader.GetInt64(0), (OperationState)reader.GetInt32(1), reader.GetString(2), Guid.ParseExact(reader.GetString(3), "N"), reader.GetString(7))
        {
            ChosenId = reader.IsDBNull(4) ? null : Guid.Parse(reader.GetString(4)),
            VendorId = reader.IsDBNull(5) ? null : reader.GetString(5),
            Answer = reader.IsDBNull(6) ? null : reader.GetString(6),
            Message = reader.IsDBNull(8) ? null : reader.GetString(8),
        };
    }
}

/// <summary>What is recorded of a call that ended.</summary>
internal sealed record Outcomes(OperationState State)
{
    public string? VendorId { get; init; }

    public string? Answer { get; init; }

    public string? Error { get; init; }

    public string? Message { get; init; }

    public int Attempts { get; init; }
}
