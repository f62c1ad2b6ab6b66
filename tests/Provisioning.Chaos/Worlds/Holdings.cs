using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Chaos.Rows;
using Provisioning.Connections;
using Provisioning.Sandbox.State;

namespace Provisioning.Chaos.Worlds;

/// <summary>What the sandbox holds: the truth that errors and journal are held against.</summary>
internal sealed class Holdings
{
    private readonly ILookup<(string Vendor, string? Key), CreatedItem> _items;

    public Holdings(SandboxSnapshot snapshot)
    {
        Snapshot = snapshot;
        _items = snapshot.Vendors
            .SelectMany(static vendor => vendor.Value.Items ?? [], static (vendor, item) => (Vendor: vendor.Key.ToUpperInvariant(), Item: item))
            .ToLookup(static created => (created.Vendor, created.Item.Key), static created => created.Item);
    }

    public SandboxSnapshot Snapshot { get; }

    public IEnumerable<string> Keys => _items.Select(static group => group.Key.Key ?? string.Empty);

    public IReadOnlyList<CreatedItem> Of(ChaosVendor vendor, string key) => [.. _items[(vendor.ToString().ToUpperInvariant(), key)]];
}
