using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Data.Sqlite;

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
    private readonly Statement _similar;
    private readonly Statement _namesOf;
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
            INSERT INTO accounts (vendor, base_uri, name, folded) VALUES ($0, $1, $2, $3)
            ON CONFLICT (vendor, base_uri, folded) DO UPDATE SET vendor = vendor RETURNING id
            """,
            4);
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
        _name = new Statement(
            connection,
            "INSERT OR REPLACE INTO names (operation, type, value, folded, is_unique, rule) VALUES ($0, $1, $2, $3, $4, $5)",
            6);
        _similar = new Statement(
            connection,
            """
            SELECT n.operation FROM names n JOIN operations o ON o.id = n.operation
            WHERE n.folded = $0 AND n.type = $1 AND o.scope = $2
            """,
            3);
        _namesOf = new Statement(connection, "SELECT type, value, is_unique FROM names WHERE operation = $0", 1);
        _dropNames = new Statement(connection, "DELETE FROM names WHERE operation = $0", 1);
        _find = new Statement(
            connection,
            """
            SELECT id, state, run, fingerprint, correlation_id, chosen_id, vendor_id, answer, key, nonce
            FROM operations WHERE id = coalesce($3,
                (SELECT id FROM operations WHERE key = $0 COLLATE NOCASE AND key = $0 AND scope = $1 AND nonce = $2))
            """,
            4);
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
                WHERE n.folded = $0 AND n.is_unique = 1 AND n.operation <> $1 AND o.state IN (0, 1, 4)
                    AND a.vendor = $2 AND a.base_uri = $3 AND a.folded = $4)
            """,
            5);
    }

    public Claim Claim(SqliteTransaction transaction, Intent intent, long now)
    {
        long scope = Scope(transaction, intent.Scope);
        string nonce = intent.Kind.IsDoneOncePerKey() ? intent.KeyType : intent.CorrelationId;
        if (intent.Kind.IsDoneOncePerKey() && Similar(transaction, intent, scope) is { Count: > 0 } similar)
        {
            (KnownOperation? found, NameRelation relation) = ClaimPolicy.Find(intent, similar);
            if (found is not null)
                return relation == NameRelation.Same ? Judge(transaction, intent, found, now) : ClaimPolicy.Conflict(found, relation);
        }

        // Most rows are new: one statement finds that out and inserts them.
        Guid? chosen = intent.ChosenId ?? intent.ProposedId;
        if (_insert.Scalar(
            transaction, scope, (int)intent.Kind, intent.Key, nonce, intent.Fingerprint, _runs.NumberOf(intent.Run), chosen?.ToString(),
            intent.CorrelationId, intent.SecretsDigest, now) is long id)
        {
            AddNames(transaction, id, intent);
            _runs.Hold(intent.Run, +1);
            return ClaimPolicy.New(intent, id);
        }

        return Judge(transaction, intent, Find(transaction, scope, intent.Key, nonce, id: null), now);
    }

    private Claim Judge(SqliteTransaction transaction, Intent intent, KnownOperation known, long now)
    {
        Claim claim = ClaimPolicy.Decide(intent, known, known.State == OperationState.Sending && _runs.IsAlive(known.Run));
        if (claim.Kind is ClaimKind.Send or ClaimKind.Recover)
        {
            _take.Execute(
                transaction, known.Id, intent.Fingerprint, _runs.NumberOf(intent.Run), claim.ChosenId?.ToString(), claim.CorrelationId,
                intent.SecretsDigest, now);
            _runs.Hold(intent.Run, +1);
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
        _runs.Hold(completion.Run, -1);
    }

    public bool IsNameTaken(SqliteTransaction transaction, NameQuestion question)
    {
        foreach (OperationName name in question.Names)
        {
            if (!name.IsUnique)
                continue;
            object? found = _taken.Scalar(
                transaction,
                NameRule.Fold(name.Value),
                question.Id,
                question.Scope.Vendor,
                question.Scope.BaseUri,
                NameRule.Fold(question.Scope.Account));
            if (Convert.ToInt64(found, CultureInfo.InvariantCulture) != 0)
                return true;
        }

        return false;
    }

    /// <summary>Forgets what a transaction gave: it was undone.</summary>
    public void Forget()
    {
        _scopes.Clear();
        _runs.Forget();
    }

    public void Dispose()
    {
        foreach (Statement statement in new[] { _account, _scope, _insert, _name, _similar, _namesOf, _dropNames, _find, _take, _complete, _taken })
            statement.Dispose();
    }

    private void AddNames(SqliteTransaction transaction, long id, Intent intent)
    {
        foreach (OperationName name in intent.Names)
        {
            string value = NameRule.Normalize(name.Value);
            _name.Execute(transaction, id, name.Type, value, value.ToUpperInvariant(), name.IsUnique, NameRule.Version);
        }
    }

    // Returns the operations that share a name with this one, regardless of case.
    private List<KnownOperation> Similar(SqliteTransaction transaction, Intent intent, long scope)
    {
        HashSet<long>? ids = null;
        foreach (OperationName name in intent.Names)
        {
            using SqliteDataReader reader = _similar.Read(transaction, NameRule.Fold(name.Value), name.Type, scope);
            while (reader.Read())
                (ids ??= []).Add(reader.GetInt64(0));
        }

        var similar = new List<KnownOperation>();
        foreach (long id in ids ?? [])
            similar.Add(Find(transaction, scope, key: null, nonce: null, id) with { Names = NamesOf(transaction, id) });
        return similar;
    }

    private List<OperationName> NamesOf(SqliteTransaction transaction, long id)
    {
        var names = new List<OperationName>();
        using SqliteDataReader reader = _namesOf.Read(transaction, id);
        while (reader.Read())
            names.Add(new OperationName(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        return names;
    }

    private KnownOperation Find(SqliteTransaction transaction, long scope, string? key, string? nonce, long? id)
    {
        using SqliteDataReader reader = _find.Read(transaction, key, scope, nonce, id);
        if (!reader.Read())
            throw JournalErrors.Damaged(_location);
        return new KnownOperation(
            reader.GetInt64(0), (OperationState)reader.GetInt32(1), _runs.RunOf(reader.GetInt64(2)), reader.GetString(3), reader.GetString(4))
        {
            ChosenId = reader.IsDBNull(5) ? null : Guid.Parse(reader.GetString(5)),
            VendorId = reader.IsDBNull(6) ? null : reader.GetString(6),
            Answer = reader.IsDBNull(7) ? null : reader.GetString(7),
            Key = reader.GetString(8),
            HasOwnKey = reader.GetString(9).Length == 0,
        };
    }

    private long Scope(SqliteTransaction transaction, OperationScope scope)
    {
        if (_scopes.TryGetValue(scope, out long id))
            return id;
        object? account = _account.Scalar(transaction, scope.Vendor, scope.BaseUri, scope.Account, NameRule.Fold(scope.Account));
        return _scopes[scope] = Convert.ToInt64(_scope.Scalar(transaction, account, scope.Operation), CultureInfo.InvariantCulture);
    }
}
