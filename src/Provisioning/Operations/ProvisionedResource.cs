namespace Provisioning.Operations;

/// <summary>The properties that every result has in addition to its own, which come first.</summary>
public abstract class ProvisionedResource
{
    /// <summary>
    /// The fields of an existing customer that differ from those of the row, as the vendor has them; null if none does, or if the customer is
    /// not <c>Existing</c>.
    /// </summary>
    public string? Differences { get; internal set; }

    /// <summary>How the row succeeded; null for the result of a query.</summary>
    public Outcome? Outcome { get; internal set; }

    /// <summary>The number of calls that this run sent for the row; 0 if the journal already had it.</summary>
    public int Attempts { get; internal set; }

    /// <summary>The ID that ties the row to the journal and, if the vendor supports one, to the vendor's log.</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>
    /// The number of its row in the input: the input's own column RowNumber, else the record's position from 1; null for the result of a
    /// query.
    /// </summary>
    public int? RowNumber { get; internal set; }
}
