using System;
using System.Collections.Generic;
using System.Net.Http;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;

namespace Provisioning.Operations;

/// <summary>A vendor's call that changes nothing, described once, as data: a read, a search or a list. It is never journaled and may be repeated.</summary>
/// <typeparam name="TRequest">What is asked for.</typeparam>
/// <typeparam name="TItem">What one item of the answer looks like in the pipeline.</typeparam>
public sealed class QueryDefinition<TRequest, TItem>
    where TRequest : class
{
    /// <summary>The vendor that it belongs to.</summary>
    public required Vendor Vendor { get; init; }

    /// <summary>The stable name: <c>Customer.List</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The document that parameters and answers come from.</summary>
    public required string Document { get; init; }

    /// <summary>The HTTP method. Default: GET.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>The path of one page, relative to the connection's base address, with its query.</summary>
    public required Func<TRequest, Page, string> Path { get; init; }

    /// <summary>How the fields are written, where the query has a body.</summary>
    public BodyEncoding Encoding { get; init; } = BodyEncoding.Form;

    /// <summary>The fields of the body; null where the query has none.</summary>
    public FieldList<TRequest>? Fields { get; init; }

    /// <summary>The rules of the request, checked before anything is sent.</summary>
    public FieldList<TRequest> Rules { get; init; } = [];

    /// <summary>The number of items that the vendor gives in one page; null for a query without pages.</summary>
    public Func<TRequest, int>? PageSize { get; init; }

    /// <summary>Reads the items of a 2xx answer; null where they cannot be read.</summary>
    public required Func<JToken, PageOfItems<TItem>?> ReadItems { get; init; }

    /// <summary>Reads an answer that is neither 2xx nor about throttling or credentials.</summary>
    public required Func<Answer, Verdict> ReadRefusal { get; init; }

    /// <summary>What an answer says of the query.</summary>
    internal Verdict Judge(Answer answer) => StatusRules.Judge(
        answer,
        success => success.Json is { } json && ReadItems(json) is not null
            ? Verdict.Confirmed(vendorId: null, description: null)
            : Verdict.Unknown($"The vendor said HTTP {success.Status}, but its answer cannot be read: {success.Problem ?? "it is not what its document describes"}."),
        ReadRefusal);
}

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Number">The page's number, from 1.</param>
/// <param name="Skip">The number of items before it.</param>
/// <param name="Size">The number of items that it may hold.</param>
public readonly record struct Page(int Number, long Skip, int Size);

/// <summary>One page of a list.</summary>
/// <typeparam name="TItem">What one item looks like.</typeparam>
/// <param name="Items">The items, in the vendor's order.</param>
/// <param name="HasMore">Whether the vendor has more; null where it does not say, and a full page means that there may be.</param>
/// <param name="TotalCount">The number of all items; null where the vendor does not say.</param>
public sealed record PageOfItems<TItem>(IReadOnlyList<TItem> Items, bool? HasMore = null, long? TotalCount = null);
