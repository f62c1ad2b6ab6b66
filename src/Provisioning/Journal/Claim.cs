using System;
using System.Collections.Generic;
using Provisioning.Operations;

namespace Provisioning.Journal;

/// <summary>What the journal says to an operation that wants to be sent.</summary>
internal enum ClaimKind
{
    /// <summary>Its intent is recorded: send it.</summary>
    Send,

    /// <summary>Its intent is recorded, and it was sent before: first check what became of that.</summary>
    Recover,

    /// <summary>It is confirmed already.</summary>
    Replay,

    /// <summary>A live run holds it.</summary>
    Held,

    /// <summary>The customer is known with other data.</summary>
    OtherData,

    /// <summary>The names are those of a known operation, or nearly so, and do not tell whether it is the same customer.</summary>
    NameConflict,
}

/// <summary>What the journal says, with what it remembers.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Id">The journal's number of the operation.</param>
internal sealed record Claim(ClaimKind Kind, long Id)
{
    /// <summary>The id that was or will be chosen for the new customer.</summary>
    public Guid? ChosenId { get; init; }

    public required string CorrelationId { get; init; }

    /// <summary>How the names stand to those of the known operation, where that is why it must not be sent.</summary>
    public NameRelation Relation { get; init; }

    /// <summary>The operation as it was recorded before; null where it is new.</summary>
    public KnownOperation? Known { get; init; }

    /// <summary>It was confirmed, and is sent again because somebody insists: should that not be done, it is as confirmed as before.</summary>
    public bool WasConfirmed => Kind == ClaimKind.Send && Known is { State: OperationState.Confirmed };
}

/// <summary>What a store has of an operation that somebody claims.</summary>
/// <param name="Id">The journal's number of it.</param>
/// <param name="State">What is known of it.</param>
/// <param name="Run">The run that last worked on it.</param>
/// <param name="Fingerprint">The digest of its data.</param>
/// <param name="CorrelationId">The id that ties it to the vendor's log.</param>
internal sealed record KnownOperation(long Id, OperationState State, Guid Run, string Fingerprint, string CorrelationId)
{
    public Guid? ChosenId { get; init; }

    public string? VendorId { get; init; }

    /// <summary>The vendor's description of the customer, as JSON.</summary>
    public string? Answer { get; init; }

    /// <summary>What the journal knows it by.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>Whether its key was given with the row.</summary>
    public bool HasOwnKey { get; init; }

    /// <summary>Its names.</summary>
    public IReadOnlyList<OperationName> Names { get; init; } = [];
}
