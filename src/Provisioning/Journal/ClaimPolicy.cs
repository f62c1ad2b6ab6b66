using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>What to do with a claim, for all stores: pure, so that a table can test it.</summary>
internal static class ClaimPolicy
{
    /// <summary>Decides about an operation that the journal knows.</summary>
    /// <param name="intent">What is about to be sent.</param>
    /// <param name="known">What the journal has under the same key.</param>
    /// <param name="isRunAlive">Whether the run that last worked on it is still at work.</param>
    /// <returns>The claim. <see cref="ClaimKind.Send"/> and <see cref="ClaimKind.Recover"/> have the store record the intent.</returns>
    public static Claim Decide(Intent intent, KnownOperation known, bool isRunAlive)
    {
        bool isSame = DataComparison.AreSame(known.Fingerprint, intent.Fingerprint);
        return known.State switch
        {
            OperationState.Sending when known.Run == intent.Run || isRunAlive => Claim(ClaimKind.Held),
            OperationState.Sending or OperationState.InDoubt => Claim(isSame ? ClaimKind.Recover : ClaimKind.OtherData),
            OperationState.Confirmed when !intent.IsForced || !intent.Kind.CanBeForced() => Claim(isSame ? ClaimKind.Replay : ClaimKind.OtherData),

            // It was never done, so the row may have been mended since; or the administrator insists.
            OperationState.Confirmed or OperationState.Rejected or OperationState.NotSent => Claim(ClaimKind.Send),
            _ => throw new FormatException($"{(int)known.State} is no state of an operation."),
        };

        Claim Claim(ClaimKind kind) => new(kind, known.Id)
        {
            Known = known,
            ChosenId = kind is ClaimKind.Send or ClaimKind.Recover ? ChosenId(intent, known) : known.ChosenId,

            // What is in doubt keeps the id that the vendor's log has it by.
            CorrelationId = kind == ClaimKind.Send ? intent.CorrelationId : known.CorrelationId,
        };
    }

    /// <summary>
    /// Finds the operation that an intent is about, among those that share a name with it in any letter case, and tells which of them stand in its way.
    /// </summary>
    /// <param name="intent">What is about to be sent.</param>
    /// <param name="known">Operations of the same scope.</param>
    /// <returns>The operation of the same customer; else one whose names leave it open whether it is; else nothing.</returns>
    public static (KnownOperation? Known, NameRelation Relation) Find(Intent intent, IReadOnlyList<KnownOperation> known)
    {
        (KnownOperation? Known, NameRelation Relation) found = (null, NameRelation.Different);
        foreach (KnownOperation operation in known)
        {
            NameRelation relation = NamePolicy.Compare(intent.Names, operation.Names).Relation;
            if (relation == NameRelation.Same)
                return (operation, relation);

            // What was never done is in nobody's way.
            bool wasDone = operation.State is OperationState.Sending or OperationState.Confirmed or OperationState.InDoubt;
            bool isAllowed = relation == NameRelation.DifferInCase && intent.AllowsSimilar && intent.KeyType.Length == 0 && operation.HasOwnKey
                && operation.Key != intent.Key;
            if (relation != NameRelation.Different && wasDone && !isAllowed)
                found = (operation, relation);
        }

        return found;
    }

    /// <summary>The claim of an operation whose names do not tell whether it is about a known customer.</summary>
    public static Claim Conflict(KnownOperation known, NameRelation relation) =>
        new(ClaimKind.NameConflict, known.Id) { Known = known, Relation = relation, CorrelationId = known.CorrelationId };

    /// <summary>The claim of an operation that the journal did not know.</summary>
    public static Claim New(Intent intent, long id) =>
        new(ClaimKind.Send, id) { ChosenId = intent.ChosenId ?? intent.ProposedId, CorrelationId = intent.CorrelationId };

    /// <summary>The state that a call leaves an operation in.</summary>
    /// <param name="claim">How it was claimed.</param>
    /// <param name="delivery">What is known of the call.</param>
    public static OperationState StateAfter(Claim claim, Delivery delivery) => delivery switch
    {
        Delivery.Confirmed => OperationState.Confirmed,
        Delivery.Unknown => OperationState.InDoubt,
        _ when claim.WasConfirmed => OperationState.Confirmed,
        Delivery.Rejected => OperationState.Rejected,
        _ => OperationState.NotSent,
    };

    // A confirmed customer has its id for good: one that is forced a second time needs another.
    private static Guid? ChosenId(Intent intent, KnownOperation known) =>
        intent.ChosenId ?? (known.State == OperationState.Confirmed ? null : known.ChosenId) ?? intent.ProposedId;
}
