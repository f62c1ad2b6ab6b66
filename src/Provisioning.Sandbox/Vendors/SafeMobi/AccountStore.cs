using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>
/// The accounts in the order of creation. They are found by ID, external ID and parent without looking at all of them. No account is ever
/// removed.
/// </summary>
internal sealed class AccountStore
{
    private readonly List<StoredAccount> _accounts = [];
    private readonly Dictionary<Guid, int> _places = [];
    private readonly AccountIndex<string> _byExternalId = new();
    private readonly AccountIndex<Guid> _byParent = new();
    private readonly Lock _lock = new();

    public void Add(StoredAccount account)
    {
        lock (_lock)
        {
            int place = _accounts.Count;
            _accounts.Add(account);
            _places.Add(account.Id, place);
            Index(account, place);
        }
    }

    /// <summary>Returns an account; null if there is none.</summary>
    public StoredAccount? Find(Guid id)
    {
        lock (_lock)
            return _places.TryGetValue(id, out int place) ? _accounts[place] : null;
    }

    /// <summary>Changes an account and returns its new version; null if there is no such account.</summary>
    /// <param name="id">The account.</param>
    /// <param name="change">Makes the new version. It must be quick, because other calls wait.</param>
    public StoredAccount? Change(Guid id, Func<StoredAccount, StoredAccount> change)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue(id, out int place))
                return null;

            StoredAccount before = _accounts[place], after = change(before);
            if (before.ExternalId is { } externalId)
                _byExternalId.Remove(externalId, place);
            if (before.ParentAccountId is { } parent)
                _byParent.Remove(parent, place);
            _accounts[place] = after;
            Index(after, place);
            return after;
        }
    }

    /// <summary>Returns a part of the accounts, or of those with an external ID.</summary>
    public StoredAccount[] List(string? externalId, int skip, int take)
    {
        lock (_lock)
        {
            return externalId is null
                ? [.. _accounts.Skip(skip).Take(take)]
                : [.. _byExternalId[externalId].Skip(skip).Take(take).Select(place => _accounts[place])];
        }
    }

    /// <summary>Returns the accounts that have an account as their parent.</summary>
    public StoredAccount[] ChildrenOf(Guid id)
    {
        lock (_lock)
            return [.. _byParent[id].Select(place => _accounts[place])];
    }

    public void Clear()
    {
        lock (_lock)
        {
            _accounts.Clear();
            _places.Clear();
            _byExternalId.Clear();
            _byParent.Clear();
        }
    }

    private void Index(StoredAccount account, int place)
    {
        if (account.ExternalId is { } externalId)
            _byExternalId.Add(externalId, place);
        if (account.ParentAccountId is { } parent)
            _byParent.Add(parent, place);
    }
}
