using System;

namespace Provisioning.Journal;

/// <summary>A row of a run, with what became of it in that run. It never contains a secret.</summary>
public sealed class RunRow
{
    /// <summary>The run.</summary>
    public required Guid Run { get; init; }

    /// <summary>The row's number in the input.</summary>
    public required int RowNumber { get; init; }

    /// <summary>The name of its operation: <c>Customer.Create</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>What the operation does to the vendor's data.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>The key of the operation; null if the row has none.</summary>
    public string? Key { get; init; }

    /// <summary>What became of the row.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>How it succeeded; null if it did not, or if a person settled it.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>
    /// What was known about its operation when the run was done with it; null if the row never became an operation.
    /// </summary>
    public OperationState? State { get; init; }

    /// <summary>The customer's ID, if it is known.</summary>
    public string? VendorId { get; init; }

    /// <summary>The name of the error; null if it succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>Why it failed; null if it succeeded.</summary>
    public string? Message { get; init; }

    /// <summary>The number of calls that this run sent for it.</summary>
    public int Attempts { get; init; }

    /// <summary>When this run started to send it; null if it did not.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>How long the vendor took to answer, including retries; null if it was not sent.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>When the run was done with the row; null if that is not known, because a person settled it later.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The ID that ties it to the vendor's log.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The number of the operation in the journal; null if the row never became one.</summary>
    public long? OperationId { get; init; }

    /// <summary>The user who settled it; null if no person did.</summary>
    public string? SettledBy { get; init; }

    /// <summary>When it was settled by a person; null if it was not.</summary>
    public DateTimeOffset? Settled { get; init; }

    /// <summary>Why it was settled so; null if no reason was given.</summary>
    public string? Reason { get; init; }

    /// <summary>The later run that worked on the same operation; null if none did.</summary>
    public Guid? LaterRun { get; init; }

    /// <summary>What is known about the operation now; null if the journal does not have it.</summary>
    public OperationState? StateNow { get; init; }
}
