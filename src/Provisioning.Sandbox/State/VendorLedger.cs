using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;

namespace Provisioning.Sandbox.State;

/// <summary>
/// The calls received and the items created for one vendor. Every count is exact under concurrency, and no lock is shared by all calls.
/// </summary>
internal sealed class VendorLedger(ConcurrencyGauge allVendors)
{
    private readonly ConcurrentDictionary<long, (Creation Creation, DateTimeOffset At)> _items = new();
    private readonly ConcurrentDictionary<(string Scope, string Key), int> _keys = new();
    private readonly ConcurrentDictionary<(string Operation, string Scope, UInt128 Digest), int> _bodies = new();
    private readonly ConcurrencyGauge _gauge = new();
    private long _sequence;
    private long _created;
    private long _calls;
    private long _duplicatesByKey;
    private long _duplicatesByCall;

    public void BeginCall()
    {
        Interlocked.Increment(ref _calls);
        _gauge.Enter();
        allVendors.Enter();
    }

    public void EndCall()
    {
        allVendors.Leave();
        _gauge.Leave();
    }

    /// <summary>Returns a number for an item to be created, by which it can be removed again.</summary>
    public long NextSequence() => Interlocked.Increment(ref _sequence);

    public void Record(in Creation creation, ReadOnlySpan<byte> body) => Record(creation, body, NextSequence());

    public void Record(in Creation creation, ReadOnlySpan<byte> body, long sequence)
    {
        _items[sequence] = (creation, DateTimeOffset.UtcNow);
        Interlocked.Increment(ref _created);

        if (creation.Key is { } key && CountUp(_keys, (creation.Scope, key)) > 1)
            Interlocked.Increment(ref _duplicatesByKey);
        if (CountUp(_bodies, (creation.Operation, creation.Scope, Digest(body))) > 1)
            Interlocked.Increment(ref _duplicatesByCall);
    }

    public void Forget(long sequence)
    {
        if (_items.TryRemove(sequence, out _))
            Interlocked.Decrement(ref _created);
    }

    public VendorSnapshot Snapshot(bool withItems) => new(
        Interlocked.Read(ref _created),
        Interlocked.Read(ref _calls),
        new DuplicateCounts(Interlocked.Read(ref _duplicatesByKey), Interlocked.Read(ref _duplicatesByCall)),
        _gauge.Max,
        withItems ? [.. _items.OrderBy(pair => pair.Key).Select(pair => Show(pair.Value.Creation, pair.Value.At))] : null);

    public void Clear()
    {
        _items.Clear();
        _keys.Clear();
        _bodies.Clear();
        _gauge.Clear();
        Interlocked.Exchange(ref _created, 0);
        Interlocked.Exchange(ref _calls, 0);
        Interlocked.Exchange(ref _duplicatesByKey, 0);
        Interlocked.Exchange(ref _duplicatesByCall, 0);
    }

    private CreatedItem Show(in Creation creation, DateTimeOffset at)
    {
        int count = creation.Key is { } key && _keys.TryGetValue((creation.Scope, key), out int creates) ? creates : 1;
        return new CreatedItem(creation.Id, creation.Operation, creation.Key, creation.AlternateKey, count, creation.CorrelationId, at);
    }

    private static int CountUp<TKey>(ConcurrentDictionary<TKey, int> counts, TKey key)
        where TKey : notnull
        => counts.AddOrUpdate(key, 1, static (_, count) => count + 1);

    // A digest, because the body may contain a password.
    private static UInt128 Digest(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
