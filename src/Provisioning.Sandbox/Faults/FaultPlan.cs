using System.Collections.Generic;

namespace Provisioning.Sandbox.Faults;

/// <summary>How the sandbox misbehaves. The names are those of <c>POST /_sandbox/faults</c>.</summary>
public sealed record FaultPlan
{
    /// <summary>A server that works.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>Where the generator behind <see cref="Rates"/> starts. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long every create call takes, in milliseconds, before it is processed. Default 0.</summary>
    public int LatencyMs { get; init; }

    /// <summary>A script of kinds, one used up by each create call before rates apply; <c>ok</c> is no fault.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>How often each kind happens, 0 to 1; together no more than 1.</summary>
    public IReadOnlyDictionary<string, double> Rates { get; init; } = new Dictionary<string, double>();

    /// <summary>The vendors that misbehave; null means all.</summary>
    public IReadOnlyList<string>? Vendors { get; init; }

    /// <summary>Whether reading back (<c>GET</c>) suffers too. Default false.</summary>
    public bool Reads { get; init; }

    /// <summary>What <c>Retry-After</c> says, in seconds. Default 1.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    /// <summary>How <c>Retry-After</c> says it. Default seconds.</summary>
    public RetryAfterForm RetryAfterForm { get; init; }

    /// <summary>How long a call hangs before its connection is dropped, in milliseconds. Default 30,000.</summary>
    public int HangMs { get; init; } = 30_000;

    /// <summary>How long after the reset a late call is processed, in milliseconds. Default 500.</summary>
    public int LateMs { get; init; } = 500;
}
