using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Chaos.Rows;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Chaos.Running;

/// <summary>One run over a file of rows, and all that it said.</summary>
/// <param name="connections">Whom the rows are sent to.</param>
/// <param name="options">How the run works, and its journal.</param>
internal sealed class RowRun(ConnectionSet connections, RunOptions options)
{
    /// <summary>Where the run tells what it does.</summary>
    public IOperationLog Log { get; init; } = SilentLog.Instance;

    /// <summary>The vendor of all rows; null for the rows of all vendors.</summary>
    public ChaosVendor? Vendor { get; init; }

    /// <summary>Told each result as soon as it is there.</summary>
    public Action<RowOutcome> OnResult { get; init; } = static _ => { };

    /// <summary>A run with all defaults.</summary>
    public static Task<RunLog> RunAsync(string journalPath, ConnectionSet connections, IReadOnlyList<ChaosRow> rows, int atOnce) =>
        new RowRun(connections, new RunOptions { ThrottleLimit = atOnce, Journal = journalPath }).RunAsync(rows);

    /// <summary>Runs all rows to their end. A journal that cannot be opened is a fatal end too, as in a cmdlet.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="interrupt">Ctrl+C.</param>
    public Task<RunLog> RunAsync(IReadOnlyList<ChaosRow> rows, CancellationToken interrupt = default) => Task.Run(
        async () =>
        {
            try
            {
                using ProvisioningRun run = ProvisioningRun.Open(Vendor is { } vendor ? connections.Of(vendor) : connections.Any, options, Log);
                return await RunAsync(run, rows, interrupt);
            }
            catch (VendorApiException exception)
            {
                return new RunLog([], Completed: false, exception.Error.ToString(), exception.Message);
            }
        },
        CancellationToken.None);

    private async Task<RunLog> RunAsync(ProvisioningRun run, IReadOnlyList<ChaosRow> rows, CancellationToken interrupt)
    {
        bool hasReadAll = false;
        var outcomes = new List<RowOutcome>(rows.Count);
        await foreach (RowResult result in run.RunAsync(Prepare().ToAsyncEnumerable(), interrupt))
        {
            var outcome = RowOutcome.Of(result);
            outcomes.Add(outcome);
            OnResult(outcome);
        }

        return new RunLog(outcomes, hasReadAll && !run.IsStopping, run.Fatal?.Error.ToString(), run.Fatal?.Message);

        IEnumerable<PreparedOperation> Prepare()
        {
            foreach (ChaosRow row in rows)
                yield return connections.Prepare(row);
            hasReadAll = true;
        }
    }
}
