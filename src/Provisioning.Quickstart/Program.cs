using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualBasic.FileIO;
using Provisioning.Http;
using Provisioning.Journal;
using Provisioning.Quickstart.Rows;
using Provisioning.Runs;
using Provisioning.Sandbox;

namespace Provisioning.Quickstart;

/// <summary>Provisions the example's rows at a sandbox of its own, and shows what became of each.</summary>
internal static class Program
{
    /// <summary>The rows of customers.csv that are wrong on purpose: licenses and a date that are none; a username with a space and an e-mail address without @.</summary>
    private static readonly int[] s_badRows = [7, 14];

    private static readonly string s_file = Path.Combine(AppContext.BaseDirectory, "Examples", "customers.csv");

    private static async Task<int> Main()
    {
        Console.OutputEncoding = Encoding.UTF8;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("provisioning-quickstart-");
        try
        {
            SandboxServer sandbox = await SandboxServer.StartAsync().ConfigureAwait(false);
            await using (sandbox.ConfigureAwait(false))
                return Provision(sandbox, Path.Combine(folder.FullName, "journal.db"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or MalformedLineException or VendorApiException)
        {
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Provision(SandboxServer sandbox, string journalPath)
    {
        using var vendors = new VendorSet(sandbox.BaseAddress);

        // Read whole: a file that is no table is found out before anything is sent.
        PreparedRow[] rows = [.. CsvFile.Read(s_file).Select(vendors.Prepare)];
        Console.WriteLine($"{Path.GetFileName(s_file)}: {rows.Length} rows, to the sandbox at {sandbox.BaseAddress}");
        using var run = new ProvisioningRun(RunJournal.Open(journalPath, TimeProvider.System), new RunOptions(), SilentLog.Instance);

        var report = new Report();
        foreach (RowResult result in Results(run, rows))
            report.Add(result, vendors);
        report.Print();

        if (run.Fatal is { } fatal)
            Console.WriteLine($"The run ended early: {fatal.Message}");
        bool isAsExpected = report.RowsNotCreated.SequenceEqual(s_badRows);
        Console.WriteLine();
        Console.WriteLine($"The sandbox holds {sandbox.State.Created} customers, {sandbox.State.Duplicates.ByKey} of them twice. "
            + (isAsExpected ? "The bad rows, and only those, were refused." : $"Expected were refusals of the rows {string.Join(" and ", s_badRows)}, and of no others."));
        return isAsExpected ? 0 : 1;
    }

    /// <summary>Rows go in while the results of earlier ones come out; both in the order of the file.</summary>
    private static IEnumerable<RowResult> Results(ProvisioningRun run, IEnumerable<PreparedRow> rows)
    {
        foreach (PreparedRow row in rows)
        {
            if (row.Refusal is { } refusal)
                run.AddFailed(row.Operation, refusal);
            else
                run.Add(row.Operation);
            foreach (RowResult result in Take(run, () => run.IsFull))
                yield return result;
        }

        foreach (RowResult result in Take(run, () => run.HasRows))
            yield return result;
    }

    private static IEnumerable<RowResult> Take(ProvisioningRun run, Func<bool> mustWait)
    {
        while (true)
        {
            if (run.TryTake(out RowResult? result))
                yield return result!;
            else if (mustWait())
                run.WaitForNext(TimeSpan.FromMilliseconds(100));
            else
                yield break;
        }
    }
}
