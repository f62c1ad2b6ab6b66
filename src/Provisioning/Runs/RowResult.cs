using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>What became of one row: a customer, or an error; never both, never neither.</summary>
internal sealed class RowResult
{
    private RowResult(PreparedOperation operation) => Operation = operation;

    public PreparedOperation Operation { get; }

    public ProvisionedResource? Resource { get; private init; }

    public VendorApiException? Error { get; private init; }

    /// <summary>The run ended before this row's turn: nothing was sent, and the run's own error says so for all of them.</summary>
    public bool WasNotStarted { get; private init; }

    public static RowResult Done(PreparedOperation operation, ProvisionedResource resource) => new(operation) { Resource = resource };

    public static RowResult Failed(PreparedOperation operation, VendorApiException error) => new(operation) { Error = error };

    public static RowResult NotStarted(PreparedOperation operation) => new(operation) { WasNotStarted = true };
}
