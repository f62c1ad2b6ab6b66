using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Provisioning.Sandbox.State;

/// <summary>What was called and created since the start or the last reset. All members may be used while calls are running.</summary>
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

    /// <summary>How many created things exist now, over all vendors.</summary>
    public long Created => Snapshot(includeItems: false).Created;

    /// <summary>Create calls received over all vendors, whatever became of them.</summary>
    public long Calls => Snapshot(includeItems: false).Calls;

    /// <summary>Creates that should not have happened, over all vendors.</summary>
    public DuplicateCounts Duplicates => Snapshot(includeItems: false).Duplicates;

    /// <summary>The most create calls that were open at once, over all vendors.</summary>
    public int MaxConcurrent => _gauge.Max;

    /// <summary>Answers with a token from the token endpoint.</summary>
    public long TokensIssued => Tokens.Issued;

    /// <summary>Visits to the place that the redirect fault points to.</summary>
    public long RedirectsFollowed => Interlocked.Read(ref _redirectsFollowed);

    /// <summary>The vendors that the sandbox serves, in the order of registration.</summary>
    public IReadOnlyCollection<string> VendorNames => _ledgers.Keys;

    internal IssuedTokens Tokens { get; } = new();

    /// <summary>Changes with every reset, so that what finishes late can tell that it belongs to the past.</summary>
    internal int Generation => Volatile.Read(ref _generation);

    /// <summary>One vendor's counters and items.</summary>
    /// <exception cref="ArgumentException">There is no such vendor.</exception>
    public VendorSnapshot Vendor(string name) =>
        _ledgers.TryGetValue(name, out VendorLedger? ledger)
            ? ledger.Snapshot(withItems: true)
            : throw new ArgumentException($"No such vendor: {name}. Known: {string.Join(", ", VendorNames)}.", nameof(name));

    /// <summary>Everything at once, as <c>GET /_sandbox/state</c> answers.</summary>
    /// <param name="vendor">Shows only this vendor under <see cref="SandboxSnapshot.Vendors"/>; null shows all.</param>
    /// <param name="includeItems">Whether the created items are listed too.</param>
    public SandboxSnapshot Snapshot(string? vendor = null, bool includeItems = true)
    {
        var all = _ledgers.ToDictionary(pair => pair.Key, pair => pair.Value.Snapshot(includeItems && (vendor is null || vendor == pair.Key)));
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
    /// The vendor's ledger, made on first use. Only registration makes new ones, so calls read a dictionary that no longer changes.
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
