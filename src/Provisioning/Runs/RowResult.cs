using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>The result of one row: a customer, an error, or the fact that it was not started.</summary>
public sealed class RowResult
{
    private RowResult(PreparedOperation operation) => Operation = operation;

    /// <summary>The row's operation.</summary>
    public PreparedOperation Operation { get; }

    /// <summary>The customer; null if the row failed or was not started.</summary>
    public ProvisionedResource? Resource { get; private init; }

    /// <summary>Why the row failed; null if it succeeded or was not started.</summary>
    public VendorApiException? Error { get; private init; }

    /// <summary>Whether the run ended before this row was started. Nothing was sent; the error of the run covers all such rows.</summary>
    public bool WasNotStarted { get; private init; }

    /// <summary>Whether the customer exists with other secrets than the row has: it was created with those of an earlier run.</summary>
    public bool HasOtherSecrets { get; private init; }

    /// <summary>What a run would do with the row; null unless the rows are only planned.</summary>
    public PlannedRow? Plan { get; private init; }

    internal static RowResult Planned(PreparedOperation operation, PlannedRow plan) => new(operation) { Plan = plan };

    internal static RowResult Done(PreparedOperation operation, ProvisionedResource resource, bool hasOtherSecrets = false) =>
        new(operation) { Resource = resource, HasOtherSecrets = hasOtherSecrets };

    internal static RowResult Failed(PreparedOperation operation, VendorApiException error) => new(operation) { Error = error };

    /// <summary>Makes the result of a row of several operations, of which the earlier ones are confirmed.</summary>
    internal RowResult After(RowResult earlier)
    {
        if (Resource is not null)
            Resource.Attempts += earlier.Resource!.Attempts;
        if (Error is null && !WasNotStarted)
            return this;
        string message = $"{earlier.Operation.Definition.Name} is done, but {Operation.Definition.Name} is not: "
            + (Error?.Message ?? "the run ended before it was sent.");
        return Failed(Operation, Error is null
            ? new VendorApiException(ProvisioningError.NotSent, message) { Vendor = Operation.Definition.Vendor.Name }
            : Error.Again(message, "Correct what is wrong and run the row again: setting what is set already makes no difference."));
    }

    internal static RowResult NotStarted(PreparedOperation operation) => new(operation) { WasNotStarted = true };
}
