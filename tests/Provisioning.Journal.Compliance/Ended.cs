using System;

namespace Provisioning.Journal.Compliance;

/// <summary>What became of an operation, as a test says it.</summary>
/// <param name="State">What is known of it.</param>
internal sealed record Ended(OperationState State) : ICompletion
{
    public long Id { get; init; }

    public Guid Run { get; init; }

    public Outcome? Outcome { get; init; }

    public bool WasThere { get; init; }

    public string? VendorId { get; init; }

    public string? Answer { get; init; }

    public string? Error { get; init; }

    public string? Message { get; init; }

    public int? SecretsDigest { get; init; }

    public Guid? RemovedId { get; init; }

    public long? UndoneId { get; init; }

    public bool EndsEarlierDoubts { get; init; }

    public int Attempts { get; init; }

    public long? Sent { get; init; }

    public long? Duration { get; init; }
}
