using System;
using System.Collections;
using System.Collections.Generic;

namespace Provisioning.Operations;

/// <summary>How well a name tells one customer from another.</summary>
public enum NameRank
{
    /// <summary>No two customers of an account have it.</summary>
    Unique,

    /// <summary>It describes a customer, and another may be described the same; it counts where there is no unique one.</summary>
    Descriptive,
}

/// <summary>The names that a vendor knows a customer by, the best first.</summary>
/// <typeparam name="TRequest">The request that holds them.</typeparam>
public sealed class NameList<TRequest> : IEnumerable<string>
{
    private readonly List<(string Type, Func<TRequest, string?> Read, NameRank Rank)> _names = [];

    /// <summary>Adds a name; made for collection initializers.</summary>
    /// <param name="type">What the vendor's document calls it.</param>
    /// <param name="read">Reads it from a request.</param>
    /// <param name="rank">How well it tells one customer from another.</param>
    public void Add(string type, Func<TRequest, string?> read, NameRank rank = NameRank.Unique) => _names.Add((type, read, rank));

    /// <summary>The names that a request gives, the best first.</summary>
    internal OperationName[] Of(TRequest request)
    {
        var given = new OperationName[_names.Count];
        int count = 0;
        foreach ((string type, Func<TRequest, string?> read, NameRank rank) in _names)
        {
            if (read(request) is { } value && NameRule.Normalize(value).Length > 0)
                given[count++] = new OperationName(type, value, rank == NameRank.Unique);
        }

        if (count < given.Length)
            Array.Resize(ref given, count);
        return given;
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        foreach ((string type, _, _) in _names)
            yield return type;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
