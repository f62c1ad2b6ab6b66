using System.Collections.Generic;

namespace Provisioning.Sandbox.State;

/// <summary>The whole sandbox's counters at one moment. The totals are over all vendors, also where one vendor was asked for.</summary>
/// <param name="Created">How many created things exist now.</param>
/// <param name="Calls">Create calls received, whatever became of them.</param>
/// <param name="TokensIssued">Answers with a token from the token endpoint.</param>
/// <param name="Duplicates">Creates that should not have happened.</param>
/// <param name="MaxConcurrent">The most create calls that were open at once, over all vendors.</param>
/// <param name="RedirectsFollowed">Visits to the place that the redirect fault points to.</param>
/// <param name="FaultsShown">How often each fault kind was applied.</param>
/// <param name="Vendors">Each vendor's own counters, by name.</param>
public sealed record SandboxSnapshot(
    long Created,
    long Calls,
    long TokensIssued,
    DuplicateCounts Duplicates,
    int MaxConcurrent,
    long RedirectsFollowed,
    IReadOnlyDictionary<string, long> FaultsShown,
    IReadOnlyDictionary<string, VendorSnapshot> Vendors);
