using System;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>What came of one call.</summary>
internal sealed record Attempt
{
    /// <summary>No call was made, since the run was told to stop.</summary>
    public static Attempt Stopped { get; } = new() { Delivery = Delivery.NotSent, Message = "The call was not sent: the run was stopped.", WasStopped = true };

    public required Delivery Delivery { get; init; }

    /// <summary>What is known, in words and without secrets.</summary>
    public required string Message { get; init; }

    /// <summary>What the vendor's table made of the answer; null where there was none to read.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The answer itself, for queries; null where there was none.</summary>
    public Answer? Answer { get; init; }

    public int? HttpStatus { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Retrying cannot help: a certificate that is not accepted.</summary>
    public bool IsLasting { get; init; }

    /// <summary>The call ended because the run was told to stop.</summary>
    public bool WasStopped { get; init; }

    /// <summary>It left, and nothing came back.</summary>
    public bool HadLeft { get; init; }

    /// <summary>Nothing answered at all, and not for a reason that lasts: what trips the circuit breaker.</summary>
    public bool IsUnreachable => Delivery == Delivery.NotSent && !HadLeft && HttpStatus is null && Verdict is null && !WasStopped && !IsLasting;

    /// <summary>Nothing has answered for so long that the run ends.</summary>
    public bool IsGivenUp { get; init; }

    public bool AreCredentialsRefused => Verdict is { Error: ProvisioningError.CredentialsRefused };

    public ProvisioningError Error => Delivery switch
    {
        Delivery.NotSent when IsGivenUp => ProvisioningError.VendorUnreachable,
        Delivery.NotSent when AreCredentialsRefused => ProvisioningError.CredentialsRefused,
        Delivery.NotSent => ProvisioningError.NotSent,
        Delivery.Throttled => ProvisioningError.Throttled,
        Delivery.Rejected => Verdict?.Error ?? ProvisioningError.Rejected,
        _ => ProvisioningError.OutcomeUnknown,
    };
}
