using System.Collections.Generic;

namespace Provisioning.Sandbox.Vendors.SafeMobi;

/// <summary>The places of the accounts that have a value in common, in the order of creation.</summary>
internal sealed class AccountIndex<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, List<int>> _places = [];

    public IReadOnlyList<int> this[TKey key] => _places.TryGetValue(key, out List<int>? places) ? places : [];

    public void Add(TKey key, int place)
    {
        if (!_places.TryGetValue(key, out List<int>? places))
            _places.Add(key, places = new List<int>(capacity: 1));

        // A new account has the last place. One that gets the value by an update goes to its place.
        int at = places.BinarySearch(place);
        if (at < 0)
            places.Insert(~at, place);
    }

    public void Remove(TKey key, int place)
    {
        if (!_places.TryGetValue(key, out List<int>? places) || places.BinarySearch(place) is not (>= 0 and int at))
            return;
        places.RemoveAt(at);
        if (places.Count == 0)
            _places.Remove(key);
    }

    public void Clear() => _places.Clear();
}
