using System;
using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Journal;

/// <summary>Compares the digests of two rows' data, whose first part tells whether they are the same and whose others tell which fields are not.</summary>
internal static class DataComparison
{
    public static bool AreSame(string fingerprint, string other) => string.Equals(Whole(fingerprint), Whole(other), StringComparison.Ordinal);

    /// <summary>The names of the fields that differ, or that only one of the rows has.</summary>
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

    private static string Whole(string fingerprint) => fingerprint.IndexOf(';') is > 0 and var end ? fingerprint.Substring(0, end) : fingerprint;

    private static Dictionary<string, string> Fields(string fingerprint) => fingerprint.Split(';').Skip(1).Select(static field => field.Split('='))
        .Where(static field => field.Length == 2).ToDictionary(static field => field[0], static field => field[1], StringComparer.Ordinal);
}
