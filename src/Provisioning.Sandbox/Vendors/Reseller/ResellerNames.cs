using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;

namespace Provisioning.Sandbox.Vendors.Reseller;

/// <summary>The names that are taken within each reseller, and the customers that exist.</summary>
internal sealed class ResellerNames
{
    private const int StripeCount = 64;

    // An ID with this first digit stands for a customer that existed before the start.
    private const char ExistingCustomer = 'f';

    private readonly ConcurrentDictionary<(string Reseller, string Name), ResellerCustomer> _customers = new();
    private readonly ConcurrentDictionary<string, byte> _customerNames = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Reseller, string Name), string> _users = new();
    private readonly ConcurrentDictionary<string, string> _passwords = new();
    private readonly ConcurrentDictionary<string, byte> _customerIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock[] _stripes = [.. Enumerable.Range(0, StripeCount).Select(_ => new Lock())];

    public bool CustomerExists(string id) => char.ToLowerInvariant(id[0]) == ExistingCustomer || _customerIds.ContainsKey(id);

    /// <summary>
    /// Finds a reseller's customer. If it has none of that name, the status says whether another reseller has one.
    /// </summary>
    public ResellerStatus FindCustomer(string reseller, string name, out ResellerCustomer? customer)
    {
        if (_customers.TryGetValue((reseller, name), out customer))
            return ResellerStatus.Ok;
        return _customerNames.ContainsKey(name) ? ResellerStatus.NoRightsToCustomer : ResellerStatus.CustomerDoesNotExist;
    }

    public ResellerStatus TakeCustomer(string reseller, string name, ResellerCustomer customer)
    {
        lock (Stripe(reseller, name))
        {
            if (!_customers.TryAdd((reseller, name), customer))
                return ResellerStatus.CustomerNameTaken;
        }

        Remember(name, customer);
        return ResellerStatus.Ok;
    }

    public ResellerStatus TakeUser(string reseller, string username, string password) =>
        AddUser(reseller, username, password) ? ResellerStatus.Ok : ResellerStatus.UsernameTaken;

    /// <summary>Returns whether a user has a password; null if there is no such user.</summary>
    public bool? HasPassword(string username, string password) =>
        _passwords.TryGetValue(username, out string? own) ? own == password : null;

    /// <summary>
    /// Takes both names or neither. The customer's name is locked, so that no other call can see it taken by a call that then fails on
    /// its username.
    /// </summary>
    public ResellerStatus TakeBoth(string reseller, string name, ResellerCustomer customer, string username, string password)
    {
        lock (Stripe(reseller, name))
        {
            if (_customers.ContainsKey((reseller, name)))
                return ResellerStatus.CustomerNameTaken;
            if (!AddUser(reseller, username, password))
                return ResellerStatus.UsernameTaken;
            _customers[(reseller, name)] = customer;
        }

        Remember(name, customer);
        return ResellerStatus.Ok;
    }

    public void Clear()
    {
        _customers.Clear();
        _customerNames.Clear();
        _users.Clear();
        _passwords.Clear();
        _customerIds.Clear();
    }

    private void Remember(string name, ResellerCustomer customer)
    {
        _customerNames[name] = 0;
        _customerIds[customer.Id] = 0;
    }

    // A user signs in without naming a reseller: the last one of a name is the one that signs in.
    private bool AddUser(string reseller, string username, string password)
    {
        if (!_users.TryAdd((reseller, username), password))
            return false;
        _passwords[username] = password;
        return true;
    }

    private Lock Stripe(string reseller, string customer) => _stripes[(uint)HashCode.Combine(reseller, customer) % StripeCount];
}
