using System.Collections.Generic;

namespace Provisioning.Sandbox.Faults;

/// <summary>How the sandbox misbehaves. The names are those of <c>POST /_sandbox/faults</c>.</summary>
public sealed record FaultPlan
{
    /// <summary>A plan without faults.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>The seed of the random number generator for <see cref="Rates"/>. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long every create or change call waits before it is processed, in milliseconds. Default: 0.</summary>
    public int LatencyMs { get; init; }

    /// <summary>
    /// A script of kinds. Each create or change call uses one; when the script is used up, the rates apply. <c>ok</c> means no fault.
    /// </summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>The rate of each kind, 0 to 1. Their sum is at most 1.</summary>
    public IReadOnlyDictionary<string, double> Rates { get; init; } = new Dictionary<string, double>();

    /// <summary>The vendors that faults apply to; null for all.</summary>
    public IReadOnlyList<string>? Vendors { get; init; }

    /// <summary>Whether faults also apply to calls that change nothing. Default: false.</summary>
    public bool Reads { get; init; }

    /// <summary>Whether faults also apply to calls for tokens. Default: false.</summary>
    public bool Tokens { get; init; }

    /// <summary>The value of <c>Retry-After</c>, in seconds. Default: 1.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    /// <summary>The form of <c>Retry-After</c>. Default: seconds.</summary>
    public RetryAfterForm RetryAfterForm { get; init; }

    /// <summary>How long a call hangs before its connection is dropped, in milliseconds. Default: 30,000.</summary>
    public int HangMs { get; init; } = 30_000;

    /// <summary>How long after the reset a late call is processed, in milliseconds. Default: 500.</summary>
    public int LateMs { get; init; } = 500;
}
