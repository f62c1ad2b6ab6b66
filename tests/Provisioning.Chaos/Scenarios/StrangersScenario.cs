using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Runs;
using Provisioning.Sandbox.Faults;
using Provisioning.Sandbox.State;

namespace Provisioning.Chaos.Scenarios;

/// <summary>
/// Half of the names are at the vendors already, with other data, while the vendors misbehave and processes are killed: what is there is not
/// what the run created.
/// </summary>
internal sealed class StrangersScenario : IScenario
{
    private const int Kills = 8;

    public string Name => "strangers";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        await using World world = await World.StartAsync();

        // QuickHelp shows no customers, so it has no strangers either.
        ChaosRow[] rows =
        [
            .. RowFile.Generate(options.Rows, options.Seed).Where(static row => row.Vendor != ChaosVendor.QuickHelp)
                .Select(static (row, index) => row with { Number = index + 1, HasId = row.Vendor == ChaosVendor.CloudCockpit }),
        ];
        HashSet<string> strangers = await CreateStrangersAsync(world, [.. rows.Where(static row => row.Number % 2 == 0)], options);
        report.Figure("strangers' customers", strangers.Count);

        world.Misbehave(FaultMix.Of(options.Seed, options.FaultRate));
        WorkerJob job = world.Job(rows, options.AtOnce);
        var runs = new List<RunLog>();
        var dice = new Dice(options.Seed, "strangers' kills");
        for (int kill = 0; kill < Kills; kill++)
            runs.Add(await KilledAsync(job, world, world.Server.State.Calls + (long)dice.Between(10, 2.0 * rows.Length / Kills)));
        runs.Add(await EndedAsync(job, world));
        Figures.Words(report, runs[^1].Outcomes, "last run: ");
        await world.SettledAsync();
        Check(report, "in the night", rows, runs, world, strangers);

        world.Misbehave(FaultPlan.None);
        report.Figure("settled by a person", SettleByHand(world, rows, strangers));
        runs.Add(await EndedAsync(job, world));
        Figures.Words(report, runs[^1].Outcomes, "morning after: ");
        Check(report, "in the morning", rows, runs, world, strangers);
        foreach (RowOutcome outcome in runs[^1].Outcomes.Where(static outcome => !outcome.IsDone))
        {
            bool isStrangers = rows[outcome.Row - 1].Number % 2 == 0 && outcome.Word == nameof(ProvisioningError.AlreadyExists);
            report.Claim(isStrangers, "in the end every row is done, or a stranger has its name", () => $"row {rows[outcome.Row - 1]}: {outcome}");
        }
    }

    private static async Task<HashSet<string>> CreateStrangersAsync(World world, ChaosRow[] rows, ChaosOptions options)
    {
        using var connections = new ConnectionSet(world.Server.BaseAddress, Timing.Options(TimeSpan.FromSeconds(30)));
        using ProvisioningRun run = ProvisioningRun.Open(connections.Any, new RunOptions { NoJournal = true, ThrottleLimit = options.AtOnce });
        await foreach (RowResult result in run.RunAsync(rows.Select(row => connections.Prepare(row with { IsStrangers = true })).ToAsyncEnumerable()))
        {
            if (result.Error is { } error)
                throw new InvalidOperationException("A stranger could not create a customer.", error);
        }

        return [.. Items(world).Select(static item => item.Id)];
    }

    private static async Task<RunLog> KilledAsync(WorkerJob job, World world, long calls)
    {
        using Worker worker = Worker.Start(job, world.Folder);
        while (!worker.HasExited && world.Server.State.Calls < calls)
            await Task.Delay(2);
        await worker.KillAsync();
        return worker.Read();
    }

    private static async Task<RunLog> EndedAsync(WorkerJob job, World world)
    {
        using Worker worker = Worker.Start(job, world.Folder);
        return await worker.EndAsync();
    }

    private static IEnumerable<CreatedItem> Items(World world) =>
        world.Holdings.Snapshot.Vendors.SelectMany(static vendor => vendor.Value.Items ?? []);

    // A person looks at the vendor, and can tell a stranger's customer from one's own.
    private static int SettleByHand(World world, ChaosRow[] rows, HashSet<string> strangers)
    {
        Dictionary<string, string> keys = rows.ToDictionary(KeyOf, static row => row.Key);
        Holdings holdings = world.Holdings;
        using IJournalStore journal = JournalStores.Open(new JournalLocation(world.JournalPath), create: false);
        int settled = 0;
        foreach (JournaledOperation doubt in journal.List(new OperationFilter { States = [OperationState.InDoubt] }))
        {
            string? id = holdings.Of(Enum.Parse<ChaosVendor>(doubt.Vendor),
                keys.GetValueOrDefault(doubt.Key, doubt.Key)).FirstOrDefault(item => !strangers.Contains(item.Id))?.Id;
            OperationState state = id is null ? OperationState.NotSent : OperationState.Confirmed;
            settled += journal.Settle([doubt.Id], new Settlement(state, id, "chaos", null, DateTimeOffset.UtcNow)).Count;
        }

        return settled;
    }

    private static void Check(
        ScenarioReport report, string when, ChaosRow[] rows, List<RunLog> runs, World world, HashSet<string> strangers)
    {
        Holdings holdings = world.Holdings;
        ILookup<int, RowOutcome> said = runs.SelectMany(static run => run.Outcomes).ToLookup(static outcome => outcome.Row);
        Dictionary<(string, string), JournaledOperation> journal = world.JournalEntries().ToDictionary(static entry => (entry.Vendor, KeyOf(entry)));
        foreach (RunLog run in runs)
            report.Claim(run.Fatal is null, "no run ends by an error of its own", () => $"{run.Fatal} {run.FatalMessage}");
        foreach (ChaosRow row in rows)
        {
            CreatedItem[] ours = [.. holdings.Of(row.Vendor, row.Key).Where(item => !strangers.Contains(item.Id))];
            JournaledOperation? entry = journal.GetValueOrDefault((row.Vendor.ToString(), KeyOf(row)));
            string Show() => $"{when}, row {row}: said [{string.Join(", ", said[row.Number])}], journal {entry?.State} {entry?.VendorId}, ours {ours.Length}";
            report.Claim(ours.Length <= 1, "no row is created twice", Show);
            bool isDone = said[row.Number].Any(static outcome => outcome.IsDone);
            report.Claim(!isDone || ours.Length == 1, "no stranger's customer is taken for the row's", Show);
            report.Claim(entry is not null, "every row is in the journal", Show);
            report.Claim(entry?.VendorId is null || !strangers.Contains(entry.VendorId) || IsIdOfRow(row), "no stranger's id is in the journal", Show);
            bool isLost = ours.Length == 1 && entry?.State is OperationState.Rejected or OperationState.NotSent;
            report.Claim(!isLost, "what is there is not said to be refused or not sent", Show);
        }

        report.Claim(holdings.Snapshot.Duplicates.ByCall == 0, "no call is acted on twice", () => holdings.Snapshot.Duplicates.ToString());
    }

    // The row chose the ID, and a stranger did before.
    private static bool IsIdOfRow(ChaosRow row) => row.Vendor == ChaosVendor.CloudCockpit;

    private static string KeyOf(JournaledOperation entry) => entry.Key;

    private static string KeyOf(ChaosRow row) => row.Vendor == ChaosVendor.CloudCockpit ? ConnectionSet.IdOf(row.Key).ToString() : row.Key;
}
