using System;
using System.Collections.Generic;
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
    private readonly SqliteChecksums _checksums;

    public SqliteClaims(SqliteConnection connection, JournalLocation location, SqliteRuns runs)
    {
        _location = location;
        _runs = runs;
        _checksums = new SqliteChecksums(connection);
        _account = new Statement(
            connection,
            """
            INSERT INTO accounts (vendor, base_uri, name, folded) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (vendor, base_uri, folded) DO UPDATE SET vendor = vendor RETURNING id
            """);
        _scope = new Statement(
            connection,
            """
            INSERT INTO scopes (account, operation) VALUES (?1, ?2)
            ON CONFLICT (account, operation) DO UPDATE SET account = account
            RETURNING id
            """);
        _insert = new Statement(
            connection,
            """
            INSERT INTO operations (scope, kind, key, nonce, fingerprint, state, run, chosen_id, correlation_id, secrets, created, updated,
                checksum, outcome_checksum)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, ?10, ?11, ?12)
            ON CONFLICT DO NOTHING
            RETURNING id
            """);
        _name = new Statement(
            connection,
            "INSERT OR REPLACE INTO names (operation, type, value, folded, is_unique, rule) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _similar = new Statement(
            connection,
            """
            SELECT n.operation FROM names n JOIN operations o ON o.id = n.operation
            WHERE n.folded = ?1 AND n.type = ?2 AND o.scope = ?3
            """);
        _namesOf = new Statement(connection, "SELECT type, value, is_unique FROM names WHERE operation = ?1");
        _dropNames = new Statement(connection, "DELETE FROM names WHERE operation = ?1");
        _find = new Statement(
            connection,
            """
            SELECT id, state, run, fingerprint, correlation_id, chosen_id, coalesce(settled_vendor_id, vendor_id), answer, key, nonce, secrets
            FROM operations WHERE id = coalesce(?4,
                (SELECT id FROM operations WHERE key = ?1 COLLATE NOCASE AND key = ?1 AND scope = ?2 AND nonce = ?3))
            """);
        _take = new Statement(
            connection,
            """
            UPDATE operations SET state = 0, fingerprint = ?2, run = ?3, chosen_id = ?4, correlation_id = ?5, secrets = ?6,
                error = NULL, message = NULL, settled_by = NULL, settled = NULL, settled_vendor_id = NULL, reason = NULL, updated = ?7
            WHERE id = ?1
            """);
        _complete = new Statement(
            connection,
            """
            UPDATE operations SET state = ?3, vendor_id = ?4, answer = ?5, error = ?6, message = ?7, attempts = attempts + ?8,
                sent = coalesce(?9, sent), duration = coalesce(?10, duration), secrets = coalesce(?11, secrets), updated = ?12,
                outcome_checksum = ?13 + coalesce(?11, secrets, -1)
            WHERE id = ?1 AND run = ?2
            """);

        // The plus keeps SQLite from using the index on the scope: it would read all operations of the account, and every commit would
        // wait.
        _taken = new Statement(
            connection,
            """
            SELECT EXISTS (
                SELECT 1 FROM names n JOIN operations o ON o.id = n.operation
                    JOIN scopes s ON s.id = +o.scope JOIN accounts a ON a.id = s.account
                WHERE n.folded = ?1 AND n.is_unique = 1 AND n.operation <> ?2 AND o.state IN (0, 1, 4)
                    AND a.vendor = ?3 AND a.base_uri = ?4 AND a.folded = ?5)
            """);
    }

    public Claim Claim(Intent intent, long now)
    {
        long scope = Scope(intent.Scope);
        string nonce = intent.Kind.IsDoneOncePerKey() ? intent.KeyType : intent.CorrelationId;
        if (intent.Kind.IsDoneOncePerKey() && Similar(intent, scope) is { Count: > 0 } similar)
        {
            (KnownOperation? found, NameRelation relation) = ClaimPolicy.Find(intent, similar);
            if (found is not null)
                return relation == NameRelation.Same ? Judge(intent, found, now) : ClaimPolicy.Conflict(found, relation);
        }

        // Most rows are new: one statement finds that out and inserts them.
        string? chosen = (intent.ChosenId ?? intent.ProposedId)?.ToString();
        List<OperationName> names = Stored(intent.Names);
        long run = _runs.NumberOf(intent.Run);
        long claimed = new ClaimChecksum(scope, (long)intent.Kind, intent.Key, nonce, run)
            .Of(intent.Fingerprint, chosen, intent.CorrelationId, names);
        if (_insert.Number(
            scope, (int)intent.Kind, intent.Key, nonce, intent.Fingerprint, run, chosen, intent.CorrelationId, intent.SecretsDigest, now,
            claimed, OutcomeChecksum.Sending + (intent.SecretsDigest ?? -1)) is { } id)
        {
            AddNames(id, names);
            _runs.Hold(intent.Run, +1);
            return ClaimPolicy.New(intent, id);
        }

        return Judge(intent, Find(scope, intent.Key, nonce, id: null), now);
    }

    private Claim Judge(Intent intent, KnownOperation known, long now)
    {
        Claim claim = ClaimPolicy.Decide(intent, known, known.State == OperationState.Sending && _runs.IsAlive(known.Run));
        if (claim.Kind is ClaimKind.Send or ClaimKind.Recover)
        {
            _take.Execute(
                known.Id, intent.Fingerprint, _runs.NumberOf(intent.Run), claim.ChosenId?.ToString(), claim.CorrelationId,
                claim.SecretsDigest, now);
            _runs.Hold(intent.Run, +1);
            _dropNames.Execute(known.Id);
            AddNames(known.Id, Stored(intent.Names));
            _checksums.Write(known.Id);
        }

        return claim;
    }

    public void Complete(ICompletion completion, long now)
    {
        int changed = _complete.Execute(
            completion.Id, _runs.NumberOf(completion.Run), (int)completion.State, completion.VendorId, completion.Answer,
            completion.Error, completion.Message, completion.Attempts, completion.Sent, completion.Duration, completion.SecretsDigest, now,
            OutcomeChecksum.Of((long)completion.State, completion.VendorId, completion.Answer));
        if (changed != 1)
            throw JournalErrors.Unavailable(
                _location, "an operation of this run is no longer in it: it was removed or taken over while it was being sent.");
        _runs.Hold(completion.Run, -1);
    }

    public bool IsNameTaken(NameQuestion question)
    {
        foreach (OperationName name in question.Names)
        {
            if (!name.IsUnique)
                continue;
            long? found = _taken.Number(
                NameRule.Fold(name.Value),
                question.Id,
                question.Scope.Vendor,
                question.Scope.BaseUri,
                NameRule.Fold(question.Scope.Account));
            if (found != 0)
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
        Statement[] all = [_account, _scope, _insert, _name, _similar, _namesOf, _dropNames, _find, _take, _complete, _taken];
        foreach (Statement statement in all)
            statement.Dispose();
        _checksums.Dispose();
    }

    private void AddNames(long id, List<OperationName> names)
    {
        foreach (OperationName name in names)
            _name.Execute(id, name.Type, name.Value, name.Value.ToUpperInvariant(), name.IsUnique, NameRule.Version);
    }

    // Names as they are stored: one of each type.
    private static List<OperationName> Stored(IReadOnlyList<OperationName> names)
    {
        var stored = new List<OperationName>(names.Count);
        foreach (OperationName name in names)
        {
            stored.RemoveAll(other => other.Type == name.Type);
            stored.Add(name with { Value = NameRule.Normalize(name.Value) });
        }

        return stored;
    }

    // Returns the operations that share a name with this one, regardless of case.
    private List<KnownOperation> Similar(Intent intent, long scope)
    {
        HashSet<long>? ids = null;
        foreach (OperationName name in intent.Names)
        {
            using (_similar.Query(NameRule.Fold(name.Value), name.Type, scope))
            {
                while (_similar.Read())
                    (ids ??= []).Add(_similar.Int64(0));
            }
        }

        var similar = new List<KnownOperation>();
        foreach (long id in ids ?? [])
            similar.Add(Find(scope, key: null, nonce: null, id) with { Names = NamesOf(id) });
        return similar;
    }

    private List<OperationName> NamesOf(long id)
    {
        var names = new List<OperationName>();
        using (_namesOf.Query(id))
        {
            while (_namesOf.Read())
                names.Add(new OperationName(_namesOf.Text(0), _namesOf.Text(1), _namesOf.Int64(2) != 0));
        }

        return names;
    }

    private KnownOperation Find(long scope, string? key, string? nonce, long? id)
    {
        using (_find.Query(key, scope, nonce, id))
        {
            if (!_find.Read() || !_checksums.AreRight(_find.Int64(0)))
                throw JournalErrors.Damaged(_location);
            return new KnownOperation(
                _find.Int64(0), (OperationState)_find.Int64(1), _runs.RunOf(_find.Int64(2)), _find.Text(3), _find.Text(4))
            {
                ChosenId = _find.TextOrNull(5) is { } chosen ? Guid.Parse(chosen) : null,
                VendorId = _find.TextOrNull(6),
                Answer = _find.TextOrNull(7),
                Key = _find.Text(8),
                HasOwnKey = _find.Text(9).Length == 0,
                SecretsDigest = _find.IsNull(10) ? null : (int)_find.Int64(10),
            };
        }
    }

    private long Scope(OperationScope scope)
    {
        if (_scopes.TryGetValue(scope, out long id))
            return id;
        long? account = _account.Number(scope.Vendor, scope.BaseUri, scope.Account, NameRule.Fold(scope.Account));
        return _scopes[scope] = _scope.Number(account, scope.Operation)!.Value;
    }
}
