using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The customers that exist. An ID is unique over all tenants; a customer is visible only to its own tenant.</summary>
internal sealed class CustomerStore
{
    private readonly ConcurrentDictionary<Guid, StoredCustomer> _customers = new();

    public bool TryAdd(StoredCustomer customer) => _customers.TryAdd(customer.Id, customer);

    public StoredCustomer? Find(string? id, string tenant) =>
        Guid.TryParseExact(id, "D", out Guid key) && _customers.TryGetValue(key, out StoredCustomer? customer) && customer.Tenant == tenant
            ? customer
            : null;

    public IEnumerable<StoredCustomer> Of(string tenant) =>
        _customers.Values.Where(customer => customer.Tenant == tenant).OrderBy(customer => customer.Sequence);

    public bool TryReplace(StoredCustomer before, StoredCustomer after) => _customers.TryUpdate(before.Id, after, before);

    public bool TryRemove(StoredCustomer customer) => _customers.TryRemove(KeyValuePair.Create(customer.Id, customer));

    public void Clear() => _customers.Clear();
}
