using System;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>The result of one call.</summary>
internal sealed record Attempt
{
    /// <summary>The result if no call was made because the run was told to stop.</summary>
    public static Attempt Stopped { get; } = new()
    {
        Delivery = Delivery.NotSent,
        Message = "The call was not sent: the run was stopped.",
        WasStopped = true,
    };

    /// <summary>Makes the result of an earlier call that turned out to have been processed.</summary>
    public static Attempt Recovered(string? vendorId) => new()
    {
        Delivery = Delivery.Confirmed,
        Message = "recovered",
        Verdict = Verdict.Confirmed(vendorId, description: null),
        IsRecovered = true,
    };

    public required Delivery Delivery { get; init; }

    /// <summary>Whether it was found out that an earlier call was processed.</summary>
    public bool IsRecovered { get; init; }

    /// <summary>What is known, as text without secrets and control characters. A text that is too long loses its middle.</summary>
    public required string Message
    {
        get;
        init => field = ShownText.Of(value);
    }

    /// <summary>The vendor's verdict from the answer; null if there was no answer.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The answer itself, for queries; null if there was none.</summary>
    public Answer? Answer { get; init; }

    public int? HttpStatus { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether retrying cannot help, for example because the certificate is not accepted.</summary>
    public bool IsLasting { get; init; }

    /// <summary>Whether the call ended because the run was told to stop.</summary>
    public bool WasStopped { get; init; }

    /// <summary>Whether the call was sent and nothing came back.</summary>
    public bool HadLeft { get; init; }

    /// <summary>Whether it was not made because the approved plan has the row as one that is not sent.</summary>
    public bool IsBarred { get; init; }

    /// <summary>Whether nothing answered at all, and the reason may pass. Such attempts trip the circuit breaker.</summary>
    public bool IsUnreachable =>
        Delivery == Delivery.NotSent && !HadLeft && HttpStatus is null && Verdict is null && !WasStopped && !IsLasting;

    /// <summary>Whether it was a proxy that could not be reached.</summary>
    public bool IsOfProxy { get; init; }

    /// <summary>Whether the vendor was unreachable for so long that the run ends.</summary>
    public bool IsGivenUp { get; init; }

    public bool AreCredentialsRefused => RunError is ProvisioningError.CredentialsRefused;

    /// <summary>The error that this attempt means for the whole run; null if it concerns the row alone.</summary>
    public ProvisioningError? RunError => Verdict?.RunError;

    /// <summary>Returns the attempt without the conclusion from a redirect that the base address is wrong: it concerns the row alone.</summary>
    public Attempt OfRowAlone()
    {
        if (RunError != ProvisioningError.WrongBaseAddress || Answer is not { } answer)
            return this;
        Verdict verdict = StatusRules.RedirectOfOneCall(answer);
        return this with { Verdict = verdict, Message = verdict.Message };
    }

    /// <summary>Whether the answer shows that the vendor is at the base address. Anybody's server can say "not found".</summary>
    public bool ShowsVendor => Verdict is { RunError: null or ProvisioningError.CredentialsRefused } verdict && HttpStatus switch
    {
        >= 200 and < 300 => Delivery is Delivery.Confirmed or Delivery.Rejected,
        404 or 405 or 408 or 429 => verdict.IsDocumented,
        >= 400 and < 500 => true,
        _ => false,
    };

    public ProvisioningError Error => Delivery switch
    {
        Delivery.NotSent when IsGivenUp => IsOfProxy ? ProvisioningError.ProxyRefused : ProvisioningError.VendorUnreachable,
        Delivery.NotSent when RunError is { } error => error,
        Delivery.NotSent => IsBarred ? ProvisioningError.PlanDrift : ProvisioningError.NotSent,
        Delivery.Throttled => ProvisioningError.Throttled,
        Delivery.Rejected => Verdict?.Error ?? ProvisioningError.Rejected,
        _ => ProvisioningError.OutcomeUnknown,
    };
}
