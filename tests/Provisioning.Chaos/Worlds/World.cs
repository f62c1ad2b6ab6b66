using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Chaos.Rows;
using Provisioning.Chaos.Running;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Runs;
using Provisioning.Sandbox;
using Provisioning.Sandbox.Faults;
using Provisioning.Sandbox.State;

namespace Provisioning.Chaos.Worlds;

/// <summary>A sandbox and a folder for one scenario.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("provisioning-chaos-");

    private World(SandboxServer server)
    {
        Server = server;
        JournalPath = At("journal.db");
    }

    public SandboxServer Server { get; }

    public string Folder => _folder.FullName;

    public string JournalPath { get; set; }

    public static async Task<World> StartAsync(string urls = "http://127.0.0.1:0") => new(await SandboxServer.StartAsync(urls));

    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>What a worker process needs to do these rows here; they are put into a file for it.</summary>
    public WorkerJob Job(IReadOnlyList<ChaosRow> rows, int atOnce)
    {
        string path = At("rows.tsv");
        RowFile.Write(path, rows);
        return new WorkerJob { Sandbox = Server.BaseAddress, RowsPath = path, JournalPath = JournalPath, AtOnce = atOnce };
    }

    /// <summary>Lets calls end that the sandbox still has at work, so that its state is final.</summary>
    public async Task<Holdings> SettledAsync()
    {
        await Task.Delay(Timing.LateMs * 10);
        return Holdings;
    }

    /// <summary>What the sandbox holds now.</summary>
    public Holdings Holdings => new(Server.State.Snapshot());

    public IReadOnlyList<JournaledOperation> JournalEntries() => Entries(JournalPath);

    public static IReadOnlyList<JournaledOperation> Entries(string path)
    {
        using IJournalStore journal = JournalStores.Open(new JournalLocation(path), create: false);
        return journal.List(new OperationFilter());
    }

    /// <summary>What a person does: looks at the vendor, and tells the journal.</summary>
    /// <returns>How many were settled.</returns>
    public int SettleByHand()
    {
        Holdings holdings = Holdings;
        using IJournalStore journal = JournalStores.Open(new JournalLocation(JournalPath), create: false);
        string[] vendors = [nameof(ChaosVendor.QuickHelp)];
        return journal.List(new OperationFilter { States = [OperationState.InDoubt], Vendors = vendors })
            .GroupBy(entry => holdings.Of(Enum.Parse<ChaosVendor>(entry.Vendor), entry.Key) is [CreatedItem item, ..] ? item.Id : null)
            .Sum(found => journal.Settle([.. found.Select(static entry => entry.Id)], Settlement(found.Key)).Count);

        static Settlement Settlement(string? vendorId) =>
            new(vendorId is null ? OperationState.NotSent : OperationState.Confirmed, vendorId, "chaos", null, DateTimeOffset.UtcNow);
    }

    public void Misbehave(FaultPlan plan) => Server.Faults.Plan = plan;

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
