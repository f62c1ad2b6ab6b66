using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>Compares what a vendor shows with what a row has.</summary>
internal static class Evidence
{
    /// <summary>Returns what a field of the vendor's customer is, if it does not mean the same as the row's; nothing if it does.</summary>
    /// <param name="field">The name of the field.</param>
    /// <param name="ours">The row's value.</param>
    /// <param name="found">The customer as the vendor shows it.</param>
    /// <param name="comparison">Whether case makes a difference.</param>
    public static IEnumerable<string> FindDifference(
        string field, string? ours, JToken? found, StringComparison comparison = StringComparison.Ordinal)
    {
        string? theirs = found.Text(field);
        if (!string.Equals(NameRule.Normalize(ours ?? string.Empty), NameRule.Normalize(theirs ?? string.Empty), comparison))
            yield return $"{field} is {(theirs is null ? "missing" : $"'{theirs}'")}";
    }

    /// <summary>Returns that an answer is about something else than was asked for, by the ID in it; null if it is not.</summary>
    /// <param name="field">The name of the field with the ID.</param>
    /// <param name="requested">The ID that was sent.</param>
    /// <param name="verdict">The verdict of the answer.</param>
    public static string? FindOtherId(string field, Guid? requested, Verdict verdict) =>
        Guid.TryParse(verdict.VendorId, out Guid answered) && answered != requested
            ? $"its {field} is {verdict.VendorId}, and {requested} was requested"
            : null;
}
