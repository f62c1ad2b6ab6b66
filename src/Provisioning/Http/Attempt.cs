using System;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>What came of one call.</summary>
internal sealed class Attempt
{
    /// <summary>No call was made, since the run was told to stop.</summary>
    public static Attempt Stopped { get; } = new() { Delivery = Delivery.NotSent, Message = "The call was not sent: the run was stopped.", WasStopped = true };

    public required Delivery Delivery { get; init; }

    /// <summary>What is known, in words and without secrets.</summary>
    public required string Message { get; init; }

    /// <summary>What the vendor's table made of the answer; null where there was none to read.</summary>
    public Verdict? Verdict { get; init; }

    public int? HttpStatus { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Trying again cannot help: a certificate that is not accepted.</summary>
    public bool IsLasting { get; init; }

    /// <summary>The call ended because the run was told to stop.</summary>
    public bool WasStopped { get; init; }

    /// <summary>Nothing answered at all: what trips the breaker.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>Nothing has answered for so long that the run ends.</summary>
    public bool IsGivenUp { get; init; }

    public ProvisioningError Error => Delivery switch
    {
        Delivery.NotSent when IsGivenUp => ProvisioningError.VendorUnreachable,
        Delivery.NotSent when Verdict is { Error: ProvisioningError.CredentialsRefused } => ProvisioningError.CredentialsRefused,
        Delivery.NotSent => ProvisioningError.NotSent,
        Delivery.Throttled => ProvisioningError.Throttled,
        Delivery.Rejected => Verdict?.Error ?? ProvisioningError.Rejected,
        _ => ProvisioningError.OutcomeUnknown,
    };
}
