using System;
using Newtonsoft.Json.Linq;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>What became of one operation, after all retries and all recovery: its last attempt, and how it came to that.</summary>
internal sealed class OperationResult
{
    /// <summary>The last attempt: what it says is what is known.</summary>
    public required Attempt Last { get; init; }

    /// <summary>How it came to be, where the delivery is <c>Confirmed</c>; null otherwise.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>The number of calls that were sent.</summary>
    public int Attempts { get; init; }

    /// <summary>When the first call was begun; null where none was.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>How long it took from there to the last answer; null where no call was begun.</summary>
    public TimeSpan? Duration { get; init; }

    public Delivery Delivery => Last.Delivery;

    /// <summary>The vendor's id, where it is known.</summary>
    public string? VendorId => Last.Verdict?.VendorId;

    /// <summary>The customer as the vendor described it, with secrets masked; null where it did not.</summary>
    public JObject? Description => Last.Verdict?.Description;

    /// <summary>Nothing left, since the run was told to stop: the run's end says so for all such rows.</summary>
    public bool WasNotStarted => Last is { WasStopped: true, Delivery: Delivery.NotSent };
}
