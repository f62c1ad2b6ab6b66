using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal;

/// <summary>What an administrator does with a journal: look, settle what is in doubt, clear away what is old.</summary>
public sealed class JournalArchive : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<Guid, bool> _alive = [];

    private JournalArchive(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
    }

    /// <summary>The journal's file.</summary>
    public string Path { get; }

    /// <summary>Opens a journal that exists.</summary>
    /// <param name="path">The file; null chooses as a run would.</param>
    /// <returns>The journal.</returns>
    /// <exception cref="VendorApiException">The journal cannot be used.</exception>
    public static JournalArchive Open(string? path)
    {
        string chosen = JournalFile.Choose(path);
        return new JournalArchive(chosen, JournalFile.Open(chosen, create: false));
    }

    /// <summary>Whether a run has made a journal there yet.</summary>
    /// <param name="path">The file; null chooses as a run would.</param>
    /// <returns>True where the file exists.</returns>
    public static bool Exists(string? path) => System.IO.File.Exists(JournalFile.Choose(path));

    /// <summary>Lists operations, the newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>The operations.</returns>
    /// <exception cref="VendorApiException">The journal cannot be read.</exception>
    public IReadOnlyList<JournalEntry> List(JournalFilter filter) => Guarded(() =>
    {
        using SqliteCommand command = _connection.CreateCommand();
        string where = Where(command, filter);
        command.CommandText =
            "SELECT o.id, s.vendor, s.operation, o.key, o.state, o.vendor_id, o.attempts, o.created, o.updated, o.message, o.error, o.correlation_id, s.base_uri, s.account, o.run"
            + " FROM operations o JOIN scopes s ON s.id = o.scope" + where + " ORDER BY o.updated DESC, o.id DESC LIMIT $first OFFSET $skip";
        command.Parameters.AddWithValue("$first", filter.First ?? -1);
        command.Parameters.AddWithValue("$skip", filter.Skip);
        var entries = new List<JournalEntry>();
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            entries.Add(Read(reader));
        return entries;
    });

    /// <summary>How many operations the filter lets through, whatever part of them it asks for.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>Their number.</returns>
    /// <exception cref="VendorApiException">The journal cannot be read.</exception>
    public long Count(JournalFilter filter) => Guarded(() =>
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM operations o JOIN scopes s ON s.id = o.scope" + Where(command, filter);
        return (long)command.ExecuteScalar()!;
    });

    /// <summary>One operation.</summary>
    /// <param name="id">The journal's number of it.</param>
    /// <returns>The operation; null where there is none.</returns>
    /// <exception cref="VendorApiException">The journal cannot be read.</exception>
    public JournalEntry? Find(long id)
    {
        IReadOnlyList<JournalEntry> found = List(new JournalFilter { Ids = [id] });
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>Settles an operation that is in doubt.</summary>
    /// <param name="id">The journal's number of it.</param>
    /// <param name="state"><c>Confirmed</c>: it was done; <c>Rejected</c>: it was not, and is reported so; <c>NotSent</c>: it was not, and the next run sends it.</param>
    /// <param name="vendorId">The new customer's id, where it is known.</param>
    /// <returns>Whether it was in doubt and is settled now.</returns>
    /// <exception cref="VendorApiException">The journal cannot be written.</exception>
    public bool Settle(long id, OperationState state, string? vendorId) => Guarded(() =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
        if (Find(id) is not { State: OperationState.InDoubt })
            return false;
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "UPDATE operations SET state = $state, vendor_id = coalesce($vendor, vendor_id), error = $error, message = $message, updated = $now WHERE id = $id";
        command.Parameters.AddWithValue("$state", (int)state);
        command.Parameters.AddWithValue("$vendor", (object?)vendorId ?? DBNull.Value);
        command.Parameters.AddWithValue("$error", state == OperationState.Confirmed ? DBNull.Value : state.ToString());
        command.Parameters.AddWithValue("$message", "Settled by a person.");
        command.Parameters.AddWithValue("$now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
        transaction.Commit();
        return true;
    });

    /// <summary>Removes operations from the journal: a later run knows nothing of them.</summary>
    /// <param name="ids">The journal's numbers of them.</param>
    /// <returns>How many were removed; what a live run holds stays.</returns>
    /// <exception cref="VendorApiException">The journal cannot be written.</exception>
    public int Remove(IReadOnlyCollection<long> ids) => Guarded(() =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
        int removed = 0;
        foreach (long id in ids)
        {
            if (Find(id) is not { IsHeld: false })
                continue;
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = "DELETE FROM operations WHERE id = $id";
            command.Parameters.AddWithValue("$id", id);
            removed += command.ExecuteNonQuery();
        }

        transaction.Commit();
        return removed;
    });

    /// <summary>Closes the journal.</summary>
    public void Dispose() => _connection.Dispose();

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw JournalErrors.From(Path, exception);
        }
    }

    private string Where(SqliteCommand command, JournalFilter filter)
    {
        var terms = new List<string>();
        AnyOf(filter.Ids.Select(static id => (object)id), "o.id = {0}");
        AnyOf(filter.Vendors, "s.vendor = {0} COLLATE NOCASE");
        AnyOf(filter.States.Select(static state => (object)(int)state), "(CASE WHEN o.state = 0 AND o.run NOT IN (" + LiveRuns() + ") THEN 4 ELSE o.state END) = {0}");
        AnyOf(filter.Keys.Select(LikePattern), "o.key LIKE {0} ESCAPE '\\'");
        if (filter.Since is { } since)
            AnyOf([since.ToUnixTimeMilliseconds()], "o.updated >= {0}");
        if (filter.Before is { } before)
            AnyOf([before.ToUnixTimeMilliseconds()], "o.updated < {0}");
        if (filter.Run is { } run)
            AnyOf([run.ToString("N")], "o.run = {0}");
        return terms.Count == 0 ? string.Empty : " WHERE " + string.Join(" AND ", terms);

        void AnyOf(IEnumerable<object> values, string term)
        {
            var alternatives = new List<string>();
            foreach (object value in values)
            {
                string name = string.Format(CultureInfo.InvariantCulture, "$p{0}", command.Parameters.Count);
                command.Parameters.AddWithValue(name, value);
                alternatives.Add(string.Format(CultureInfo.InvariantCulture, term, name));
            }

            if (alternatives.Count > 0)
                terms.Add("(" + string.Join(" OR ", alternatives) + ")");
        }
    }

    private string LiveRuns()
    {
        var live = new List<string>();
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT run FROM operations WHERE state = 0";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (IsAlive(Guid.ParseExact(reader.GetString(0), "N")))
                live.Add("'" + reader.GetString(0) + "'");
        }

        return string.Join(",", live);
    }

    private static string LikePattern(string wildcard)
    {
        var pattern = new StringBuilder(wildcard.Length + 8);
        foreach (char c in wildcard)
        {
            pattern.Append(c switch
            {
                '*' => "%",
                '?' => "_",
                '%' or '_' or '\\' => "\\" + c,
                _ => c.ToString(),
            });
        }

        return pattern.ToString();
    }

    private JournalEntry Read(SqliteDataReader reader)
    {
        var run = Guid.ParseExact(reader.GetString(14), "N");
        var recorded = (OperationState)reader.GetInt32(4);
        bool isHeld = recorded == OperationState.Sending && IsAlive(run);

        // Nobody is at work on what a run left when it was ended.
        OperationState state = recorded == OperationState.Sending && !isHeld ? OperationState.InDoubt : recorded;
        string account = reader.GetString(13);
        return new JournalEntry
        {
            Id = reader.GetInt64(0),
            Vendor = reader.GetString(1),
            Operation = reader.GetString(2),
            Key = reader.GetString(3),
            State = state,
            VendorId = reader.IsDBNull(5) ? null : reader.GetString(5),
            Attempts = reader.GetInt32(6),
            Created = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(7)),
            Updated = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(8)),
            Message = reader.IsDBNull(9) ? null : reader.GetString(9),
            Error = reader.IsDBNull(10) ? null : reader.GetString(10),
            CorrelationId = reader.GetString(11),
            BaseUri = reader.GetString(12),
            Account = account.Length == 0 ? null : account,
            Run = run,
            IsHeld = isHeld,
            JournalPath = Path,
        };
    }

    private bool IsAlive(Guid run)
    {
        if (!_alive.TryGetValue(run, out bool alive))
            _alive[run] = alive = RunLock.IsAlive(Path, run);
        return alive;
    }
}
