using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Secrets;

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

    /// <summary>
    /// Returns the fields of the vendor's customer that differ from those that a request has; empty if none does. Secrets are not shown by any
    /// vendor, and lists and objects are not compared.
    /// </summary>
    /// <typeparam name="TRequest">The type of the request.</typeparam>
    /// <param name="fields">The fields of the request.</param>
    /// <param name="request">The request.</param>
    /// <param name="found">The customer as the vendor shows it.</param>
    /// <param name="except">A field that is not compared; null for none.</param>
    public static string Differences<TRequest>(FieldList<TRequest> fields, TRequest request, JObject found, string? except = null)
    {
        var differences = new List<string>();
        foreach (Field<TRequest> field in fields)
        {
            if (field.Name == except || field.Read(request) is not { } value || value is Secret or JToken or IEnumerable<string>)
                continue;
            JToken? parent = found;
            foreach (string part in field.Path.Take(field.Path.Length - 1))
                parent = parent.Object(part);
            StringComparison comparison = value is string ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            differences.AddRange(FindDifference(field.Path[field.Path.Length - 1], FieldText.Of(value), parent, comparison));
        }

        return string.Join(", ", differences);
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
