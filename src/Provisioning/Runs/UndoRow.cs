namespace Provisioning.Runs;

/// <summary>How one row of a run is taken back. It contains no secret.</summary>
public sealed record UndoRow
{
    /// <summary>The number of the row in the input of the run.</summary>
    public required int RowNumber { get; init; }

    /// <summary>The key of the row in the journal; null if it has none.</summary>
    public string? Key { get; init; }

    /// <summary>What is done.</summary>
    public required UndoAction Action { get; init; }

    /// <summary>Why it cannot be taken back, or need not be; null if it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The vendor's ID of the customer, if it is known.</summary>
    public string? VendorId { get; init; }

    /// <summary>The vendor's name.</summary>
    public required string Vendor { get; init; }

    /// <summary>The name of the operation that created it: <c>Customer.Create</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The number of that operation in the journal; null if it is not an operation.</summary>
    public long? OperationId { get; init; }
}
