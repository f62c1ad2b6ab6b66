using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Operations;

/// <summary>A list that prints as one CSV cell, so that an exported file can be imported again.</summary>
/// <typeparam name="T">The type of the items. Their text must not contain <c>;</c>.</typeparam>
public sealed class DelimitedList<T> : IReadOnlyList<T>
{
    private readonly T[] _items;

    /// <summary>Creates the list.</summary>
    /// <param name="items">The items.</param>
    public DelimitedList(IEnumerable<T> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join(";", _items.Select(static item => item?.ToString()));

    internal static DelimitedList<T>? From(IEnumerable<T>? items) => items is null ? null : new DelimitedList<T>(items);
}
