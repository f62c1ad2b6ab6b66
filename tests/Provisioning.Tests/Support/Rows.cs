using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Tests.Support;

/// <summary>Runs rows through the public pump.</summary>
internal static class Rows
{
    public static ProvisioningRun Start(string? journal = null, RunOptions? options = null, IOperationLog? log = null) =>
        new(journal is null ? null : Journals.OpenRun(journal), options ?? new RunOptions(), log ?? SilentLog.Instance);

    /// <summary>A whole run.</summary>
    public static async Task<IReadOnlyList<RowResult>> RunAsync(string? journal, RunOptions? options, IEnumerable<PreparedOperation> rows)
    {
        using ProvisioningRun run = Start(journal, options);
        return await run.PassAsync(rows);
    }

    /// <summary>A whole run of one row.</summary>
    public static async Task<RowResult> RunAsync(string? journal, PreparedOperation row, RunOptions? options = null) =>
        (await RunAsync(journal, options, [row])).Single();

    /// <summary>The results of what was added before and of these rows.</summary>
    public static async Task<List<RowResult>> PassAsync(this ProvisioningRun run, IEnumerable<PreparedOperation> rows) =>
        await run.RunAsync(rows.ToAsyncEnumerable()).ToListAsync();
}
