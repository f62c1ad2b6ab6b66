using System.Collections.Generic;

namespace Provisioning.Sandbox.State;

/// <summary>The counters of one vendor at one moment.</summary>
/// <param name="Created">The number of created items that exist.</param>
/// <param name="Calls">The number of create calls received, regardless of their results.</param>
/// <param name="Duplicates">Creates that should not have happened.</param>
/// <param name="MaxConcurrent">The maximum number of concurrent create calls.</param>
/// <param name="Items">The created items, in the order of creation; null in a summary.</param>
public sealed record VendorSnapshot(
    long Created, long Calls, DuplicateCounts Duplicates, int MaxConcurrent, IReadOnlyList<CreatedItem>? Items);
