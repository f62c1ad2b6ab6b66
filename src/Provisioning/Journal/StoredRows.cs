using System;
using System.Collections.Generic;
using System.Data.Common;

namespace Provisioning.Journal;

/// <summary>Reads what stores in databases have in common: one order of columns, and what they mean together.</summary>
internal static class StoredRows
{
    /// <summary>The columns of an operation (<c>o</c>) with its scope (<c>s</c>), account (<c>a</c>) and run (<c>r</c>).</summary>
    public const string OperationColumns =
        "o.id, a.vendor, s.operation, o.key, o.state, coalesce(o.settled_vendor_id, o.vendor_id), o.attempts, o.created, o.updated,"
        + " o.message, o.error, o.correlation_id, a.base_uri, a.name, r.run, o.run, o.kind, o.sent, o.duration, o.settled_by, o.settled,"
        + " o.reason";

    /// <summary>The columns of a run.</summary>
    public const string RunColumns =
        "run, user_name, computer, process, command, vendor, base_uri, account, connection, source, longest_call, started, ended, created,"
        + " recovered, replayed, existing, failed, in_doubt, not_started";

    /// <summary>What is said of a call whose run was killed before it recorded the answer.</summary>
    public const string Lost = "The run ended before the answer to its call was recorded.";

    /// <summary>The ID of the customer of an operation (<c>o</c>): the vendor's, else the one that was chosen for it.</summary>
    public const string VendorIdOfOperation =
        "coalesce(o.settled_vendor_id, o.vendor_id, CASE WHEN o.state IN (1, 5, 6) THEN o.chosen_id END)";

    /// <summary>The error of an operation (<c>o</c>), also where a person settled it.</summary>
    public const string ErrorOfOperation =
        "CASE WHEN o.settled IS NULL THEN o.error ELSE CASE o.state WHEN 2 THEN 'Rejected' WHEN 3 THEN 'NotSent' END END";

    /// <summary>When the run that last took an operation (<c>o</c>) sent it: what was there before is of an earlier run.</summary>
    public const string SentInRun = "CASE WHEN o.earlier_sent IS NULL OR o.sent <> o.earlier_sent THEN o.sent END";

    /// <summary>How long that took.</summary>
    public const string DurationInRun = "CASE WHEN o.earlier_sent IS NULL OR o.sent <> o.earlier_sent THEN o.duration END";

    /// <summary>The columns of a row of a run: an operation (<c>o</c>) with its scope (<c>s</c>).</summary>
    public const string RowColumnsOfOperation =
        $"o.row AS row, o.id, s.operation, o.kind, o.key, o.state, o.outcome, {VendorIdOfOperation}, {ErrorOfOperation}, o.message,"
        + $" o.attempts - o.earlier_attempts, {SentInRun}, {DurationInRun}, o.correlation_id, o.settled_by, o.settled, o.reason, o.updated,"
        + " o.state, NULL, o.run";

    /// <summary>
    /// The same columns of a row that no operation stands for (<c>n</c>), with the operation that it is about (<c>o</c>) and that
    /// operation's run (<c>r</c>).
    /// </summary>
    public const string RowColumnsOfNote =
        $"n.row AS row, n.operation, n.name, n.kind, n.key, n.state, n.outcome,"
        + $" CASE WHEN n.outcome IN ('Replayed', 'Undone') THEN {VendorIdOfOperation} ELSE n.vendor_id END,"
        + " CASE WHEN n.settled IS NULL THEN n.error ELSE CASE n.state WHEN 2 THEN 'Rejected' WHEN 3 THEN 'NotSent' END END, n.message,"
        + " n.attempts, n.sent, n.duration, n.correlation_id, n.settled_by, n.settled, n.reason, n.at, o.state, r.run, o.run";

    /// <summary>Reads an operation.</summary>
    /// <param name="row">A row with <see cref="OperationColumns"/>.</param>
    /// <param name="live">The numbers of the runs that are alive.</param>
    /// <param name="location">The journal.</param>
    public static JournaledOperation Operation(DbDataReader row, HashSet<long> live, JournalLocation location)
    {
        var recorded = (OperationState)row.GetInt32(4);
        bool isHeld = recorded == OperationState.Sending && live.Contains(row.GetInt64(15));
        bool isSettled = !row.IsDBNull(20);
        return new JournaledOperation
        {
            Id = row.GetInt64(0),
            Vendor = row.GetString(1),
            Operation = row.GetString(2),
            Key = row.GetString(3),

            // No run is working on what a killed run was sending.
            State = recorded == OperationState.Sending && !isHeld ? OperationState.InDoubt : recorded,
            VendorId = Text(row, 5),
            Attempts = row.GetInt32(6),
            Created = Time(row, 7)!.Value,
            Updated = Time(row, 8)!.Value,
            Message = isSettled ? "Settled manually." : Text(row, 9),
            Error = !isSettled ? Text(row, 10) : recorded == OperationState.Confirmed ? null : recorded.ToString(),
            CorrelationId = row.GetString(11),
            BaseUri = row.GetString(12),
            Account = row.GetString(13) is { Length: > 0 } account ? account : null,
            Run = row.GetGuid(14),
            IsHeld = isHeld,
            Kind = (OperationKind)row.GetInt32(16),
            Sent = Time(row, 17),
            Duration = row.IsDBNull(18) ? null : TimeSpan.FromMilliseconds(row.GetInt64(18)),
            SettledBy = Text(row, 19),
            Settled = Time(row, 20),
            Reason = Text(row, 21),
            Journal = location.Text,
        };
    }

    /// <summary>Whether a run has recorded its end.</summary>
    /// <param name="row">A row with <see cref="RunColumns"/>.</param>
    /// <param name="first">The number of the first of these columns.</param>
    public static bool HasEnded(DbDataReader row, int first) => !row.IsDBNull(first + 12);

    /// <summary>Reads a run.</summary>
    /// <param name="row">A row with <see cref="RunColumns"/>.</param>
    /// <param name="first">The number of the first of these columns.</param>
    /// <param name="isLive">Whether the run is alive.</param>
    /// <param name="tally">What its rows add up to, and when the last one was recorded; null for the counts that it recorded itself.</param>
    /// <param name="location">The journal.</param>
    public static JournaledRun Run(
        DbDataReader row, int first, bool isLive, (RunCounts Counts, DateTimeOffset? LastActive)? tally, JournalLocation location)
    {
        DateTimeOffset? ended = Time(row, first + 12);
        RunCounts counts = tally?.Counts ?? new RunCounts
        {
            Created = row.GetInt32(first + 13),
            Recovered = row.GetInt32(first + 14),
            Replayed = row.GetInt32(first + 15),
            Existing = row.GetInt32(first + 16),
            Failed = row.GetInt32(first + 17),
            InDoubt = row.GetInt32(first + 18),
            NotStarted = row.GetInt32(first + 19),
        };
        return new JournaledRun
        {
            Run = row.GetGuid(first),
            State = ended is not null ? RunState.Completed : isLive ? RunState.Running : RunState.Interrupted,
            User = row.GetString(first + 1),
            Computer = row.GetString(first + 2),
            Process = row.GetInt32(first + 3),
            Command = row.GetString(first + 4),
            Vendor = row.GetString(first + 5),
            BaseUri = row.GetString(first + 6),
            Account = Text(row, first + 7),
            Connection = row.GetString(first + 8),
            Source = Text(row, first + 9),
            Started = Time(row, first + 11)!.Value,
            Ended = ended,
            LastActive = tally?.LastActive,
            Created = counts.Created,
            Recovered = counts.Recovered,
            Replayed = counts.Replayed,
            Existing = counts.Existing,
            Failed = counts.Failed,
            InDoubt = counts.InDoubt,
            NotStarted = counts.NotStarted,
            Journal = location.Text,
        };
    }

    /// <summary>Adds up the rows of a run.</summary>
    /// <param name="groups">Groups of rows: outcome, state, error, whether they were called, their number, and when the last one was recorded.</param>
    /// <param name="isLive">Whether the run is alive.</param>
    public static (RunCounts Counts, DateTimeOffset? LastActive) Tally(DbDataReader groups, bool isLive)
    {
        var counts = new RunCounts();
        DateTimeOffset? last = null;
        while (groups.Read())
        {
            RowStatus status = RowStatuses.Of(Text(groups, 0), State(groups, 1, isLive), Text(groups, 2), groups.GetInt64(3) != 0);
            counts = counts.Add(status, groups.GetInt32(4));
            if (Time(groups, 5) is { } time && (last is null || time > last))
                last = time;
        }

        return (counts, last);
    }

    /// <summary>Reads a row of a run.</summary>
    /// <param name="row">A row with <see cref="RowColumnsOfOperation"/> or <see cref="RowColumnsOfNote"/>.</param>
    /// <param name="run">The run.</param>
    /// <param name="isLive">Whether the run is alive.</param>
    /// <param name="live">The numbers of the runs that are alive.</param>
    public static RunRow Row(DbDataReader row, Guid run, bool isLive, HashSet<long> live)
    {
        OperationState? state = State(row, 5, isLive);
        DateTimeOffset? sent = Time(row, 11);
        TimeSpan? duration = row.IsDBNull(12) ? null : TimeSpan.FromMilliseconds(row.GetInt64(12));
        DateTimeOffset? settled = Time(row, 15);

        // It was killed while it was sending.
        bool isLost = !row.IsDBNull(5) && row.GetInt32(5) == 0 && !isLive;
        string? error = isLost ? nameof(ProvisioningError.OutcomeUnknown) : Text(row, 8);
        return new RunRow
        {
            Run = run,
            RowNumber = row.GetInt32(0),
            OperationId = row.IsDBNull(1) ? null : row.GetInt64(1),
            Operation = row.GetString(2),
            Kind = (OperationKind)row.GetInt32(3),
            Key = Text(row, 4),
            State = state,
            Status = RowStatuses.Of(Text(row, 6), state, error, wasCalled: sent is not null || settled is not null),
            Outcome = Enum.TryParse(Text(row, 6), out Outcome outcome) ? outcome : null,
            VendorId = Text(row, 7),
            Error = error,
            Message = isLost ? Lost : settled is null ? Text(row, 9) : "Settled manually.",
            Attempts = row.GetInt32(10),
            Sent = sent,
            Duration = duration,
            CorrelationId = Text(row, 13),
            SettledBy = Text(row, 14),
            Settled = settled,
            Reason = Text(row, 16),
            Ended = sent is { } start && duration is { } took ? start + took : settled is not null || state == OperationState.Sending ? null : Time(row, 17),
            StateNow = State(row, 18, !row.IsDBNull(20) && live.Contains(row.GetInt64(20))),
            LaterRun = row.IsDBNull(19) || row.GetGuid(19) == run ? null : row.GetGuid(19),
        };
    }

    private static OperationState? State(DbDataReader row, int column, bool isLive) => row.IsDBNull(column)
        ? null
        : (OperationState)row.GetInt32(column) is var state && state == OperationState.Sending && !isLive ? OperationState.InDoubt : state;

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
