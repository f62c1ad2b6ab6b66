using System;
using System.IO;
using System.Text.Json;

namespace Provisioning.Chaos.Running;

/// <summary>What a worker process is to do.</summary>
internal sealed record WorkerJob
{
    public required Uri Sandbox { get; init; }

    public required string RowsPath { get; init; }

    public required string JournalPath { get; init; }

    /// <summary>One line a result, as soon as it is there: what a killed process has said stays said. Chosen where the worker is started.</summary>
    public string ResultsPath { get; init; } = string.Empty;

    public required int AtOnce { get; init; }

    /// <summary>The vendor of all rows; null for the rows of all vendors, which are then recorded under one of them.</summary>
    public Rows.ChaosVendor? Vendor { get; init; }

    public Rows.Identity Identity { get; init; } = new();

    public int CallTimeoutMs { get; init; } = (int)Worlds.Timing.CallTimeout.TotalMilliseconds;

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    public static WorkerJob Read(string path) => JsonSerializer.Deserialize<WorkerJob>(File.ReadAllText(path))!;
}
