using System;
using System.Collections.Generic;
using System.Linq;

namespace Provisioning.Architecture.Tests;

/// <summary>The rooms of the house, and which of them each may know. A room is the namespace next below the root.</summary>
/// <param name="root">The root namespace; the tests of these rules build a house of their own.</param>
internal sealed class House(string root)
{
    /// <summary>What all may use, and what uses no room itself: the root's own words, and what old platforms lack.</summary>
    private static readonly string[] s_everybodys = ["", "LegacySupport"];

    private static readonly Dictionary<string, string[]> s_mayKnow = new()
    {
        [""] = [],
        ["LegacySupport"] = [],
        ["Secrets"] = [],
        ["Connections"] = ["Secrets"],
        ["Operations"] = ["Connections", "Secrets"],
        ["Http"] = ["Operations", "Connections", "Secrets"],
        ["Execution"] = ["Http", "Operations", "Connections", "Secrets"],
        ["Journal"] = [],
        ["Import"] = [],
        ["Runs"] = ["Execution", "Http", "Journal", "Operations", "Connections", "Secrets"],
        ["Reports"] = ["Runs", "Journal"],
        ["Vendors"] = ["Http", "Operations", "Connections", "Secrets"],
        ["Cmdlets"] = ["Reports", "Runs", "Execution", "Http", "Import", "Journal", "Vendors", "Operations", "Connections", "Secrets"],
    };

    public static IEnumerable<string> Rooms => s_mayKnow.Keys;

    /// <summary>The uses that a room should not make of another.</summary>
    public IEnumerable<Use> Forbidden(IEnumerable<Use> uses, string room) => uses.Where(use =>
        RoomOf(use.From) == room && RoomOf(use.To) is var other && other != room && !s_everybodys.Contains(other) && !s_mayKnow[room].Contains(other));

    /// <summary>The rooms that no rule speaks of.</summary>
    public IEnumerable<string> Unknown(IEnumerable<Use> uses) =>
        uses.SelectMany(use => new[] { RoomOf(use.From), RoomOf(use.To) }).Distinct().Except(s_mayKnow.Keys);

    /// <summary>The uses that one vendor makes of another, or that anybody but the vendors' own room makes of one.</summary>
    public IEnumerable<Use> OfVendors(IEnumerable<Use> uses) => uses.Where(use => VendorOf(use.To) is { } vendor
        && VendorOf(use.From) != vendor && use.From != root + ".Vendors" && RoomOf(use.From) != "Cmdlets");

    /// <summary>Namespaces that use each other, directly or by way of others; what is everybody's is left out.</summary>
    public IEnumerable<string> Circles(IEnumerable<Use> uses)
    {
        ILookup<string, string> edges = uses.Where(use => !s_everybodys.Contains(RoomOf(use.To)) && !s_everybodys.Contains(RoomOf(use.From)))
            .Select(static use => (use.From, use.To)).Distinct().ToLookup(static edge => edge.From, static edge => edge.To);
        foreach (string start in edges.Select(static edge => edge.Key).Order(StringComparer.Ordinal))
        {
            if (WayBack(start, edges) is { } way)
                yield return string.Join(" -> ", way);
        }
    }

    private static List<string>? WayBack(string start, ILookup<string, string> edges)
    {
        var ways = new Queue<List<string>>([[start]]);
        var seen = new HashSet<string>();
        while (ways.TryDequeue(out List<string>? way))
        {
            foreach (string next in edges[way[^1]])
            {
                if (next == start)
                    return [.. way, next];
                if (seen.Add(next))
                    ways.Enqueue([.. way, next]);
            }
        }

        return null;
    }

    private string RoomOf(string name) => name.Length <= root.Length ? string.Empty : name[(root.Length + 1)..].Split('.')[0];

    private string? VendorOf(string name) => name.Split('.') is var parts && name.StartsWith(root + ".Vendors.", StringComparison.Ordinal)
        ? parts[root.Split('.').Length + 1]
        : null;
}
