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

    /// <summary>Reads a run.</summary>
    /// <param name="row">A row with <see cref="RunColumns"/>.</param>
    public static RunRecord Run(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        User = row.GetString(1),
        Computer = row.GetString(2),
        Process = row.GetInt32(3),
        Command = row.GetString(4),
        Vendor = row.GetString(5),
        BaseUri = row.GetString(6),
        Account = Text(row, 7),
        Connection = row.GetString(8),
        Source = Text(row, 9),
        LongestCall = TimeSpan.FromMilliseconds(row.GetInt64(10)),
        Started = Time(row, 11)!.Value,
        Ended = Time(row, 12),
        Counts = new RunCounts
        {
            Created = row.GetInt32(13),
            Recovered = row.GetInt32(14),
            Replayed = row.GetInt32(15),
            Existing = row.GetInt32(16),
            Failed = row.GetInt32(17),
            InDoubt = row.GetInt32(18),
            NotStarted = row.GetInt32(19),
        },
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
