using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>
/// The customers. An ID is unique over all tenants, and a customer is visible only to its own tenant. A deleted customer remains, because
/// the vendor still lists it; only its own tenant can use its ID again.
/// </summary>
internal sealed class CustomerStore
{
    private readonly ConcurrentDictionary<Guid, StoredCustomer> _customers = new();
    private readonly Dictionary<string, TenantCustomers> _tenants = new(StringComparer.Ordinal);

    // Held while customers change, so that the orders always have the current versions. Reading one customer does not need it.
    private readonly Lock _changing = new();

    /// <summary>Adds a customer. Returns false if its ID is taken.</summary>
    public bool TryAdd(StoredCustomer customer)
    {
        lock (_changing)
        {
            if (!_customers.TryGetValue(customer.Id, out StoredCustomer? before))
            {
                if (!_tenants.TryGetValue(customer.Tenant, out TenantCustomers? tenant))
                    _tenants.Add(customer.Tenant, tenant = new TenantCustomers());
                tenant.Add(customer);
                _customers[customer.Id] = customer;
                return true;
            }

            if (!before.IsDeleted || before.Tenant != customer.Tenant)
                return false;
            Replace(before, customer);
            return true;
        }
    }

    /// <summary>Returns a customer of a tenant; null if there is none or it was deleted.</summary>
    public StoredCustomer? Find(string? id, string tenant) =>
        Guid.TryParseExact(id, "D", out Guid key)
            && _customers.TryGetValue(key, out StoredCustomer? customer)
            && customer.Tenant == tenant
            && !customer.IsDeleted
            ? customer
            : null;

    /// <summary>Replaces a version of a customer. Returns false if it is no longer the current one.</summary>
    public bool TryReplace(StoredCustomer before, StoredCustomer after)
    {
        lock (_changing)
        {
            if (!_customers.TryGetValue(before.Id, out StoredCustomer? current) || !ReferenceEquals(current, before))
                return false;
            Replace(before, after);
            return true;
        }
    }

    /// <summary>Returns a part of a tenant's customers, including deleted ones, and the number of all.</summary>
    public (StoredCustomer[] Part, int Total) List(string tenant, bool byCompanyName, int skip = 0, int take = int.MaxValue)
    {
        lock (_changing)
        {
            return _tenants.TryGetValue(tenant, out TenantCustomers? customers)
                ? (customers.Part(byCompanyName, skip, take), customers.Count)
                : ([], 0);
        }
    }

    public void Clear()
    {
        lock (_changing)
        {
            _tenants.Clear();
            _customers.Clear();
        }
    }

    private void Replace(StoredCustomer before, StoredCustomer after)
    {
        _tenants[before.Tenant].Replace(before, after);
        _customers[before.Id] = after;
    }
}
