using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>How two operations' names stand to one another.</summary>
internal enum NameRelation
{
    /// <summary>They name two customers.</summary>
    Different,

    /// <summary>They name the same customer.</summary>
    Same,

    /// <summary>They differ in letter case alone: some systems' ids differ only so, and most people's do not.</summary>
    DifferInCase,

    /// <summary>What describes them is the same, and one of them lacks the name that would tell.</summary>
    Ambiguous,
}

/// <summary>Whether two operations are about the same customer, by their names: pure, and the same for all stores.</summary>
internal static class NamePolicy
{
    /// <summary>Compares names.</summary>
    /// <param name="names">The names of one operation, the best first.</param>
    /// <param name="others">The names of the other.</param>
    /// <returns>How they stand to one another, and by which name.</returns>
    public static (NameRelation Relation, string? Type) Compare(IReadOnlyList<OperationName> names, IReadOnlyList<OperationName> others)
    {
        bool hasUnique = false;
        foreach (OperationName name in names)
        {
            hasUnique |= name.IsUnique;
            if (!name.IsUnique || !TryFind(others, name.Type, out OperationName other))
                continue;

            // The best name that both have decides, whatever else is alike.
            string value = NameRule.Normalize(name.Value);
            string otherValue = NameRule.Normalize(other.Value);
            if (value == otherValue)
                return (NameRelation.Same, name.Type);
            return string.Equals(value, otherValue, StringComparison.OrdinalIgnoreCase)
                ? (NameRelation.DifferInCase, name.Type)
                : (NameRelation.Different, name.Type);
        }

        foreach (OperationName name in names)
        {
            if (!name.IsUnique && TryFind(others, name.Type, out OperationName other) && NameRule.Fold(name.Value) == NameRule.Fold(other.Value))
            {
                // Where neither has anything better, the description is the name.
                bool isOnlyName = !hasUnique && !HasUnique(others);
                return isOnlyName && NameRule.Normalize(name.Value) == NameRule.Normalize(other.Value)
                    ? (NameRelation.Same, name.Type)
                    : (isOnlyName ? NameRelation.DifferInCase : NameRelation.Ambiguous, name.Type);
            }
        }

        return (NameRelation.Different, null);
    }

    private static bool HasUnique(IReadOnlyList<OperationName> names)
    {
        foreach (OperationName name in names)
        {
            if (name.IsUnique)
                return true;
        }

        return false;
    }

    private static bool TryFind(IReadOnlyList<OperationName> names, string type, out OperationName found)
    {
        foreach (OperationName name in names)
        {
            if (name.Type == type)
            {
                found = name;
                return true;
            }
        }

        found = default;
        return false;
    }
}
