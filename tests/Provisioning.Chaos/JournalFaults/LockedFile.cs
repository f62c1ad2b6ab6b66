using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Provisioning.Chaos.Running;
using Provisioning.Journal;
using Provisioning.Journal.Sqlite;
using Provisioning.Sandbox.Faults;

namespace Provisioning.Chaos.JournalFaults;

/// <summary>Somebody else holds the journal: its write lock, or all of it, or its write lock from the middle of the run on.</summary>
internal sealed class LockedFile(LockedFile.Kind kind) : IJournalFault
{
    /// <summary>How it is locked.</summary>
    internal enum Kind
    {
        Write,
        Whole,
        Midway,
    }

    public string Name => kind switch
    {
        Kind.Write => "locked for writing",
        Kind.Whole => "locked whole",
        _ => "locked midway",
    };

    public async Task RunAsync(JournalBench bench)
    {
        await bench.PrepareAsync();
        var clock = Stopwatch.StartNew();
        if (kind == Kind.Midway)
        {
            await LockMidwayAsync(bench);
        }
        else
        {
            await using SqliteConnection other = await LockAsync(bench, kind == Kind.Whole);
            await bench.RefusedAsync(Name, "locked");
        }

        bench.Figure("ended after", clock.Elapsed.TotalSeconds.ToString("0.0 s", System.Globalization.CultureInfo.InvariantCulture));
        bench.Claim(clock.Elapsed < TimeSpan.FromSeconds(40), "the wait for the lock is bounded", () => clock.Elapsed.ToString());
        bench.CheckRecorded();
        await bench.FinishAsync();
    }

    private static async Task LockMidwayAsync(JournalBench bench)
    {
        // Slow enough that the lock surely comes before the end.
        bench.World.Misbehave(new FaultPlan { LatencyMs = 500 });
        long before = bench.World.Server.State.Created;
        Task<RunLog> running = bench.RunAsync(bench.Rows);
        while (!running.IsCompleted && bench.World.Server.State.Created < before + (bench.Rows.Count / 8))
            await Task.Delay(1);

        RunLog run;
        await using (await LockAsync(bench, whole: false))
            run = await running;
        bench.World.Misbehave(FaultPlan.None);
        bench.CheckBrokenOff(run, "locked");
    }

    private static async Task<SqliteConnection> LockAsync(JournalBench bench, bool whole)
    {
        NativeSqlite.Use();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = bench.World.JournalPath, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = (whole ? "PRAGMA locking_mode = EXCLUSIVE; " : string.Empty) + "BEGIN IMMEDIATE; UPDATE operations SET attempts = attempts;";
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
