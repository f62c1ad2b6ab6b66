using System;

namespace Provisioning.Journal;

/// <summary>
/// A row that a run did not send, so that no operation stands for it: it violates rules, the journal refused it, or the run ended before it.
/// Rows that are replayed are noted by the store itself.
/// </summary>
internal sealed record RowNote
{
    /// <summary>The run that read the row: set when it is recorded.</summary>
    public Guid Run { get; init; }

    /// <summary>The row's number in the input.</summary>
    public required int Row { get; init; }

    /// <summary>The name of the operation that the row is for.</summary>
    public required string Operation { get; init; }

    public required OperationKind Kind { get; init; }

    /// <summary>The key, with secrets masked; null if the row has none.</summary>
    public string? Key { get; init; }

    /// <summary>The number of the operation because of which the row was not sent; null for none.</summary>
    public long? Id { get; init; }

    /// <summary>The name of the error.</summary>
    public required string Error { get; init; }

    /// <summary>What is wrong, with secrets masked.</summary>
    public required string Message { get; init; }

    public string? CorrelationId { get; init; }
}
