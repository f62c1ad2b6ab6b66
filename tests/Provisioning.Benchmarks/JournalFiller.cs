using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Benchmarks;

/// <summary>
/// Makes a journal as years of runs leave it, in a minute instead: most operations confirmed, some in doubt, and a few that a killed run was sending.
/// </summary>
internal sealed class JournalFiller(IJournalStore store, Connection connection)
{
    private const int LongestRun = 10_000;
    private const int BatchSize = 2_000;

    // What a run of 32 at once has under way when it is killed.
    private const int LeftBehind = 64;

    private static readonly DateTimeOffset _today = DateTimeOffset.UtcNow;

    /// <summary>Fills the journal.</summary>
    /// <param name="rows">How many confirmed operations; the first tenth of them is 200 days old.</param>
    /// <param name="doubts">How many in doubt.</param>
    public void Fill(int rows, int doubts)
    {
        int size = Math.Min(LongestRun, rows / 10);
        for (int done = 0; done < rows; done += size)
        {
            DateTimeOffset time = done < rows / 10 ? _today.AddDays(-200) : _today.AddDays(-20);
            Run(Rows("timed", done, Math.Min(size, rows - done)), OperationState.Confirmed, time);
        }

        int killed = Math.Min(LeftBehind, doubts / 2);
        Run(Rows("doubt", 0, doubts - killed), OperationState.InDoubt, _today.AddDays(-1));
        Run(Rows("doubt", doubts - killed, killed), OperationState.Sending, _today.AddDays(-1));
    }

    private List<PreparedOperation> Rows(string prefix, int after, int count) =>
        [.. Enumerable.Range(after + 1, count).Select(row => BenchRows.Prepare(connection, prefix, row))];

    // A run that leaves operations behind does not say that it ended: it was killed.
    private void Run(List<PreparedOperation> rows, OperationState state, DateTimeOffset time)
    {
        RunRecord run = RunDescription.Of(connection, new RunOptions { Command = "New-ResellerCustomerUser" }, TimeProvider.System) with { Started = time };
        using IRunLease lease = store.BeginRun(run);
        foreach (PreparedOperation[] part in rows.Chunk(BatchSize))
        {
            var claims = new JournalBatch(time.ToUnixTimeMilliseconds());
            claims.Claims.AddRange(part.Select(row =>
                new JournalWork<Intent, Claim>(IntentMapping.IntentOf(row, IntentMapping.ScopeOf(row, row.Connection.Account), run.Id, new RunOptions()))));
            store.Commit(claims);
            if (state == OperationState.Sending)
                continue;

            var completions = new JournalBatch(time.ToUnixTimeMilliseconds());
            completions.Completions.AddRange(claims.Claims.Select(claim =>
                new JournalWork<ICompletion, bool>(new Ended(run.Id, claim.Result.Id, state, time))));
            store.Commit(completions);
        }

        if (state != OperationState.Sending)
            store.EndRun(run.Id, new RunCounts(), time);
    }

    private sealed class Ended(Guid run, long id, OperationState state, DateTimeOffset time) : ICompletion
    {
        public long Id => id;

        public Guid Run => run;

        public OperationState State => state;

        public Outcome? Outcome => State == OperationState.Confirmed ? Provisioning.Outcome.Created : null;

        public bool WasThere => false;

        public string? VendorId => State == OperationState.Confirmed ? id.ToString("x24", CultureInfo.InvariantCulture) : null;

        public string? Answer => State == OperationState.Confirmed ? $$"""{"status":0,"customerId":"{{VendorId}}","userId":"{{VendorId}}"}""" : null;

        public string? Error => State == OperationState.Confirmed ? null : "OutcomeUnknown";

        public string? Message => State == OperationState.Confirmed ? null : "The call was sent, but no answer was received: the connection was reset.";

        public int? SecretsDigest => null;

        public Guid? RemovedId => null;

        public long? UndoneId => null;

        public bool EndsEarlierDoubts => false;

        public int Attempts => 1;

        public long? Sent => time.ToUnixTimeMilliseconds();

        public long? Duration => 50;
    }
}
