using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>Decides about claims, for all stores. It is pure, so that a table of cases can test it.</summary>
internal static class ClaimPolicy
{
    /// <summary>Decides about an operation that the journal already has.</summary>
    /// <param name="intent">The operation that is about to be sent.</param>
    /// <param name="known">The operation that the journal has under the same key.</param>
    /// <param name="isRunAlive">Whether the run that last worked on it is still running.</param>
    /// <returns>The claim. For <see cref="ClaimKind.Send"/> and <see cref="ClaimKind.Recover"/> the store records the intent.</returns>
    public static Claim Decide(Intent intent, KnownOperation known, bool isRunAlive)
    {
        bool isSame = DataComparison.AreSame(known.Fingerprint, intent.Fingerprint);
        return known.State switch
        {
            OperationState.Sending when known.Run == intent.Run || isRunAlive => Claim(ClaimKind.Held),
            OperationState.Sending or OperationState.InDoubt => Claim(isSame ? ClaimKind.Recover : ClaimKind.OtherData),
            OperationState.Confirmed when !intent.IsForced || !intent.Kind.CanBeForced() =>
                Claim(isSame ? ClaimKind.Replay : ClaimKind.OtherData),

            // It was never done, so the row may have been corrected since; or the administrator forces it.
            OperationState.Confirmed or OperationState.Rejected or OperationState.NotSent => Claim(ClaimKind.Send),
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
        KnownOperation? same = null;
        foreach (KnownOperation operation in known)
        {
            NameRelation relation = NamePolicy.Compare(intent.Names, operation.Names).Relation;

            // An operation that was never done is no obstacle.
            bool wasDone = operation.State is OperationState.Sending or OperationState.Confirmed or OperationState.InDoubt;
            if (relation == NameRelation.Same)
            {
                if (wasDone)
                    return (operation, relation);
                same = operation;
                continue;
            }

            bool isAllowed = relation == NameRelation.DifferInCase
                && intent.AllowsSimilar
                && intent.KeyType.Length == 0
                && operation.HasOwnKey
                && operation.Key != intent.Key;
            if (relation != NameRelation.Different && wasDone && !isAllowed)
                conflict = (operation, relation);
        }

        // Refused under this name, the customer may have been created under a similar one since.
        return conflict.Known is not null ? conflict : (same, same is null ? NameRelation.Different : NameRelation.Same);
    }

    /// <summary>Makes the claim of an operation whose names do not show whether it is about a known customer.</summary>
    public static Claim Conflict(KnownOperation known, NameRelation relation) =>
        new(ClaimKind.NameConflict, known.Id) { Known = known, Relation = relation, CorrelationId = known.CorrelationId };

    /// <summary>Makes the claim of an operation that is new to the journal.</summary>
    public static Claim New(Intent intent, long id) =>
        new(ClaimKind.Send, id) { ChosenId = intent.ChosenId ?? intent.ProposedId, CorrelationId = intent.CorrelationId };

    /// <summary>Determines the state of an operation after a call.</summary>
    /// <param name="claim">The claim of the operation.</param>
    /// <param name="delivery">What is known about the call.</param>
    public static OperationState StateAfter(Claim claim, Delivery delivery) => delivery switch
    {
        Delivery.Confirmed => OperationState.Confirmed,
        Delivery.Unknown => OperationState.InDoubt,
        _ when claim.WasConfirmed => OperationState.Confirmed,
        Delivery.Rejected => OperationState.Rejected,
        _ => OperationState.NotSent,
    };

    // A confirmed customer keeps its ID for good, so a customer that is created again by force needs another one.
    private static Guid? ChosenId(Intent intent, KnownOperation known) =>
        intent.ChosenId ?? (known.State == OperationState.Confirmed ? null : known.ChosenId) ?? intent.ProposedId;
}
