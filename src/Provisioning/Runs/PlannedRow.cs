namespace Provisioning.Runs;

/// <summary>What a run would do with one row. It contains no secret.</summary>
public sealed record PlannedRow
{
    /// <summary>The number of the row in the input.</summary>
    public required int RowNumber { get; init; }

    /// <summary>The key of the row in the journal; null if it has none.</summary>
    public string? Key { get; init; }

    /// <summary>What would be done.</summary>
    public required PlannedAction Action { get; init; }

    /// <summary>Why; null for a row that is simply created.</summary>
    public string? Reason { get; init; }

    /// <summary>The vendor's ID of the customer, if it is known.</summary>
    public string? VendorId { get; init; }

    /// <summary>The vendor's name.</summary>
    public required string Vendor { get; init; }

    /// <summary>The name of the operation: <c>Customer.Create</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The base address to which the row would be sent.</summary>
    public required string BaseUri { get; init; }

    /// <summary>The account whose customer it would become; null if accounts are not distinguished.</summary>
    public string? Account { get; init; }

    /// <summary>
    /// A digest of the row's data and destination, which shows whether the row is still the one that was planned. Secrets are part of it with 16
    /// bits, so it shows that one was changed, and nothing else.
    /// </summary>
    public required string Digest { get; init; }
}
