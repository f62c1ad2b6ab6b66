using System.Collections.Generic;

namespace Provisioning.Sandbox.State;

/// <summary>The counters of the whole sandbox at one moment. The totals include all vendors, even if one vendor was requested.</summary>
/// <param name="Created">The number of created items that exist.</param>
/// <param name="Calls">The number of create calls received, regardless of their results.</param>
/// <param name="TokensIssued">The number of tokens issued.</param>
/// <param name="Duplicates">Creates that should not have happened.</param>
/// <param name="MaxConcurrent">The maximum number of concurrent create calls, over all vendors.</param>
/// <param name="RedirectsFollowed">The number of requests to the target of the redirect fault.</param>
/// <param name="FaultsShown">The number of times that each kind of fault was applied.</param>
/// <param name="Vendors">The counters of each vendor, by name.</param>
public sealed record SandboxSnapshot(
    long Created,
    long Calls,
    long TokensIssued,
    DuplicateCounts Duplicates,
    int MaxConcurrent,
    long RedirectsFollowed,
    IReadOnlyDictionary<string, long> FaultsShown,
    IReadOnlyDictionary<string, VendorSnapshot> Vendors);
