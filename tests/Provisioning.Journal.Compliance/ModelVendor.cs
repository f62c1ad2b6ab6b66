using System;
using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Journal.Compliance;

/// <summary>
/// The worst vendor that there is: it compares names byte by byte, and creates as many customers of one name as it is told to.
/// </summary>
internal sealed class ModelVendor
{
    private readonly List<Customer> _customers = [];

    /// <summary>A customer. One that no operation created is a stranger's.</summary>
    internal sealed record Customer(string Account, string Name, string Data, long? Operation);

    public IReadOnlyList<Customer> Customers => _customers;

    public void Create(string account, string name, string data, long? operation) => _customers.Add(new Customer(account, name, data, operation));

    /// <summary>The customers that people would take for that name, whoever created them.</summary>
    public IEnumerable<Customer> Same(string account, string name) =>
        _customers.Where(customer => customer.Account == account && NameRule.AreSame(customer.Name, name));

    /// <summary>The only customer that the vendor finds by a name.</summary>
    public IReadOnlyList<Customer> Find(string account, string name) =>
        [.. _customers.Where(customer => customer.Account == account && customer.Name.Equals(name, StringComparison.Ordinal))];
}
