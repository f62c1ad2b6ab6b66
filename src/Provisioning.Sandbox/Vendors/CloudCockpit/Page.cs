using System;
using System.Collections.Generic;
using System.Text.Json;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The page that a list call asks for, and the form of its answer, which all list calls of the vendor share.</summary>
internal sealed record Page(int Number, int Size)
{
    public const string NumberParameter = "pageNumber";
    public const string SizeParameter = "pageSize";

    private const int DefaultSize = 25;
    private const int MaxSize = 2000;

    /// <summary>The number of items on the pages before this one.</summary>
    public int Skip => (int)Math.Min(int.MaxValue, (Number - 1L) * Size);

    public static Page Read(QueryReader query) =>
        new(query.Number(NumberParameter, 1, 1, int.MaxValue), query.Number(SizeParameter, DefaultSize, 1, MaxSize));

    /// <summary>Makes the answer with the items of this page.</summary>
    public VendorAnswer Answer<T>(IEnumerable<T> items, int total, Action<Utf8JsonWriter, T> write) => VendorAnswer.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (T item in items)
            write(json, item);
        json.WriteEndArray();
        json.WriteNumber("pageNumber", Number);
        json.WriteNumber("pageSize", Size);
        json.WriteNumber("totalCount", total);
        json.WriteNumber("totalPages", (int)(((long)total + Size - 1) / Size));
        json.WriteBoolean("hasNextPage", (long)Number * Size < total);
        json.WriteEndObject();
    });
}
