using System;
using System.Collections.Generic;
using System.Net.Http;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;

namespace Provisioning.Operations;

/// <summary>
/// A call of a vendor that changes nothing, described once, as data: a read, a search or a list. It is never journaled and may be repeated.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TItem">The type of one item in the pipeline.</typeparam>
public sealed class QueryDefinition<TRequest, TItem>
    where TRequest : class
{
    /// <summary>The vendor that the call belongs to.</summary>
    public required Vendor Vendor { get; init; }

    /// <summary>The stable name: <c>Customer.List</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The vendor's document that describes the parameters and answers.</summary>
    public required string Document { get; init; }

    /// <summary>The HTTP method. Default: GET.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>The path of a page with its query string, relative to the connection's base address.</summary>
    public required Func<TRequest, Page, string> Path { get; init; }

    /// <summary>How the fields are encoded, if the query has a body.</summary>
    public BodyEncoding Encoding { get; init; } = BodyEncoding.Form;

    /// <summary>The fields of the body; null if the query has none.</summary>
    public FieldList<TRequest>? Fields { get; init; }

    /// <summary>The rules of the request, checked before anything is sent.</summary>
    public FieldList<TRequest> Rules { get; init; } = [];

    /// <summary>The number of items per page; null for a query without pages.</summary>
    public Func<TRequest, int>? PageSize { get; init; }

    /// <summary>Reads the items of a 2xx answer. Returns null if they cannot be read.</summary>
    public required Func<TRequest, JToken, PageOfItems<TItem>?> ReadItems { get; init; }

    /// <summary>
    /// Returns what tells an item from others. Items that the previous page had, because others were added or removed in the meantime, are
    /// left out, and a page that repeats all of it ends the query. Null if items cannot be told apart.
    /// </summary>
    public Func<TItem, string?>? KeyOf { get; init; }

    /// <summary>
    /// Makes the verdict of a 2xx answer that is a refusal; null if it is not one. Default: a 2xx answer is never a refusal.
    /// </summary>
    public Func<Answer, Verdict?> FindRefusal { get; init; } = static _ => null;

    /// <summary>Makes the verdict of an answer that is neither 2xx nor about throttling or credentials.</summary>
    public required Func<Answer, Verdict> ReadRefusal { get; init; }

    /// <summary>Makes the verdict of an answer.</summary>
    internal Verdict Judge(TRequest request, Answer answer) => StatusRules.Judge(
        answer,
        success => FindRefusal(success)
            ?? (success.Json is { } json && ReadItems(request, json) is not null
                ? Verdict.Confirmed(vendorId: null, description: null)
                : Verdict.Unknown(
                    $"The vendor returned HTTP {success.Status}, but its answer cannot be read:"
                    + $" {success.Problem ?? "it is not what the vendor documents"}.")),
        ReadRefusal);
}

/// <summary>The part of a list that is requested.</summary>
/// <param name="Number">The page's number, from 1.</param>
/// <param name="Skip">The number of items before it.</param>
/// <param name="Size">Maximum number of items in the page.</param>
public readonly record struct Page(int Number, long Skip, int Size);

/// <summary>A page of a list.</summary>
/// <typeparam name="TItem">The type of the items.</typeparam>
/// <param name="Items">The items, in the vendor's order.</param>
/// <param name="HasMore">
/// Whether there are more items; null if the vendor does not say. Then a full page means that there may be more.
/// </param>
/// <param name="TotalCount">The total number of items; null if the vendor does not say.</param>
public sealed record PageOfItems<TItem>(IReadOnlyList<TItem> Items, bool? HasMore = null, long? TotalCount = null);
