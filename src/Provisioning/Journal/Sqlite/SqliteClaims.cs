using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>The statements that runs use: claims and completions.</summary>
internal sealed class SqliteClaims : IDisposable
{
    private readonly JournalLocation _location;
    private readonly SqliteRuns _runs;
    private readonly Dictionary<OperationScope, long> _scopes = [];
    private readonly Statement _account;
    private readonly Statement _scope;
    private readonly Statement _knownScope;
    private readonly Statement _insert;
    private readonly Statement _sameKey;
    private readonly Statement _find;
    private readonly Statement _take;
    private readonly Statement _complete;
    private readonly Statement _absent;
    private readonly SqliteChecksums _checksums;
    private readonly SqliteChanges _changes;

    public SqliteClaims(SqliteConnection connection, JournalLocation location, SqliteRuns runs)
    {
        _location = location;
        _runs = runs;
        Names = new SqliteNames(connection);
        _checksums = new SqliteChecksums(connection, Names);
        _changes = new SqliteChanges(connection, runs, _checksums);
        Rows = new SqliteRunRows(connection, runs);
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
            ON CONFLICT (account, operation) DO UPDATE SET account = account RETURNING id
            """);
        _knownScope = new Statement(
            connection,
            """
            SELECT s.id FROM scopes s JOIN accounts a ON a.id = s.account
            WHERE a.vendor = ?1 AND a.base_uri = ?2 AND a.folded = ?3 AND s.operation = ?4
            """);

        // A key is known by its further creations too: the first one may have been removed. In the order of characters, a comma follows a plus.
        _insert = new Statement(
            connection,
            """
            INSERT INTO operations (scope, kind, key, nonce, fingerprint, state, run, chosen_id, correlation_id, secrets, created, updated,
                checksum, outcome_checksum, row, undoes)
            SELECT ?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, ?10, ?11, ?12, ?13, ?14 WHERE NOT EXISTS (SELECT 1 FROM operations
                WHERE key = ?3 COLLATE NOCASE AND key = ?3 AND scope = ?1 AND nonce > ?4 || '+' AND nonce < ?4 || ',')
            ON CONFLICT DO NOTHING RETURNING id
            """);
        _sameKey = new Statement(
            connection,
            """
            SELECT id FROM operations
            WHERE key = ?1 COLLATE NOCASE AND key = ?1 AND scope = ?2 AND (nonce = ?3 OR substr(nonce, 1, length(?3) + 1) = ?3 || '+')
            """);
        _find = new Statement(
            connection,
            """
            SELECT id, state, run, fingerprint, correlation_id, chosen_id, coalesce(settled_vendor_id, vendor_id), answer, key, nonce, secrets,
                before, updated, (SELECT longest_call FROM runs WHERE runs.id = operations.run), message
            FROM operations WHERE id = ?1
            """);
        _take = new Statement(
            connection,
            """
            UPDATE operations SET state = 0, fingerprint = ?2, run = ?3, chosen_id = ?4, correlation_id = ?5, secrets = ?6,
                error = NULL, message = NULL, settled_by = NULL, settled = NULL, settled_vendor_id = NULL, reason = NULL, updated = ?7,
                row = ?8, outcome = NULL, earlier_attempts = attempts, earlier_sent = sent
            WHERE id = ?1
            """);
        _complete = new Statement(
            connection,
            $"""
            UPDATE operations SET state = ?3, vendor_id = ?4, answer = ?5, error = ?6, message = ?7, attempts = attempts + ?8,
                sent = coalesce(?9, sent), duration = coalesce(?10, duration), secrets = coalesce(?11, secrets), updated = ?12,
                before = CASE WHEN ?14 THEN 2 ELSE before END, outcome = ?15,
                outcome_checksum = ?13 + coalesce(?11, secrets, -1) + {OutcomeChecksum.OfBefore} * CASE WHEN ?14 THEN 2 ELSE before END
            WHERE id = ?1 AND run = ?2
            """);
        _absent = new Statement(
            connection,
            $"""
            UPDATE operations SET before = 1, outcome_checksum = outcome_checksum + {OutcomeChecksum.OfBefore} * (1 - before)
            WHERE id = ?1 AND run = ?2
            """);
    }

    /// <summary>The names of the operations.</summary>
    public SqliteNames Names { get; }

    /// <summary>The rows of runs that no operation stands for.</summary>
    public SqliteRunRows Rows { get; }

    public Claim Claim(Intent intent, long now)
    {
        long scope = Scope(intent.Scope);
        string nonce = intent.Kind.IsDoneOncePerKey() ? intent.KeyType : intent.CorrelationId;
        if (intent.Kind.IsDoneOncePerKey() && Names.Similar(intent, scope) is { Count: > 0 } ids)
        {
            (KnownOperation? found, NameRelation relation) = ClaimPolicy.Find(intent, ids.ConvertAll(Find));
            if (found is not null)
                return relation == NameRelation.Same ? Judge(intent, scope, found, now) : ClaimPolicy.Conflict(found, relation);
        }

        bool hasDoubt = !intent.Kind.IsDoneOncePerKey() && _changes.HasDoubt(intent.Key, scope);

        // Most rows are new: one statement finds that out and inserts them.
        return Insert(intent, scope, nonce, now) is { } id
            ? ClaimPolicy.New(intent, id) with { HasEarlierDoubt = hasDoubt }
            : Judge(
                intent,
                scope,
                ClaimPolicy.Choose(intent, SameKey(intent, scope, nonce) is { Count: > 0 } same ? same : throw JournalErrors.Damaged(_location)),
                now);
    }

    /// <summary>Returns what <see cref="Claim"/> would decide, and records nothing.</summary>
    public Claim Foresee(Intent intent, long now)
    {
        OperationScope asked = intent.Scope;
        long? scope = _knownScope.Number(asked.Vendor, asked.BaseUri, NameRule.Fold(asked.Account), asked.Operation);
        if (scope is null)
            return ClaimPolicy.New(intent, id: 0);
        (KnownOperation? known, NameRelation relation) = ClaimPolicy.Find(intent, Names.Similar(intent, scope.Value).ConvertAll(Find));
        if (known is not null && relation != NameRelation.Same)
            return ClaimPolicy.Conflict(known, relation);
        known ??= SameKey(intent, scope.Value, intent.KeyType) is { Count: > 0 } same ? ClaimPolicy.Choose(intent, same) : null;
        return known is null ? ClaimPolicy.New(intent, id: 0) : Decide(intent, scope.Value, known, now);
    }

    // Returns the number of the new operation; null if there is one with its key.
    private long? Insert(Intent intent, long scope, string nonce, long now)
    {
        string? chosen = (intent.ChosenId ?? intent.ProposedId)?.ToString();
        List<OperationName> names = SqliteNames.Stored(intent.Names);
        long run = _runs.NumberOf(intent.Run);
        long claimed = new ClaimChecksum(scope, (long)intent.Kind, intent.Key, nonce, run)
            .Of(intent.Fingerprint, chosen, intent.CorrelationId, names);
        long? id = _insert.Number(
            scope, (int)intent.Kind, intent.Key, nonce, intent.Fingerprint, run, chosen, intent.CorrelationId, intent.SecretsDigest, now,
            claimed, OutcomeChecksum.Sending + (intent.SecretsDigest ?? -1), intent.Row, intent.Undoes);
        if (id is null)
            return null;
        Names.Add(id.Value, names);
        _runs.Hold(intent.Run, +1);
        return id;
    }

    private Claim Decide(Intent intent, long scope, KnownOperation known, long now)
    {
        if (known is { State: OperationState.Confirmed, ChosenId: { } customer })
            known = known with { IsRemovalInDoubt = _changes.IsRemovalInDoubt(customer, scope) };
        return ClaimPolicy.Decide(intent, known, known.State == OperationState.Sending && _runs.IsAlive(known.Run), now);
    }

    private Claim Judge(Intent intent, long scope, KnownOperation known, long now)
    {
        Claim claim = Decide(intent, scope, known, now);
        if (claim.IsAnother)
        {
            // What is confirmed stays as it is, whatever becomes of the other one.
            string nonce = intent.KeyType + "+" + intent.CorrelationId;
            return claim with { Id = Insert(intent, scope, nonce, now) ?? throw JournalErrors.Damaged(_location) };
        }

        if (claim.Kind is ClaimKind.Send or ClaimKind.Recover)
        {
            Rows.Keep(known.Id);
            _take.Execute(
                known.Id, intent.Fingerprint, _runs.NumberOf(intent.Run), claim.ChosenId?.ToString(), claim.CorrelationId,
                claim.SecretsDigest, now, intent.Row);
            _runs.Hold(intent.Run, +1);
            if (claim.Kind == ClaimKind.Send)
            {
                // A call in doubt was made with the names of that time.
                Names.Replace(known.Id, SqliteNames.Stored(intent.Names));
            }

            _checksums.Write(known.Id);
        }
        else if (claim.Kind is ClaimKind.Replay or ClaimKind.Undone)
        {
            Rows.NoteReplayed(intent, known, now);
        }

        return claim;
    }

    public void Complete(ICompletion completion, long now)
    {
        int changed = _complete.Execute(
            completion.Id, _runs.NumberOf(completion.Run), (int)completion.State, completion.VendorId, completion.Answer,
            completion.Error, completion.Message, completion.Attempts, completion.Sent, completion.Duration, completion.SecretsDigest, now,
            OutcomeChecksum.Of((long)completion.State, completion.VendorId, completion.Answer), completion.WasThere,
            completion.Outcome?.ToString());
        if (changed != 1)
            throw JournalErrors.Unavailable(
                _location, "an operation of this run is no longer in it: it was removed or taken over while it was being sent.");
        _runs.Hold(completion.Run, -1);
        if (completion.RemovedId is { } removed)
            _changes.NoteRemoved(removed, completion.Id, now);
        if (completion.UndoneId is { } undone)
            _changes.NoteUndone(undone, completion.Id, now);
        if (completion.EndsEarlierDoubts)
            _changes.EndEarlierDoubts(completion.Id, now);
    }

    /// <summary>Returns those of the operations that are in doubt.</summary>
    public List<Doubt> Doubts(IReadOnlyCollection<long> ids, long now)
    {
        var doubts = new List<Doubt>();
        foreach (long id in ids)
        {
            KnownOperation known = Find(id);
            if (_runs.IsInDoubt(known.State, known.Run))
                doubts.Add(new Doubt(known, ClaimPolicy.SinceOver(known, now)));
        }

        return doubts;
    }

    /// <summary>Records that the customer of an operation was not there before its first call.</summary>
    public void NoteAbsent(AbsenceNote note) => _absent.Execute(note.Id, _runs.NumberOf(note.Run));

    /// <summary>Forgets what a transaction gave: it was undone.</summary>
    public void Forget()
    {
        _scopes.Clear();
        _runs.Forget();
    }

    public void Dispose()
    {
        Statement[] all = [_account, _scope, _knownScope, _insert, _sameKey, _find, _take, _complete, _absent];
        foreach (Statement statement in all)
            statement.Dispose();
        _changes.Dispose();
        Rows.Dispose();
        _checksums.Dispose();
        Names.Dispose();
    }

    // Returns the operations with the key of this one.
    private List<KnownOperation> SameKey(Intent intent, long scope, string nonce)
    {
        var ids = new List<long>();
        using (_sameKey.Query(intent.Key, scope, nonce))
        {
            while (_sameKey.Read())
                ids.Add(_sameKey.Int64(0));
        }

        return ids.ConvertAll(Find);
    }

    private KnownOperation Find(long id)
    {
        using (_find.Query(id))
        {
            List<OperationName> names = Names.Of(id);
            if (!_find.Read() || !_checksums.AreRight(id, names))
                throw JournalErrors.Damaged(_location);
            return new KnownOperation(
                _find.Int64(0), (OperationState)_find.Int64(1), _runs.RunOf(_find.Int64(2)), _find.Text(3), _find.Text(4))
            {
                ChosenId = _find.TextOrNull(5) is { } chosen ? Guid.Parse(chosen) : null,
                VendorId = _find.TextOrNull(6),
                Answer = _find.TextOrNull(7),
                Key = _find.Text(8),
                HasOwnKey = _find.Text(9) is { } nonce && (nonce.Length == 0 || nonce[0] == '+'),
                SecretsDigest = _find.Int32OrNull(10),
                Before = (Presence)_find.Int64(11),
                Updated = _find.Int64(12),
                LongestCall = TimeSpan.FromMilliseconds(_find.Int64(13)),
                Message = _find.TextOrNull(14),
                Names = names,
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
