using System;
using System.Collections.Generic;
using Provisioning.Journal;

namespace Provisioning.Runs;

/// <summary>
/// The rows of a plan so far, as the journal would have them if they had been sent, so that the policy of claims finds duplicates in the input.
/// </summary>
internal sealed class PlannedRows
{
    private readonly Dictionary<(string Type, string Name, string Beside), List<KnownOperation>> _named = [];
    private readonly Dictionary<(string Type, string Name), KnownOperation> _withUnique = [];
    private readonly Dictionary<(string Type, string Key), List<KnownOperation>> _keyed = [];

    /// <summary>Adds a row.</summary>
    /// <param name="intent">What the journal would know of it.</param>
    /// <param name="row">Its number in the input.</param>
    public void Add(Intent intent, int row)
    {
        var known = new KnownOperation(row, OperationState.Confirmed, intent.Run, intent.Fingerprint, intent.CorrelationId)
        {
            Key = intent.Key,
            HasOwnKey = intent.KeyType.Length == 0,
            Names = intent.Names,
            ChosenId = intent.ChosenId,
            SecretsDigest = intent.SecretsDigest,
        };
        AddTo(_keyed, (intent.KeyType, intent.Key), known);
        string beside = NamePolicy.Beside(intent.Names);
        foreach (OperationName name in intent.Names)
        {
            string folded = NameRule.Fold(name.Value);
            AddTo(_named, (name.Type, folded, name.IsUnique ? string.Empty : beside), known);
            if (!name.IsUnique && beside.Length > 0 && !_withUnique.ContainsKey((name.Type, folded)))
                _withUnique[(name.Type, folded)] = known;
        }
    }

    /// <summary>Finds the earlier row that is about the same customer, or whose names do not show whether it is.</summary>
    /// <returns>The journal's decision if that row had been sent; null if there is no such row.</returns>
    public Claim? Find(Intent intent)
    {
        (KnownOperation? known, NameRelation relation) = ClaimPolicy.Find(intent, Similar(intent));
        if (known is not null && relation != NameRelation.Same)
            return ClaimPolicy.Conflict(known, relation);
        known ??= _keyed.TryGetValue((intent.KeyType, intent.Key), out List<KnownOperation>? same) ? ClaimPolicy.Choose(intent, same) : null;
        return known is null ? null : ClaimPolicy.Decide(intent, known, isRunAlive: false, now: 0);
    }

    // Thousands of rows may share a descriptive name, so only those are compared whose unique names do not decide.
    private List<KnownOperation> Similar(Intent intent)
    {
        var similar = new List<KnownOperation>();
        bool hasUnique = NamePolicy.HasUnique(intent.Names);
        foreach (OperationName name in intent.Names)
        {
            string folded = NameRule.Fold(name.Value);
            if (name.IsUnique || !hasUnique)
                AddFound(name.Type, folded, string.Empty);
            if (name.IsUnique)
                continue;
            if (!hasUnique && _withUnique.TryGetValue((name.Type, folded), out KnownOperation? one))
                similar.Add(one);
            foreach (string beside in hasUnique ? NamePolicy.BesideToCompare(intent.Names, intent.UniqueNameTypes) : [])
                AddFound(name.Type, folded, beside);
        }

        return similar;

        void AddFound(string type, string folded, string beside)
        {
            if (_named.TryGetValue((type, folded, beside), out List<KnownOperation>? found))
                similar.AddRange(found);
        }
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<KnownOperation>> index, TKey key, KnownOperation known)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out List<KnownOperation>? list))
            index[key] = list = [];
        list.Add(known);
    }
}
