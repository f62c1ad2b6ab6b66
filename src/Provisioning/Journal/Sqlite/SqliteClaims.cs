using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Journal.Sqlite;

/// <summary>The statements that runs use: claims, completions, and questions about names.</summary>
internal sealed class SqliteClaims : IDisposable
{
    private readonly JournalLocation _location;
    private readonly SqliteRuns _runs;
    private readonly Dictionary<OperationScope, long> _scopes = [];
    private readonly Statement _account;
    private readonly Statement _scope;
    private readonly Statement _insert;
    private readonly Statement _name;
    private readonly Statement _dropNames;
    private readonly Statement _find;
    private readonly Statement _take;
    private readonly Statement _complete;
    private readonly Statement _taken;

    public SqliteClaims(SqliteConnection connection, JournalLocation location, SqliteRuns runs)
    {
        _location = location;
        _runs = runs;
        _account = new Statement(
            connection,
            """
            INSERT INTO accounts (vendor, base_uri, name) VALUES ($0, $1, $2)
            ON CONFLICT (vendor, base_uri, name) DO UPDATE SET vendor = vendor
            RETURNING id
            """,
            3);
        _scope = new Statement(
            connection,
            """
            INSERT INTO scopes (account, operation) VALUES ($0, $1)
            ON CONFLICT (account, operation) DO UPDATE SET account = account
            RETURNING id
            """,
            2);
        _insert = new Statement(
            connection,
            """
            INSERT INTO operations (scope, kind, key, nonce, fingerprint, state, run, chosen_id, correlation_id, secrets, created, updated)
            VALUES ($0, $1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $9)
            ON CONFLICT DO NOTHING
            RETURNING id
            """,
            10);
        _name = new Statement(connection, "INSERT OR REPLACE INTO names (operation, type, value, rule) VALUES ($0, $1, $2, 0)", 3);
        _dropNames = new Statement(connection, "DELETE FROM names WHERE operation = $0", 1);
        _find = new Statement(
            connection,
            """
            SELECT id, state, run, fingerprint, correlation_id, chosen_id, vendor_id, answer
            FROM operations WHERE key = $0 COLLATE NOCASE AND key = $0 AND scope = $1 AND nonce = ''
            """,
            2);
        _take = new Statement(
            connection,
            """
            UPDATE operations SET state = 0, fingerprint = $1, run = $2, chosen_id = $3, correlation_id = $4, secrets = $5,
                error = NULL, message = NULL, updated = $6
            WHERE id = $0
            """,
            7);
        _complete = new Statement(
            connection,
            """
            UPDATE operations SET state = $2, vendor_id = $3, answer = $4, error = $5, message = $6, attempts = attempts + $7,
                sent = coalesce($8, sent), duration = coalesce($9, duration), updated = $10
            WHERE id = $0 AND run = $1
            """,
            11);

        // The plus keeps SQLite from using the index on the scope: it would read all operations of the account, and every commit would
        // wait.
        _taken = new Statement(
            connection,
            """
            SELECT EXISTS (
                SELECT 1 FROM names n JOIN operations o ON o.id = n.operation
                    JOIN scopes s ON s.id = +o.scope JOIN accounts a ON a.id = s.account
                WHERE n.value = $0 AND n.operation <> $1 AND o.state IN (0, 1, 4) AND a.vendor = $2 AND a.base_uri = $3 AND a.name = $4)
            """,
            5);
    }

    public Claim Claim(SqliteTransaction transaction, Intent intent, long now)
    {
        long scope = Scope(transaction, intent.Scope);
        string nonce = intent.Kind.IsDoneOncePerKey() ? string.Empty : intent.CorrelationId;

        // Most rows are new: one statement finds that out and inserts them.
        Guid? chosen = intent.ChosenId ?? intent.ProposedId;
        if (_insert.Scalar(
            transaction, scope, (int)intent.Kind, intent.Key, nonce, intent.Fingerprint, _runs.NumberOf(intent.Run), chosen?.ToString(),
            intent.CorrelationId, intent.SecretsDigest, now) is long id)
        {
            AddNames(transaction, id, intent);
            return ClaimPolicy.New(intent, id);
        }

        KnownOperation known = Find(transaction, scope, intent.Key);
        Claim claim = ClaimPolicy.Decide(intent, known, known.State == OperationState.Sending && _runs.IsAlive(known.Run));
        if (claim.Kind is ClaimKind.Send or ClaimKind.Recover)
        {
            _take.Execute(
                transaction, known.Id, intent.Fingerprint, _runs.NumberOf(intent.Run), claim.ChosenId?.ToString(), claim.CorrelationId,
                intent.SecretsDigest, now);
            _dropNames.Execute(transaction, known.Id);
            AddNames(transaction, known.Id, intent);
        }

        return claim;
    }

    public void Complete(SqliteTransaction transaction, ICompletion completion, long now)
    {
        int changed = _complete.Execute(
            transaction, completion.Id, _runs.NumberOf(completion.Run), (int)completion.State, completion.VendorId, completion.Answer,
            completion.Error, completion.Message, completion.Attempts, completion.Sent, completion.Duration, now);
        if (changed != 1)
            throw JournalErrors.Unavailable(
                _location, "an operation of this run is no longer in it: it was removed or taken over while it was being sent.");
    }

    public bool IsNameTaken(SqliteTransaction transaction, NameQuestion question)
    {
        foreach (OperationName name in question.Names)
        {
            object? found = _taken.Scalar(
                transaction, name.Value, question.Id, question.Scope.Vendor, question.Scope.BaseUri, question.Scope.Account);
            if (Convert.ToInt64(found, CultureInfo.InvariantCulture) != 0)
                return true;
        }

        return false;
    }

    public void Dispose()
    {
        foreach (Statement statement in new[] { _account, _scope, _insert, _name, _dropNames, _find, _take, _complete, _taken })
            statement.Dispose();
    }

    private void AddNames(SqliteTransaction transaction, long id, Intent intent)
    {
        foreach (OperationName name in intent.Names)
            _name.Execute(transaction, id, name.Type, name.Value);
    }

    private KnownOperation Find(SqliteTransaction transaction, long scope, string key)
    {
        using SqliteDataReader reader = _find.Read(transaction, key, scope);
        if (!reader.Read())
            throw JournalErrors.Damaged(_location);
        return new KnownOperation(
            reader.GetInt64(0), (OperationState)reader.GetInt32(1), _runs.RunOf(reader.GetInt64(2)), reader.GetString(3), reader.GetString(4))
        {
            ChosenId = reader.IsDBNull(5) ? null : Guid.Parse(reader.GetString(5)),
            VendorId = reader.IsDBNull(6) ? null : reader.GetString(6),
            Answer = reader.IsDBNull(7) ? null : reader.GetString(7),
        };
    }

    private long Scope(SqliteTransaction transaction, OperationScope scope)
    {
        if (_scopes.TryGetValue(scope, out long id))
            return id;
        object? account = _account.Scalar(transaction, scope.Vendor, scope.BaseUri, scope.Account);
        return _scopes[scope] = Convert.ToInt64(_scope.Scalar(transaction, account, scope.Operation), CultureInfo.InvariantCulture);
    }
}
