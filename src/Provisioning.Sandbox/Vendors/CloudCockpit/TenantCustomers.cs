using System;
using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>
/// The order of a tenant's customers, including deleted ones. It is kept, because sorting 100,000 customers for each page would be slow.
/// It is not safe for concurrent use.
/// </summary>
internal sealed class TenantCustomers
{
    private static readonly IComparer<StoredCustomer> _companyNames = Comparer<StoredCustomer>.Create(static (one, other) =>
    {
        int order = string.Compare(one.Names.Company, other.Names.Company, StringComparison.OrdinalIgnoreCase);
        return order != 0 ? order : one.Id.CompareTo(other.Id);
    });

    private readonly List<StoredCustomer> _byCreation = [];
    private readonly Dictionary<Guid, int> _places = [];

    // Made when it is first asked for, because creating customers should not pay for an order that nobody asks for.
    private SortedSet<StoredCustomer>? _byCompanyName;

    public int Count => _byCreation.Count;

    public void Add(StoredCustomer customer)
    {
        _places.Add(customer.Id, _byCreation.Count);
        _byCreation.Add(customer);
        _byCompanyName?.Add(customer);
    }

    /// <summary>Puts another version of a customer at its place.</summary>
    public void Replace(StoredCustomer before, StoredCustomer after)
    {
        _byCreation[_places[before.Id]] = after;
        if (_byCompanyName is not null)
        {
            _byCompanyName.Remove(before);
            _byCompanyName.Add(after);
        }
    }

    /// <summary>Returns a part of the customers, in one of the two orders.</summary>
    public StoredCustomer[] Part(bool byCompanyName, int skip, int take)
    {
        IEnumerable<StoredCustomer> ordered =
            byCompanyName ? _byCompanyName ??= new SortedSet<StoredCustomer>(_byCreation, _companyNames) : _byCreation;
        return [.. ordered.Skip(skip).Take(take)];
    }
}
