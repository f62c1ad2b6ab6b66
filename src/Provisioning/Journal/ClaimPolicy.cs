using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>Decides about claims, for all stores. It is pure, so that a table of cases can test it.</summary>
internal static class ClaimPolicy
{
    // How long a row may wait between its intent and its last call: for retries, and for a vendor that cannot be reached.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(15);

    /// <summary>Decides about an operation that the journal already has.</summary>
    /// <param name="intent">The operation that is about to be sent.</param>
    /// <param name="known">The operation that the journal has under the same key.</param>
    /// <param name="isRunAlive">Whether the run that last worked on it is still running.</param>
    /// <param name="now">The time, in milliseconds of the Unix epoch.</param>
    /// <returns>The claim. For <see cref="ClaimKind.Send"/> and <see cref="ClaimKind.Recover"/> the store records the intent.</returns>
    public static Claim Decide(Intent intent, KnownOperation known, bool isRunAlive, long now)
    {
        bool isSame = DataComparison.AreSame(known.Fingerprint, intent.Fingerprint);
        return known.State switch
        {
            OperationState.Sending when known.Run == intent.Run || isRunAlive => Claim(ClaimKind.Held),
            OperationState.Sending or OperationState.InDoubt => Claim(isSame ? ClaimKind.Recover : ClaimKind.OtherData),
            OperationState.Confirmed when known.IsRemovalInDoubt => Claim(ClaimKind.RemovalInDoubt),
            OperationState.Confirmed when !intent.CreatesAgain || !intent.Kind.CanBeDoneAgain() =>
                Claim(isSame ? ClaimKind.Replay : ClaimKind.OtherData),
            OperationState.Undone when isSame && !intent.CreatesAgain => Claim(ClaimKind.Undone),

            // It was never done, so the row may have been corrected since; or the administrator wants another one.
            OperationState.Confirmed or OperationState.Rejected or OperationState.NotSent or OperationState.Removed or OperationState.Undone =>
                Claim(ClaimKind.Send),
            _ => throw new FormatException($"{(int)known.State} is not a state of an operation."),
        };

        Claim Claim(ClaimKind kind) => new(kind, known.Id)
        {
            Known = known,
            ChosenId = kind is ClaimKind.Send or ClaimKind.Recover ? ChosenId(intent, known) : known.ChosenId,

            // An operation in doubt keeps the ID under which the vendor's log has it.
            CorrelationId = kind == ClaimKind.Send ? intent.CorrelationId : known.CorrelationId,

            // A call in doubt was made with the secrets of that time.
            SecretsDigest = kind == ClaimKind.Send ? intent.SecretsDigest : known.SecretsDigest,
            HasOtherSecrets = kind is ClaimKind.Replay or ClaimKind.Recover && known.SecretsDigest != intent.SecretsDigest,
            SinceOver = SinceOver(known, now),
            IsSpelledOtherwise = kind == ClaimKind.Recover && IsSpelledOtherwise(intent.Names, known.Names),
        };
    }

    /// <summary>
    /// Finds the operation that an intent is about, among those that share a name with it regardless of case, or one that keeps the intent
    /// from being sent.
    /// </summary>
    /// <param name="intent">The operation that is about to be sent.</param>
    /// <param name="known">Operations of the same scope.</param>
    /// <returns>
    /// The operation of the same customer; else one whose names do not show whether it is the same customer; else nothing.
    /// </returns>
    public static (KnownOperation? Known, NameRelation Relation) Find(Intent intent, IReadOnlyList<KnownOperation> known)
    {
        (KnownOperation? Known, NameRelation Relation) conflict = (null, NameRelation.Different);
        List<KnownOperation>? same = null;
        foreach (KnownOperation operation in known)
        {
            NameRelation relation = NamePolicy.Compare(intent.Names, operation.Names).Relation;
            if (relation == NameRelation.Same)
            {
                (same ??= []).Add(operation);
                continue;
            }

            // An operation that was never done is no obstacle.
            bool isAllowed = relation == NameRelation.DifferInCase
                && intent.AllowsSimilar
                && intent.KeyType.Length == 0
                && operation.HasOwnKey
                && operation.Key != intent.Key;
            if (relation != NameRelation.Different && WasDone(operation) && !isAllowed)
                conflict = (operation, relation);
        }

        if (same is null)
            return conflict;

        // Refused under this name, the customer may have been created under a similar one since.
        KnownOperation chosen = Choose(intent, same);
        return conflict.Known is null || WasDone(chosen) ? (chosen, NameRelation.Same) : conflict;
    }

    /// <summary>
    /// Chooses among operations of the same customer, of which there are several if it was created again. What may have been done with
    /// the same data comes first, so that it is settled or replayed.
    /// </summary>
    /// <param name="intent">The operation that is about to be sent.</param>
    /// <param name="same">Operations of the same customer, at least one.</param>
    public static KnownOperation Choose(Intent intent, IReadOnlyList<KnownOperation> same)
    {
        KnownOperation best = same[0];
        for (int index = 1; index < same.Count; index++)
        {
            KnownOperation other = same[index];
            (int rank, int otherRank) = (Rank(best), Rank(other));
            if (otherRank > rank || (otherRank == rank && other.Id > best.Id))
                best = other;
        }

        return best;

        int Rank(KnownOperation operation)
        {
            bool isSame = DataComparison.AreSame(operation.Fingerprint, intent.Fingerprint);
            return operation.State switch
            {
                OperationState.Sending or OperationState.InDoubt => isSame || intent.CreatesAgain ? 5 : 3,
                OperationState.Confirmed => isSame && !intent.CreatesAgain ? 4 : 2,
                _ => intent.CreatesAgain ? 3 : 1,
            };
        }
    }

    /// <summary>Makes the claim of an operation whose names do not show whether it is about a known customer.</summary>
    public static Claim Conflict(KnownOperation known, NameRelation relation) =>
        new(ClaimKind.NameConflict, known.Id) { Known = known, Relation = relation, CorrelationId = known.CorrelationId };

    /// <summary>Makes the claim of an operation that is new to the journal.</summary>
    public static Claim New(Intent intent, long id) =>
        new(ClaimKind.Send, id) { ChosenId = intent.ChosenId ?? intent.ProposedId, CorrelationId = intent.CorrelationId };

    /// <summary>Determines the state of an operation after a call.</summary>
    /// <param name="delivery">What is known about the call.</param>
    public static OperationState StateAfter(Delivery delivery) => delivery switch
    {
        Delivery.Confirmed => OperationState.Confirmed,
        Delivery.Unknown => OperationState.InDoubt,
        Delivery.Rejected => OperationState.Rejected,
        _ => OperationState.NotSent,
    };

    /// <summary>
    /// Returns how long the call of an operation in doubt has surely been over. Negative if it may still be on its way.
    /// </summary>
    /// <param name="known">The operation.</param>
    /// <param name="now">The time, in milliseconds of the Unix epoch.</param>
    public static TimeSpan SinceOver(KnownOperation known, long now)
    {
        // A run records that a call is in doubt when the call is over. What a killed run was sending may have been sent long after its intent
        // was recorded, and may outlive its process: it is surely over when the longest call has passed since now, or any wait since then.
        TimeSpan age = TimeSpan.FromMilliseconds(Math.Max(0, now - known.Updated));
        if (known.State != OperationState.Sending)
            return age;
        TimeSpan since = age - s_longestWait - known.LongestCall;
        return since > -known.LongestCall ? since : -known.LongestCall;
    }

    private static bool WasDone(KnownOperation operation) =>
        operation.State is OperationState.Sending or OperationState.Confirmed or OperationState.InDoubt;

    // The vendor may compare byte by byte.
    private static bool IsSpelledOtherwise(IReadOnlyList<OperationName> names, IReadOnlyList<OperationName> sent)
    {
        foreach (OperationName name in names)
        {
            foreach (OperationName other in sent)
            {
                if (name.IsUnique && name.Type == other.Type && name.Value != other.Value)
                    return true;
            }
        }

        return false;
    }

    // A customer keeps its ID for good, even if it was removed, so a customer that is created again needs another one.
    private static Guid? ChosenId(Intent intent, KnownOperation known) => intent.ChosenId
        ?? (known.State is OperationState.Confirmed or OperationState.Removed or OperationState.Undone ? null : known.ChosenId)
        ?? intent.ProposedId;
}
