using System;

namespace Provisioning.Journal;

/// <summary>What the journal says to an operation that wants to be sent.</summary>
internal enum ClaimKind
{
    /// <summary>Its intent is recorded: send it.</summary>
    Send,

    /// <summary>Its intent is recorded, and it was sent before: find out first.</summary>
    Recover,

    /// <summary>It is confirmed already.</summary>
    Replay,

    /// <summary>A live run holds it.</summary>
    Held,

    /// <summary>The key is known with other data.</summary>
    OtherData,
}

/// <summary>What the journal says, with what it remembers.</summary>
internal sealed record Claim(ClaimKind Kind, long Id)
{
    /// <summary>The id that was or will be chosen for the new customer.</summary>
    public Guid? ChosenId { get; init; }

    public string? VendorId { get; init; }

    /// <summary>The vendor's description of the customer, as JSON.</summary>
    public string? Answer { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>It was confirmed, and is sent again because somebody insists: should that not be done, it is as confirmed as before.</summary>
    public bool WasConfirmed { get; init; }

    /// <summary>How it was recorded before, in words.</summary>
    public string? Message { get; init; }
}
