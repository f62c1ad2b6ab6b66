using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>What became of one row: a customer, or an error; never both, never neither.</summary>
public sealed class RowResult
{
    private RowResult(PreparedOperation operation) => Operation = operation;

    /// <summary>The row's operation.</summary>
    public PreparedOperation Operation { get; }

    /// <summary>The customer; null where the row did not work.</summary>
    public ProvisionedResource? Resource { get; private init; }

    /// <summary>Why the row did not work; null where it did, and where it was not begun.</summary>
    public VendorApiException? Error { get; private init; }

    /// <summary>Whether the run ended before this row's turn: nothing was sent, and the run's own error says so for all of them.</summary>
    public bool WasNotStarted { get; private init; }

    internal static RowResult Done(PreparedOperation operation, ProvisionedResource resource) => new(operation) { Resource = resource };

    internal static RowResult Failed(PreparedOperation operation, VendorApiException error) => new(operation) { Error = error };

    internal static RowResult NotStarted(PreparedOperation operation) => new(operation) { WasNotStarted = true };
}
