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
using Provisioning.Sandbox.State;

namespace Provisioning.Chaos.People;

/// <summary>Runs a file of customers, vendor by vendor as an administrator does, and remembers what was said of each customer.</summary>
internal sealed class PeopleBench(World world, PeopleFile file, ChaosOptions options, ScenarioReport report)
{
    private readonly Dice _dice = new(options.Seed, "people's kills");
    private readonly Dictionary<string, ChaosRow> _done = [];
    private readonly Dictionary<string, RowOutcome> _last = [];

    /// <summary>The rows that are not done, as they were at first and without the values that their vendors refuse.</summary>
    public IReadOnlyList<ChaosRow> Mended() =>
        [.. file.Rows.Where(row => !_done.ContainsKey(row.Key)).Select(static row => row with { IsBroken = false })];

    /// <summary>Runs a file for each vendor, in a process that is killed once on its way and started again.</summary>
    public async Task RunAsync(string what, IReadOnlyList<ChaosRow> rows, Identity identity, bool kill = true)
    {
        var said = new List<RowOutcome>();
        foreach (IGrouping<ChaosVendor, ChaosRow> ofVendor in rows.GroupBy(static row => row.Vendor))
        {
            ChaosRow[] part = [.. ofVendor.Select(static (row, index) => row with { Number = index + 1 })];
            WorkerJob job = world.Job(part, options.AtOnce) with { Vendor = ofVendor.Key, Identity = identity };
            if (kill)
                Note(what, part, await KilledAsync(job), said);
            using Worker worker = Worker.Start(job, world.Folder);
            RunLog log = await worker.EndAsync();
            report.Claim(log.Completed, "each run ends by itself", () => $"{what}, {ofVendor.Key}: {log.Fatal} {log.FatalMessage}");
            Note(what, part, log, said);
        }

        Figures.Words(report, said, what + ": ");
    }

    /// <summary>QuickHelp's key was rotated: nothing is sent before somebody has said whose it is, and then the run goes on where it stopped.</summary>
    public async Task RotatedKeyAsync()
    {
        ChaosRow[] rows = [.. file.Rows.Where(static row => row.Vendor == ChaosVendor.QuickHelp)];
        long calls = world.Server.State.Calls;
        var rotated = new Identity { SubscriptionKey = "rotated-key" };
        WorkerJob job = world.Job([.. rows.Select(static (row, index) => row with { Number = index + 1 })], options.AtOnce) with
        {
            Vendor = ChaosVendor.QuickHelp,
            Identity = rotated,
        };
        using (Worker worker = Worker.Start(job, world.Folder))
        {
            RunLog log = await worker.EndAsync();
            bool isAsked = log.Fatal == nameof(ProvisioningError.AccountUnclear) && log.FatalMessage!.Contains("qh-1", StringComparison.Ordinal);
            report.Claim(isAsked, "a rotated key ends the run with the known names", () => $"{log.Fatal} {log.FatalMessage}");
            report.Claim(world.Server.State.Calls == calls, "nothing is sent under an unknown key", () => $"{world.Server.State.Calls - calls} calls");
        }

        await RunAsync("a rotated key, named", rows, rotated with { AccountName = "qh-1" });
    }

    /// <summary>What a person does: looks at the vendor, and tells the journal.</summary>
    public int SettleByHand()
    {
        ILookup<string, CreatedItem> items = Items();
        using IJournalStore journal = JournalStores.Open(new JournalLocation(world.JournalPath), create: false);
        int settled = 0;
        foreach (JournaledOperation doubt in journal.List(new OperationFilter { States = [OperationState.InDoubt] }))
        {
            string? id = items[Same(doubt.Vendor, doubt.Key)].FirstOrDefault()?.Id;
            OperationState state = id is null ? OperationState.NotSent : OperationState.Confirmed;
            settled += journal.Settle([doubt.Id], new Settlement(state, id, "chaos", "seen in the portal", DateTimeOffset.UtcNow)).Count;
        }

        return settled;
    }

    /// <summary>Every customer is there once, and what differs from what is there was said.</summary>
    public void CheckEnd()
    {
        ILookup<string, CreatedItem> items = Items();
        report.Figure("in the sandbox", items.Sum(static same => same.Count()));
        foreach (ChaosRow row in file.Rows)
        {
            CreatedItem[] there = [.. items[Same(row.Vendor.ToString(), row.Key)]];
            int count = there.Length;
            string Show() => $"{row.Vendor} {row.Key}: {count} times ({string.Join(", ", there.Select(static item => Uri.EscapeDataString(item.Key!)))}),"
                + $" last word {_last.GetValueOrDefault(row.Key)}";
            report.Claim(count <= 1, "no customer is there twice, however it was spelled", Show);
            report.Claim(count > 0, "no customer is lost", Show);
            bool isTold = _done.ContainsKey(row.Key)
                || _last.GetValueOrDefault(row.Key)?.Word is nameof(ProvisioningError.NameConflict) or nameof(ProvisioningError.KeyReusedWithOtherData);
            report.Claim(isTold, "in the end every customer is done, or what differs is told", Show);
        }

        report.Claim(world.Holdings.Snapshot.Duplicates.ByCall == 0, "no call is acted on twice", () => world.Holdings.Snapshot.Duplicates.ToString());
    }

    private void Note(string what, ChaosRow[] part, RunLog log, List<RowOutcome> said)
    {
        foreach (RowOutcome outcome in log.Outcomes)
        {
            ChaosRow row = part[outcome.Row - 1];
            said.Add(outcome);
            if (outcome.IsSilent)
                continue;
            if (_done.TryGetValue(row.Key, out ChaosRow? before))
                report.Claim(IsRightWord(row, before, outcome.Word), "a customer that is done is replayed, or what differs is told",
                    () => $"{what}, {row}: {outcome}");
            else if (outcome.IsDone)
                _done[row.Key] = row;
            _last[row.Key] = outcome;
        }
    }

    private static bool IsRightWord(ChaosRow row, ChaosRow before, string word)
    {
        if ((row.Spelling == Spelling.OtherCase) != (before.Spelling == Spelling.OtherCase))
            return word == nameof(ProvisioningError.NameConflict);
        return row.HasColumn != before.HasColumn || row.IsBroken != before.IsBroken
            ? word == nameof(ProvisioningError.KeyReusedWithOtherData)
            : word == nameof(Outcome.Replayed);
    }

    private async Task<RunLog> KilledAsync(WorkerJob job)
    {
        using Worker worker = Worker.Start(job, world.Folder);
        await Task.Delay(TimeSpan.FromMilliseconds(_dice.Between(100, 1500)));
        await worker.KillAsync();
        return worker.Read();
    }

    private ILookup<string, CreatedItem> Items() => world.Holdings.Snapshot.Vendors
        .SelectMany(static vendor => vendor.Value.Items ?? [], static (vendor, item) => (Vendor: vendor.Key, Item: item))
        .ToLookup(static one => Same(one.Vendor, one.Item.Key ?? string.Empty), static one => one.Item);

    private static string Same(string vendor, string key) => vendor.ToUpperInvariant() + " " + NameRule.Fold(key);
}
