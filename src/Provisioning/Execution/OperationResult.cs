using System;
using Newtonsoft.Json.Linq;
using Provisioning.Http;
using Provisioning.Operations;

namespace Provisioning.Execution;

/// <summary>The result of one operation after all retries and recovery: its last attempt and its outcome.</summary>
internal sealed class OperationResult
{
    /// <summary>The last attempt, which says what is known.</summary>
    public required Attempt Last { get; init; }

    /// <summary>How the operation succeeded; null if it did not.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>For an existing customer, the fields that differ from those of the row; null for none.</summary>
    public string? Differences { get; init; }

    /// <summary>The number of calls that were sent.</summary>
    public int Attempts { get; init; }

    /// <summary>When the first call was started; null if none was.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>The time from the first call to the last answer; null if no call was started.</summary>
    public TimeSpan? Duration { get; init; }

    public Delivery Delivery => Last.Delivery;

    /// <summary>The vendor's ID, if it is known.</summary>
    public string? VendorId => Last.Verdict?.VendorId;

    /// <summary>The customer as the vendor described it, with secrets masked; null if it did not describe it.</summary>
    public JObject? Description => Last.Verdict?.Description;

    /// <summary>Whether nothing was sent because the run was told to stop. The error of the run covers all such rows.</summary>
    public bool WasNotStarted => Last is { WasStopped: true, Delivery: Delivery.NotSent };
}
