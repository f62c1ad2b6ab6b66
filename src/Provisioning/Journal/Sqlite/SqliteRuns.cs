using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Provisioning.Journal.Sqlite;

/// <summary>The runs of a journal, and whether they are alive.</summary>
internal sealed class SqliteRuns(SqliteConnection connection, string path)
{
    private readonly Dictionary<Guid, long> _numbers = [];
    private readonly Dictionary<long, Guid> _runs = [];
    private readonly HashSet<Guid> _dead = [];
    private readonly List<RunRecord> _begun = [];
    private readonly Dictionary<Guid, int> _held = [];
    private bool _isUncertain;

    /// <summary>
    /// Adds a run that holds its lock. It is recorded together with its first operations, so that a damaged record is found before anything
    /// is written to the journal.
    /// </summary>
    public void Begin(RunRecord run) => _begun.Add(run);

    /// <summary>Whether there is a run that is not recorded yet.</summary>
    public bool HasUnrecorded => _begun.Count > 0;

    /// <summary>Records the runs that were added, in the open transaction.</summary>
    public void RecordBegun() => _begun.ForEach(Insert);

    /// <summary>Called when the runs that <see cref="RecordBegun"/> recorded are durable.</summary>
    public void OnRecorded() => _begun.Clear();

    /// <summary>Notes that a run holds an operation more, or one less.</summary>
    public void Hold(Guid run, int more)
    {
        _held.TryGetValue(run, out int held);
        _held[run] = held + more;
    }

    /// <summary>A transaction was undone: what runs hold is no longer known.</summary>
    public void Forget() => _isUncertain = true;

    /// <summary>Records what a run came to, and its end: not of one that leaves something unfinished, since that is looked for among those without.</summary>
    public void End(Guid run, RunCounts counts, DateTimeOffset now)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            UPDATE runs SET ended = $ended, created = $created, recovered = $recovered, replayed = $replayed, existing = $existing,
                failed = $failed, in_doubt = $doubt, not_started = $not
            WHERE run = $run
            """;
        command.Parameters.AddWithValue("$run", run.ToString("N"));
        bool holdsNothing = !_isUncertain && (!_held.TryGetValue(run, out int held) || held == 0);
        command.Parameters.AddWithValue("$ended", holdsNothing ? now.ToUnixTimeMilliseconds() : DBNull.Value);
        command.Parameters.AddWithValue("$created", counts.Created);
        command.Parameters.AddWithValue("$recovered", counts.Recovered);
        command.Parameters.AddWithValue("$replayed", counts.Replayed);
        command.Parameters.AddWithValue("$existing", counts.Existing);
        command.Parameters.AddWithValue("$failed", counts.Failed);
        command.Parameters.AddWithValue("$doubt", counts.InDoubt);
        command.Parameters.AddWithValue("$not", counts.NotStarted);
        command.ExecuteNonQuery();
    }

    /// <summary>Returns the number of a run of this process.</summary>
    public long NumberOf(Guid run) => _numbers.TryGetValue(run, out long number)
        ? number
        : Look("SELECT id, run FROM runs WHERE run = $0", run.ToString("N")).Number;

    /// <summary>Returns the run with a number.</summary>
    public Guid RunOf(long number) => _runs.TryGetValue(number, out Guid run)
        ? run
        : Look("SELECT id, run FROM runs WHERE id = $0", number).Run;

    /// <summary>Returns whether a run is alive. A run that is gone does not come back, so that is checked only once.</summary>
    public bool IsAlive(Guid run)
    {
        if (_dead.Contains(run))
            return false;
        if (LockFileLease.IsAlive(path, run))
            return true;
        _dead.Add(run);
        return false;
    }

    /// <summary>Returns whether an operation is in doubt: recorded as such, or left by a run that was sending it and is gone.</summary>
    public bool IsInDoubt(OperationState state, Guid run) =>
        state == OperationState.InDoubt || (state == OperationState.Sending && !IsAlive(run));

    /// <summary>Returns the numbers of the runs that are alive.</summary>
    public List<long> LiveNumbers()
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT id, run FROM runs WHERE ended IS NULL";
        using SqliteDataReader reader = command.ExecuteReader();
        var live = new List<long>();
        while (reader.Read())
        {
            if (LockFileLease.IsAlive(path, Guid.ParseExact(reader.GetString(1), "N")))
                live.Add(reader.GetInt64(0));
        }

        return live;
    }

    private void Insert(RunRecord run)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO runs (run, user_name, computer, process, command, vendor, base_uri, account, connection, source, longest_call, started)
            VALUES ($run, $user, $computer, $process, $command, $vendor, $base, $account, $connection, $source, $longest, $started)
            RETURNING id
            """;
        command.Parameters.AddWithValue("$run", run.Id.ToString("N"));
        command.Parameters.AddWithValue("$user", run.User);
        command.Parameters.AddWithValue("$computer", run.Computer);
        command.Parameters.AddWithValue("$process", run.Process);
        command.Parameters.AddWithValue("$command", run.Command);
        command.Parameters.AddWithValue("$vendor", run.Vendor);
        command.Parameters.AddWithValue("$base", run.BaseUri);
        command.Parameters.AddWithValue("$account", (object?)run.Account ?? DBNull.Value);
        command.Parameters.AddWithValue("$connection", run.Connection);
        command.Parameters.AddWithValue("$source", (object?)run.Source ?? DBNull.Value);
        command.Parameters.AddWithValue("$longest", (long)run.LongestCall.TotalMilliseconds);
        command.Parameters.AddWithValue("$started", run.Started.ToUnixTimeMilliseconds());
        Remember(Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture), run.Id);
    }

    private (long Number, Guid Run) Look(string sql, object value)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$0", value);
        using SqliteDataReader reader = command.ExecuteReader();
        if (!reader.Read())
            throw JournalErrors.Damaged(new JournalLocation(path));
        return Remember(reader.GetInt64(0), Guid.ParseExact(reader.GetString(1), "N"));
    }

    private (long Number, Guid Run) Remember(long number, Guid run)
    {
        _numbers[run] = number;
        _runs[number] = run;
        return (number, run);
    }
}
