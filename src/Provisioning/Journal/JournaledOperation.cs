using System;
using Provisioning.Connections;

namespace Provisioning.Journal;

/// <summary>One operation as the journal has it. No secret is ever in it.</summary>
public sealed class JournaledOperation
{
    /// <summary>The journal's own number of the operation.</summary>
    public required long Id { get; init; }

    /// <summary>The vendor's name.</summary>
    public required string Vendor { get; init; }

    /// <summary>The operation's name.</summary>
    public required string Operation { get; init; }

    /// <summary>What the journal knows it by: the natural key, or the operation key that was given.</summary>
    public required string Key { get; init; }

    /// <summary>What is known of it.</summary>
    public required OperationState State { get; init; }

    /// <summary>The new customer's id, where it is known.</summary>
    public string? VendorId { get; init; }

    /// <summary>How many create calls were sent for it, over all runs.</summary>
    public int Attempts { get; init; }

    /// <summary>When its intent was first recorded.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Why it did not work; null where it did.</summary>
    public string? Message { get; init; }

    /// <summary>The name of the error; null where it worked.</summary>
    public string? Error { get; init; }

    /// <summary>The id that ties it to the vendor's log.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The base address of the connection.</summary>
    public required string BaseUri { get; init; }

    /// <summary>The tenant or reseller of the connection.</summary>
    public string? Account { get; init; }

    /// <summary>The run that last worked on it.</summary>
    public required Guid Run { get; init; }

    /// <summary>Whether that run is still alive; only then is a <see cref="OperationState.Sending"/> operation being worked on.</summary>
    public bool IsHeld { get; init; }

    /// <summary>What it does to the vendor's data.</summary>
    public OperationKind Kind { get; init; }

    /// <summary>When its latest run began to send it; null where it never was.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>How long the vendor took to answer, retries included; null where it was never sent.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The journal that it is in: a file's path, or a database's address without credentials.</summary>
    public required string Journal { get; init; }
}
