using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Tests.Support;

/// <summary>Runs rows as a cmdlet does: one thread adds and takes.</summary>
internal static class Rows
{
    public static ProvisioningRun Start(string? journal = null, RunOptions? options = null, IOperationLog? log = null) =>
        new(journal is null ? null : RunJournal.Open(journal, TimeProvider.System), options ?? new RunOptions(), log ?? SilentLog.Instance);

    /// <summary>A whole run.</summary>
    public static async Task<IReadOnlyList<RowResult>> RunAsync(string? journal, RunOptions? options, IEnumerable<PreparedOperation> rows)
    {
        using ProvisioningRun run = Start(journal, options);
        return await run.PassAsync(rows);
    }

    /// <summary>A whole run of one row.</summary>
    public static async Task<RowResult> RunAsync(string? journal, PreparedOperation row, RunOptions? options = null) => (await RunAsync(journal, options, [row])).Single();

    public static Task<List<RowResult>> PassAsync(this ProvisioningRun run, IEnumerable<PreparedOperation> rows) => Task.Run(() =>
    {
        var results = new List<RowResult>();
        foreach (PreparedOperation row in rows)
        {
            while (run.IsFull)
                run.Take(results);
            run.Add(row);
        }

        while (run.HasRows)
            run.Take(results);
        return results;
    });

    private static void Take(this ProvisioningRun run, List<RowResult> results)
    {
        if (run.TryTake(out RowResult? result))
            results.Add(result!);
        else
            run.WaitForNext(TimeSpan.FromSeconds(1));
    }
}
