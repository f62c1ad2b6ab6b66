using System.Collections.Generic;

namespace Provisioning.Sandbox.State;

/// <summary>One vendor's counters at one moment.</summary>
/// <param name="Created">How many created things exist now.</param>
/// <param name="Calls">Create calls received, whatever became of them.</param>
/// <param name="Duplicates">Creates that should not have happened.</param>
/// <param name="MaxConcurrent">The most create calls that were open at once.</param>
/// <param name="Items">What exists, in the order of creation; null in a summary.</param>
public sealed record VendorSnapshot(long Created, long Calls, DuplicateCounts Duplicates, int MaxConcurrent, IReadOnlyList<CreatedItem>? Items);
