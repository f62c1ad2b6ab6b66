using System;
using Newtonsoft.Json;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>What the journal records of a delivery.</summary>
internal sealed class RecordedCompletion(Guid run, long id, int? secretsDigest, PreparedOperation operation, OperationResult result)
    : ICompletion
{
    public long Id => id;

    public Guid Run => run;

    public OperationState State => ClaimPolicy.StateAfter(result.Delivery);

    public Outcome? Outcome => result.Outcome;

    public bool WasThere => result.Last is { Delivery: Delivery.Rejected, Error: ProvisioningError.AlreadyExists };

    public string? VendorId => result.VendorId;

    public string? Answer => State == OperationState.Confirmed ? result.Description?.ToString(Formatting.None) : null;

    public string? Error => State == OperationState.Confirmed ? null : result.Last.Error.ToString();

    public string? Message => State == OperationState.Confirmed ? null : result.Last.Message;

    // A call in doubt that turned out to be done was made with the secrets of that time.
    public int? SecretsDigest => result.Outcome == Provisioning.Outcome.Created ? secretsDigest : null;

    public Guid? RemovedId => State == OperationState.Confirmed ? operation.RemovedId : null;

    public long? UndoneId => State == OperationState.Confirmed ? operation.Undoes : null;

    public bool EndsEarlierDoubts => State == OperationState.Confirmed && operation.Definition.Kind.IsRepeatable();

    public int Attempts => result.Attempts;

    public long? Sent => result.Sent?.ToUnixTimeMilliseconds();

    public long? Duration => (long?)result.Duration?.TotalMilliseconds;
}
