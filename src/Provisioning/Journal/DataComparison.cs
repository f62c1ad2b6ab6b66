using System;
using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Journal;

/// <summary>
/// Compares the digests of two rows' data. The first part of a digest shows whether the data is the same, the other parts show which fields
/// differ.
/// </summary>
internal static class DataComparison
{
    public static bool AreSame(string fingerprint, string other) =>
        string.Equals(Whole(fingerprint), Whole(other), StringComparison.Ordinal);

    /// <summary>Returns the names of the fields that differ, or that only one of the rows has.</summary>
    public static IReadOnlyList<string> Differences(string fingerprint, string other)
    {
        Dictionary<string, string> fields = Fields(fingerprint);
        Dictionary<string, string> others = Fields(other);
        return
        [
            .. fields.Keys.Union(others.Keys).Where(name =>
                !fields.TryGetValue(name, out string? value) || !others.TryGetValue(name, out string? otherValue) || value != otherValue),
        ];
    }

    /// <summary>Says which fields differ: <c>licenses, timeZone differ</c>; empty if none does.</summary>
    public static string Describe(string fingerprint, string other)
    {
        IReadOnlyList<string> fields = Differences(fingerprint, other);
        return fields.Count == 0 ? string.Empty : $"{string.Join(", ", fields)} {(fields.Count == 1 ? "differs" : "differ")}";
    }

    /// <summary>Returns the part of a digest that shows whether the data is the same.</summary>
    public static string Whole(string fingerprint) =>
        fingerprint.IndexOf(';') is > 0 and var end ? fingerprint.Substring(0, end) : fingerprint;

    private static Dictionary<string, string> Fields(string fingerprint) => fingerprint.Split(';')
        .Skip(1)
        .Select(static field => field.Split('='))
        .Where(static field => field.Length == 2)
        .ToDictionary(static field => field[0], static field => field[1], StringComparer.Ordinal);
}
