using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Provisioning.Sandbox.State;

/// <summary>
/// The calls received and the items created since the start or the last reset. All members are safe to use while calls are in progress.
/// </summary>
public sealed class SandboxState
{
    private readonly Dictionary<string, VendorLedger> _ledgers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _faultsShown = new(StringComparer.Ordinal);
    private readonly ConcurrencyGauge _gauge = new();
    private long _redirectsFollowed;
    private int _generation;

    internal SandboxState()
    {
    }

    /// <summary>The number of created items that exist, over all vendors.</summary>
    public long Created => Snapshot(includeItems: false).Created;

    /// <summary>The number of create calls received, over all vendors, regardless of their results.</summary>
    public long Calls => Snapshot(includeItems: false).Calls;

    /// <summary>Creates that should not have happened, over all vendors.</summary>
    public DuplicateCounts Duplicates => Snapshot(includeItems: false).Duplicates;

    /// <summary>The maximum number of concurrent create calls, over all vendors.</summary>
    public int MaxConcurrent => _gauge.Max;

    /// <summary>The number of tokens issued, over all vendors.</summary>
    public long TokensIssued => Tokens.Issued;

    /// <summary>The number of requests to the target of the redirect fault.</summary>
    public long RedirectsFollowed => Interlocked.Read(ref _redirectsFollowed);

    /// <summary>The vendors that the sandbox serves, in the order of registration.</summary>
    public IReadOnlyCollection<string> VendorNames => _ledgers.Keys;

    internal IssuedTokens Tokens { get; } = new();

    /// <summary>Changes with every reset, so that a late call can see that it belongs to the time before the reset.</summary>
    internal int Generation => Volatile.Read(ref _generation);

    /// <summary>Returns the counters and items of one vendor.</summary>
    /// <exception cref="ArgumentException">There is no such vendor.</exception>
    public VendorSnapshot Vendor(string name) =>
        _ledgers.TryGetValue(name, out VendorLedger? ledger)
            ? ledger.Snapshot(withItems: true)
            : throw new ArgumentException($"No such vendor: {name}. Known: {string.Join(", ", VendorNames)}.", nameof(name));

    /// <summary>Returns the whole state, as <c>GET /_sandbox/state</c> does.</summary>
    /// <param name="vendor">The only vendor to include in <see cref="SandboxSnapshot.Vendors"/>; null for all.</param>
    /// <param name="includeItems">Whether to include the created items.</param>
    public SandboxSnapshot Snapshot(string? vendor = null, bool includeItems = true)
    {
        var all =
            _ledgers.ToDictionary(pair => pair.Key, pair => pair.Value.Snapshot(includeItems && (vendor is null || vendor == pair.Key)));
        return new SandboxSnapshot(
            all.Values.Sum(v => v.Created),
            all.Values.Sum(v => v.Calls),
            TokensIssued,
            new DuplicateCounts(all.Values.Sum(v => v.Duplicates.ByKey), all.Values.Sum(v => v.Duplicates.ByCall)),
            MaxConcurrent,
            RedirectsFollowed,
            new SortedDictionary<string, long>(_faultsShown, StringComparer.Ordinal),
            vendor is null ? all : all.Where(pair => pair.Key == vendor).ToDictionary());
    }

    /// <summary>
    /// Returns the vendor's ledger, which is created on first use. Only registration creates ledgers, so the dictionary does not change
    /// during calls.
    /// </summary>
    internal VendorLedger Ledger(string vendor)
    {
        if (!_ledgers.TryGetValue(vendor, out VendorLedger? ledger))
            _ledgers.Add(vendor, ledger = new VendorLedger(_gauge));
        return ledger;
    }

    internal void CountRedirectFollowed() => Interlocked.Increment(ref _redirectsFollowed);

    internal void CountFault(string kind) => _faultsShown.AddOrUpdate(kind, 1, static (_, count) => count + 1);

    internal void Clear()
    {
        Interlocked.Increment(ref _generation);
        foreach (VendorLedger ledger in _ledgers.Values)
            ledger.Clear();
        _gauge.Clear();
        _faultsShown.Clear();
        Tokens.Clear();
        Interlocked.Exchange(ref _redirectsFollowed, 0);
    }
}
