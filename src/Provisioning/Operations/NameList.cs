using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Operations;

/// <summary>How well a name identifies a customer.</summary>
public enum NameRank
{
    /// <summary>No two customers of an account have the same one.</summary>
    Unique,

    /// <summary>It describes a customer, and another customer may have the same one. It counts only if there is no unique name.</summary>
    Descriptive,
}

/// <summary>The names by which a vendor knows a customer, the best first.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
public sealed class NameList<TRequest> : IEnumerable<string>
{
    private readonly List<(string Type, Func<TRequest, string?> Read, NameRank Rank)> _names = [];
    private string[]? _uniqueTypes;

    /// <summary>Adds a name. For collection initializers.</summary>
    /// <param name="type">The type of the name, as the vendor's document calls it.</param>
    /// <param name="read">Reads the name from a request.</param>
    /// <param name="rank">How well the name identifies a customer.</param>
    public void Add(string type, Func<TRequest, string?> read, NameRank rank = NameRank.Unique) => _names.Add((type, read, rank));

    /// <summary>The types of the names that are unique.</summary>
    internal IReadOnlyList<string> UniqueTypes => _uniqueTypes ??=
        [.. _names.Where(static name => name.Rank == NameRank.Unique).Select(static name => name.Type)];

    /// <summary>Returns the names in a request, the best first.</summary>
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
