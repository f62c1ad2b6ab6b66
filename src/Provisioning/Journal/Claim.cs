using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>The journal's decision about an operation that is about to be sent.</summary>
internal enum ClaimKind
{
    /// <summary>The intent is recorded: send the operation.</summary>
    Send,

    /// <summary>The intent is recorded, and an earlier call is in doubt: check with the vendor first.</summary>
    Recover,

    /// <summary>The operation is already confirmed.</summary>
    Replay,

    /// <summary>The operation was confirmed, and what it created was taken back.</summary>
    Undone,

    /// <summary>A live run is working on the operation.</summary>
    Held,

    /// <summary>The journal has the customer with other data.</summary>
    OtherData,

    /// <summary>The names are equal or similar to those of another operation, and do not show whether it is the same customer.</summary>
    NameConflict,

    /// <summary>The operation is confirmed, and a removal of its customer is in doubt: it is not known whether the customer is there.</summary>
    RemovalInDoubt,
}

/// <summary>The journal's decision, with what the journal has about the operation.</summary>
/// <param name="Kind">The decision.</param>
/// <param name="Id">The number of the operation in the journal.</param>
internal sealed record Claim(ClaimKind Kind, long Id)
{
    /// <summary>The ID that was or will be chosen for the new customer.</summary>
    public Guid? ChosenId { get; init; }

    public required string CorrelationId { get; init; }

    /// <summary>The digest of the secrets that the vendor has, or will have, of the operation; null if it has none.</summary>
    public int? SecretsDigest { get; init; }

    /// <summary>
    /// The secrets of the row differ from those that were sent for the operation. If it turns out to be done, the vendor has the old ones.
    /// </summary>
    public bool HasOtherSecrets { get; init; }

    /// <summary>How the names relate to those of the known operation, if that is why the operation must not be sent.</summary>
    public NameRelation Relation { get; init; }

    /// <summary>The operation as it was recorded before; null if it is new.</summary>
    public KnownOperation? Known { get; init; }

    /// <summary>
    /// The known operation is confirmed, and the customer is created another time. That is an operation of its own, so whatever becomes of
    /// it, the confirmed one stays as it is.
    /// </summary>
    public bool IsAnother => Kind == ClaimKind.Send && Known is { State: OperationState.Confirmed };

    /// <summary>For an operation in doubt, how long its call has surely been over. Negative if it may still be on its way.</summary>
    public TimeSpan SinceOver { get; init; }

    /// <summary>
    /// An earlier operation with the same key is in doubt: the same change or removal, whose answer was lost. This operation settles it.
    /// </summary>
    public bool HasEarlierDoubt { get; init; }

    /// <summary>A call in doubt was made with another spelling of the customer's names, which the vendor does not take for the same.</summary>
    public bool IsSpelledOtherwise { get; init; }

    /// <summary>What is known about the time before the operation's first call.</summary>
    public Presence Before => IsAnother ? Presence.Unknown : Known?.Before ?? Presence.Unknown;
}

/// <summary>
/// Whether the vendor had the customer before the first call of an operation. The numbers are stored in journals and must not change.
/// </summary>
internal enum Presence
{
    /// <summary>Nobody asked.</summary>
    Unknown = 0,

    /// <summary>The vendor did not have it, so a customer that is there later is ours.</summary>
    Absent = 1,

    /// <summary>The vendor refused because it had it, so a customer that is there later is not ours.</summary>
    There = 2,
}

/// <summary>What a store has about an operation that is claimed.</summary>
/// <param name="Id">The number of the operation in the journal.</param>
/// <param name="State">What is known about it.</param>
/// <param name="Run">The run that last worked on it.</param>
/// <param name="Fingerprint">A digest of its data.</param>
/// <param name="CorrelationId">The ID that ties it to the vendor's log.</param>
internal sealed record KnownOperation(long Id, OperationState State, Guid Run, string Fingerprint, string CorrelationId)
{
    public Guid? ChosenId { get; init; }

    public string? VendorId { get; init; }

    /// <summary>The vendor's description of the customer, as JSON.</summary>
    public string? Answer { get; init; }

    /// <summary>What the journal says of its last call; null if that was confirmed, or is still being made.</summary>
    public string? Message { get; init; }

    /// <summary>The key of the operation.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>Whether the key was specified with the row.</summary>
    public bool HasOwnKey { get; init; }

    /// <summary>The digest of the secrets that were sent for it; null if there were none.</summary>
    public int? SecretsDigest { get; init; }

    /// <summary>What is known about the time before its first call.</summary>
    public Presence Before { get; init; }

    /// <summary>Whether a removal of its customer is in doubt.</summary>
    public bool IsRemovalInDoubt { get; init; }

    /// <summary>When it was last changed, in milliseconds of the Unix epoch.</summary>
    public long Updated { get; init; }

    /// <summary>How long a call of its run may take.</summary>
    public TimeSpan LongestCall { get; init; }

    /// <summary>Its names, as they were given.</summary>
    public IReadOnlyList<OperationName> Names { get; init; } = [];
}
