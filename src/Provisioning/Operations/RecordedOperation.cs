using System;
using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Operations;

/// <summary>
/// What a journal knows of a row that nobody has at hand any more: its names, and short digests of its fields. The row's secrets are not
/// among it.
/// </summary>
/// <param name="Names">The names, as they were given.</param>
/// <param name="Fingerprint">The digest of the row's data, with a short one of each field.</param>
internal sealed record RecordedOperation(IReadOnlyList<OperationName> Names, string Fingerprint)
{
    /// <summary>Returns a name; null if the row had none of that type.</summary>
    public string? Name(string type) => Names.Where(name => name.Type == type).Select(static name => name.Value).FirstOrDefault();

    /// <summary>Returns what a field of the vendor's customer is, if it does not mean the same as the row's; nothing if it does.</summary>
    /// <param name="field">The name of the field.</param>
    /// <param name="found">The vendor's value; null if there is none.</param>
    public IEnumerable<string> FindDifference(string field, string? found)
    {
        if (DataDigest.HasField(Fingerprint, field, found))
            yield break;
        yield return $"{field} is {(found is null ? "missing" : $"'{found}'")}";
    }

    /// <summary>Whether the row specified a field.</summary>
    public bool Has(string field) => !DataDigest.HasField(Fingerprint, field, value: null);
}
