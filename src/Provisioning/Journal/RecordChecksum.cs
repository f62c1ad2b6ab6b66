using System.Collections.Generic;

namespace Provisioning.Journal;

/// <summary>
/// The checksum of what was claimed, for all stores. It does not change while an operation is being sent.
/// </summary>
/// <param name="Scope">The number of the scope.</param>
/// <param name="Kind">The kind of the operation.</param>
/// <param name="Key">The key.</param>
/// <param name="Nonce">What keeps the key apart from equal keys.</param>
/// <param name="Run">The number of the run that claimed it.</param>
internal readonly record struct ClaimChecksum(long Scope, long Kind, string Key, string Nonce, long Run)
{
    /// <summary>Computes the checksum.</summary>
    /// <param name="fingerprint">The digest of the data.</param>
    /// <param name="chosenId">The ID that was chosen for the new customer.</param>
    /// <param name="correlationId">The ID that ties it to the vendor's log.</param>
    /// <param name="names">The names as they are stored, in any order.</param>
    public long Of(string fingerprint, string? chosenId, string correlationId, IReadOnlyList<OperationName> names)
    {
        long sum = 0;
        foreach (OperationName name in names)
            sum = unchecked(sum + Checksum.Start.Add(name.Type).Add(name.Value).Add(name.IsUnique ? 1 : 0).Value);
        return Checksum.Start.Add(Scope).Add(Kind).Add(Key).Add(Nonce).Add(Run)
            .Add(fingerprint).Add(chosenId).Add(correlationId).Add(sum).Value;
    }
}

/// <summary>
/// The checksum of what became of an operation, for all stores. It is recorded without reading what was claimed. A store adds the digest of
/// the secrets to it, or -1 if there is none, and what was there before the first call.
/// </summary>
internal static class OutcomeChecksum
{
    /// <summary>What is added for each step of <see cref="Presence"/>: more than any digest of secrets.</summary>
    public const long OfBefore = 131072;

    /// <summary>The checksum of an operation that is new.</summary>
    public static long Sending { get; } = Of((long)OperationState.Sending, null, null);

    /// <summary>Computes the checksum.</summary>
    /// <param name="state">The state.</param>
    /// <param name="vendorId">The vendor's ID.</param>
    /// <param name="answer">The vendor's description of the customer.</param>
    /// <param name="settled">When a person settled it, in milliseconds of the Unix epoch; null if none did.</param>
    /// <param name="settledVendorId">The vendor's ID as that person knows it.</param>
    public static long Of(long state, string? vendorId, string? answer, long? settled = null, string? settledVendorId = null) =>
        Checksum.Start.Add(state).Add(vendorId).Add(answer).Add(settled ?? -1).Add(settledVendorId).Value;
}
