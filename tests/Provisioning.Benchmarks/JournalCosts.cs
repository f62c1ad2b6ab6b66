using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Benchmarks;

/// <summary>What an opening, a commit and a row cost in a journal as it is: medians, in microseconds.</summary>
internal sealed class JournalCosts(JournalLocation location, Connection connection)
{
    private const int Times = 31;

    private int _next;

    public IEnumerable<string> Measure()
    {
        // A name of its own for each measurement: rows that are claimed must be new.
        string prefix = Guid.NewGuid().ToString("N");
        yield return Line("opened and closed", Median(Times, () => Open().Dispose()));
        using IJournalStore store = Open();
        RunRecord run = RunDescription.Of(connection, new RunOptions { Command = "New-ResellerCustomerUser" }, TimeProvider.System);
        using IRunLease lease = store.BeginRun(run);
        foreach (int size in new[] { 1, 64 })
        {
            List<PreparedOperation> Rows() => [.. Enumerable.Range(0, size).Select(_ => BenchRows.Prepare(connection, prefix, ++_next))];
            yield return Line($"a commit of {size} intents", Median(Times * 10, Rows, rows => Claim(store, run.Id, rows)));
        }

        List<PreparedOperation> known = [.. Enumerable.Range(1, 64).Select(row => BenchRows.Prepare(connection, "timed", row))];
        yield return Line("a commit of 64 replays", Median(Times * 10, () => Claim(store, run.Id, known)));
        store.EndRun(run.Id, new RunCounts(), DateTimeOffset.UtcNow);
    }

    private static void Claim(IJournalStore store, Guid run, List<PreparedOperation> rows)
    {
        var batch = new JournalBatch(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        batch.Claims.AddRange(rows.Select(row =>
            new JournalWork<Intent, Claim>(IntentMapping.IntentOf(row, IntentMapping.ScopeOf(row, row.Connection.Account), run, new RunOptions()))));
        store.Commit(batch);
    }

    private static double Median(int times, Action action) => Median(times, static () => true, _ => action());

    private static double Median<T>(int times, Func<T> prepare, Action<T> action)
    {
        var taken = new List<double>();
        for (int time = 0; time < times; time++)
        {
            T prepared = prepare();
            long start = Stopwatch.GetTimestamp();
            action(prepared);
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        taken.Sort();
        return taken[times / 2];
    }

    private static string Line(string what, double microseconds) =>
        string.Format(CultureInfo.InvariantCulture, "{0,-28} {1,12:0.0} us", what, microseconds);

    private IJournalStore Open() => JournalStores.Open(location, create: true);
}
