using System;
using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>How the names of two operations relate.</summary>
internal enum NameRelation
{
    /// <summary>They identify different customers.</summary>
    Different,

    /// <summary>They identify the same customer.</summary>
    Same,

    /// <summary>They differ only in case. Some systems have IDs that differ only in case; people usually mean the same name.</summary>
    DifferInCase,

    /// <summary>Their descriptive names are the same, and one of them lacks the unique name that would decide.</summary>
    Ambiguous,
}

/// <summary>Decides by their names whether two operations are about the same customer. It is pure, and the same for all stores.</summary>
internal static class NamePolicy
{
    /// <summary>Compares names.</summary>
    /// <param name="names">The names of one operation, the best first.</param>
    /// <param name="others">The names of the other.</param>
    /// <returns>How they relate, and the type of the name that decided.</returns>
    public static (NameRelation Relation, string? Type) Compare(IReadOnlyList<OperationName> names, IReadOnlyList<OperationName> others)
    {
        bool hasUnique = false;
        foreach (OperationName name in names)
        {
            hasUnique |= name.IsUnique;
            if (!name.IsUnique || !TryFind(others, name.Type, out OperationName other))
                continue;

            // The best name that both have decides, regardless of the others.
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
            if (!name.IsUnique
                && TryFind(others, name.Type, out OperationName other)
                && NameRule.Fold(name.Value) == NameRule.Fold(other.Value))
            {
                // If neither has a unique name, the descriptive name decides.
                bool isOnlyName = !hasUnique && !HasUnique(others);
                return isOnlyName && NameRule.Normalize(name.Value) == NameRule.Normalize(other.Value)
                    ? (NameRelation.Same, name.Type)
                    : (isOnlyName ? NameRelation.DifferInCase : NameRelation.Ambiguous, name.Type);
            }
        }

        return (NameRelation.Different, null);
    }

    /// <summary>
    /// Returns the types of the unique names beside a descriptive one, as stores keep them with it. Thousands of customers may share a
    /// descriptive name, and by these types a store finds the few whose unique names do not decide.
    /// </summary>
    public static string Beside(IReadOnlyList<OperationName> names)
    {
        string beside = string.Empty;
        foreach (OperationName name in names)
        {
            if (name.IsUnique)
                beside += name.Type + ";";
        }

        return beside;
    }

    /// <summary>
    /// Returns what other operations have beside a descriptive name if it may decide: because they share no type of unique names with these.
    /// </summary>
    /// <param name="names">The names of one operation.</param>
    /// <param name="uniqueTypes">The types of all unique names that the vendor knows customers by.</param>
    public static IReadOnlyList<string> BesideToCompare(IReadOnlyList<OperationName> names, IReadOnlyList<string> uniqueTypes)
    {
        var compared = new List<string> { string.Empty };
        foreach (string type in uniqueTypes)
        {
            if (TryFind(names, type, out _))
                continue;
            for (int index = compared.Count - 1; index >= 0; index--)
                compared.Add(compared[index] + type + ";");
        }

        return compared;
    }

    /// <summary>Returns whether one of the names is unique.</summary>
    public static bool HasUnique(IReadOnlyList<OperationName> names)
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
