using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Provisioning.Journal;
using Provisioning.Journal.Compliance;
using Provisioning.Journal.Sqlite;
using Xunit;

namespace Provisioning.Tests.Support;

/// <summary>A journal in a file, and what a process leaves of it if it is killed.</summary>
internal sealed class LeftBehind : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Journal;

    public string Log => Path + "-wal";

    public static string Key(int row) => $"crm-{row}";

    public static string VendorId(int row) => $"vendor-{row}";

    public IJournalStore Open(TimeProvider? time = null) => SqliteJournalStore.Open(new JournalLocation(Path), create: true, time);

    /// <summary>Makes a journal of which rows are confirmed, and closes it.</summary>
    public static LeftBehind Closed(int rows)
    {
        var journal = new LeftBehind();
        using IJournalStore store = journal.Open();
        Confirm(store, 0, rows);
        return journal;
    }

    /// <summary>A run that confirms rows and ends.</summary>
    public static void Confirm(IJournalStore store, int from, int count)
    {
        using IRunLease lease = store.BeginRun(Given.Run());
        Confirm(store, lease, from, count);
        store.EndRun(lease.Run, new RunCounts { Created = count }, Given.Start);
    }

    /// <summary>Confirms rows in commits of a few, as a run does that goes on.</summary>
    public static void Confirm(IJournalStore store, IRunLease lease, int from, int count)
    {
        foreach (int[] part in Enumerable.Range(from, count).Chunk(count > 1000 ? 500 : 5))
        {
            JournalBatch claims = new(Given.Start.ToUnixTimeMilliseconds());
            claims.Claims.AddRange(part.Select(row => new JournalWork<Intent, Claim>(Given.Intent(lease.Run, Key(row)))));
            store.Commit(claims);
            JournalBatch completions = new(Given.Start.ToUnixTimeMilliseconds());
            completions.Completions.AddRange(part.Zip(claims.Claims, (row, claim) => new JournalWork<ICompletion, bool>(
                new Ended(OperationState.Confirmed)
                {
                    Id = claim.Result.Id, Run = lease.Run, VendorId = VendorId(row), Answer = $$"""{"id":"{{VendorId(row)}}"}""",
                })));
            store.Commit(completions);
        }
    }

    public static Claim[] Claims(IJournalStore store, params IEnumerable<int> rows)
    {
        using IRunLease lease = store.BeginRun(Given.Run());
        JournalBatch batch = new(Given.Start.ToUnixTimeMilliseconds());
        batch.Claims.AddRange(rows.Select(row => new JournalWork<Intent, Claim>(Given.Intent(lease.Run, Key(row)))));
        store.Commit(batch);
        return [.. batch.Claims.Select(static work => work.Result)];
    }

    /// <summary>All rows come out as they were confirmed.</summary>
    public void AssertReplays(int rows)
    {
        using IJournalStore store = Open();
        Claim[] claims = Claims(store, Enumerable.Range(0, rows));
        Assert.All(claims, static claim => Assert.Equal(ClaimKind.Replay, claim.Kind));
        Assert.Equal(Enumerable.Range(0, rows).Select(VendorId), claims.Select(static claim => claim.Known!.VendorId));
    }

    /// <summary>The journal cannot be used, and stays what it is.</summary>
    public VendorApiException AssertRefused(string words)
    {
        byte[] before = Files.ReadShared(Path);
        byte[] log = File.Exists(Log) ? Files.ReadShared(Log) : [];

        // Twice: what was noticed once must not be forgotten.
        VendorApiException error = Assert.Throws<VendorApiException>(() => Open().Dispose());
        Assert.Equal(error.Message, Assert.Throws<VendorApiException>(() => Open().Dispose()).Message);

        Assert.Equal(ProvisioningError.JournalUnavailable, error.Error);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Files.ReadShared(Path));
        Assert.Equal(log, File.Exists(Log) ? Files.ReadShared(Log) : []);
        return error;
    }

    /// <summary>The files as they are at this moment: what would be left if every process that has them open were killed now.</summary>
    public LeftBehind Killed()
    {
        // Another process copies them: .NET does not read what is locked, and closing a file would take SQLite's locks away.
        var left = new LeftBehind();
        using (Process copy = Process.Start("cp", ["-R", _folder.Root + "/.", left._folder.Root]))
        {
            copy.WaitForExit();
            Assert.Equal(0, copy.ExitCode);
        }

        File.Delete(left.Path + "-shm");
        return left;
    }

    public static void Cut(string path, double part)
    {
        using FileStream file = File.OpenWrite(path);
        file.SetLength((long)(file.Length * part));
    }

    public static void Flip(string path, long bit)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        File.WriteAllBytes(path, bytes);
    }

    public void Dispose() => _folder.Dispose();
}
