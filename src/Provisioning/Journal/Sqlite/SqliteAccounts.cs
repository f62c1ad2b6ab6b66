using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>The accounts of a journal, with the digests of their credentials.</summary>
internal sealed class SqliteAccounts(SqliteConnection connection)
{
    /// <summary>Finds the account of a run, or records it, in the open transaction.</summary>
    /// <returns>The name of the account.</returns>
    public string Resolve(AccountRequest request, long now)
    {
        string? digest = request.Credential?.Invoke(Key());
        string name = AccountPolicy.Decide(request, digest, Known(request));
        object? id = Scalar(
            """
            INSERT INTO accounts (vendor, base_uri, name, folded, last_used) VALUES ($0, $1, $2, $3, $4)
            ON CONFLICT (vendor, base_uri, folded) DO UPDATE SET last_used = excluded.last_used RETURNING id
            """,
            request.Vendor,
            request.BaseUri,
            name,
            NameRule.Fold(name),
            now);
        if (digest is not null)
            Scalar("INSERT INTO account_digests (account, digest, added) VALUES ($0, $1, $2) ON CONFLICT DO NOTHING", id!, digest, now);
        return name;
    }

    /// <summary>Finds the account of a run, and records nothing.</summary>
    /// <returns>The name of the account.</returns>
    public string Find(AccountRequest request)
    {
        // Without a key, the journal has no digest that could be this one.
        string? digest = request.Credential?.Invoke(KnownKey() ?? [0]);
        return AccountPolicy.Decide(request, digest, Known(request));
    }

    private byte[]? KnownKey() => Scalar("SELECT value FROM settings WHERE name = 'digest key'") as byte[];

    // Created once per journal. Without the key, a digest could be compared with those of other journals, or found by trying credentials.
    private byte[] Key()
    {
        if (KnownKey() is { } known)
            return known;
        var key = new byte[32];
        using (var random = RandomNumberGenerator.Create())
            random.GetBytes(key);
        Scalar("INSERT INTO settings (name, value) VALUES ('digest key', $0)", key);
        return key;
    }

    private List<KnownAccount> Known(AccountRequest request)
    {
        using SqliteCommand command = Command(
            """
            SELECT a.id, a.name, a.last_used,
                (SELECT group_concat(digest, ' ') FROM account_digests d WHERE d.account = a.id),
                (SELECT count(*) FROM operations o JOIN scopes s ON s.id = o.scope WHERE s.account = a.id)
            FROM accounts a WHERE a.vendor = $0 AND a.base_uri = $1 ORDER BY a.last_used DESC
            """,
            request.Vendor,
            request.BaseUri);
        using SqliteDataReader reader = command.ExecuteReader();
        var known = new List<KnownAccount>();
        while (reader.Read())
        {
            known.Add(new KnownAccount(reader.GetInt64(0), reader.GetString(1))
            {
                LastUsed = reader.IsDBNull(2) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
                Digests = reader.IsDBNull(3) ? [] : reader.GetString(3).Split(' '),
                Operations = reader.GetInt64(4),
            });
        }

        return known;
    }

    private object? Scalar(string sql, params object[] values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string sql, params object[] values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int index = 0; index < values.Length; index++)
            command.Parameters.AddWithValue("$" + index.ToString(CultureInfo.InvariantCulture), values[index]);
        return command;
    }
}
