using System;

namespace Provisioning.Journal;

/// <summary>An operation in the journal. It never contains a secret.</summary>
public sealed class JournaledOperation
{
    /// <summary>The number of the operation in the journal.</summary>
    public required long Id { get; init; }

    /// <summary>The vendor's name.</summary>
    public required string Vendor { get; init; }

    /// <summary>The operation's name.</summary>
    public required string Operation { get; init; }

    /// <summary>The key of the operation: the natural key, or the value of -OperationKey.</summary>
    public required string Key { get; init; }

    /// <summary>What is known about the operation.</summary>
    public required OperationState State { get; init; }

    /// <summary>The customer's ID, if it is known.</summary>
    public string? VendorId { get; init; }

    /// <summary>The number of calls that were sent for it, over all runs.</summary>
    public int Attempts { get; init; }

    /// <summary>When its intent was first recorded.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When the operation last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Why the operation failed; null if it succeeded.</summary>
    public string? Message { get; init; }

    /// <summary>The name of the error; null if it succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>The ID that ties the operation to the vendor's log.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The base address of the connection.</summary>
    public required string BaseUri { get; init; }

    /// <summary>The tenant or reseller of the connection.</summary>
    public string? Account { get; init; }

    /// <summary>The run that last worked on it.</summary>
    public required Guid Run { get; init; }

    /// <summary>Whether that run is still working on the operation.</summary>
    public bool IsHeld { get; init; }

    /// <summary>What it does to the vendor's data.</summary>
    public OperationKind Kind { get; init; }

    /// <summary>When the latest run started to send it; null if it was never sent.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>How long the vendor took to answer, including retries; null if it was never sent.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The user who settled it; null if no person did.</summary>
    public string? SettledBy { get; init; }

    /// <summary>When it was settled by a person; null if it was not.</summary>
    public DateTimeOffset? Settled { get; init; }

    /// <summary>Why it was settled so, in that user's words; null if no reason was given.</summary>
    public string? Reason { get; init; }

    /// <summary>The journal that contains the operation: the path of a file, or the address of a database without credentials.</summary>
    public required string Journal { get; init; }
}
