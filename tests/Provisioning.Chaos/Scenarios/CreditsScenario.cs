using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Provisioning.Chaos.Claims;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Chaos.Worlds;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Runs;
using Provisioning.Sandbox.Faults;

namespace Provisioning.Chaos.Scenarios;

/// <summary>
/// Credits are added under faults and kills. The vendor knows no reference for such a call, so a doubt is never sent again: each key adds at
/// most once, and every addition that nobody can tell of is named.
/// </summary>
internal sealed class CreditsScenario : IScenario
{
    private const int Kills = 8;
    private const int Amount = 7;

    public string Name => "credits";

    public async Task RunAsync(ChaosOptions options, ScenarioReport report)
    {
        await using World world = await World.StartAsync();
        ChaosRow[] rows =
        [
            .. Enumerable.Range(1, options.Rows).Select(number => new ChaosRow(
                number, ChaosVendor.Reseller, string.Create(CultureInfo.InvariantCulture, $"customer-{options.Seed}-{number:D6}"))),
        ];
        await CreateCustomersAsync(world, rows, options);

        ChaosRow[] credits = [.. rows.Select(static row => row with { Credits = Amount })];
        world.Misbehave(FaultMix.Of(options.Seed, options.FaultRate));
        WorkerJob job = world.Job(credits, options.AtOnce);
        var runs = new List<RunLog>();
        var dice = new Dice(options.Seed, "credits' kills");
        for (int kill = 0; kill < Kills; kill++)
            runs.Add(await KilledAsync(job, world, (int)dice.Between(0, 2.0 * rows.Length / Kills)));
        runs.Add(await EndedAsync(job, world));
        Figures.Words(report, runs[^1].Outcomes, "last run: ");

        world.Misbehave(FaultPlan.None);
        await world.SettledAsync();
        Dictionary<string, int> added = await ReadAsync(world, rows);
        report.Figure("additions that the vendor made", added.Values.Sum() / Amount);
        Check(report, credits, runs, added, world);
    }

    private static async Task CreateCustomersAsync(World world, ChaosRow[] rows, ChaosOptions options)
    {
        using var connections = new ConnectionSet(world.Server.BaseAddress, Timing.Options(TimeSpan.FromSeconds(30)));
        using ProvisioningRun run = ProvisioningRun.Open(connections.Any, new RunOptions { NoJournal = true, ThrottleLimit = options.AtOnce });
        await foreach (RowResult result in run.RunAsync(rows.Select(connections.Prepare).ToAsyncEnumerable()))
        {
            if (result.Error is { } error)
                throw new InvalidOperationException("A customer could not be created.", error);
        }
    }

    // By the results that are out: changes are not among the calls that the sandbox counts.
    private static async Task<RunLog> KilledAsync(WorkerJob job, World world, int results)
    {
        using Worker worker = Worker.Start(job, world.Folder);
        while (!worker.HasExited && worker.Read().Outcomes.Count < results)
            await Task.Delay(20);
        await worker.KillAsync();
        return worker.Read();
    }

    private static async Task<RunLog> EndedAsync(WorkerJob job, World world)
    {
        using Worker worker = Worker.Start(job, world.Folder);
        return await worker.EndAsync();
    }

    // What the vendor itself says, asked past the module.
    private static async Task<Dictionary<string, int>> ReadAsync(World world, ChaosRow[] rows)
    {
        using var http = new HttpClient { BaseAddress = new Uri(world.Server.BaseAddress, "reseller/services/rest/") };
        var added = new Dictionary<string, int>(rows.Length);
        foreach (ChaosRow row in rows)
        {
            using var form = new FormUrlEncodedContent(
            [
                new("reseller", "acme"), new("password", "reseller-pass"), new("customer", row.Key),
            ]);
            using HttpResponseMessage answer = await http.PostAsync(new Uri("admin/balance", UriKind.Relative), form);
            added[row.Key] = (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["credits"]!;
        }

        return added;
    }

    private static void Check(
        ScenarioReport report, ChaosRow[] rows, List<RunLog> runs, Dictionary<string, int> added, World world)
    {
        ILookup<int, RowOutcome> said = runs.SelectMany(static run => run.Outcomes).ToLookup(static outcome => outcome.Row);
        Dictionary<string, JournaledOperation> journal = world.JournalEntries().ToDictionary(static entry => entry.Key);
        foreach (RunLog run in runs)
            report.Claim(run.Fatal is null, "no run ends by an error of its own", () => $"{run.Fatal} {run.FatalMessage}");
        foreach (ChaosRow row in rows)
        {
            JournaledOperation? entry = journal.GetValueOrDefault("credits for " + row.Key);
            RowOutcome? last = runs[^1].Outcomes.FirstOrDefault(outcome => outcome.Row == row.Number);
            string Show() => $"row {row}: said [{string.Join(", ", said[row.Number])}], journal {entry?.State}, added {added[row.Key]}";
            report.Claim(added[row.Key] is 0 or Amount, "no key adds twice", Show);
            report.Claim(last is not null && entry is not null, "every row is done or reported, and in the journal", Show);
            if (last is null || entry is null)
                continue;
            report.Claim(!last.IsDone || added[row.Key] == Amount, "what is said to be added is there", Show);
            bool isNamed = last.Word == nameof(ProvisioningError.OutcomeUnknown);
            report.Claim(last.IsDone || isNamed || added[row.Key] == 0, "what is said to be refused or not sent was not added", Show);
            report.Claim(isNamed == (entry.State == OperationState.InDoubt), "every doubt is named, in the journal and by the run", Show);
            report.Claim(
                !isNamed
                    || last.Message.Contains("credits", StringComparison.Ordinal)
                    || last.Message.Contains("vendor did not say", StringComparison.Ordinal),
                "a doubt shows the balance", Show);
        }
    }
}
