using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace Provisioning.Architecture.Tests;

/// <summary>The arrows between the rooms point one way, in both builds.</summary>
public sealed class ArrowTests
{
    private static readonly House s_house = new("Provisioning");
    private static readonly ConcurrentDictionary<string, Use[]> s_uses = new();

    public static TheoryData<string> Frameworks => ["net8.0", "netstandard2.0"];

    public static TheoryData<string, string> RoomsOfBuilds
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string framework in (IEnumerable<string>)["net8.0", "netstandard2.0"])
            {
                foreach (string room in House.Rooms)
                    data.Add(framework, room);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RoomsOfBuilds))]
    public void A_room_knows_only_what_it_may(string framework, string room) => Assert.Empty(s_house.Forbidden(Uses(framework), room));

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_room_has_a_rule(string framework) => Assert.Empty(s_house.Unknown(Uses(framework)));

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void No_vendor_knows_another_and_nobody_but_their_registry_knows_one(string framework) => Assert.Empty(s_house.OfVendors(Uses(framework)));

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void There_is_no_circle_between_the_namespaces_of_the_core(string framework) =>
        Assert.Empty(s_house.Circles(AssemblyUses.Read(Repository.Assemblies(framework).First(), "Provisioning")));

    [Fact]
    public void The_store_of_a_journal_is_known_only_to_those_who_open_one() => Assert.DoesNotContain(
        Uses("net8.0"),
        static use => use.To == "Provisioning.Journal.Sqlite" && use.From is not "Provisioning.Runs");

    [Fact]
    public void The_sources_say_the_same_where_a_constant_leaves_no_trace_in_what_is_compiled()
    {
        Use[] usings = [.. Directory.EnumerateFiles(Repository.Core, "*.cs", SearchOption.AllDirectories).Where(IsSource).SelectMany(Usings)];

        Assert.NotEmpty(usings);
        Assert.Empty(House.Rooms.SelectMany(room => s_house.Forbidden(usings, room)));
        Assert.Empty(s_house.OfVendors(usings));
    }

    private static Use[] Uses(string framework) =>
        s_uses.GetOrAdd(framework, static framework => [.. Repository.Assemblies(framework)
            .SelectMany(static path => AssemblyUses.Read(path, "Provisioning"))]);

    private static bool IsSource(string path) => Path.GetRelativePath(Repository.Core, path).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj");

    private static IEnumerable<Use> Usings(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string? from = lines.Where(static line => line.StartsWith("namespace ",
            StringComparison.Ordinal)).Select(static line => line[10..].TrimEnd(';')).FirstOrDefault();
        return lines.Where(static line => line.StartsWith("using Provisioning", StringComparison.Ordinal))
            .Select(line => new Use(from!, line[6..].TrimEnd(';'), Path.GetFileName(path)));
    }
}
